/**
 * Texts about overrides, understood whole or not at all: a text that says anything beyond the documented sentences may
 * be about any result.
 */
import type { Rejection, ResultId } from '../model/types.js';

/** What was sent. */
export interface SentBatch {
  readonly runId: string;
  readonly ids: readonly ResultId[];
}

/** What error texts say. */
export interface AttributedErrors {
  /** The results of the request that they name, each once. */
  readonly rejections: readonly Rejection[];
  /** Texts that are not understood. */
  readonly unattributed: readonly string[];
}

/** The documented start of a refusal, before its causes. */
const PREFIX = /^\s*failed to override the results?,?(?:\s|<br\s*\/?>)*cause\s*:/i;
/** What separates causes. The documentation prints `<br>`; the service may send a line end or a space. */
const SEPARATORS = /(?:\s|<br\s*\/?>|[,;.])*/iy;
/** The documented cause. */
const SENTENCE =
  /(?:given\s+)?test\s+case\s+result\s+id\s+(\d{1,19})\s+is\s+not\s+related\s+to\s+execution\s+run\s+(\d{1,19})(?!\d)/iy;

/** Attributes error texts to the results that they name. */
export function attributeErrors(batch: SentBatch, texts: readonly string[]): AttributedErrors {
  const known = new Set(batch.ids);
  const named = new Map<ResultId, string>();
  const unattributed: string[] = [];
  for (const text of texts) {
    const causes = causesIn(text, batch.runId, known);
    if (!causes) unattributed.push(text.trim() === '' ? 'an error without a text' : text.trim());
    for (const [id, cause] of causes ?? []) named.set(id, cause);
  }
  const rejections = [...named].map(([testCaseResultId, message]) => ({ testCaseResultId, message }));
  return { rejections, unattributed };
}

/** The results that a text names, with the sentence about each; nothing if any of it is not understood. */
function causesIn(
  text: string,
  runId: string,
  known: ReadonlySet<ResultId>,
): readonly (readonly [ResultId, string])[] | undefined {
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

function skip(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return at + (pattern.exec(text)?.[0].length ?? 0);
}

/** Words of a message that neither deny nor limit anything. */
const NEUTRAL_WORDS = new Set(
  'all been case cases execution given has have in is of result results run test testsigma the was were'.split(
    ' ',
  ),
);
const DONE = new Set(['overridden', 'overrode']);
const SUCCESSFUL = new Set(['successfully', 'successful']);
const PARTIAL = new Set(['partially', 'partly']);

/**
 * What the message of a 200 says: `success` if it says overridden and successfully and no word that could deny or limit
 * it, `partial` for the documented partial success, `unknown` otherwise.
 */
export function readMessage(message: string): 'success' | 'partial' | 'unknown' {
  const words = message.toLowerCase().match(/[\p{L}\p{N}]+|[^\s.,!:]/gu) ?? [];
  const has = (meaning: ReadonlySet<string>) => words.some((word) => meaning.has(word));
  const known = [NEUTRAL_WORDS, DONE, SUCCESSFUL, PARTIAL];
  if (!has(DONE) || !words.every((word) => known.some((meaning) => meaning.has(word)))) return 'unknown';
  if (has(PARTIAL)) return 'partial';
  return has(SUCCESSFUL) ? 'success' : 'unknown';
}
