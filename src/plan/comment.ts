/** The comment that goes over the wire: Testsigma's only record of an override. */
import { resultLabel } from '../model/outcome.js';
import type { CurrentResult } from '../model/types.js';
import { truncate } from '../text/format.js';

/** Who changes results, and from where. */
export interface AuditInfo {
  /** The person, or the schedule, that triggered the workflow. */
  readonly who: string;
  /** The URL of the workflow run's attempt; absent outside a workflow. */
  readonly where?: string;
}

/** The longest comment that is sent, in UTF-16 units; what Testsigma takes at the most is not documented. */
export const MAX_COMMENT_LENGTH = 2_000;

/** Testsigma's words for results are short; the audit trail is never cut, and so must not be long. UTF-16 units. */
const MAX_RESULT_LENGTH = 50;

/** Renders comments, without secrets: Testsigma shows them to many. */
export class CommentRenderer {
  readonly #audit: AuditInfo | undefined;
  readonly #redact: (text: string) => string;
  readonly #plain = new Map<string, string>();
  readonly #suffixes = new Map<CurrentResult | undefined, string>();

  /**
   * @param audit who and from where; absent if no audit trail is wanted
   * @param redact hides the secrets that a comment may hold
   */
  constructor(audit: AuditInfo | undefined, redact: (text: string) => string) {
    this.#audit = audit;
    this.#redact = redact;
  }

  /** A comment without its audit trail, for documents that are read again. */
  plain(comment: string): string {
    return truncate(this.#redacted(comment), MAX_COMMENT_LENGTH);
  }

  /**
   * The comment with its audit trail: the comment is cut if need be, never the trail.
   *
   * @param before the former result, in wire words, if it is known
   */
  wire(comment: string, before: CurrentResult | undefined): string {
    const suffix = this.#suffix(before);
    return truncate(this.#redacted(comment), Math.max(0, MAX_COMMENT_LENGTH - suffix.length)) + suffix;
  }

  /** Whether {@link CommentRenderer.wire} has to cut a comment. */
  isCut(comment: string, before: CurrentResult | undefined): boolean {
    return this.#redacted(comment).length + this.#suffix(before).length > MAX_COMMENT_LENGTH;
  }

  /** Most documents give one comment to thousands of results: the last one is remembered. */
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

/**
 * What is appended: who, from where, and what the result was, as far as they are known.
 *
 * @param before what people call the former result
 */
export function auditSuffix(audit: AuditInfo, before: string | undefined): string {
  const origin = audit.where === undefined ? audit.who : `${audit.who}, ${audit.where}`;
  return before === undefined ? ` (${origin})` : ` (${origin}; was ${before})`;
}
