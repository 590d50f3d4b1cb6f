/** Parses documents in tests, as the action does. */
import { parseDocument } from '../../src/documents/document.js';
import type { ParseOptions } from '../../src/documents/entries/entry.js';
import { type Diagnostic, Diagnostics, type Source } from '../../src/model/diagnostic.js';
import type { Entry, Outcome } from '../../src/model/types.js';

/** The host that URLs are on. */
export const HOST = 'app.testsigma.com';

/** What a document comes to. */
export interface Parsed {
  readonly entries: readonly Entry[];
  readonly problems: readonly Diagnostic[];
}

/** Parses a source. */
export async function parseSource(source: Source, options: ParseOptions = { host: HOST }): Promise<Parsed> {
  const diagnostics = new Diagnostics();
  const entries = await parseDocument(source, options, diagnostics);
  return { entries, problems: diagnostics.problems };
}

/** Parses the text of the input `results`. */
export function parseText(
  text: string,
  defaultOutcome?: Outcome,
  more: Partial<Source> = {},
): Promise<Parsed> {
  const options = { host: HOST, ...(defaultOutcome ? { defaultOutcome } : {}) };
  return parseSource({ input: 'results', text, ...more }, options);
}
