/** A results document, YAML or JSON → entries with line and column. */
import { type Diagnostics, locator, type Source } from '../model/diagnostic.js';
import type { Entry } from '../model/types.js';
import type { Pause } from '../runtime/process.js';
import { truncate } from '../text/format.js';
import { newOutput, type ParseOptions, type ParseOutput } from './entries/entry.js';
import { looksLikeOneLine, parseBareList, parseOneLine } from './entries/one-line.js';
import { detectForeignText, detectSwallowedEntries, type Foreign } from './foreign.js';
import { DocumentSyntaxError } from './node.js';
import { repairs } from './repair.js';
import { type ParsedYaml, RootParser } from './root.js';
import { parseLargeDocument } from './yaml.js';

/**
 * Parses a results document: a map, a list, a map by outcome, a bare list of IDs if `default-result` names the outcome,
 * or one line as typed into a form. For any text, every error becomes a problem at its location.
 *
 * @param pause lets signals be handled; its error is passed on, and nothing else is thrown
 * @returns the entries in the order written
 */
export async function parseDocument(
  source: Source,
  options: ParseOptions,
  diagnostics: Diagnostics,
  pause: Pause = () => undefined,
): Promise<readonly Entry[]> {
  const plain = { ...source, text: withoutBackticks(source.text.replace(/^\ufeff/, '')) };
  const foreign = detectForeignText(plain.text, source.file !== undefined);
  if (foreign) {
    diagnostics.problem(locator(plain)(foreign.offset), foreign.message);
    return [];
  }
  const parsed = await new DocumentParser(options, pause).parse(plain);
  diagnostics.add(parsed.diagnostics);
  return parsed.entries;
}

/** Replaces the backticks around a line by spaces, so that columns stay the same. */
function withoutBackticks(text: string): string {
  return /^\s*`[^`\r\n]*`\s*$/.test(text) ? text.replaceAll('`', ' ') : text;
}

/** Parses a source in every way in which it may be meant. */
class DocumentParser {
  readonly #options: ParseOptions;
  readonly #pause: Pause;

  constructor(options: ParseOptions, pause: Pause) {
    this.#options = options;
    this.#pause = pause;
  }

  async parse(source: Source): Promise<ParseOutput> {
    const asWritten = await this.#asWritten(source);
    const { isForeign, syntaxError } = asWritten;
    const isRepairable = !isForeign && (!syntaxError || syntaxError.cause !== undefined);
    if (isSound(asWritten) || !isRepairable) return asWritten;
    return (await this.#repaired(source, syntaxError?.offset)) ?? asWritten;
  }

  /** A single line that makes no sense as YAML is parsed as people type into a form. */
  async #asWritten(source: Source): Promise<ParsedYaml> {
    const asYaml = await this.#yaml(source);
    const mayBeTyped = asYaml.ambiguous && looksLikeOneLine(source.text) && !hasTag(source.text);
    const typed = mayBeTyped ? await parseOneLine(source, this.#options, this.#pause) : undefined;
    if (typed && isSound(typed)) return { ...typed, ambiguous: false };
    const swallowed = detectSwallowedEntries(source.text);
    if (swallowed) return { ...onlyProblem(source, swallowed), ambiguous: false, isForeign: true };
    if (!typed) return asYaml;
    const isPreferred = typed.isMixed || (!isSound(asYaml) && isTyped(source.text.trim()));
    return isPreferred ? { ...asYaml, ...typed } : asYaml;
  }

  async #yaml(source: Source): Promise<ParsedYaml> {
    const parser = new RootParser(source, this.#options);
    try {
      return await parser.finish(await parseLargeDocument(source.text, parser, this.#pause), this.#pause);
    } catch (error) {
      if (!(error instanceof DocumentSyntaxError)) throw error;
      return await this.#withoutSyntax(error, source);
    }
  }

  /** Parses a text that is not YAML: a bare list of IDs with comments in between, or else only an error. */
  async #withoutSyntax(error: DocumentSyntaxError, source: Source): Promise<ParsedYaml> {
    if (this.#options.defaultOutcome) {
      const list = await parseBareList(source, this.#options, this.#pause);
      if (isSound(list)) return { ...list, ambiguous: false };
    }
    // What is missing at the end is reported after the last character, not on a line that does not exist.
    const offset = Math.min(error.offset, source.text.trimEnd().length);
    const output = onlyProblem(source, { offset, message: error.message });
    return { ...output, ambiguous: true, syntaxError: error };
  }

  /** If undoing one mistake leaves a document without problems, that mistake is reported instead. */
  async #repaired(source: Source, errorOffset: number | undefined): Promise<ParseOutput | undefined> {
    for (const { offset, message, text } of repairs(source.text, errorOffset)) {
      const repaired = await this.#asWritten({ ...source, text });
      if (!isSound(repaired) || repaired.entries.length === 0) continue;
      return onlyProblem(source, { offset, message: `${message}${suggestion(text)}` });
    }
    return undefined;
  }
}

function onlyProblem(source: Source, { offset, message }: Foreign): ParseOutput {
  const output = newOutput();
  output.diagnostics.problem(locator(source)(offset), message);
  return output;
}

/** The repaired text, if it is one line. */
function suggestion(text: string): string {
  const line = text.trim();
  return /[\r\n]/.test(line) ? '' : `: ${truncate(line, 1_000)}`;
}

function isSound({ diagnostics }: ParseOutput): boolean {
  return diagnostics.problems.length === 0;
}

/** Whether a text starts with a tag of YAML, which is no part of a name. */
function hasTag(text: string): boolean {
  return /^\s{0,100}!(?:!|<|[a-z]+ )/.test(text);
}

/** Whether a line was typed into a form rather than cut off from a YAML or JSON document. */
function isTyped(line: string): boolean {
  const cutOff =
    (line.startsWith('{') && !line.endsWith('}')) || (line.startsWith('[') && !line.includes(']'));
  return /[:=]/.test(line) && !cutOff && !/^[&*!%]/.test(line);
}
