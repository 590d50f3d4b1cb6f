/** The action from `src/index.ts`, in an environment without a runner, as `@github/local-action` starts it. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { useSandbox } from '../support/act.js';

const sandbox = useSandbox();

/** Node reads TypeScript by itself; imports name the files that the compiler would write. */
const HOOKS = `data:text/javascript,${encodeURIComponent(`
  import { registerHooks } from 'node:module';
  registerHooks({
    resolve: (name, context, next) =>
      next(name.startsWith('.') && /[/]src[/]/.test(context.parentURL ?? '') ? name.replace(/js$/, 'ts') : name, context),
  });
`)}`;

test('the action runs from its source, without files of a runner', async () => {
  const env = {
    PATH: process.env['PATH'],
    SystemRoot: process.env['SystemRoot'],
    'INPUT_RUN-ID': '239',
    'INPUT_API-TOKEN': sandbox.token,
    'INPUT_BASE-URL': sandbox.address,
    INPUT_RESULTS: '{3646: passed, 3647: {result: passed, comment: Checked}}',
  };
  const source = join(process.cwd(), 'src/index.ts');
  const { stdout, stderr } = await promisify(execFile)(process.execPath, ['--import', HOOKS, source], {
    env,
  });

  expect(stderr).toBe('');
  expect(stdout).toContain('::set-output name=status::success');
  expect(stdout).toContain('::set-output name=overridden-ids::[3646,3647]');
  expect(sandbox.testsigma.resultOf('3647')).toBe('SUCCESS');
});
