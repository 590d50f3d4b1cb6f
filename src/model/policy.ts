/** The rules that every override must satisfy, and what they mean for the retry, undo and plan documents. */
import type { SourceLocation } from './diagnostic.js';
import type { Outcome, Selector } from './types.js';
import { dayOf, LAST_DAY } from './until.js';

/** The default of the input `comment`; no `commentPattern` accepts it. */
export const DEFAULT_COMMENT = 'Overridden from GitHub Actions';

/** What each rule of a policy takes. */
export interface PolicyRules {
  /** How many distinct results may be overridden. */
  readonly maxOverrides: Limit;
  /** What every comment must match. */
  readonly commentPattern: RegExp;
  /** The tests that are never set to Passed; every key of one item must fit. */
  readonly protected: readonly Selector[];
  /** Whether every entry of a document that sets Passed or Not Executed needs an `until`. */
  readonly requireUntil: boolean;
  /** How many days ahead an `until` may be; 0 means today. */
  readonly maxDays: number;
}

/** A number of results, or a whole percentage of the run's results. */
export type Limit = { readonly count: number } | { readonly percent: number };

/** A rule and its location. */
interface Rule<Value> {
  readonly value: Value;
  readonly location: SourceLocation;
}

/** The rules that were given. */
export type Policy = { readonly [Name in keyof PolicyRules]?: Rule<PolicyRules[Name]> };

/** What the retry, undo and plan documents need to pass the same policy. */
export interface FollowUpRules {
  /** The `until` of entries that need one and have none, such as `2026-12-31`; absent if none is required. */
  readonly until?: string;
  /** Whether the comment of an undo is the comment of what it undoes and nothing else: more would not pass. */
  readonly isCommentKept?: boolean;
  /** Whether the comments must be what the user wrote: with what the action adds to them, they would not pass. */
  readonly isOwnCommentOnly?: boolean;
}

/** The rules that cannot be checked without the run's listing. */
export function rulesOnListing({
  maxOverrides,
  protected: tests,
}: Policy): readonly (readonly [keyof PolicyRules, Rule<unknown>])[] {
  return [
    ...(maxOverrides && 'percent' in maxOverrides.value ? [['maxOverrides', maxOverrides] as const] : []),
    ...(tests && tests.value.length > 0 ? [['protected', tests] as const] : []),
  ];
}

/** Whether `requireUntil` is about an outcome: what is set to Failed hides nothing. */
export function needsUntil(outcome: Outcome): boolean {
  return outcome !== 'FAILURE';
}

/**
 * The latest `until` that a policy allows.
 *
 * @param now milliseconds since 1970
 */
export function latestUntil({ maxDays }: Policy, now: number): string {
  return maxDays ? dayOf(now, maxDays.value) : LAST_DAY;
}
