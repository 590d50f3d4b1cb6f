/** Files of the runner's machine. Each operation blocks: handing small files to Node's threads takes longer. */
import {
  closeSync,
  fstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { codeOf, messageOf } from '../text/errors.js';
import { isHighSurrogate } from '../text/format.js';
import { nextTurn, uniqueSuffix } from './process.js';

/** What is at a path. */
export type FileKind = 'file' | 'folder' | 'other' | 'missing';

/**
 * The files that a step reads and writes.
 *
 * @throws FileError from what reads, with what is wrong; what writes throws what the file system throws
 */
export interface FileSystem {
  /** The text of a file. */
  read(path: string): Promise<string>;
  /** The bytes of a file of any size, chunk by chunk; each chunk is valid until the next one is requested. */
  stream(path: string): AsyncIterable<Uint8Array>;
  /** What is at exactly that path: a link counts as its target. */
  kind(path: string): Promise<FileKind>;
  /** The files that match patterns, one per line, `!` excludes; sorted. */
  glob(patterns: string): Promise<readonly string[]>;
  /** A path as people and annotations know it: relative to the workspace if it is inside it, with `/`. */
  displayPath(path: string): string;
  /** The absolute path. */
  absolutePath(path: string): string;
  /** Appends texts to a file, which is created if it is missing. */
  append(path: string, parts: Iterable<string>): Promise<void>;
  /** Writes a file completely or not at all. */
  writeAtomically(path: string, parts: Iterable<string>): Promise<void>;
  /** Renames a file; a file of that name is replaced. */
  rename(from: string, to: string): Promise<void>;
  /** Creates a folder and its parents, unless they exist. */
  createFolder(path: string): Promise<void>;
  /** Creates a file in a folder and removes it. */
  tryFolder(path: string): Promise<void>;
  /**
   * Creates a new folder and returns its path.
   *
   * @param parent the folder to create it in; empty for the system's folder for temporary files
   */
  createTempFolder(parent: string, prefix: string): Promise<string>;
}

/** Why a file cannot be read, in words that follow its name. */
export class FileError extends Error {}

/** The largest document that is read, in bytes. */
const MAX_BYTES = 16 * 1024 * 1024;
/** How much of a stream is read at a time, in bytes. */
const READ_BYTES = 64 * 1024;
/** How much is written at a time, in UTF-16 units: what many results come to must not be in memory several times. */
const WRITE_UNITS = 64 * 1024;

/**
 * The file system of the runner: paths are relative to the working directory, which is the workspace.
 *
 * @param workspace the folder that annotations are relative to
 * @param signal aborts when nothing may be read any more
 */
export function runnerFiles(workspace: string, signal: AbortSignal): FileSystem {
  return {
    read: async (path) => readText(path, signal),
    stream: (path) => streamBytes(path, signal),
    kind: async (path) => kindOf(path),
    glob: (patterns) => abortable(expand(patterns), signal),
    displayPath: (path) => displayPath(workspace, path),
    absolutePath: (path) => resolve(path),
    append: async (path, parts) => writeParts(openSync(path, 'a'), parts),
    writeAtomically: async (path, parts) => writeAtomically(path, parts),
    rename: async (from, to) => renameSync(from, to),
    createFolder: async (path) => createFolder(path),
    tryFolder: async (path) => tryFolder(path),
    createTempFolder: async (parent, prefix) => createTempFolder(parent, prefix),
  };
}

function createTempFolder(parent: string, prefix: string): string {
  const folder = resolve(parent === '' ? process.getBuiltinModule('node:os').tmpdir() : parent);
  createFolder(folder);
  return mkdtempSync(join(folder, prefix));
}

/** The text of a file, and no more than its size says: see {@link streamBytes}. */
function readText(path: string, signal: AbortSignal): string {
  if (signal.aborted) throw new FileError(TOO_LATE);
  const file = openRegular(path);
  try {
    const { size } = fstatSync(file);
    if (size > MAX_BYTES) throw new FileError(TOO_LARGE);
    const bytes = Buffer.allocUnsafe(size);
    let end = 0;
    for (let count = -1; end < size && count !== 0; end += count) count = readInto(bytes.subarray(end), file);
    return decoded(bytes.subarray(0, end));
  } finally {
    closeSync(file);
  }
}

/**
 * The bytes of a file, chunk by chunk in the same memory; no more than its size says. The kernel's files (in /proc, for
 * example) have a size of 0, and some of them block or never end: a link in a checkout may point at one. Signals and
 * timers are handled after each chunk.
 */
async function* streamBytes(path: string, signal: AbortSignal): AsyncGenerator<Uint8Array, undefined> {
  const file = openRegular(path);
  try {
    const buffer = new Uint8Array(READ_BYTES);
    for (let { size: left } = fstatSync(file); left > 0; ) {
      if (signal.aborted) throw new FileError(TOO_LATE);
      const count = readInto(buffer.subarray(0, Math.min(left, READ_BYTES)), file);
      if (count === 0) return;
      left -= count;
      yield buffer.subarray(0, count);
      await nextTurn();
    }
  } finally {
    closeSync(file);
  }
}

function openRegular(path: string): number {
  const kind = kindOf(path);
  if (kind === 'folder')
    throw new FileError('is a folder; name the files in it, or a glob such as folder/*.yml');
  if (kind === 'other') throw new FileError('is not a regular file');
  return withFileError(() => openSync(path, 'r'));
}

/** Reads what is available into a buffer. @returns how many bytes that is; 0 at the end of the file */
function readInto(buffer: Uint8Array, file: number): number {
  return withFileError(() => readSync(file, buffer));
}

/** @throws FileError instead of the file system's errors */
function withFileError<Result>(action: () => Result): Result {
  try {
    return action();
  } catch (error) {
    throw new FileError(ERRORS[codeOf(error)] ?? `cannot be read (${codeOf(error)})`);
  }
}

const TOO_LARGE = `is larger than ${MAX_BYTES / 1024 / 1024} MiB; split it into several files`;

const TOO_LATE = 'could not be read to the end: timeout-seconds is over, or the step was cancelled';

const ERRORS: Readonly<Record<string, string>> = {
  EACCES: 'may not be read by the runner; check its permissions',
  EPERM: 'may not be read by the runner; check its permissions',
  ELOOP: 'is a symbolic link that leads back to itself',
  ENOENT: 'does not exist',
  ENAMETOOLONG: 'has a name that is too long',
};

/** UTF-8, or UTF-16 with a byte order mark, as Windows tools write it. */
function decoded(bytes: Buffer): string {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new FileError(`is not a ${encoding.toUpperCase()} text`);
  }
}

