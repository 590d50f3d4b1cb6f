/** How results, places and files are called. */
import type { CurrentResult, Outcome, Place, Remark } from './types.js';

/** What people call an outcome: `SUCCESS` is Passed. Other results are shown as they are. */
export function spoken(result: Outcome | CurrentResult): string {
  return SPOKEN.get(result) ?? result;
}

const SPOKEN: ReadonlyMap<string, string> = new Map([
  ['SUCCESS', 'Passed'],
  ['FAILURE', 'Failed'],
  ['NOT_EXECUTED', 'Not Executed'],
  ['ABORTED', 'Aborted'],
  ['STOPPED', 'Stopped'],
  ['QUEUED', 'Queued'],
]);

/** The names of the documents for next time, which stand beside the report file. */
export const RETRY_FILE = 'retry-results.json';
export const UNDO_FILE = 'undo-results.json';

/** Where something stands, in words: `overrides.yml:3:5`, or `results, line 3, column 5`. */
export function placeText({ input, file, line, column }: Place): string {
  if (file !== undefined) return [file, line, column].filter((part) => part !== undefined).join(':');
  if (line === undefined) return input;
  return `${input}, line ${line}${column === undefined ? '' : `, column ${column}`}`;
}

/** A remark with its place before it, where its words do not begin with it. */
export function remarkText({ place, message }: Remark): string {
  const where = placeText(place);
  const says = message.startsWith(place.input) || (place.line === undefined && place.file !== undefined);
  return says && place.line === undefined ? message : `${where}: ${message}`;
}
