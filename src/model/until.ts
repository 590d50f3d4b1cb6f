/** Calendar days, in UTC: an entry's `until`. */

const DAY_MS = 86_400_000;

/** The last day that has four digits for its year. */
export const LAST_DAY = '9999-12-31';

/**
 * The day a number of days after a time, such as `2026-12-31`; {@link LAST_DAY} at the latest.
 *
 * @param ms milliseconds since 1970
 */
export function dayOf(ms: number, daysAhead = 0): string {
  const [day = LAST_DAY] = new Date(ms + daysAhead * DAY_MS).toISOString().split('T');
  return day.length > LAST_DAY.length ? LAST_DAY : day;
}

/** Whether an `until` is before a day; false if there is none. */
export function isExpired(until: string | undefined, today: string): boolean {
  return until !== undefined && until < today;
}

/** The number of days until an `until`; 0 on the day itself. */
export function daysLeft(until: string, today: string): number {
  return (Date.parse(until) - Date.parse(today)) / DAY_MS;
}
