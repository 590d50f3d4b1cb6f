/** What people ask for, from all its sources: the inline document, files, and the test reports that are found. */

import { findFiles, readFiles } from '../inputs/files.js';
import type { DocumentInputs } from '../inputs/inputs.js';
import type { Diagnostic, Problem, Source } from '../model/diagnostic.js';
import { resultLabel } from '../model/outcome.js';
import type { Entry } from '../model/types.js';
import type { ActionLog } from '../report/action-log.js';
import type { FileSystem } from '../runtime/files.js';
import { pluralize } from '../text/format.js';
import type { ParsedDocument } from './document.js';
import { parsePlain } from './plain.js';

/** What people asked for, from all its sources. */
export interface LoadedEntries {
  readonly entries: readonly Entry[];
  /** The test reports that were found. */
  readonly reportPaths: readonly string[];
  readonly problems: readonly Problem[];
  readonly warnings: readonly Diagnostic[];
}

/** What reading needs from the world. */
interface FileAccess {
  readonly files: FileSystem;
  readonly console: ActionLog;
}

/**
 * Reads every source, and tells in the log what was found; every problem at once.
 *
 * @param defaults lines about what holds for all entries, see {@link defaultLines}
 */
export async function loadEntries(
  inputs: DocumentInputs,
  defaults: readonly string[],
  { files, console }: FileAccess,
): Promise<LoadedEntries> {
  const found = await readFiles('results-files', inputs.resultsFiles, files);
  const sources = [{ input: 'results', text: inputs.results }, ...found.sources];
  const reports = await findFiles('junit-files', inputs.junitFiles, files);
  const warnings = [...found.warnings, ...reports.warnings];
  const readings = await parseDocuments(sources, inputs);
  console.annotate('warning', warnings);
  if (readings.length > 0) console.group('What is asked', [...readings.map(sourceLine), ...defaults]);
  return {
    entries: readings.flatMap(({ entries }) => entries),
    reportPaths: reports.paths,
    problems: [...found.problems, ...readings.flatMap(({ problems }) => problems), ...reports.problems],
    warnings,
  };
}

interface LoadedSource extends ParsedDocument {
  readonly source: Source;
}

async function parseDocuments(sources: readonly Source[], inputs: DocumentInputs): Promise<LoadedSource[]> {
  const given = sources.filter(({ text }) => text.trim() !== '');
  return Promise.all(given.map(async (source) => ({ source, ...(await parseSource(source, inputs)) })));
}

/**
 * Loads the YAML parser only where something is left to it: its start costs a step as much as two requests on the same
 * machine.
 */
async function parseSource(source: Source, inputs: DocumentInputs): Promise<ParsedDocument> {
  const entries = parsePlain(source, inputs);
  if (entries) return { entries, problems: [] };
  const { parseDocument } = await import('./document.js');
  return parseDocument(source, inputs);
}

function sourceLine({ source, entries, problems }: LoadedSource): string {
  const faults = problems.length === 0 ? '' : `, ${pluralize(problems.length, 'problem')}`;
  return `${source.file ?? source.input}: ${entries.length === 1 ? '1 entry' : `${entries.length} entries`}${faults}`;
}

/** What holds for all entries that do not say otherwise, for the log. */
export function defaultLines({
  defaultOutcome,
  onlyIf,
}: Pick<DocumentInputs, 'defaultOutcome' | 'onlyIf'>): string[] {
  return [
    ...(defaultOutcome === undefined ? [] : [`default-result: ${resultLabel(defaultOutcome)}`]),
    ...(onlyIf === undefined ? [] : [`only-if: ${onlyIf.map(resultLabel).join(', ')}`]),
  ];
}
