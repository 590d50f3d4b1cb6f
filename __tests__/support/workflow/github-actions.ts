/** Stand-ins for GitHub's own actions that the examples use: files are copied as those would have them. */
import { cpSync, existsSync, globSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** Where a stand-in works. */
export interface Desk {
  readonly workspace: string;
  /** What checking out the repository of the workflow gives. */
  readonly repository: string;
  /** A folder with one folder for each artifact. */
  readonly artifacts: string;
}

type Given = Readonly<Record<string, string>>;
type StandIn = (given: Given, desk: Desk) => void;

/**
 * The stand-in for an action, if there is one.
 *
 * @param uses as in a step, with a version
 */
export function standInFor(uses: string): StandIn | undefined {
  return STAND_INS.get(uses.replace(/@.*$/, ''));
}

const STAND_INS: ReadonlyMap<string, StandIn> = new Map([
  ['actions/checkout', checkOut],
  ['actions/upload-artifact', upload],
  ['actions/download-artifact', download],
]);

/** The commit and the repository that a reusable workflow finds itself at. */
export const OWN_COMMIT = {
  workflow_repository: 'OWNER/testsigma-override-action',
  workflow_sha: 'a'.repeat(40),
};

/** This repository, as far as a step can use it, or that of the workflow. */
function checkOut({ repository, ref, path = '.' }: Given, desk: Desk): void {
  const target = join(desk.workspace, path);
  if (repository === undefined) {
    cpSync(desk.repository, target, { recursive: true });
    return;
  }
  if (repository !== OWN_COMMIT.workflow_repository || ref !== OWN_COMMIT.workflow_sha)
    throw new Error(`there is no commit ${ref} of ${repository}`);
  for (const part of ['action.yml', 'dist', 'examples', '__tests__/fixtures/junit/testsigma'])
    cpSync(part, join(target, part), { recursive: true });
}

/** @throws where an artifact of that name is there already, unless it may be replaced */
function upload({ name = 'artifact', path = '', overwrite }: Given, { workspace, artifacts }: Desk): void {
  const files = globSync(path, { cwd: workspace }).flatMap((found) => filesUnder(join(workspace, found)));
  if (files.length === 0) return;
  const target = join(artifacts, name);
  if (existsSync(target) && overwrite !== 'true') throw new Error(`there is an artifact ${name} already`);
  rmSync(target, { recursive: true, force: true });
  const root = join(workspace, withoutWildcards(path));
  for (const file of files) {
    mkdirSync(dirname(join(target, relative(root, file))), { recursive: true });
    cpSync(file, join(target, relative(root, file)));
  }
}

function filesUnder(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path).flatMap((name) => filesUnder(join(path, name)));
}

/** The folders at the start of a path that are no patterns. */
function withoutWildcards(path: string): string {
  const parts = path.split('/');
  const first = parts.findIndex((part) => part.includes('*'));
  return parts.slice(0, first < 0 ? parts.length : first).join('/');
}

/**
 * An artifact by its name goes to the path itself, and so does the only one of a pattern; several go to a folder each.
 * A pattern that nothing matches is no fault.
 */
function download({ name, pattern = '*', path = '.' }: Given, { workspace, artifacts }: Desk): void {
  const found = name === undefined ? globSync(pattern, { cwd: artifacts }) : [name];
  for (const one of found) {
    const folder = found.length === 1 ? path : join(path, one);
    cpSync(join(artifacts, one), join(workspace, folder), { recursive: true });
  }
}
