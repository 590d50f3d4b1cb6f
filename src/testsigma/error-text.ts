/**
 * Testsigma's texts about overrides, understood completely or not at all: a text with anything beyond the documented
 * sentences may be about any result.
 */
import type { Rejection, ResultId } from '../model/types.js';

/** What error texts mean. */
export interface AttributedErrors {
  /** The results of the request that they name, each once. */
  readonly rejections: readonly Rejection[];
  /** Texts that are not understood; `an error without a text` for an empty one. */
  readonly unattributed: readonly string[];
}

/** The documented start of an error text, before its causes. */
const PREFIX = /^\s*failed to override the results?,?(?:\s|<br\s*\/?>)*cause\s*:/i;
/**
 * What separates causes. The documentation shows `<br>`; the service may send a line break or a space. Several dots are
 * an ellipsis: something was left out.
 */
const SEPARATORS = /(?:\s|<br\s*\/?>|[,;]|\.(?!\s*\.))*/iy;
/** A list that begins or ends with what separates its items is not complete. */
const INCOMPLETE = /^[\s.]*[,;]|[,;](?:[\s.]|<br\s*\/?>)*$/i;
/** The documented cause. */
const SENTENCE =
  /(?:given\s+)?test\s+case\s+result\s+id\s+(\d{1,19})\s+is\s+not\s+related\s+to\s+execution\s+run\s+(\d{1,19})(?!\d)/iy;

/**
 * Attributes error texts to the results that they name.
 *
 * @param ids the results in the request
 */
export function attributeErrors(
  texts: readonly string[],
  runId: string,
  ids: readonly ResultId[],
): AttributedErrors {
  const known = new Set(ids);
  const named = new Map<ResultId, string>();
  const unattributed: string[] = [];
  for (const text of texts) {
    const causes = causesIn(text, runId, known);
    if (!causes) unattributed.push(text.trim() === '' ? 'an error without a text' : text.trim());
    for (const [id, cause] of causes ?? []) named.set(id, cause);
  }
  const rejections = [...named].map(([testCaseResultId, message]) => ({ testCaseResultId, message }));
  return { rejections, unattributed };
}

/** The results that a text names, with the sentence about each; undefined if any of it is not understood. */
function causesIn(
  text: string,
  runId: string,
  known: ReadonlySet<ResultId>,
): readonly (readonly [ResultId, string])[] | undefined {
  if (INCOMPLETE.test(text)) return undefined;
  const causes: (readonly [ResultId, string])[] = [];
  let at = skip(SEPARATORS, text, PREFIX.exec(text)?.[0].length ?? 0);
  while (at < text.length) {
    SENTENCE.lastIndex = at;
    const found = SENTENCE.exec(text);
    const [sentence = '', id = '', run] = found ?? [];
    if (!known.has(id) || run !== runId) return undefined;
    causes.push([id, sentence.replace(/\s+/g, ' ')]);
    at = skip(SEPARATORS, text, at + sentence.length);
  }
  return causes.length > 0 ? causes : undefined;
}

/** The index after the pattern, if it matches at an index. */
function skip(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return at + (pattern.exec(text)?.[0].length ?? 0);
}

/** Words of a message that neither deny nor restrict anything. */
const NEUTRAL_WORDS = new Set(
  'all been case cases execution given has have in is of result results run test testsigma the was were'.split(
    ' ',
  ),
);
const DONE = new Set(['overridden', 'overrode']);
const SUCCESSFUL = new Set(['successfully', 'successful']);
const PARTIAL = new Set(['partially', 'partly']);

/**
 * What the message of a 200 means: `success` if it contains "overridden" and "successfully" and no word that could deny
 * or restrict it, `partial` for the documented partial success, `unknown` otherwise.
 */
export function interpretMessage(message: string): 'success' | 'partial' | 'unknown' {
  const words = message.toLowerCase().match(/[\p{L}\p{N}]+|[^\s.,!:]/gu) ?? [];
  const has = (meaning: ReadonlySet<string>) => words.some((word) => meaning.has(word));
  const known = [NEUTRAL_WORDS, DONE, SUCCESSFUL, PARTIAL];
  if (!has(DONE) || !words.every((word) => known.some((meaning) => meaning.has(word)))) return 'unknown';
  if (has(PARTIAL)) return 'partial';
  return has(SUCCESSFUL) ? 'success' : 'unknown';
}
