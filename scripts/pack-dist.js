/**
 * Prints dist/ as one JSON object, path → content in base64: `node scripts/pack-dist.js`. It goes from a job that ran
 * foreign code to one with rights, and a text cannot bring along what an archive could: links, modes, other places.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const files = readdirSync(join(root, 'dist'), { recursive: true, withFileTypes: true })
  .filter((entry) => !entry.isDirectory())
  .map((entry) => join(entry.parentPath, entry.name));
const packed = files.map((file) => [relative(root, file).replaceAll(sep, '/'), readFileSync(file, 'base64')]);
process.stdout.write(JSON.stringify(Object.fromEntries(packed)));
