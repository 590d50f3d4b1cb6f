import type { Diagnostic, Problem, Source } from '../model/diagnostic.js';
import { FileError, type FileSystem } from '../runtime/files.js';
import { quote } from '../text/format.js';

/** The sources that were found, and what is wrong or worth knowing. */
export interface LoadedSources {
  readonly sources: readonly Source[];
  readonly problems: readonly Problem[];
  readonly warnings: readonly Diagnostic[];
}

/**
 * Reads the files that an input names, each whole.
 *
 * @param input the input's name, such as `results-files`
 */
export async function readFiles(input: string, lines: string, files: FileSystem): Promise<LoadedSources> {
  const found = await findFiles(input, lines, files);
  const sources: Source[] = [];
  const problems = [...found.problems];
  for (const path of found.paths) {
    const file = files.displayPath(path);
    try {
      sources.push({ input, file, text: await files.read(path) });
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      problems.push({ location: { input, file }, message: `${quote(file)} ${error.message}` });
    }
  }
  return { sources, problems, warnings: found.warnings };
}

/** The files that an input names, and what is wrong or worth knowing. */
export interface FoundFiles {
  readonly paths: readonly string[];
  readonly problems: readonly Problem[];
  readonly warnings: readonly Diagnostic[];
}

/**
 * Finds the files that an input names: paths or globs, one a line, `!` excludes. A path without wildcards that is
 * missing is a problem, a glob that matches nothing a warning.
 *
 * @param input the input's name, such as `results-files`
 */
export async function findFiles(input: string, lines: string, files: FileSystem): Promise<FoundFiles> {
  const wanted = patternsOf(lines);
  const excludes = wanted.filter((pattern) => pattern.startsWith('!'));
  /** By the name that people know: a glob finds again what a path names. */
  const paths = new Map<string, string>();
  const problems: Problem[] = [];
  const warnings: Diagnostic[] = [];
  for (const pattern of wanted.filter((line) => !line.startsWith('!'))) {
    try {
      const matches = await matchesOf(pattern, excludes, files);
      for (const path of matches) paths.set(files.displayPath(path), path);
      if (matches.length === 0)
        warnings.push({ location: { input }, message: `${quote(pattern)} matches no file` });
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      const location = { input, file: files.displayPath(pattern) };
      problems.push({ location, message: `${quote(pattern)} ${error.message}` });
    }
  }
  return { paths: [...paths.values()], problems, warnings };
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
