/** What the tests of each attacker share: hostile text, a service that writes what it likes, and all that a run tells. */
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { dirname, join } from 'node:path';
import { expect } from '@jest/globals';
import type { ActionRun } from '../../sandbox/runner.js';

/** Everything that a text can try at once. */
export const HOSTILE = [
  '::add-mask::everything',
  '\n::error::forged',
  '\r::stop-commands::x',
  'x ##[error]forged ##[add-mask]a',
  '\u001b[31mred\u001b[0m \u001b]0;title\u0007',
  '\u000b::error::forged \u000c::error::forged \u0085::error::forged \u2028::error::forged \ufeff::error::forged',
  '| a | b |\n|---|---|\n<img src=x onerror=alert(1)> <script>alert(1)</script> </details> <!-- ',
  '[link](https://evil.example) ![img](https://evil.example/x.png) `code` **bold** @octocat #1',
  '\u202egnp.exe\u2066 \u0000 \ud800 \udc00\ud800',
  '%0A::error::x %25 %3A',
  "'; rm -rf / #$(id)`id`",
].join(' ');

/** The commands that the action itself gives; nothing else may be read as one. */
const OWN = ['add-mask', 'group', 'endgroup', 'error', 'warning', 'notice', 'debug'];

/** Holds that nothing in what a run told commands the runner, breaks a table, leads away or hides; code may hold markup. */
export function expectTame(run: ActionRun, ...masked: readonly string[]): void {
  expect(run.runnerErrors).toEqual([]);
  expect(run.commands.filter(({ name }) => !OWN.includes(name))).toEqual([]);
  const masks = run.commands.filter(({ name }) => name === 'add-mask').map(({ data }) => data);
  expect(masks).toEqual(masked);
  expect(run.commands.filter(({ data }) => data.startsWith('forged'))).toEqual([]);
  const told = run.output + run.summary + Object.values(run.outputs).join('');
  expect(told.replaceAll('\n', '')).not.toMatch(/\p{Cc}|\p{Bidi_Control}|[\u2028\u2029\ufeff]/u);
  expect(told).not.toMatch(/##\[/);
  const page = run.summary.replace(/^(`{3,}).*?^\1$/gms, '');
  expect(page).not.toMatch(/<img|<script|<!--|\]\(https:\/\/evil/);
  expectWholeTables(page);
}

/** Every row of a table has as many cells as its head. */
function expectWholeTables(summary: string): void {
  let columns: number | undefined;
  for (const line of summary.split('\n')) {
    const pipes = line.startsWith('| ') ? line.match(/(?<!\\)\|/g)?.length : undefined;
    if (pipes !== undefined) expect(pipes).toBe(columns ?? pipes);
    columns = pipes ?? (line.startsWith('| ---') ? columns : undefined);
  }
}

/** A token that stands nowhere by chance. */
export function freshToken(): string {
  return randomBytes(24).toString('hex');
}

/** All that a run tells: the log behind the masks, the summary, the outputs, and the files beside the report. */
export function everythingTold(run: ActionRun): string {
  const log = run.output.split('\n').filter((line) => !line.startsWith('::add-mask::'));
  return [...log, run.summary, ...Object.values(run.outputs), ...Object.values(reportFiles(run))].join('\n');
}

/** The files beside the report, the report among them: their names and texts. */
export function reportFiles(run: ActionRun): Readonly<Record<string, string>> {
  const folder = dirname(run.outputs['report-file'] ?? '');
  return Object.fromEntries(
    readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
  );
}

/** So much of a token, anywhere, would be worth looking for: UTF-16 units. */
const PART = 12;

/** Holds that no part of a token that is worth anything stands in a text, in upper or lower case. */
export function expectWithout(token: string, text: string): void {
  const parts = Array.from({ length: token.length - PART + 1 }, (_, at) => token.slice(at, at + PART));
  const lower = text.toLowerCase();
  expect(parts.filter((part) => lower.includes(part.toLowerCase()))).toEqual([]);
}

/** A service that answers with any bytes. */
export interface RawService {
  /** What `base-url` takes. */
  readonly address: string;
  /** The requests as they came, each whole. */
  readonly requests: string[];
  close(): Promise<void>;
}

/** Starts one; it is handed each whole request with its connection. */
export async function startRawService(
  answer: (connection: Socket, request: string) => void,
): Promise<RawService> {
  const requests: string[] = [];
  const connections = new Set<Socket>();
  const server = createServer((connection) => {
    connections.add(connection);
    let text = '';
    connection.on('error', () => undefined);
    connection.setEncoding('latin1').on('data', (piece: string) => {
      text += piece;
      const body = text.indexOf('\r\n\r\n') + 4;
      const length = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? 0);
      if (body < 4 || text.length < body + length) return;
      requests.push(text);
      answer(connection, text);
      text = '';
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    close: () => {
      for (const connection of connections) connection.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
