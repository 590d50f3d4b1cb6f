/** Lets Node load the TypeScript sources, with the harness and fewer runs of properties in place of jest's. */
import { existsSync, readFileSync } from 'node:fs';
import { registerHooks, stripTypeScriptTypes } from 'node:module';
import { fileURLToPath } from 'node:url';

/** What is loaded instead of a package. @type {Readonly<Record<string, string>>} */
const REPLACEMENTS = {
  '@actions/core': new URL('../core-left-out.js', import.meta.url).href,
  '@jest/globals': new URL('./globals.js', import.meta.url).href,
  'fast-check': new URL('./fast-check.js', import.meta.url).href,
};

let sources = 0;

/** From now on, every import of a source or a test evaluates it again. */
export function renewSources() {
  sources += 1;
}

registerHooks({
  resolve(specifier, context, nextResolve) {
    const replacement = REPLACEMENTS[specifier];
    const wanted =
      replacement && context.parentURL !== replacement ? replacement : sourceOf(specifier, context.parentURL);
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
