/** The comment that goes over the wire: Testsigma's only record of an override. */

import { resultLabel } from '../model/outcome.js';
import type { CurrentResult } from '../model/types.js';
import { cutTo } from '../text/format.js';

/** Who changes results, and from where. */
export interface AuditInfo {
  /** The person, or the schedule, that set the workflow off. */
  readonly who: string;
  /** The address of the workflow run's attempt; absent outside a workflow. */
  readonly where?: string;
}

/** The longest comment that is sent, in UTF-16 units; what Testsigma takes at the most is not documented. */
export const MAX_COMMENT_LENGTH = 2_000;

/** A comment in its two forms. */
export interface RenderedComment {
  /** What the person wrote, without secrets, for documents that are read again. */
  readonly comment: string;
  /** What goes over the wire: the comment with its trail. */
  readonly wireComment: string;
  /** Whether the person's part had to be cut. */
  readonly isCut: boolean;
}

/** Testsigma's words for results are short; the trail is never cut, and so must not be long. UTF-16 units. */
const MAX_RESULT_LENGTH = 50;
/** Former results that are remembered at the most; Testsigma has six. */
const MAX_REMEMBERED = 20;

/**
 * Writes comments. Most documents give one comment to thousands of results: the last one of each former result is
 * remembered, and stands in memory once.
 */
export class CommentRenderer {
  readonly #audit: AuditInfo | undefined;
  readonly #redact: (text: string) => string;
  readonly #last = new Map<
    CurrentResult | undefined,
    { readonly said: string; readonly written: RenderedComment }
  >();

  /**
   * @param audit who and from where; absent where no trail is wanted
   * @param redact hides the secrets that a comment may hold: Testsigma shows it to many
   */
  constructor(audit: AuditInfo | undefined, redact: (text: string) => string) {
    this.#audit = audit;
    this.#redact = redact;
  }

  /** @param before the former result, in wire words, where it is known */
  render(said: string, before: CurrentResult | undefined): RenderedComment {
    const last = this.#last.get(before);
    if (last?.said === said) return last.written;
    if (this.#last.size === MAX_REMEMBERED) this.#last.clear();
    const written = this.#write(said, before);
    this.#last.set(before, { said, written });
    return written;
  }

  #write(said: string, before: CurrentResult | undefined): RenderedComment {
    const whole = this.#redact(said);
    const comment = cutTo(whole, MAX_COMMENT_LENGTH);
    const was =
      before === undefined ? undefined : cutTo(this.#redact(resultLabel(before)), MAX_RESULT_LENGTH);
    const trail = this.#audit ? auditSuffix(this.#audit, was) : '';
    const isCut = whole.length + trail.length > MAX_COMMENT_LENGTH;
    return { comment, wireComment: withAuditSuffix(comment, trail), isCut };
  }
}

/**
 * The trail that is appended: who, from where, and what the result was, as far as they are known.
 *
 * @param before what people call the former result
 */
export function auditSuffix(audit: AuditInfo, before: string | undefined): string {
  const origin = audit.where === undefined ? audit.who : `${audit.who}, ${audit.where}`;
  return before === undefined ? ` (${origin})` : ` (${origin}; was ${before})`;
}

/** The person's part and the trail in at most {@link MAX_COMMENT_LENGTH} units: the person's part is cut, never the trail. */
export function withAuditSuffix(comment: string, trail: string): string {
  return `${cutTo(comment, Math.max(0, MAX_COMMENT_LENGTH - trail.length))}${trail}`;
}
