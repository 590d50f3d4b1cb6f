/** The scripts of a workflow in a real shell, as GitHub's runner starts it. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseFileCommands } from '../../../sandbox/workflow-commands.js';
import type { Script, ScriptEnd } from './runner.js';

/** Whether this machine has what the examples' scripts are written for: GitHub's Linux runners have it. */
export const HAS_SHELL =
  process.platform !== 'win32' &&
  ['bash', 'curl', 'jq'].every((command) => spawnSync(command, ['--version']).status === 0);

/** How GitHub starts a script: where nothing is said, a pipe's end counts alone. */
const OPTIONS = { said: ['--noprofile', '--norc', '-eo', 'pipefail'], unsaid: ['-e'] };

/** Runs a script as GitHub does under Linux; sleeping takes no time. */
export async function inBash({ text, shell, env, workspace }: Script): Promise<ScriptEnd> {
  const output = join(mkdtempSync(join(workspace, 'script-')), 'output');
  writeFileSync(output, '');
  const script = `sleep() { :; }\n${text}`;
  const options = OPTIONS[shell === 'bash' ? 'said' : 'unsaid'];
  const child = spawn('bash', [...options, '-c', script], {
    cwd: workspace,
    env: { PATH: process.env['PATH'], ...env, GITHUB_OUTPUT: output },
    stdio: 'ignore',
  });
  const [exitCode] = await once(child, 'close');
  const { pairs } = parseFileCommands(readFileSync(output, 'utf8'));
  return { failed: exitCode !== 0, outputs: Object.fromEntries(pairs) };
}
