/** Keeps a sandbox running, to try it by hand. */
import { resultLabel } from '../src/model/outcome.js';
import type { Run, TestCaseResult } from './data.js';
import type { RecordedRequest, Sandbox } from './server.js';
import { startSandbox } from './server.js';

/** How to serve. */
export interface ServeOptions {
  /** A free one unless given. */
  readonly port?: number;
  /** Ends it. */
  readonly signal: AbortSignal;
  /** Takes the text, chunk by chunk. */
  readonly write: (text: string) => void;
}

/**
 * Starts a sandbox, explains how to use it, logs every request, and runs until the signal.
 *
 * @throws if the port is in use
 */
export async function serve({ port = 0, signal, write }: ServeOptions): Promise<void> {
  const onDone = (request: RecordedRequest) => write(`${requestLine(request)}\n`);
  const sandbox = await startSandbox({ port, onDone }).catch((error: unknown) => {
    if (Object(error).code !== 'EADDRINUSE') throw error;
    throw new Error(`Port ${port} is in use. Choose another one, or leave --port out for a free one.`);
  });
  write(greeting(sandbox));
  if (!signal.aborted)
    await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
  await sandbox.close();
}

function greeting({ address, token, testsigma }: Sandbox): string {
  const lines = [
    `A sandbox for Testsigma is running at ${address} until Ctrl-C.`,
    `API key: ${token}`,
    '',
    'Runs:',
    ...testsigma.runs.flatMap(runLines),
    '',
    'Override a result:',
    `  curl -X PUT ${address}/api/v1/execution_results/239/override \\`,
    `    -H 'Authorization: Bearer ${token}' -H 'Content-Type: application/json' \\`,
    `    -d '[{"testCaseResultId":3646,"comment":"Reviewed manually","result":"SUCCESS"}]'`,
    '',
    'Read the run:',
    `  curl -H 'Authorization: Bearer ${token}' ${address}/api/v1/execution_results/239/test_case_results`,
    '',
  ];
  return `${lines.join('\n')}\n`;
}

function runLines({ id, executionName, status, result, reRunParentId, results }: Run): string[] {
  const state = result === null ? status : resultLabel(result);
  const parent = reRunParentId === null ? '' : `, a rerun of ${reRunParentId}`;
  return [`  ${id} ${executionName}: ${state}${parent}`, ...results.map((one) => `    ${resultLine(one)}`)];
}

function resultLine({
  testCaseResultId,
  testCaseName,
  testSuiteName,
  machineTitle,
  result,
}: TestCaseResult): string {
  return `${testCaseResultId} ${testCaseName} (${testSuiteName}, ${machineTitle}): ${resultLabel(result)}`;
}

function requestLine({ method, path, answered, body }: RecordedRequest): string {
  return `${method} ${path} → ${answered ?? 'no response'}${body === '' ? '' : ` ${body}`}`;
}
