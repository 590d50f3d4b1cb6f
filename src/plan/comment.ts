/** The comment that is sent: Testsigma's only record of an override. */
import { resultLabel } from '../model/outcome.js';
import type { CurrentResult } from '../model/types.js';
import { truncate } from '../text/format.js';

/** Who changes results, and in which workflow run. */
export interface AuditInfo {
  /** The user, or the schedule, that triggered the workflow. */
  readonly who: string;
  /** The URL of the workflow run's attempt; absent outside a workflow. */
  readonly where?: string;
}

/** The longest comment that is sent, in UTF-16 units; Testsigma's own limit is not documented. */
export const MAX_COMMENT_LENGTH = 2_000;

/** The longest former result in an audit trail, which is never truncated. UTF-16 units. */
const MAX_RESULT_LENGTH = 50;

/** Renders comments, without secrets: many people see them in Testsigma. */
export class CommentRenderer {
  readonly #audit: AuditInfo | undefined;
  readonly #redact: (text: string) => string;
  readonly #plain = new Map<string, string>();
  readonly #suffixes = new Map<CurrentResult | undefined, string>();

  /**
   * @param audit undefined for comments without an audit trail
   * @param redact hides the secrets that a comment may hold
   */
  constructor(audit: AuditInfo | undefined, redact: (text: string) => string) {
    this.#audit = audit;
    this.#redact = redact;
  }

  /** A comment without its audit trail, for the retry, undo and plan documents. */
  plain(comment: string): string {
    return truncate(this.#redacted(comment), MAX_COMMENT_LENGTH);
  }

  /**
   * The comment with its audit trail: if it is too long, the comment is truncated, never the trail.
   *
   * @param before the former result, in wire words, if it is known
   */
  wire(comment: string, before: CurrentResult | undefined): string {
    const suffix = this.#suffix(before);
    return truncate(this.#redacted(comment), Math.max(0, MAX_COMMENT_LENGTH - suffix.length)) + suffix;
  }

  /** Whether {@link CommentRenderer.wire} has to truncate a comment. */
  isCut(comment: string, before: CurrentResult | undefined): boolean {
    return this.#redacted(comment).length + this.#suffix(before).length > MAX_COMMENT_LENGTH;
  }

  /** Most documents have one comment for thousands of results: the last one is cached. */
  #redacted(comment: string): string {
    const known = this.#plain.get(comment);
    if (known !== undefined) return known;
    const clean = this.#redact(comment);
    this.#plain.clear();
    this.#plain.set(comment, clean);
    return clean;
  }

  #suffix(before: CurrentResult | undefined): string {
    if (!this.#audit) return '';
    const known = this.#suffixes.get(before);
    if (known !== undefined) return known;
    const label = before === undefined ? undefined : this.#redact(resultLabel(before));
    const suffix = auditSuffix(this.#audit, label && truncate(label, MAX_RESULT_LENGTH));
    this.#suffixes.set(before, suffix);
    return suffix;
  }
}

/** The user's own comment, if there is one, followed by what the action has to say. */
export function withOwnComment(own: string, added: string): string {
  return own === '' ? added : `${own.replace(/\.$/, '')}. ${added}`;
}

/**
 * The audit trail that is appended to a comment: the actor, the workflow run and the former result, as far as known.
 *
 * @param before what people call the former result
 */
export function auditSuffix(audit: AuditInfo, before: string | undefined): string {
  const origin = audit.where === undefined ? audit.who : `${audit.who}, ${audit.where}`;
  return before === undefined ? ` (${origin})` : ` (${origin}; was ${before})`;
}
