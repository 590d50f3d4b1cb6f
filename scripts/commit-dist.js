/**
 * Commits a built dist/ to a branch, and starts CI there: `node scripts/commit-dist.js <file>`, the file being what
 * scripts/pack-dist.js printed in a job that ran foreign code. Whoever wrote it may be hostile, so it is read as data:
 * whatever it says, only plain files in dist/ can come of it. Nothing of the branch is checked out or run.
 *
 * The environment: GITHUB_REPOSITORY, GITHUB_API_URL and GITHUB_GRAPHQL_URL as the runner sets them, GH_TOKEN, BRANCH,
 * and HEAD_SHA, the commit that was built. Where the branch is elsewhere by now, nothing is committed.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

/** @typedef {Map<string, Buffer>} Files path → content */
/** @typedef {{ additions: { path: string, contents: string }[], deletions: { path: string }[] }} Changes */

/** A file of dist/, or of a folder in it. No name begins with a dot: Git reads some of those as orders. */
const PLAIN = /^dist\/(?:\w[\w-]*\/)?\w[\w.-]*$/;

/**
 * What was built.
 *
 * @param {string} text
 * @returns {Files}
 * @throws where it is anything but plain files in dist/
 */
export function filesIn(text) {
  const files = Object.entries(JSON.parse(text)).map(([path, content]) => {
    if (!PLAIN.test(path)) throw new Error(`Not a plain file in dist/: ${JSON.stringify(path)}`);
    return /** @type {const} */ ([path, decoded(path, content)]);
  });
  if (files.length === 0) throw new Error('Nothing was built');
  return new Map(files);
}

/** @param {string} path @param {unknown} content */
function decoded(path, content) {
  const bytes = Buffer.from(String(content), 'base64');
  if (bytes.toString('base64') !== content) throw new Error(`${path} is not base64`);
  return bytes;
}

/**
 * What has to change, so that a tree holds these files in dist/ and no others.
 *
 * @param {Files} files
 * @param {Map<string, string>} blobs what the tree holds there: path → Git's name of the content
 * @returns {Changes}
 */
export function changesBetween(files, blobs) {
  const changed = [...files].filter(([path, content]) => blobs.get(path) !== blobName(content));
  const gone = [...blobs.keys()].filter((path) => !files.has(path));
  return {
    additions: changed.map(([path, content]) => ({ path, contents: content.toString('base64') })),
    deletions: gone.map((path) => ({ path })),
  };
}

/** @param {Buffer} content */
const blobName = (content) =>
  createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex');

/** @param {string} name */
function environment(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set`);
  return value;
}

/**
 * One call of GitHub's API.
 *
 * @param {string} address @param {object} [body] sent by POST where it is given
 * @throws where GitHub refuses
 */
async function call(address, body) {
  const answer = await fetch(address, {
    ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
    headers: { accept: 'application/vnd.github+json', authorization: `Bearer ${environment('GH_TOKEN')}` },
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${address}: ${answer.status} ${text}`);
  return text === '' ? undefined : JSON.parse(text);
}

/** @param {string} repository the address of its API @param {string} commit */
async function blobsIn(repository, commit) {
  const { tree, truncated } = await call(`${repository}/git/trees/${commit}?recursive=1`);
  if (truncated) throw new Error('The tree is too large to be read at once');
  /** @type {{ path: string, type: string, sha: string }[]} */
  const entries = tree;
  const ours = entries.filter(({ path, type }) => path.startsWith('dist/') && type !== 'tree');
  return new Map(ours.map(({ path, sha }) => [path, sha]));
}

const MUTATION = `mutation ($input: CreateCommitOnBranchInput!) {
  createCommitOnBranch(input: $input) { commit { oid } }
}`;

/** Commits, unless the branch has moved on: GitHub compares. @param {string} head @param {Changes} fileChanges */
async function commit(head, fileChanges) {
  const input = {
    branch: {
      repositoryNameWithOwner: environment('GITHUB_REPOSITORY'),
      branchName: environment('BRANCH'),
    },
    expectedHeadOid: head,
    // By these words Dependabot knows that it may go on to keep its branch up to date, and replace this commit.
    message: { headline: 'Rebuild dist [dependabot skip]' },
    fileChanges,
  };
  const { data, errors } = await call(environment('GITHUB_GRAPHQL_URL'), {
    query: MUTATION,
    variables: { input },
  });
  if (errors) throw new Error(errors.map((/** @type {Error} */ { message }) => message).join('\n'));
  return data.createCommitOnBranch.commit.oid;
}

/** @param {string} file */
async function main(file) {
  const repository = `${environment('GITHUB_API_URL')}/repos/${environment('GITHUB_REPOSITORY')}`;
  const head = environment('HEAD_SHA');
  const changes = changesBetween(filesIn(readFileSync(file, 'utf8')), await blobsIn(repository, head));
  if (changes.additions.length + changes.deletions.length === 0) {
    process.stdout.write('dist/ is what the source builds\n');
    return;
  }
  process.stdout.write(`Committed ${await commit(head, changes)}\n`);
  // What GitHub's own token commits starts no workflow, but for those that are started by hand.
  await call(`${repository}/actions/workflows/ci.yml/dispatches`, { ref: environment('BRANCH') });
  process.stdout.write('Started CI\n');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main(process.argv[2] ?? '');
