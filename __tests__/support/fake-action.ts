/** Small actions for tests, written into a folder of their own. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A script on disk. */
export interface FakeAction {
  readonly entry: string;
  readonly folder: string;
  remove(): void;
}

/** Writes an ES module that can be started as an action. */
export function fakeAction(source: string): FakeAction {
  const folder = mkdtempSync(join(tmpdir(), 'fake-action-'));
  const entry = join(folder, 'index.mjs');
  writeFileSync(entry, source);
  return { entry, folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
