/** Checks the rules that every override must satisfy: each violation is a problem at its location. */
import { createContext, Script } from 'node:vm';
import type { Diagnostics, SourceLocation } from '../model/diagnostic.js';
import {
  DEFAULT_COMMENT,
  type FollowUpRules,
  latestUntil,
  needsUntil,
  type Policy,
  type PolicyRules,
  rulesOnListing,
} from '../model/policy.js';
import type { ListedResult, Override } from '../model/types.js';
import { codeOf } from '../text/errors.js';
import { pluralize, quote } from '../text/format.js';
import { formatResults, mayMatchSelector } from './listing-index.js';
import { byLocation } from './plan.js';

/** What the check needs to know. */
export interface PolicyOptions {
  /** The run's results; absent if they could not be read. */
  readonly listing?: readonly ListedResult[] | undefined;
  /** Why there is no listing, in words that continue a sentence after "and". */
  readonly listingError: string;
  /** The comment of the entry that would undo an override with this comment. */
  readonly undoComment: (comment: string) => string;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** How long matching comments may take, in milliseconds. */
  readonly patternMs?: number;
}

/**
 * Checks every override that would be sent. Each violation becomes a problem.
 *
 * @returns what the retry, undo and plan documents need to pass the same policy
 */
export function checkPolicy(
  plan: readonly Override[],
  policy: Policy,
  options: PolicyOptions,
  diagnostics: Diagnostics,
): FollowUpRules {
  return new PolicyCheck(policy, options, diagnostics).check(
    plan.filter(({ skipReason }) => skipReason === undefined),
  );
}

/** How long matching all comments may take, in milliseconds: a pattern can backtrack for years. */
const PATTERN_MS = 1_000;

class PolicyCheck {
  readonly #policy: Policy;
  readonly #options: PolicyOptions;
  readonly #diagnostics: Diagnostics;
  readonly #latest: string;

  constructor(policy: Policy, options: PolicyOptions, diagnostics: Diagnostics) {
    this.#policy = policy;
    this.#options = options;
    this.#diagnostics = diagnostics;
    this.#latest = latestUntil(policy, options.now);
  }

  check(overrides: readonly Override[]): FollowUpRules {
    const { requireUntil, commentPattern } = this.#policy;
    this.#checkListing(overrides);
    this.#checkCount(overrides);
    this.#checkProtected(overrides);
    for (const [first] of byLocation(overrides).values()) this.#checkUntil(first);
    return {
      ...(requireUntil?.value ? { until: this.#latest } : {}),
      ...(commentPattern ? this.#checkComments(overrides, commentPattern.value) : {}),
    };
  }

  #problem(location: SourceLocation, rule: keyof PolicyRules, message: string): void {
    this.#diagnostics.problem(location, `policy: ${rule} ${message}`);
  }

  /** A result that is not in the listing cannot be shown to be allowed. */
  #checkListing(overrides: readonly Override[]): void {
    const { listing, listingError } = this.#options;
    const rules = rulesOnListing(this.#policy);
    if (!listing) {
      for (const [name, { location }] of rules)
        this.#problem(location, name, `needs the run's results, and ${listingError}`);
    } else if (rules.length > 0) {
      const names = rules.map(([name]) => name).join(' and ');
      for (const { testCaseResultId, location } of overrides.filter(({ before }) => !before)) {
        const message = `policy: the run does not list result ${testCaseResultId}, so ${names} cannot be checked for it; remove the entry`;
        this.#diagnostics.problem(location, message);
      }
    }
  }

  #checkCount(overrides: readonly Override[]): void {
    const { maxOverrides } = this.#policy;
    if (!maxOverrides) return;
    const limit = maxOverrides.value;
    const total = this.#options.listing?.length;
    const allowed = 'count' in limit ? limit.count : total && Math.floor((total * limit.percent) / 100);
    if (allowed === undefined) return;
    const firstTooMany = overrides[allowed];
    if (!firstTooMany) return;
    const share = 'count' in limit ? '' : ` (${limit.percent}% of ${total})`;
    const message = `allows ${pluralize(allowed, 'override')}${share}, and ${overrides.length} are requested; this is the first one too many`;
    this.#problem(firstTooMany.location, 'maxOverrides', message);
  }

  #checkProtected(overrides: readonly Override[]): void {
    const items = this.#policy.protected?.value ?? [];
    const hit = overrides
      .filter(({ outcome }) => outcome === 'SUCCESS')
      .filter(({ before }) => before && items.some((item) => mayMatchSelector(item, before)));
    for (const [location, group] of byLocation(hit)) {
      const tests = formatResults(group.flatMap(({ before }) => before ?? []));
      this.#problem(location, 'protected', `forbids setting these to Passed: ${tests}`);
    }
  }

