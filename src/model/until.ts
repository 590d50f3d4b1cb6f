/** Days on which an entry ends. */

const DAY_MS = 86_400_000;

/** The last day of a year of four digits. */
export const LAST_DAY = '9999-12-31';

/**
 * The day so many days after a time, in UTC, such as `2026-12-31`; {@link LAST_DAY} at the latest.
 *
 * @param ms milliseconds since 1970
 */
export function dayOf(ms: number, daysAhead = 0): string {
  const [day = LAST_DAY] = new Date(ms + daysAhead * DAY_MS).toISOString().split('T');
  return day.length > LAST_DAY.length ? LAST_DAY : day;
}

/** Whether an `until` was over before a day. */
export function isExpired(until: string | undefined, today: string): boolean {
  return until !== undefined && until < today;
}

/** How many days an `until` is away; 0 on the day itself. */
export function daysLeft(until: string, today: string): number {
  return (Date.parse(until) - Date.parse(today)) / DAY_MS;
}
