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
 * missing is a problem, a glob that matches nothing a warning.
 *
 * @param input the input's name, such as `results-files`
 */
export async function findFiles(
  input: string,
  lines: string,
  files: FileSystem,
  diagnostics: Diagnostics,
): Promise<readonly string[]> {
  const wanted = patternsOf(lines);
  const excludes = wanted.filter((pattern) => pattern.startsWith('!'));
  /** By the name that people know: a glob finds again what a path names. */
  const paths = new Map<string, string>();
  for (const pattern of wanted.filter((line) => !line.startsWith('!'))) {
    try {
      const matches = await matchesOf(pattern, excludes, files);
      for (const path of matches) paths.set(files.displayPath(path), path);
      if (matches.length === 0) diagnostics.warning({ input }, `${quote(pattern)} matches no file`);
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      diagnostics.problem({ input, file: files.displayPath(pattern) }, `${quote(pattern)} ${error.message}`);
    }
  }
  return [...paths.values()];
}

/**
 * The files of one line.
 *
 * @throws FileFault where it names one path and nothing is there, and where its pattern cannot be followed
 */
async function matchesOf(
  pattern: string,
  excludes: readonly string[],
  files: FileSystem,
): Promise<readonly string[]> {
  const kind = await files.kind(pattern);
  if (kind === 'missing') {
    if (!/[*?[]/.test(pattern)) throw new FileError('does not exist');
    return files.glob([pattern, ...excludes].join('\n'));
  }
  if (kind !== 'file' || excludes.length === 0) return [pattern];
  return files.glob([escaped(pattern), ...excludes].join('\n'));
}

/** A path that is no pattern, for the glob reader. */
function escaped(path: string): string {
  return path.replace(/[*?[]/g, '[$&]');
}

function patternsOf(lines: string): string[] {
  return lines
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}
