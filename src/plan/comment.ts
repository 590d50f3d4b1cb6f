/** The comment that goes over the wire: Testsigma's only record of an override. */
import type { CurrentResult } from '../model/types.js';
import { spoken } from '../model/words.js';

/** Who changes results, and from where. */
export interface Audit {
  /** The person, or the schedule, that set the workflow off. */
  readonly who: string;
  /** The address of the workflow run's attempt; absent outside a workflow. */
  readonly where?: string;
}

/** The longest comment that is sent, in UTF-16 units; what Testsigma takes at the most is not documented. */
export const LONGEST_COMMENT = 2_000;

/** A comment in its two forms. */
export interface Written {
  /** What the person wrote, without secrets, for documents that are read again. */
  readonly comment: string;
  /** What goes over the wire: the comment with its trail. */
  readonly wireComment: string;
  /** Whether the person's part had to be cut. */
  readonly isCut: boolean;
}

/** Testsigma's words for results are short; the trail is never cut, and so must not be long. UTF-16 units. */
const LONGEST_RESULT = 50;
/** Former results that are remembered at the most; Testsigma has six. */
const MOST_REMEMBERED = 20;

/**
 * Writes comments. Most documents give one comment to thousands of results: the last one of each former result is
 * remembered, and stands in memory once.
 */
export class CommentWriter {
  readonly #audit: Audit | undefined;
  readonly #redact: (text: string) => string;
  readonly #last = new Map<CurrentResult | undefined, { readonly said: string; readonly written: Written }>();

  /**
   * @param audit who and from where; absent where no trail is wanted
   * @param redact hides the secrets that a comment may hold: Testsigma shows it to many
   */
  constructor(audit: Audit | undefined, redact: (text: string) => string) {
    this.#audit = audit;
    this.#redact = redact;
  }

  /** @param before the former result, in wire words, where it is known */
  write(said: string, before: CurrentResult | undefined): Written {
    const last = this.#last.get(before);
    if (last?.said === said) return last.written;
    if (this.#last.size === MOST_REMEMBERED) this.#last.clear();
    const written = this.#write(said, before);
    this.#last.set(before, { said, written });
    return written;
  }

  #write(said: string, before: CurrentResult | undefined): Written {
    const whole = this.#redact(said);
    const comment = cutTo(whole, LONGEST_COMMENT);
    const was = before === undefined ? undefined : cutTo(this.#redact(spoken(before)), LONGEST_RESULT);
    const trail = this.#audit ? trailOf(this.#audit, was) : '';
    const isCut = whole.length + trail.length > LONGEST_COMMENT;
    return { comment, wireComment: withTrail(comment, trail), isCut };
  }
}

/**
 * The trail that is appended: who, from where, and what the result was, as far as they are known.
 *
 * @param before what people call the former result
 */
export function trailOf(audit: Audit, before: string | undefined): string {
  const origin = audit.where === undefined ? audit.who : `${audit.who}, ${audit.where}`;
  return before === undefined ? ` (${origin})` : ` (${origin}; was ${before})`;
}

/** The person's part and the trail in at most {@link LONGEST_COMMENT} units: the person's part is cut, never the trail. */
export function withTrail(comment: string, trail: string): string {
  return `${cutTo(comment, Math.max(0, LONGEST_COMMENT - trail.length))}${trail}`;
}

/** A text of at most that many UTF-16 units, an ellipsis included where it was cut; no surrogate pair is split. */
export function cutTo(text: string, units: number): string {
  if (text.length <= units) return text;
  if (units === 0) return '';
  const end = isHighSurrogate(text.charCodeAt(units - 2)) ? units - 2 : units - 1;
  return `${text.slice(0, end)}…`;
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}
