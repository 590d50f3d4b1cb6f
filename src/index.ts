/** The process: fails closed, and ends when everything is written. */
import { main } from './main.js';
import { runnerFiles } from './runtime/files.js';
import { NodeHttpSession } from './runtime/http.js';
import { clock, writeToStdout } from './runtime/process.js';

process.exitCode = 1;

void main({
  env: process.env,
  stdout: writeToStdout,
  clock,
  random: Math.random,
  signals: process,
  files: runnerFiles,
  http: (userAgent, env) => new NodeHttpSession(userAgent, clock, env),
}).then((conclusion) => {
  // A proxy that never responds would keep the process alive.
  process.exit(conclusion === 'fail' ? 1 : 0);
});
