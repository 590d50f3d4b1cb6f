/**
 * Holds workflows and action files against GitHub's own language service: `node scripts/validate-workflows.js <file> …`
 * prints what it finds as one JSON list. It runs as a process of its own, since the service imports JSON in the way
 * of bundlers, which Node takes only with the hook below.
 */
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { TextDocument } from 'vscode-languageserver-textdocument';

registerHooks({
  resolve: (specifier, context, next) => {
    const resolved = next(specifier, context);
    return specifier.endsWith('.json') ? { ...resolved, importAttributes: { type: 'json' } } : resolved;
  },
});
const { registerLogger, validate } = await import('@actions/languageservice');

/** Reusable workflows, those of OWNER included, are those of this repository. */
const fileProvider = {
  /** @param {{ path: string }} reference */
  getFileContent: async ({ path }) => {
    const file = path.slice(path.indexOf('.github/'));
    return { name: file, content: readFileSync(join(import.meta.dirname, '..', file), 'utf8') };
  },
};

/** @type {string[]} */
const found = [];
const note = (/** @type {string} */ message) => found.push(message);
// Where the service itself breaks, it says so here, and finds nothing.
registerLogger({ error: note, warn: note, info: () => {}, log: () => {} });

for (const file of process.argv.slice(2)) {
  const { href } = pathToFileURL(resolve(file));
  const document = TextDocument.create(href, 'yaml', 1, readFileSync(file, 'utf8'));
  const diagnostics = await validate(document, { fileProvider });
  found.push(...diagnostics.map(({ message, range }) => `${file}:${range.start.line + 1}: ${message}`));
}
process.stdout.write(JSON.stringify(found));
