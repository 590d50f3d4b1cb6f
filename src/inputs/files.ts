/** The texts that results documents stand in: inline, and in files. */
import type { Problem, Remark } from '../model/types.js';
import { quoted, type Source } from '../documents/source.js';

/** What reading files needs from the world. */
export interface Files {
  /**
   * The text of a file.
   *
   * @throws FileFault, which says what is wrong with it
   */
  read(path: string): Promise<string>;
  /**
   * The bytes of a file of any size, piece by piece; each piece is valid until the next one is asked for.
   *
   * @throws FileFault, which says what is wrong with it
   */
  stream(path: string): AsyncIterable<Uint8Array>;
  /** What stands at exactly that path. */
  kind(path: string): Promise<'file' | 'folder' | 'other' | 'missing'>;
  /**
   * The files that match patterns, one a line, `!` excludes; in a steady order.
   *
   * @throws FileFault for a pattern that is none, and where a folder cannot be read
   */
  glob(patterns: string): Promise<readonly string[]>;
  /** A path as people and annotations know it: relative to the workspace where it is in it, with `/`. */
  shown(path: string): string;
}

/** Why a file cannot be read, in words that go on after its name. */
export class FileFault extends Error {}

/** The sources that were found, and what is wrong or worth knowing. */
export interface SourceReading {
  readonly sources: readonly Source[];
  readonly problems: readonly Problem[];
  readonly warnings: readonly Remark[];
}

/**
 * Reads the files that an input names, each whole.
 *
 * @param input the input's name, such as `results-files`
 */
export async function readFiles(input: string, lines: string, files: Files): Promise<SourceReading> {
  const found = await findFiles(input, lines, files);
  const sources: Source[] = [];
  const problems = [...found.problems];
  for (const path of found.paths) {
    const file = files.shown(path);
    try {
      sources.push({ input, file, text: await files.read(path) });
    } catch (error) {
      if (!(error instanceof FileFault)) throw error;
      problems.push({ place: { input, file }, message: `${quoted(file)} ${error.message}` });
    }
  }
  return { sources, problems, warnings: found.warnings };
}

/** The files that an input names, and what is wrong or worth knowing. */
export interface Found {
  readonly paths: readonly string[];
  readonly problems: readonly Problem[];
  readonly warnings: readonly Remark[];
}

/**
 * Finds the files that an input names: paths or globs, one a line, `!` excludes. A path without wildcards that is
 * missing is a problem, a glob that matches nothing a warning.
 *
 * @param input the input's name, such as `results-files`
 */
export async function findFiles(input: string, lines: string, files: Files): Promise<Found> {
  const wanted = patternsOf(lines);
  const excludes = wanted.filter((pattern) => pattern.startsWith('!'));
  /** By the name that people know: a glob finds again what a path names. */
  const paths = new Map<string, string>();
  const problems: Problem[] = [];
  const warnings: Remark[] = [];
  for (const pattern of wanted.filter((line) => !line.startsWith('!'))) {
    try {
      const matches = await matchesOf(pattern, excludes, files);
      for (const path of matches) paths.set(files.shown(path), path);
      if (matches.length === 0)
        warnings.push({ place: { input }, message: `${quoted(pattern)} matches no file` });
    } catch (error) {
      if (!(error instanceof FileFault)) throw error;
      const place = { input, file: files.shown(pattern) };
      problems.push({ place, message: `${quoted(pattern)} ${error.message}` });
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
  files: Files,
): Promise<readonly string[]> {
  const kind = await files.kind(pattern);
  if (kind === 'missing') {
    if (!/[*?[]/.test(pattern)) throw new FileFault('does not exist');
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