/** A file whose kind cannot be found out counts as one: reading or writing it says why. */
function kindOf(path: string): FileKind {
  try {
    const stats = statSync(path);
    return stats.isFile() ? 'file' : stats.isDirectory() ? 'folder' : 'other';
  } catch (error) {
    return codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR' ? 'missing' : 'file';
  }
}

/** The library for globs is loaded only here: most workflows name plain paths, or none. */
async function expand(patterns: string): Promise<readonly string[]> {
  const { create } = await import('@actions/glob');
  try {
    const globber = await create(patterns, { implicitDescendants: false, matchDirectories: false });
    return (await globber.glob()).sort();
  } catch (error) {
    throw new FileError(`cannot be searched for: ${messageOf(error)}`);
  }
}

/** The result of work, unless it is aborted first: a pattern may lead through a link into the whole machine. */
function abortable<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  const aborted = new Promise<never>((_, reject) => {
    const abort = () => reject(new FileError(TOO_LATE));
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
  });
  return Promise.race([work, aborted]);
}

/** The working directory is the workspace by its real path: on some runners, the workspace is a link. */
function displayPath(workspace: string, path: string): string {
  const inside = [workspace, '.'].map((root) => relative(root, resolve(path))).find(isBelow);
  return (inside ?? path).split(sep).join('/');
}

function isBelow(path: string): boolean {
  return path !== '' && !path.startsWith('..') && !isAbsolute(path);
}

/**
 * Creates a folder and its parents. Node's `recursive` option never returns if a folder rejects new ones with ENOENT, as
 * those of /proc do.
 */
function createFolder(folder: string): void {
  const code = errorCodeOf(() => mkdirSync(folder));
  if (code === undefined || code === 'EEXIST') return;
  const parent = dirname(folder);
  if (code !== 'ENOENT' || parent === folder)
    throw new Error(`the folder ${folder} cannot be created (${code})`);
  createFolder(parent);
  mkdirSync(folder);
}

function tryFolder(folder: string): void {
  const trial = join(folder, `.trial-${uniqueSuffix()}`);
  closeSync(openSync(trial, 'wx'));
  rmSync(trial);
}

function errorCodeOf(action: () => void): string | undefined {
  try {
    action();
    return undefined;
  } catch (error) {
    return codeOf(error);
  }
}

/**
 * A reader must never see half a file: it is written next to its destination and then renamed. The temporary file must
 * be a new one, since a link in its place could lead anywhere.
 */
function writeAtomically(path: string, parts: Iterable<string>): void {
  assertReplaceable(path);
  const temporary = join(dirname(path), `.${basename(path)}-${uniqueSuffix()}`);
  const file = openSync(temporary, 'wx');
  try {
    writeParts(file, parts);
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** Writes texts to an open file, and closes it. */
function writeParts(file: number, parts: Iterable<string>): void {
  try {
    for (const chunk of inChunks(parts)) writeFileSync(file, chunk);
  } finally {
    closeSync(file);
  }
}

/** Short texts joined, and long ones split: a text is copied when it is written. */
function* inChunks(parts: Iterable<string>): Generator<string> {
  let chunk = '';
  for (const part of parts) {
    if (chunk.length + part.length > WRITE_UNITS) {
      yield chunk;
      chunk = '';
    }
    if (part.length > WRITE_UNITS) yield* split(part);
    else chunk += part;
  }
  yield chunk;
}

/** The chunks of a long text; no surrogate pair is split. */
function* split(text: string): Generator<string> {
  for (let start = 0; start < text.length; ) {
    const end = start + WRITE_UNITS;
    const chunk = text.slice(start, isHighSurrogate(text.charCodeAt(end - 1)) ? end - 1 : end);
    yield chunk;
    start += chunk.length;
  }
}

/** Replacing a device such as /dev/null by a file would break it for every program. */
function assertReplaceable(path: string): void {
  const kind = kindOf(path);
  if (kind === 'folder' || kind === 'other')
    throw new Error(`${path} exists already and is not a regular file`);
}
