/** What people ask for, from all its sources: the inline document, files, and the test reports that are found. */
import type { DocumentInputs } from '../inputs/inputs.js';
import type { Entry, Problem, Remark } from '../model/types.js';
import type { DocumentReading } from './document.js';
import { readPlain } from './plain.js';
import { type Files, findFiles, readFiles } from '../inputs/files.js';
import type { Source } from './source.js';
import type { Console } from '../report/action-log.js';
import { counted } from '../text/format.js';
import { spoken } from '../model/words.js';

/** What people asked for, from all its sources. */
export interface Asked {
  readonly entries: readonly Entry[];
  /** The test reports that were found. */
  readonly reportPaths: readonly string[];
  readonly problems: readonly Problem[];
  readonly warnings: readonly Remark[];
}

/** What reading needs from the world. */
interface ReadingWorld {
  readonly files: Files;
  readonly console: Console;
}

/**
 * Reads every source, and tells in the log what was found; every problem at once.
 *
 * @param defaults lines about what holds for all entries, see {@link defaultLines}
 */
export async function readAsked(
  inputs: DocumentInputs,
  defaults: readonly string[],
  { files, console }: ReadingWorld,
): Promise<Asked> {
  const found = await readFiles('results-files', inputs.resultsFiles, files);
  const sources = [{ input: 'results', text: inputs.results }, ...found.sources];
  const reports = await findFiles('junit-files', inputs.junitFiles, files);
  const warnings = [...found.warnings, ...reports.warnings];
  const readings = await readDocuments(sources, inputs);
  console.remarks('warning', warnings);
  if (readings.length > 0) console.group('What is asked', [...readings.map(sourceLine), ...defaults]);
  return {
    entries: readings.flatMap(({ entries }) => entries),
    reportPaths: reports.paths,
    problems: [...found.problems, ...readings.flatMap(({ problems }) => problems), ...reports.problems],
    warnings,
  };
}

interface SourceReading extends DocumentReading {
  readonly source: Source;
}

async function readDocuments(sources: readonly Source[], inputs: DocumentInputs): Promise<SourceReading[]> {
  const given = sources.filter(({ text }) => text.trim() !== '');
  return Promise.all(given.map(async (source) => ({ source, ...(await readSource(source, inputs)) })));
}

/**
 * Loads the YAML parser only where something is left to it: its start costs a step as much as two requests on the same
 * machine.
 */
async function readSource(source: Source, inputs: DocumentInputs): Promise<DocumentReading> {
  const entries = readPlain(source, inputs);
  if (entries) return { entries, problems: [] };
  const { readDocument } = await import('./document.js');
  return readDocument(source, inputs);
}

function sourceLine({ source, entries, problems }: SourceReading): string {
  const faults = problems.length === 0 ? '' : `, ${counted(problems.length, 'problem')}`;
  return `${source.file ?? source.input}: ${entries.length === 1 ? '1 entry' : `${entries.length} entries`}${faults}`;
}

/** What holds for all entries that do not say otherwise, for the log. */
export function defaultLines({
  defaultOutcome,
  onlyIf,
}: Pick<DocumentInputs, 'defaultOutcome' | 'onlyIf'>): string[] {
  return [
    ...(defaultOutcome === undefined ? [] : [`default-result: ${spoken(defaultOutcome)}`]),
    ...(onlyIf === undefined ? [] : [`only-if: ${onlyIf.map(spoken).join(', ')}`]),
  ];
}
