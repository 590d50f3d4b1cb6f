/** Files of the runner's machine. */
import { open, stat } from 'node:fs/promises';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { FileFault, type Files } from './plan/sources.js';

/** The largest document that is read, in bytes. */
const MOST_BYTES = 16 * 1024 * 1024;
/** How much of a stream is read at a time, in bytes. */
const PIECE_BYTES = 64 * 1024;

/**
 * Files as the runner sees them: paths are relative to the working directory, which is the workspace.
 *
 * @param workspace the folder that annotations are relative to
 */
export function runnerFiles(workspace: string): Files {
  return {
    read: readText,
    stream: streamBytes,
    kind: kindOf,
    glob: expand,
    shown: (path) => shownPath(workspace, path),
  };
}

async function readText(path: string): Promise<string> {
  await refuseOthers(path);
  return decoded(await readBytes(path));
}

async function refuseOthers(path: string): Promise<void> {
  const kind = await kindOf(path);
  if (kind === 'folder')
    throw new FileFault('is a folder; name the files in it, or a glob such as folder/*.yml');
  if (kind === 'other') throw new FileFault('is no regular file');
}

/** Every piece stands in the same memory. */
async function* streamBytes(path: string): AsyncGenerator<Uint8Array, undefined> {
  await refuseOthers(path);
  const buffer = new Uint8Array(PIECE_BYTES);
  const file = await open(path).catch(throwFault);
  try {
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, PIECE_BYTES).catch(throwFault);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

/** What stands at a path: a link is what it points at. */
async function kindOf(path: string): Promise<'file' | 'folder' | 'other' | 'missing'> {
  try {
    const stats = await stat(path);
    return stats.isFile() ? 'file' : stats.isDirectory() ? 'folder' : 'other';
  } catch (error) {
    return codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR' ? 'missing' : 'file';
  }
}

async function readBytes(path: string): Promise<Buffer> {
  try {
    const file = await open(path);
    try {
      const { size } = await file.stat();
      if (size > MOST_BYTES) throw new FileFault(TOO_LARGE);
      return await file.readFile();
    } finally {
      await file.close();
    }
  } catch (error) {
    return throwFault(error);
  }
}

function throwFault(error: unknown): never {
  if (error instanceof FileFault) throw error;
  throw new FileFault(FAULTS[codeOf(error)] ?? `cannot be read (${codeOf(error)})`);
}

const TOO_LARGE = `is larger than ${MOST_BYTES / 1024 / 1024} MiB; split it into several files`;

const FAULTS: Readonly<Record<string, string>> = {
  EACCES: 'may not be read by the runner; check its permissions',
  EPERM: 'may not be read by the runner; check its permissions',
  ELOOP: 'is a symbolic link that leads back to itself',
  ENOENT: 'does not exist',
  ENAMETOOLONG: 'has a name that is too long',
};

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}

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
    throw new FileFault(`is not a ${encoding.toUpperCase()} text`);
  }
}

/** The glob reader is loaded only here: most runs name plain paths, or none. */
async function expand(patterns: string): Promise<readonly string[]> {
  const { create } = await import('@actions/glob');
  const globber = await create(patterns, { implicitDescendants: false, matchDirectories: false });
  return (await globber.glob()).sort();
}

/** The working directory is the workspace by its real name: links may lead there, as they do on some runners. */
function shownPath(workspace: string, path: string): string {
  const inside = [workspace, '.'].map((root) => relative(root, resolve(path))).find(isBelow);
  return (inside ?? path).split(sep).join('/');
}

function isBelow(path: string): boolean {
  return path !== '' && !path.startsWith('..') && !isAbsolute(path);
}
