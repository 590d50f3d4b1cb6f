/** All results documents, inline and in files → entries. */
import type { DocumentInputs } from '../inputs/inputs.js';
import { Diagnostics, type Source } from '../model/diagnostic.js';
import type { Policy } from '../model/policy.js';
import type { Entry } from '../model/types.js';
import type { FileSystem } from '../runtime/files.js';
import type { Pause } from '../runtime/process.js';
import { pluralize } from '../text/format.js';
import { parsePlain } from './plain.js';

/** All documents, parsed. */
export interface LoadedDocuments {
  readonly entries: readonly Entry[];
  /** The rules that every override must satisfy; none if there is no policy. */
  readonly policy: Policy;
  /** A line for the log about each document. */
  readonly lines: readonly string[];
}

/**
 * Reads and parses every document, and the policy.
 *
 * @param pause lets signals be handled; its error is passed on
 */
export async function loadDocuments(
  inputs: DocumentInputs,
  files: FileSystem,
  diagnostics: Diagnostics,
  pause: Pause,
): Promise<LoadedDocuments> {
  const inline = { input: 'results', text: inputs.results };
  const sources = [inline, ...(await readFiles(inputs.resultsFiles, files, diagnostics))];
  const entries: Entry[] = [];
  const lines: string[] = [];
  for (const source of sources.filter(({ text }) => text.trim() !== '')) {
    const own = new Diagnostics();
    const parsed = await parseSource(source, inputs, own, pause);
    for (const entry of parsed) entries.push(entry);
    lines.push(sourceLine(source, parsed.length, own.problems.length));
    diagnostics.add(own);
  }
  const policy = await loadPolicy(inputs, diagnostics);
  const rules = Object.keys(policy);
  if (rules.length > 0) lines.push(`policy: ${rules.join(', ')}`);
  return { entries, lines, policy };
}

/** Loads the YAML parser only if it is needed: loading it takes as long as two requests. */
async function parseSource(
  source: Source,
  inputs: DocumentInputs,
  diagnostics: Diagnostics,
  pause: Pause,
): Promise<readonly Entry[]> {
  const entries = await parsePlain(source, pause);
  if (entries) return entries;
  const { parseDocument } = await import('./document.js');
  return parseDocument(source, inputs, diagnostics, pause);
}

async function loadPolicy({ policy, lookup }: DocumentInputs, diagnostics: Diagnostics): Promise<Policy> {
  if (policy.trim() === '') return {};
  const { parsePolicy } = await import('./policy-document.js');
  return parsePolicy(policy, lookup === 'off', diagnostics);
}

function sourceLine({ file, input }: Source, entries: number, problems: number): string {
  const errors = problems === 0 ? '' : `, ${pluralize(problems, 'error')}`;
  return `${entries === 1 ? '1 entry' : `${entries} entries`} in ${file ?? input}${errors}`;
}

/** Loads the code for paths and globs only if there are any. */
async function readFiles(
  lines: string,
  files: FileSystem,
  diagnostics: Diagnostics,
): Promise<readonly Source[]> {
  if (lines.trim() === '') return [];
  const { readFiles: read } = await import('../inputs/files.js');
  return read('results-files', lines, files, diagnostics);
}
