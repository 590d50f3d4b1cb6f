/** The comment that goes over the wire: Testsigma's only record of an override. */

/** Who changes results, and from where. */
export interface Audit {
  /** The person, or the schedule, that set the workflow off. */
  readonly who: string;
  /** The address of the workflow run's attempt; absent outside a workflow. */
  readonly where?: string;
}

/** The longest comment that is sent, in UTF-16 units; what Testsigma takes at the most is not documented. */
export const LONGEST_COMMENT = 2_000;

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
