/** Keeps a sandbox up, to be tried by hand. */
import type { Run } from './data.js';
import type { Sandbox, SeenRequest } from './server.js';
import { startSandbox } from './server.js';

/** How to serve. */
export interface ServeOptions {
  /** A free one unless given. */
  readonly port?: number;
  /** Ends it. */
  readonly signal: AbortSignal;
  /** Takes the text, piece by piece. */
  readonly write: (text: string) => void;
}

/**
 * Starts a sandbox, says how to use it, tells of every request, and stays up until the signal.
 *
 * @throws where the port is taken
 */
export async function serve({ port = 0, signal, write }: ServeOptions): Promise<void> {
  const sandbox = await startSandbox({ port, onDone: (request) => write(`${seenLine(request)}\n`) });
  write(greeting(sandbox));
  if (!signal.aborted)
    await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
  await sandbox.close();
}

function greeting({ address, token, testsigma }: Sandbox): string {
  const lines = [
    `A stand-in for Testsigma is up at ${address} until Ctrl-C.`,
    `API key: ${token}`,
    '',
    'It holds these runs:',
    ...testsigma.runs.map((run) => `  ${runLine(run)}`),
    '',
    'Override a result:',
    `  curl -X PUT ${address}/api/v1/execution_results/239/override \\`,
    `    -H 'Authorization: Bearer ${token}' -H 'Content-Type: application/json' \\`,
    `    -d '[{"testCaseResultId":3646,"comment":"Tried by hand","result":"SUCCESS"}]'`,
    '',
    'Look at the run:',
    `  curl -H 'Authorization: Bearer ${token}' ${address}/api/v1/execution_results/239/test_case_results`,
    '',
  ];
  return `${lines.join('\n')}\n`;
}

function runLine({ id, status, result, reRunParentId, results }: Run): string {
  const ids = results.map(({ testCaseResultId }) => testCaseResultId);
  const state = result === null ? status : `${status}, ${result}`;
  const parent = reRunParentId === null ? '' : `, a rerun of ${reRunParentId}`;
  return `${id}: results ${ids[0]} to ${ids.at(-1)} (${ids.length}), ${state}${parent}`;
}

function seenLine({ method, path, answered, body }: SeenRequest): string {
  return `${method} ${path} → ${answered ?? 'no answer'}${body === '' ? '' : ` ${body}`}`;
}
