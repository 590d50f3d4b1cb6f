/** Everything about one step of the demo: its log, its outputs, the requests and what they changed. */
import type { Paint } from './log.js';
import { abbreviate, renderLog, renderTable } from './log.js';
import type { ActionRun } from './runner.js';
import type { RecordedRequest } from './server.js';
import type { Overridden } from './testsigma.js';

/** The lines that `--verbose` adds. */
export function stepDetails(
  run: ActionRun,
  requests: readonly RecordedRequest[],
  changes: readonly Overridden[],
  paint: Paint,
): string[] {
  return [
    '',
    ...section('Log', renderLog(run, paint), paint),
    ...section('Outputs', renderTable(run.outputs), paint),
    ...section('Requests', requests.map(requestLine), paint),
    ...section('Changes', changes.map(changeLine), paint),
    `Job summary as Markdown: ${run.summary === '' ? 'none was written' : run.summaryFile}`,
    `All files of the step, yours to delete: ${run.folder}`,
  ];
}

function section(title: string, lines: readonly string[], paint: Paint): string[] {
  const shown = lines.length > 0 ? lines : ['(none)'];
  return [
    `${title}:`,
    ...shown.flatMap((line) => line.split('\n')).map((line) => `  ${paint('dim', '│')} ${line}`),
    '',
  ];
}

function requestLine({ method, path, answered, body }: RecordedRequest): string {
  return `${method} ${path} → ${answered ?? 'no response'}${body === '' ? '' : `\n${abbreviate(body)}`}`;
}

function changeLine({ runId, testCaseResultId, before, result, comment }: Overridden): string {
  return `run ${runId}, result ${testCaseResultId}: ${before} → ${result}, "${comment}"`;
}
