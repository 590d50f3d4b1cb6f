/** What will change: entries and the run's listing → overrides, sent or skipped. */
import { type Diagnostics, formatLocation } from '../model/diagnostic.js';
import { resultLabel } from '../model/outcome.js';
import type { Entry, Override, ResultId } from '../model/types.js';
import { isExpired } from '../model/until.js';
import { listFirst, normalizeName, quote } from '../text/format.js';
import { type CommentRenderer, MAX_COMMENT_LENGTH } from './comment.js';
import { groupBy } from './group-by.js';
import { EVERY, formatResults } from './listing-index.js';
import { isIdle, type OverrideSet, type ResolveOptions, resolve } from './resolve.js';

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
  addReported(reported, requested, options, diagnostics);
  for (const override of requested.overrides) {
    await options.pause();
    planned.push(planOverride(override, options, diagnostics));
  }
  return noticeUnmet(planned, requested.passedOver, options, diagnostics);
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

/** Adds what reports and other runs request: if an entry names the same result, the entry counts. */
function addReported(
  reported: readonly Override[],
  requested: OverrideSet,
  { onlyIf }: PlanOptions,
  diagnostics: Diagnostics,
): void {
  for (const one of reported) {
    const override = onlyIf ? { ...one, onlyIf } : one;
    const winner = requested.add(override);
    if (winner) diagnostics.notice(override.location, supersededNotice(override, winner));
  }
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
  const reason = skipReason(override, options);
  const isAsRequested = comment === override.comment && reason === undefined;
  return isAsRequested ? override : { ...override, comment, skipReason: reason };
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
 * @param passedOver is not in the plan, since something else that was requested counts
 * @returns the plan, in which solved issues are marked
 */
function noticeUnmet(
  plan: readonly Override[],
  passedOver: readonly Override[],
  { today }: PlanOptions,
  diagnostics: Diagnostics,
): readonly Override[] {
  const all = [...plan, ...passedOver];
  if (!all.some((override) => isUnmet(override, today))) return plan;
  const solved = new Set<ResultId>();
  const planned = new Map(plan.map((override) => [override.testCaseResultId, override]));
  const isSolved = (one: Override) => isPassedIssue(one, planned.get(one.testCaseResultId));
  for (const [location, group] of byLocation(all)) {
    const unmet = group.filter((override) => isUnmet(override, today));
    if (unmet.length === 0) continue;
    const results = formatResults(unmet.flatMap(({ before }) => before ?? []));
    if (unmet.length === group.length && unmet.every(isSolved)) {
      for (const { testCaseResultId } of unmet) solved.add(testCaseResultId);
      diagnostics.notice(location, `solved known issue: ${results} Passed, so this entry can be removed`);
    } else diagnostics.notice(location, `onlyIf was not met, so this entry does not change: ${results}`);
  }
  return solved.size === 0
    ? plan
    : plan.map((override) =>
        solved.has(override.testCaseResultId) ? { ...override, isSolved: true } : override,
      );
}

function isUnmet(override: Override, today: string): boolean {
  const { until, before, outcome } = override;
  return isIdle(override, today) && !isExpired(until, today) && before?.result !== outcome;
}

/** Whether a known issue is Passed, and nothing else that is planned changes that. */
function isPassedIssue(issue: Override, planned: Override | undefined): boolean {
  const isPassed = issue.outcome === 'NOT_EXECUTED' && issue.before?.result === 'SUCCESS';
  return isPassed && (planned?.skipReason !== undefined || planned?.outcome === 'SUCCESS');
}

/** Overrides by the entry that requests them. */
export function byLocation(overrides: readonly Override[]) {
  return groupBy(overrides, ({ location }) => location);
}

function readAtSuffix({ listing }: PlanOptions): string {
  return listing ? ` when read at ${new Date(listing.readAt).toISOString()}` : '';
}
