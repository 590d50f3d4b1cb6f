/** Paths and globs of an input → the files they name. */
import type { Diagnostics, Source } from '../model/diagnostic.js';
import { FileError, type FileSystem } from '../runtime/files.js';
import { quote } from '../text/format.js';

/**
 * Reads the files that an input names.
 *
 * @param input the input's name, such as `results-files`
 */
export async function readFiles(
  input: string,
  lines: string,
  files: FileSystem,
  diagnostics: Diagnostics,
): Promise<readonly Source[]> {
  const sources: Source[] = [];
  for (const path of await findFiles(input, lines, files, diagnostics)) {
    const file = files.displayPath(path);
    try {
      sources.push({ input, file, text: await files.read(path) });
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      diagnostics.problem({ input, file }, `${quote(file)} ${error.message}`);
    }
  }
  return sources;
}

/**
 * Finds the files that an input names: paths or globs, one per line, `!` excludes. A path without wildcards that is
 * missing is a problem, and so is a folder and a line in another notation; a glob that matches nothing is a warning.
 *
 * @param input the input's name, such as `results-files`
 */
export async function findFiles(
  input: string,
  lines: string,
  files: FileSystem,
  diagnostics: Diagnostics,
): Promise<readonly string[]> {
  const patterns = patternsOf(lines);
  const excludes = patterns.filter((pattern) => pattern.startsWith('!'));
  for (const exclude of excludes) await checkExclude(input, exclude, files, diagnostics);
  /** By their display path: a glob may find again what a path names. */
  const paths = new Map<string, string>();
  for (const pattern of patterns.filter((line) => !line.startsWith('!'))) {
    try {
      const matches = await matchesOf(pattern, excludes, files, EXTENSIONS[input] ?? '*');
      for (const path of matches) paths.set(files.displayPath(path), path);
      if (matches.length === 0) diagnostics.warning({ input }, `${quote(pattern)} matches no file`);
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      diagnostics.problem({ input, file: files.displayPath(pattern) }, `${quote(pattern)} ${error.message}`);
    }
  }
  return [...paths.values()];
}

/** An exclude in another notation would exclude nothing, and the files that it means would be read. */
async function checkExclude(
  input: string,
  exclude: string,
  files: FileSystem,
  diagnostics: Diagnostics,
): Promise<void> {
  const pattern = exclude.slice(1).trim();
  const advice = adviceOn(pattern);
  if (advice === undefined || (await files.kind(pattern)) !== 'missing') return;
  if ((await files.glob(pattern)).length > 0) return;
  diagnostics.problem({ input }, `${quote(exclude)} excludes no file; ${advice}`);
}

/**
 * The files of one line.
 *
 * @throws FileError if it names nothing that can be read, or uses another notation than paths and globs
 */
async function matchesOf(
  pattern: string,
  excludes: readonly string[],
  files: FileSystem,
  extension: string,
): Promise<readonly string[]> {
  const kind = await files.kind(pattern);
  if (kind === 'folder') throw new FileError(folderMessage(pattern, extension));
  const isGlob = /[*?[]/.test(pattern);
  if (kind !== 'missing') {
    return kind === 'file' && excludes.length > 0
      ? files.glob([escaped(pattern), ...excludes].join('\n'))
      : [pattern];
  }
  const advice = adviceOn(pattern);
  if (!isGlob) throw new FileError(advice ? `does not exist; ${advice}` : 'does not exist');
  const found = await files.glob([pattern, ...excludes].join('\n'));
  const isUnmatched = found.length === 0 && (await files.glob(pattern)).length === 0;
  if (advice && isUnmatched) throw new FileError(`matches no file; ${advice}`);
  return found;
}

/** How the names of an input's files end, for the glob that a message suggests. */
const EXTENSIONS: Readonly<Record<string, string>> = { 'junit-files': 'xml', 'results-files': 'yml' };

/** Notations that people use for several paths or globs, and what to do about them. The first match counts. */
const NOTATIONS: readonly (readonly [wrong: RegExp, advice: string])[] = [
  [/^\[.*\]$/, 'write one path or glob per line instead of a list in brackets'],
  [/^[-*] /, 'write one path or glob per line, without the dash of a list before it'],
  [/^["'`].*["'`]$/, 'remove the quotes: here, they are part of the name'],
  [/,/, 'write one path or glob per line instead of separating them with a comma'],
  [/;/, 'write one path or glob per line instead of separating them with a semicolon'],
  [/\s/, 'write one path or glob per line if these are several'],
];

function adviceOn(pattern: string): string | undefined {
  return NOTATIONS.find(([wrong]) => wrong.test(pattern))?.[1];
}

function folderMessage(path: string, extension: string): string {
  const folder = path.replace(/[/\\]+$/, '');
  return `is a folder; name the files in it, or a glob such as ${folder}/**/*.${extension}`;
}

/** A path as a glob that matches nothing else. */
function escaped(path: string): string {
  return path.replace(/[*?[]/g, '[$&]');
}

function patternsOf(lines: string): string[] {
  return lines
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}
