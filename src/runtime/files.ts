/** Files of the runner's machine. */
import {
  appendFile,
  type FileHandle,
  mkdir,
  mkdtemp,
  open,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { codeOf, messageOf } from '../text/errors.js';

/** The largest document that is read, in bytes. */
const MAX_BYTES = 16 * 1024 * 1024;
/** How much of a stream is read at a time, in bytes. */
const CHUNK_BYTES = 64 * 1024;

/**
 * Files as the runner sees them: paths are relative to the working directory, which is the workspace.
 *
 * @param workspace the folder that annotations are relative to
 * @param ended aborts when nothing may be read any more
 */
export function runnerFiles(workspace: string, ended: AbortSignal): FileSystem {
  return {
    read: (path) => readText(path, ended),
    stream: (path) => streamBytes(path, ended),
    kind: kindOf,
    glob: (patterns) => abortable(expand(patterns), ended),
    displayPath: (path) => displayPath(workspace, path),
    absolutePath: (path) => resolve(path),
    append: (path, text) => appendFile(path, text),
    writeAtomically,
    rename,
    createFolder,
    createTempFolder: async (parent, prefix) => {
      const folder = parent === '' ? tmpdir() : parent;
      await createFolder(folder);
      return mkdtemp(join(folder, prefix));
    },
  };
}

/** A whole file, and no more of it than it says it holds: see {@link streamBytes}. */
async function readText(path: string, ended: AbortSignal): Promise<string> {
  const file = await openRegular(path);
  try {
    const { size } = await file.stat();
    if (size > MAX_BYTES) throw new FileError(TOO_LARGE);
    const bytes = Buffer.allocUnsafe(size);
    let end = 0;
    for (let read = -1; end < size && read !== 0; end += read) {
      read = await readInto(bytes.subarray(end), file, ended);
    }
    return decoded(bytes.subarray(0, end));
  } finally {
    await file.close();
  }
}

async function assertRegularFile(path: string): Promise<void> {
  const kind = await kindOf(path);
  if (kind === 'folder')
    throw new FileError('is a folder; name the files in it, or a glob such as folder/*.yml');
  if (kind === 'other') throw new FileError('is no regular file');
}

/**
 * The bytes of a file, piece by piece, every piece in the same memory; no more of them than the file says it holds. The
 * kernel's files (in /proc, say) say that they hold nothing, and some of them block or never end: a link in a checkout
 * may point at one.
 */
async function* streamBytes(path: string, ended: AbortSignal): AsyncGenerator<Uint8Array, undefined> {
  const file = await openRegular(path);
  try {
    const buffer = new Uint8Array(CHUNK_BYTES);
    for (let { size: left } = await file.stat(); left > 0; ) {
      const read = await readInto(buffer.subarray(0, Math.min(left, CHUNK_BYTES)), file, ended);
      if (read === 0) return;
      left -= read;
      yield buffer.subarray(0, read);
    }
  } finally {
    await file.close();
  }
}

async function openRegular(path: string): Promise<FileHandle> {
  await assertRegularFile(path);
  return open(path).catch(throwFileError);
}

/** Reads what the file gives at once, and says how many bytes that is; none at its end. */
async function readInto(room: Uint8Array, file: FileHandle, ended: AbortSignal): Promise<number> {
  if (ended.aborted) throw new FileError(TOO_LATE);
  const { bytesRead } = await file.read(room).catch(throwFileError);
  return bytesRead;
}

/** What is at a path: a link is what it points at. */
async function kindOf(path: string): Promise<'file' | 'folder' | 'other' | 'missing'> {
  try {
    const stats = await stat(path);
    return stats.isFile() ? 'file' : stats.isDirectory() ? 'folder' : 'other';
  } catch (error) {
    return codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR' ? 'missing' : 'file';
  }
}

function throwFileError(error: unknown): never {
  throw new FileError(ERRORS[codeOf(error)] ?? `cannot be read (${codeOf(error)})`);
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

/** The glob reader is loaded only here: most runs name plain paths, or none. */
async function expand(patterns: string): Promise<readonly string[]> {
  const { create } = await import('@actions/glob');
  try {
    const globber = await create(patterns, { implicitDescendants: false, matchDirectories: false });
    return (await globber.glob()).sort();
  } catch (error) {
    throw new FileError(`cannot be searched for: ${messageOf(error)}`);
  }
}

/** What a work comes to, unless it ends too late: a pattern may lead through a link into the whole machine. */
function abortable<Result>(work: Promise<Result>, ended: AbortSignal): Promise<Result> {
  const end = new Promise<never>((_, reject) => {
    const refuse = () => reject(new FileError(TOO_LATE));
    if (ended.aborted) refuse();
    else ended.addEventListener('abort', refuse, { once: true });
  });
  return Promise.race([work, end]);
}

/** The working directory is the workspace by its real name: links may lead there, as they do on some runners. */
function displayPath(workspace: string, path: string): string {
  const inside = [workspace, '.'].map((root) => relative(root, resolve(path))).find(isBelow);
  return (inside ?? path).split(sep).join('/');
}

function isBelow(path: string): boolean {
  return path !== '' && !path.startsWith('..') && !isAbsolute(path);
}

/**
 * Makes a folder and those above it. Node's own way to do so never comes back where a folder refuses new ones with
 * ENOENT, as those of /proc do.
 */
async function createFolder(folder: string): Promise<void> {
  const made = await mkdir(folder).catch(codeOf);
  if (made === undefined || made === 'EEXIST') return;
  const above = dirname(folder);
  if (made !== 'ENOENT' || above === folder) throw new Error(`the folder ${folder} cannot be made (${made})`);
  await createFolder(above);
  await mkdir(folder);
}

/**
 * A reader must never see half a file: it is written next to its place and then put there. The temporary file
 * must be a new one, since a link in its place could lead anywhere.
 */
async function writeAtomically(path: string, chunks: Iterable<string>): Promise<void> {
  await assertReplaceable(path);
  written += 1;
  const temporary = join(dirname(path), `.${basename(path)}-${process.pid}-${written}`);
  try {
    await writeFile(temporary, chunks, { flag: 'wx' });
    await rename(temporary, path);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') await rm(temporary, { force: true });
    throw error;
  }
}

/** Files written so far: no two temporary files have one name. */
let written = 0;

/** Putting a file in the place of a device such as /dev/null would take it away from everybody. */
async function assertReplaceable(path: string): Promise<void> {
  const there = await stat(path).catch(() => undefined);
  if (there && !there.isFile()) throw new Error(`${path} is there already and is no regular file`);
}

/** The files that a step reads and writes. */
export interface FileSystem {
  /**
   * The text of a file.
   *
   * @throws FileFault, which says what is wrong with it
   */
  read(path: string): Promise<string>;
  /**
   * The bytes of a file of any size, chunk by chunk; each chunk is valid until the next one is requested.
   *
   * @throws FileFault, which says what is wrong with it
   */
  stream(path: string): AsyncIterable<Uint8Array>;
  /** What is at exactly that path. */
  kind(path: string): Promise<'file' | 'folder' | 'other' | 'missing'>;
  /**
   * The files that match patterns, one a line, `!` excludes; in a steady order.
   *
   * @throws FileFault for a pattern that is none, and where a folder cannot be read
   */
  glob(patterns: string): Promise<readonly string[]>;
  /** A path as people and annotations know it: relative to the workspace where it is in it, with `/`. */
  displayPath(path: string): string;
  /** The path from the root. */
  absolutePath(path: string): string;
  /**
   * Adds text to the end of a file, which is made if it is missing.
   *
   * @throws what the file system throws
   */
  append(path: string, text: string): Promise<void>;
  /**
   * Writes a file completely or not at all.
   *
   * @throws what the file system throws
   */
  writeAtomically(path: string, chunks: Iterable<string>): Promise<void>;
  /**
   * Gives a file another name; a file of that name is replaced.
   *
   * @throws what the file system throws
   */
  rename(from: string, to: string): Promise<void>;
  /**
   * Makes a folder and those above it, unless they are there.
   *
   * @throws what the file system throws
   */
  createFolder(path: string): Promise<void>;
  /**
   * Makes a new folder and gives its path.
   *
   * @param parent the folder to make it in; empty for the system's own for temporary files
   * @throws what the file system throws
   */
  createTempFolder(parent: string, prefix: string): Promise<string>;
}

/** Why a file cannot be read, in words that go on after its name. */
export class FileError extends Error {}
