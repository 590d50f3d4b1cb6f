/** What will change: entries and the run's listing → overrides, sent or skipped. */
import { type Diagnostics, formatLocation, type SourceLocation } from '../model/diagnostic.js';
import { resultLabel } from '../model/outcome.js';
import type { Entry, Override } from '../model/types.js';
import { isExpired } from '../model/until.js';
import { listFirst, normalizeName, quote } from '../text/format.js';
import { type CommentRenderer, MAX_COMMENT_LENGTH } from './comment.js';
import { groupBy } from './group-by.js';
import { EVERY, formatResults } from './listing-index.js';
import { isIdle, type ResolveOptions, resolve } from './resolve.js';

/** What planning needs to know. */
export interface PlanOptions extends ResolveOptions {
  readonly comments: CommentRenderer;
  /** Whether results that already have the requested value are skipped. */
  readonly skipUnchanged: boolean;
}

/**
 * Makes the plan, in the order requested.
 *
 * @param reported what test reports and other runs request; entries win over them, and the first over later ones
 * @throws EndedError if the step is to end
 */
export async function makePlan(
  entries: readonly Entry[],
  options: PlanOptions,
  reported: readonly Override[],
  diagnostics: Diagnostics,
): Promise<readonly Override[]> {
  checkNarrowing(options, diagnostics);
  const requested = await resolve(entries, options, diagnostics);
  const planned: Override[] = [];
  for (const override of mergeReported(requested, reported, options, diagnostics)) {
    await options.pause();
    planned.push(planOverride(override, options, diagnostics));
  }
  return noticeUnmet(planned, options, diagnostics);
}

/** The run must have the suite and the machine that fill in what entries lack. */
function checkNarrowing({ suite, machine, runId, listing }: PlanOptions, diagnostics: Diagnostics): void {
  const results = listing?.results ?? [];
  const given = [
    ['suite', suite],
    ['machine', machine],
  ] as const;
  for (const [input, name] of given) {
    if (name === '' || name === EVERY || results.length === 0) continue;
    const known = [...new Set(results.flatMap((listed) => listed[input] ?? []))];
    if (known.some((one) => normalizeName(one) === normalizeName(name))) continue;
    const names = known.length === 0 ? 'none' : listFirst(known, quote);
    const message = `run ${runId} has no ${input} named ${quote(name)}; it has: ${names}`;
    diagnostics.problem({ input }, message);
  }
}

/** What entries and reports request together: if both name a result, the entry counts. */
function mergeReported(
  requested: readonly Override[],
  reported: readonly Override[],
  { onlyIf, today }: PlanOptions,
  diagnostics: Diagnostics,
): readonly Override[] {
  if (reported.length === 0) return requested;
  const merged = new Map(requested.map((override) => [override.testCaseResultId, override]));
  for (const one of reported) {
    const override = onlyIf ? { ...one, onlyIf } : one;
    const winner = merged.get(override.testCaseResultId);
    if (!winner || isIdle(winner, today)) merged.set(override.testCaseResultId, override);
    else diagnostics.notice(override.location, supersededNotice(override, winner));
  }
  return [...merged.values()];
}

function supersededNotice({ testCaseResultId, outcome, passedIn }: Override, winner: Override): string {
  const source = passedIn === undefined ? 'the report' : `run ${passedIn}`;
  return `${source} says ${resultLabel(outcome)} for result ${testCaseResultId}, but ${formatLocation(winner.location)} requests ${resultLabel(winner.outcome)}, which counts`;
}

function planOverride(override: Override, options: PlanOptions, diagnostics: Diagnostics): Override {
  const { testCaseResultId, location, before } = override;
  if (options.comments.isCut(override.comment, before?.result)) {
    const message = `the comment for ${testCaseResultId} was cut to ${MAX_COMMENT_LENGTH} characters, including its audit trail`;
    diagnostics.notice(location, message);
  }
  const comment = options.comments.plain(override.comment);
  return { ...override, comment, skipReason: skipReason(override, options) };
}

function skipReason(
  { outcome, before, onlyIf, until, passedIn }: Override,
  options: PlanOptions,
): string | undefined {
  if (isExpired(until, options.today)) return `its entry expired at the end of ${until}`;
  if (!before) return undefined;
  // A pass that is taken over is never sent again, so that a second run changes nothing.
  if ((options.skipUnchanged || passedIn !== undefined) && before.result === outcome)
    return `already ${resultLabel(outcome)}${readAtSuffix(options)}`;
  if (!onlyIf || onlyIf.includes(before.result)) return undefined;
  return `${resultLabel(before.result)}${readAtSuffix(options)}, and only ${onlyIf.map(resultLabel).join(' or ')} may be replaced`;
}

/**
 * Adds notices about results whose `onlyIf` was not met, and about known issues that are solved.
 *
 * @returns the plan, in which solved issues are marked
 */
function noticeUnmet(
  plan: readonly Override[],
  { today }: PlanOptions,
  diagnostics: Diagnostics,
): readonly Override[] {
  const solved = new Set<SourceLocation>();
  for (const [location, group] of byLocation(plan)) {
    const unmet = group.filter((override) => isUnmet(override, today));
    if (unmet.length === 0) continue;
    const results = formatResults(unmet.flatMap(({ before }) => before ?? []));
    if (unmet.length === group.length && unmet.every(isPassedIssue)) {
      solved.add(location);
      diagnostics.notice(location, `solved known issue: ${results} Passed, so this entry can be removed`);
    } else diagnostics.notice(location, `onlyIf was not met, so these stay unchanged: ${results}`);
  }
  return solved.size === 0
    ? plan
    : plan.map((override) => (solved.has(override.location) ? { ...override, isSolved: true } : override));
}

function isUnmet(override: Override, today: string): boolean {
  const { until, before, outcome } = override;
  return isIdle(override, today) && !isExpired(until, today) && before?.result !== outcome;
}

function isPassedIssue({ outcome, before }: Override): boolean {
  return outcome === 'NOT_EXECUTED' && before?.result === 'SUCCESS';
}

/** Overrides by the entry that requests them. */
export function byLocation(overrides: readonly Override[]) {
  return groupBy(overrides, ({ location }) => location);
}

function readAtSuffix({ listing }: PlanOptions): string {
  return listing ? ` when read at ${new Date(listing.readAt).toISOString()}` : '';
}
