/** What shall change: entries and the run's listing → overrides, and results to leave as they are. */
import type { CurrentResult, Entry, Listing, Override, Planned, Problem, Remark } from '../model.js';
import { placeText, spoken } from '../words.js';
import { type Audit, cutTo, LONGEST_COMMENT, trailOf, withTrail } from './comment.js';
import { resolve, type Target } from './resolve.js';

/** What planning needs to know. */
export interface PlanOptions {
  readonly runId: string;
  /** The run's results; absent where they could not be read. */
  readonly listing?: Listing;
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
  const planned = targets.map((target) => plan(target, options));
  const cut = targets.filter((target) => isCut(target, options));
  return { planned, problems, notices: [...asked.notices, ...notices, ...cut.map(cutNotice)] };
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

function plan(target: Target, options: PlanOptions): Planned {
  const { testCaseResultId, outcome, onlyIf, place, listed: before } = target;
  const comment = cutTo(said(target, options), LONGEST_COMMENT);
  const override: Override = {
    testCaseResultId,
    outcome,
    comment,
    wireComment: withTrail(comment, trail(before?.result, options)),
    place,
    ...(onlyIf ? { onlyIf } : {}),
    ...(before ? { before } : {}),
  };
  const leave = whyLeft(override, options);
  return leave === undefined ? { override } : { override, leave };
}

/** What the comment says, whole. */
function said({ comment }: Target, options: PlanOptions): string {
  return options.redact(comment ?? options.comment);
}

function trail(before: CurrentResult | undefined, { audit, redact }: PlanOptions): string {
  const was = before === undefined ? undefined : cutTo(redact(spoken(before)), LONGEST_RESULT);
  return audit ? trailOf(audit, was) : '';
}

/** Testsigma's words for results are short; the trail is never cut, and so must not be long. UTF-16 units. */
const LONGEST_RESULT = 50;

function isCut(target: Target, options: PlanOptions): boolean {
  const { length } = said(target, options);
  return length + trail(target.listed?.result, options).length > LONGEST_COMMENT;
}

function cutNotice({ place, testCaseResultId }: Target): Remark {
  const message = `the comment for ${testCaseResultId} was cut: with its trail it may have ${LONGEST_COMMENT} characters`;
  return { place, message };
}

function whyLeft({ outcome, before, onlyIf }: Override, options: PlanOptions): string | undefined {
  if (!before) return undefined;
  const read = options.listing
    ? ` when the run was read at ${new Date(options.listing.readAt).toISOString()}`
    : '';
  if (options.skipUnchanged && before.result === outcome) return `it already was ${spoken(outcome)}${read}`;
  if (!onlyIf || onlyIf.includes(before.result)) return undefined;
  return `it was ${spoken(before.result)}${read}, and only ${onlyIf.map(spoken).join(' or ')} may be replaced`;
}
