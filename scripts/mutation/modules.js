/** Lets Node load the TypeScript sources as they stand, with the harness and fewer runs of properties in jest's place. */
import { existsSync, readFileSync } from 'node:fs';
import { registerHooks, stripTypeScriptTypes } from 'node:module';
import { fileURLToPath } from 'node:url';

/** What is loaded in the place of a module; a path is relative to the file that imports. @type {Readonly<Record<string, string>>} */
const STAND_INS = {
  './action.js': './in-process.ts',
  './clock.js': '../__tests__/e2e/virtual-clock.ts',
  '@jest/globals': new URL('./globals.js', import.meta.url).href,
  'fast-check': new URL('./fast-check.js', import.meta.url).href,
};

let toolkits = 0;
let sources = 0;

/** From now on, the toolkit of GitHub is another each time: it takes the address of its API when it is imported. */
export function renewToolkit() {
  toolkits += 1;
}

/** From now on, every import of a source or a test evaluates it anew. */
export function renewSources() {
  sources += 1;
}

registerHooks({
  resolve(specifier, context, nextResolve) {
    const standIn = STAND_INS[specifier];
    const wanted =
      standIn && context.parentURL !== standIn ? standIn : sourceOf(specifier, context.parentURL);
    const resolved = nextResolve(wanted ?? specifier, context);
    return { ...resolved, url: renewed(resolved.url) };
  },
  load(url, context, nextLoad) {
    if (!/\.ts(?:\?|$)/.test(url)) return nextLoad(url, context);
    return { format: 'module', source: stripped(fileURLToPath(url)), shortCircuit: true };
  },
});

/** @param {string} url */
function renewed(url) {
  if (url.includes('/@actions/github/')) return `${url}?${toolkits}`;
  return sources > 0 && /\/(?:src|__tests__)\/.*\.ts/.test(url)
    ? `${url}${url.includes('?') ? '&' : '?'}${sources}`
    : url;
}

/** @type {Map<string, string>} */
const texts = new Map();

/** The JavaScript in a TypeScript file. @param {string} path */
function stripped(path) {
  const text = texts.get(path) ?? stripTypeScriptTypes(readFileSync(path, 'utf8'));
  texts.set(path, text);
  return text;
}

/** The TypeScript file that an import of `./file.js` means, if there is one. @param {string} specifier @param {string | undefined} parent */
function sourceOf(specifier, parent) {
  if (!parent || !/^\.{1,2}\/.*\.js$/.test(specifier)) return undefined;
  const url = new URL(specifier.replace(/\.js$/, '.ts'), parent);
  return existsSync(fileURLToPath(url)) ? url.href : undefined;
}
