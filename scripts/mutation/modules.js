/** Lets Node load the TypeScript sources as they stand, with the harness and fewer runs of properties in jest's place. */
import { existsSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';

/** @type {Readonly<Record<string, string>>} */
const STAND_INS = {
  './action.js': new URL('../../__tests__/e2e/in-process.ts', import.meta.url).href,
  './clock.js': new URL('../../__tests__/e2e/virtual-clock.ts', import.meta.url).href,
  '@jest/globals': new URL('./globals.js', import.meta.url).href,
  'fast-check': new URL('./fast-check.js', import.meta.url).href,
};

let generation = 0;

/** From now on, the toolkit of GitHub is another each time: it takes the address of its API when it is imported. */
export function renew() {
  generation += 1;
}

registerHooks({
  resolve(specifier, context, nextResolve) {
    const standIn = STAND_INS[specifier];
    if (standIn && context.parentURL !== standIn) return { url: standIn, shortCircuit: true };
    const resolved = nextResolve(sourceOf(specifier, context.parentURL) ?? specifier, context);
    return /\/@actions\/github\//.test(resolved.url)
      ? { ...resolved, url: `${resolved.url}?${generation}` }
      : resolved;
  },
});

/** The TypeScript file that an import of `./file.js` means, if there is one. @param {string} specifier @param {string | undefined} parent */
function sourceOf(specifier, parent) {
  if (!parent || !/^\.{1,2}\/.*\.js$/.test(specifier)) return undefined;
  const url = new URL(specifier.replace(/\.js$/, '.ts'), parent);
  return existsSync(fileURLToPath(url)) ? url.href : undefined;
}
