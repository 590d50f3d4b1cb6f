/** The process: fails closed, and ends when everything is written. */
import { main } from './main.js';
import { runnerFiles } from './runtime/files.js';
import { NodeHttpSession } from './runtime/http.js';
import { clock } from './runtime/process.js';

process.exitCode = 1;

// A closed log must not end the step halfway: outputs and files still report everything.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

void main({
  env: process.env,
  stdout: (text) => process.stdout.write(text),
  clock,
  random: Math.random,
  signals: process,
  files: runnerFiles,
  http: (userAgent, env) => new NodeHttpSession(userAgent, clock, env),
}).then((conclusion) => {
  // A proxy that never responds would keep the process alive. The callback waits until all output is written.
  process.stdout.write('', () => process.exit(conclusion === 'fail' ? 1 : 0));
});