  #checkUntil({ outcome, until, location }: Override): void {
    const { requireUntil, maxDays } = this.#policy;
    if (until === undefined) {
      if (!requireUntil?.value || !isFromDocument(location) || !needsUntil(outcome)) return;
      const most = maxDays ? `, at most ${this.#latest}` : '';
      this.#problem(location, 'requireUntil', `requires an end date: add until: YYYY-MM-DD${most}`);
    } else if (maxDays && until > this.#latest) {
      const message = `allows an until up to ${this.#latest} (${pluralize(maxDays.value, 'day')} ahead), not ${until}`;
      this.#problem(location, 'maxDays', message);
    }
  }

  #checkComments(overrides: readonly Override[], pattern: RegExp): FollowUpRules {
    const { patternMs = PATTERN_MS } = this.#options;
    const comments = [...new Set(overrides.flatMap(checkedComments))];
    const matches = matchAll(pattern, comments, patternMs);
    const errors = new Map<string, string>();
    for (const [index, isMatch] of matches.entries()) {
      const comment = comments[index] ?? '';
      if (comment === DEFAULT_COMMENT) errors.set(comment, needsOwnComment(pattern));
      else if (!isMatch)
        errors.set(comment, `${quote(pattern.source)} does not match the comment ${quote(comment)}`);
    }
    const slow = comments[matches.length];
    if (slow !== undefined) errors.set(slow, tookTooLong(pattern, slow, patternMs));
    const wrong = overrides.filter((one) => checkedComments(one).every((comment) => errors.has(comment)));
    for (const [location, [first]] of byLocation(wrong))
      this.#problem(location, 'commentPattern', errors.get(checkedComments(first)[0] ?? '') ?? '');
    return this.#commentRules(overrides, pattern);
  }

  /** What the comments of the documents for next time may be, so that they match. */
  #commentRules(overrides: readonly Override[], pattern: RegExp): FollowUpRules {
    const { undoComment, patternMs = PATTERN_MS } = this.#options;
    const isEveryMatch = (texts: readonly string[]) => {
      const distinct = [...new Set(texts)];
      const matches = matchAll(pattern, distinct, patternMs);
      return matches.length === distinct.length && matches.every(Boolean);
    };
    const isOwnCommentOnly = !isEveryMatch(
      overrides.filter(({ ownComment }) => ownComment !== undefined).map(({ comment }) => comment),
    );
    const comments = overrides.map(({ comment, ownComment }) =>
      isOwnCommentOnly ? (ownComment ?? comment) : comment,
    );
    return {
      ...(isOwnCommentOnly ? { isOwnCommentOnly } : {}),
      isCommentKept: !isEveryMatch(comments.map(undoComment)),
    };
  }
}

/** What a pattern must match, one of them at least: what the user wrote, or that a test passed in another run. */
function checkedComments({ comment, ownComment, passedIn }: Override): readonly string[] {
  if (ownComment === undefined) return [comment];
  return passedIn === undefined ? [ownComment] : [ownComment, comment];
}

function needsOwnComment(pattern: RegExp): string {
  return `requires a comment that matches ${quote(pattern.source)}, and the default comment never does; set comment`;
}

function tookTooLong(pattern: RegExp, comment: string, ms: number): string {
  return `${quote(pattern.source)} takes more than ${ms} ms for the comment ${quote(comment)}; write a pattern without repeats inside repeats, such as (a+)+`;
}

/** Test reports and other runs are evidence, which needs no end date. */
function isFromDocument({ input }: SourceLocation): boolean {
  return input === 'results' || input === 'results-files';
}

/** Runs in a context of its own, since only there can Node stop a pattern that does not end. */
const MATCH_ALL = 'for (const comment of comments) matches.push(pattern.test(comment));';

/**
 * Whether the pattern matches each of the texts, until the time is up.
 *
 * @param ms how long all of them may take together, in milliseconds of real time
 * @returns as many as were matched in time
 */
function matchAll(pattern: RegExp, texts: readonly string[], ms: number): readonly boolean[] {
  const matches: boolean[] = [];
  try {
    new Script(MATCH_ALL).runInContext(createContext({ comments: texts, matches, pattern }), { timeout: ms });
  } catch (error) {
    if (codeOf(error) !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
  }
  return matches;
}
