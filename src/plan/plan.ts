/** What shall change: entries and the run's listing → overrides, and results to leave as they are. */
import type { CurrentResult, Entry, Listing, Override, Planned, Problem, Remark } from '../model/types.js';
import { placeText, spoken } from '../model/words.js';
import { type Audit, CommentWriter, LONGEST_COMMENT, type Written } from './comment.js';
import { resolve, type Target } from './resolve.js';

/** What planning needs to know. */
export interface PlanOptions {
  readonly runId: string;
  /** The run's results; absent where they could not be read. */
  readonly listing?: Pick<Listing, 'results' | 'readAt'>;
  /** Why there is no listing, in words that go on after "and". */
  readonly whyNoListing: string;
  readonly onlyIf?: readonly CurrentResult[];
  /** Whether an id that the listing does not hold is an error. */
  readonly strict: boolean;
  /** For entries without a comment of their own. */
  readonly comment: string;
  /** Who and from where; absent where no trail is wanted. */
  readonly audit?: Audit;
  /** Whether results that already are what is asked are left out. */
  readonly skipUnchanged: boolean;
  /** Hides the secrets that a comment may hold: Testsigma shows it to many. */
  readonly redact: (text: string) => string;
}

/** The plan, in the order asked. Nothing may be sent where there are problems. */
export interface Plan {
  readonly planned: readonly Planned[];
  readonly problems: readonly Problem[];
  readonly notices: readonly Remark[];
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
  const { listing, onlyIf, runId, strict, whyNoListing } = options;
  const asked = resolve(entries, {
    runId,
    strict,
    whyNoListing,
    ...(listing ? { listing: listing.results } : {}),
    ...(onlyIf ? { onlyIf } : {}),
  });
  const { problems } = asked;
  const { targets, notices } = together(asked.targets, reported, onlyIf);
  const writer = new CommentWriter(options.audit, options.redact);
  const cut: Remark[] = [];
  const planned = targets.map((target) => {
    const written = writer.write(target.comment ?? options.comment, target.listed?.result);
    if (written.isCut) cut.push(cutNotice(target));
    return plan(target, written, options);
  });
  return { planned, problems, notices: [...asked.notices, ...notices, ...cut] };
}

/** What entries and reports ask for together: where both name a result, the entry counts. */
function together(
  asked: readonly Target[],
  reported: readonly Target[],
  onlyIf: readonly CurrentResult[] | undefined,
): { readonly targets: readonly Target[]; readonly notices: readonly Remark[] } {
  if (reported.length === 0) return { targets: asked, notices: [] };
  const explicit = new Map(asked.map((target) => [target.testCaseResultId, target]));
  const targets = [...asked];
  const notices: Remark[] = [];
  for (const target of reported) {
    const winner = explicit.get(target.testCaseResultId);
    if (winner) notices.push(outdone(target, winner));
    else targets.push(onlyIf ? { ...target, onlyIf } : target);
  }
  return { targets, notices };
}

function outdone({ testCaseResultId, outcome, place }: Target, winner: Target): Remark {
  const message = `the report says ${spoken(outcome)} for the result ${testCaseResultId}, and ${placeText(winner.place)} asks for ${spoken(winner.outcome)}: what is asked for explicitly counts`;
  return { place, message };
}

function plan(target: Target, { comment, wireComment }: Written, options: PlanOptions): Planned {
  const { testCaseResultId, outcome, onlyIf, place, listed: before } = target;
  const override: Override = {
    testCaseResultId,
    outcome,
    comment,
    wireComment,
    onlyIf,
    place,
    before,
  };
  return { override, leave: whyLeft(override, options) };
}

function cutNotice({ place, testCaseResultId }: Target): Remark {
  const message = `the comment for ${testCaseResultId} was cut: with its trail it may have ${LONGEST_COMMENT} characters`;
  return { place, message };
}

function whyLeft({ outcome, before, onlyIf }: Override, options: PlanOptions): string | undefined {
  if (!before) return undefined;
  if (options.skipUnchanged && before.result === outcome)
    return `it already was ${spoken(outcome)}${whenRead(options)}`;
  if (!onlyIf || onlyIf.includes(before.result)) return undefined;
  return `it was ${spoken(before.result)}${whenRead(options)}, and only ${onlyIf.map(spoken).join(' or ')} may be replaced`;
}

function whenRead({ listing }: PlanOptions): string {
  return listing ? ` when the run was read at ${new Date(listing.readAt).toISOString()}` : '';
}
