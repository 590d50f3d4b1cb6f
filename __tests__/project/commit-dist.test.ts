/** How dist/ gets into a pull request of Dependabot's: as data, into dist/ and nowhere else, never by surprise. */
import { execFile, execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { filesIn } from '../../scripts/commit-dist.js';

const HEAD = 'a'.repeat(40);
const BRANCH = 'dependabot/npm_and_yarn/development-1a2b3c';

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

function blob(text: string): string {
  return createHash('sha1')
    .update(`blob ${Buffer.byteLength(text)}\0${text}`)
    .digest('hex');
}

describe('what was built', () => {
  test('is what scripts/pack-dist.js prints', () => {
    const packed = execFileSync(process.execPath, ['scripts/pack-dist.js'], {
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
    });
    const files = filesIn(packed);
    expect(files.get('dist/index.js')).toEqual(readFileSync('dist/index.js'));
    expect(files.get('dist/sandbox/index.js')).toEqual(readFileSync('dist/sandbox/index.js'));
  });

  test.each([
    'action.yml',
    '.github/workflows/ci.yml',
    '/dist/index.js',
    'dist',
    'dist/',
    'dist//index.js',
    'dist/../action.yml',
    'dist/sandbox/../../action.yml',
    'dist/./index.js',
    'dist/.gitattributes',
    'dist/.git/config',
    'dist/.git/hooks/post-commit',
    'dist/sandbox/.gitmodules',
    'dist/a/b/c.js',
    'dist\\index.js',
    'dist/in\u0000dex.js',
    'dist/index.js\n',
    'Dist/index.js',
    '__proto__',
  ])('is refused where it holds %j', (path) => {
    const text = `{${JSON.stringify(path)}: ${JSON.stringify(base64('x'))}}`;
    expect(() => filesIn(text)).toThrow(`Not a plain file in dist/: ${JSON.stringify(path)}`);
  });

  test.each(['not base64!', 'eA', 7, null, ['eA=='], { link: '/etc/passwd' }])(
    'is refused where a content is %j',
    (content) => {
      expect(() => filesIn(JSON.stringify({ 'dist/index.js': content }))).toThrow('is not base64');
    },
  );

  test.each(['', 'PK\u0003\u0004', '{"dist/index.js": "eA=="', 'null'])(
    'is refused where it is %j',
    (text) => {
      expect(() => filesIn(text)).toThrow();
    },
  );

  test('is refused where there is nothing: it would empty dist/', () => {
    expect(() => filesIn('{}')).toThrow('Nothing was built');
  });
});

describe('the commit', () => {
  interface Request {
    readonly path: string;
    readonly authorization: string | undefined;
    readonly body: unknown;
  }

  let server: Server;
  let folder: string;
  let requests: Request[];
  let answers: Record<string, { status?: number; body?: unknown }>;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'built-'));
    requests = [];
    answers = {
      [`/repos/acme/shop/git/trees/${HEAD}?recursive=1`]: { body: { tree: TREE, truncated: false } },
      '/graphql': { body: { data: { createCommitOnBranch: { commit: { oid: 'b'.repeat(40) } } } } },
      '/repos/acme/shop/actions/workflows/ci.yml/dispatches': { status: 204 },
    };
    server = createServer(async (request, response) => {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part as Buffer);
      const sent = Buffer.concat(parts).toString();
      const { url: path = '', headers } = request;
      requests.push({
        path,
        authorization: headers.authorization,
        body: sent ? JSON.parse(sent) : undefined,
      });
      const { status = 200, body } = answers[path] ?? { status: 404 };
      response.writeHead(status).end(body === undefined ? undefined : JSON.stringify(body));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });

  afterEach(async () => {
    rmSync(folder, { recursive: true, force: true });
    await new Promise((resolve) => server.close(resolve));
  });

  /** What stands in the branch: besides dist/, things that are not to be touched. */
  const TREE = [
    { path: 'action.yml', type: 'blob', sha: blob('action') },
    { path: 'dist', type: 'tree', sha: '0'.repeat(40) },
    { path: 'dist/index.js', type: 'blob', sha: blob('old') },
    { path: 'dist/same.js', type: 'blob', sha: blob('same') },
    { path: 'dist/gone.js', type: 'blob', sha: blob('gone') },
    { path: 'src/index.ts', type: 'blob', sha: blob('source') },
  ];

  /** Runs the script, and gives its exit code with what it said. */
  function commit(built: Readonly<Record<string, string>>): Promise<{ code: unknown; said: string }> {
    const file = join(folder, 'dist.json');
    const packed = Object.entries(built).map(([path, content]) => [path, base64(content)]);
    writeFileSync(file, JSON.stringify(Object.fromEntries(packed)));
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const env = {
      ...process.env,
      ...{
        GITHUB_REPOSITORY: 'acme/shop',
        GITHUB_API_URL: address,
        GITHUB_GRAPHQL_URL: `${address}/graphql`,
      },
      ...{ GH_TOKEN: 'word-for-github', BRANCH, HEAD_SHA: HEAD },
    };
    return new Promise((resolve) => {
      execFile(process.execPath, ['scripts/commit-dist.js', file], { env }, (error, stdout, stderr) =>
        resolve({ code: error?.code ?? 0, said: stdout + stderr }),
      );
    });
  }

  test('adds what changed, removes what is gone, leaves the rest, and starts CI', async () => {
    const { code, said } = await commit({
      'dist/index.js': 'new',
      'dist/same.js': 'same',
      'dist/added.js': 'added',
    });
    expect({ code, said }).toEqual({ code: 0, said: `Committed ${'b'.repeat(40)}\nStarted CI\n` });
    expect(requests.map(({ path }) => path)).toEqual(Object.keys(answers));
    expect(new Set(requests.map(({ authorization }) => authorization))).toEqual(
      new Set(['Bearer word-for-github']),
    );
    expect(requests[1]?.body).toEqual({
      query: expect.stringContaining('createCommitOnBranch(input: $input)'),
      variables: {
        input: {
          branch: { repositoryNameWithOwner: 'acme/shop', branchName: BRANCH },
          expectedHeadOid: HEAD,
          message: { headline: 'Rebuild dist [dependabot skip]' },
          fileChanges: {
            additions: [
              { path: 'dist/index.js', contents: base64('new') },
              { path: 'dist/added.js', contents: base64('added') },
            ],
            deletions: [{ path: 'dist/gone.js' }],
          },
        },
      },
    });
    expect(requests[2]?.body).toEqual({ ref: BRANCH });
  });

  test('is left out where nothing changed', async () => {
    const { code, said } = await commit({
      'dist/index.js': 'old',
      'dist/same.js': 'same',
      'dist/gone.js': 'gone',
    });
    expect({ code, said }).toEqual({ code: 0, said: 'dist/ is what the source builds\n' });
    expect(requests).toHaveLength(1);
  });

  test('is not made where the branch has moved on, and CI is not started', async () => {
    answers['/graphql'] = { body: { data: null, errors: [{ message: 'Expected branch to point to "a…"' }] } };
    const { code, said } = await commit({ 'dist/index.js': 'new' });
    expect(code).toBe(1);
    expect(said).toContain('Expected branch to point to');
    expect(requests).toHaveLength(2);
  });

  test('is not made where GitHub refuses to be read, or tells only a part', async () => {
    const tree = `/repos/acme/shop/git/trees/${HEAD}?recursive=1`;
    answers[tree] = { status: 403, body: { message: 'Resource not accessible' } };
    expect(await commit({ 'dist/index.js': 'new' })).toEqual({
      code: 1,
      said: expect.stringContaining('403 {"message":"Resource not accessible"}'),
    });
    answers[tree] = { body: { tree: TREE, truncated: true } };
    expect(await commit({ 'dist/index.js': 'new' })).toEqual({
      code: 1,
      said: expect.stringContaining('too large to be read at once'),
    });
    expect(requests).toHaveLength(2);
  });

  test('is not thought of where anything but dist/ was built: GitHub is not even asked', async () => {
    const { code, said } = await commit({ 'dist/index.js': 'new', 'action.yml': 'hostile' });
    expect(code).toBe(1);
    expect(said).toContain('Not a plain file in dist/: "action.yml"');
    expect(requests).toEqual([]);
  });
});
