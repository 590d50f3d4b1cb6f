/** What shall change: entries and the run's listing → overrides, and results to leave as they are. */

import { type Diagnostic, formatLocation, type Problem } from '../model/diagnostic.js';
import { resultLabel } from '../model/outcome.js';
import type { CurrentResult, Entry, Listing, Override, PlannedChange } from '../model/types.js';
import { type AuditInfo, CommentRenderer, MAX_COMMENT_LENGTH, type RenderedComment } from './comment.js';
import { resolve, type Target } from './resolve.js';

/** What planning needs to know. */
export interface PlanOptions {
  readonly runId: string;
  /** The run's results; absent where they could not be read. */
  readonly listing?: Pick<Listing, 'results' | 'readAt'>;
  /** Why there is no listing, in words that go on after "and". */
  readonly listingError: string;
  readonly onlyIf?: readonly CurrentResult[];
  /** Whether an id that the listing does not hold is an error. */
  readonly strict: boolean;
  /** For entries without a comment of their own. */
  readonly comment: string;
  /** Who and from where; absent where no trail is wanted. */
  readonly audit?: AuditInfo;
  /** Whether results that already are what is asked are left out. */
  readonly skipUnchanged: boolean;
  /** Hides the secrets that a comment may hold: Testsigma shows it to many. */
  readonly redact: (text: string) => string;
}

/** The plan, in the order asked. Nothing may be sent where there are problems. */
export interface Plan {
  readonly planned: readonly PlannedChange[];
  readonly problems: readonly Problem[];
  readonly notices: readonly Diagnostic[];
}

/**
 * Makes the plan.
 *
 * @param reported what test reports ask for, each result once; entries win over it
 */
export function makePlan(
  entries: readonly Entry[],
  options: PlanOptions,
  reported: readonly Target[] = [],
): Plan {
  const { listing, onlyIf, runId, strict, listingError } = options;
  const asked = resolve(entries, {
    runId,
    strict,
    listingError,
    ...(listing ? { listing: listing.results } : {}),
    ...(onlyIf ? { onlyIf } : {}),
  });
  const { problems } = asked;
  const { targets, notices } = mergeTargets(asked.targets, reported, onlyIf);
  const writer = new CommentRenderer(options.audit, options.redact);
  const cut: Diagnostic[] = [];
  const planned = targets.map((target) => {
    const written = writer.render(target.comment ?? options.comment, target.listed?.result);
    if (written.isCut) cut.push(cutNotice(target));
    return planTarget(target, written, options);
  });
  return { planned, problems, notices: [...asked.notices, ...notices, ...cut] };
}

/** What entries and reports ask for together: where both name a result, the entry counts. */
function mergeTargets(
  asked: readonly Target[],
  reported: readonly Target[],
  onlyIf: readonly CurrentResult[] | undefined,
): { readonly targets: readonly Target[]; readonly notices: readonly Diagnostic[] } {
  if (reported.length === 0) return { targets: asked, notices: [] };
  const explicit = new Map(asked.map((target) => [target.testCaseResultId, target]));
  const targets = [...asked];
  const notices: Diagnostic[] = [];
  for (const target of reported) {
    const winner = explicit.get(target.testCaseResultId);
    if (winner) notices.push(supersededNotice(target, winner));
    else targets.push(onlyIf ? { ...target, onlyIf } : target);
  }
  return { targets, notices };
}

function supersededNotice({ testCaseResultId, outcome, location }: Target, winner: Target): Diagnostic {
  const message = `the report says ${resultLabel(outcome)} for the result ${testCaseResultId}, and ${formatLocation(winner.location)} asks for ${resultLabel(winner.outcome)}: what is asked for explicitly counts`;
  return { location, message };
}

function planTarget(
  target: Target,
  { comment, wireComment }: RenderedComment,
  options: PlanOptions,
): PlannedChange {
  const { testCaseResultId, outcome, onlyIf, location, listed: before } = target;
  const override: Override = {
    testCaseResultId,
    outcome,
    comment,
    wireComment,
    onlyIf,
    location,
    before,
  };
  return { override, skipReason: skipReason(override, options) };
}

function cutNotice({ location, testCaseResultId }: Target): Diagnostic {
  const message = `the comment for ${testCaseResultId} was cut: with its trail it may have ${MAX_COMMENT_LENGTH} characters`;
  return { location, message };
}

function skipReason({ outcome, before, onlyIf }: Override, options: PlanOptions): string | undefined {
  if (!before) return undefined;
  if (options.skipUnchanged && before.result === outcome)
    return `it already was ${resultLabel(outcome)}${readAtSuffix(options)}`;
  if (!onlyIf || onlyIf.includes(before.result)) return undefined;
  return `it was ${resultLabel(before.result)}${readAtSuffix(options)}, and only ${onlyIf.map(resultLabel).join(' or ')} may be replaced`;
}

function readAtSuffix({ listing }: PlanOptions): string {
  return listing ? ` when the run was read at ${new Date(listing.readAt).toISOString()}` : '';
}
