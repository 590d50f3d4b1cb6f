/** File systems for tests. */
import type { FileSystem } from '../../src/runtime/files.js';

function unused(): never {
  throw new Error('this test uses no such files');
}

/** A file system that must not be used; a test replaces what it needs. */
export const NO_FILES: FileSystem = {
  read: unused,
  stream: unused,
  kind: unused,
  glob: unused,
  displayPath: (path) => path,
  absolutePath: (path) => path,
  append: unused,
  writeAtomically: unused,
  rename: unused,
  createFolder: unused,
  tryFolder: unused,
  createTempFolder: unused,
};
