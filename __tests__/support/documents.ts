/** Parses documents in tests, as the action does. */
import { parseDocument } from '../../src/documents/document.js';
import type { ParseOptions } from '../../src/documents/entries/entry.js';
import { type Diagnostic, Diagnostics, type Source } from '../../src/model/diagnostic.js';
import type { Entry, ListedResult, Outcome, ResultId } from '../../src/model/types.js';
import { CommentRenderer } from '../../src/plan/comment.js';
import { makePlan, type PlanOptions } from '../../src/plan/plan.js';

/** The host that URLs are on. */
export const HOST = 'app.testsigma.com';

/** What a document comes to. */
export interface Parsed {
  readonly entries: readonly Entry[];
  readonly problems: readonly Diagnostic[];
}

/** Parses a source. */
export async function parseSource(source: Source, options: ParseOptions = { host: HOST }): Promise<Parsed> {
  const diagnostics = new Diagnostics();
  const entries = await parseDocument(source, options, diagnostics);
  return { entries, problems: diagnostics.problems };
}

/** Parses the text of the input `results`. */
export function parseText(
  text: string,
  defaultOutcome?: Outcome,
  more: Partial<Source> = {},
): Promise<Parsed> {
  const options = { host: HOST, ...(defaultOutcome ? { defaultOutcome } : {}) };
  return parseSource({ input: 'results', text, ...more }, options);
}

/** What a document comes to on a run. */
export interface Planned {
  /** Of the document and of the plan. */
  readonly problems: readonly Diagnostic[];
  /** What would be sent; nothing if there are problems. */
  readonly sent: ReadonlyMap<ResultId, Outcome>;
}

const COMMENTS = new CommentRenderer(undefined, (text) => text);

/** Parses a document and plans it on a run with these results, up to where the action would send. */
export async function planDocument(
  source: Source,
  results: readonly ListedResult[],
  { host = HOST, ...more }: Partial<PlanOptions> & ParseOptions = {},
): Promise<Planned> {
  const { entries, problems } = await parseSource(source, { host });
  const diagnostics = new Diagnostics();
  const options: PlanOptions = {
    runId: '239',
    suite: '',
    machine: '',
    comment: 'c',
    comments: COMMENTS,
    skipUnchanged: true,
    strict: false,
    listing: { results, readAt: 0 },
    listingError: '',
    today: '2026-01-01',
    pause: () => undefined,
    ...more,
  };
  const plan = await makePlan(entries, options, [], diagnostics);
  const all = [...problems, ...diagnostics.problems];
  const toSend = all.length > 0 ? [] : plan.filter(({ skipReason }) => skipReason === undefined);
  return { problems: all, sent: new Map(toSend.map((one) => [one.testCaseResultId, one.outcome])) };
}
