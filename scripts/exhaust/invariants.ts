/** What must hold after every run, compared with what the service holds. */

import type { Played } from './play.js';
import type { Exchange } from './service.js';

interface Facts extends Played {
  /** The status of each override, by the outputs. */
  readonly statuses: ReadonlyMap<string, string>;
  readonly undo: ReadonlySet<string>;
}

/** A rule: what breaks it, or nothing. */
type Invariant = (facts: Facts) => string | undefined;

const FAILED = ['rejected', 'unknown', 'not-sent'];

/** For each ID, what is wrong with it, if anything is. */
function each(check: (id: string, status: string, facts: Facts) => boolean): Invariant {
  return (facts) => facts.ids.find((id) => !check(id, facts.statuses.get(id) ?? '', facts));
}

const INVARIANTS: Readonly<Record<string, Invariant>> = {
  'every override has exactly one status': each((_, status) => ['overridden', ...FAILED].includes(status)),
  'what is overridden was set': each(
    (id, status, { service }) => status !== 'overridden' || service.applied.has(id),
  ),
  'what is rejected was not set': each(
    (id, status, { service }) => status !== 'rejected' || !service.applied.has(id),
  ),
  'what is rejected was refused by name, alone, or with everything': each(
    (id, status, { service }) => status !== 'rejected' || service.exchanges.some((one) => refuses(one, id)),
  ),
  'what is not sent was not received': each(
    (id, status, { service }) => status !== 'not-sent' || !service.received.has(id),
  ),
  'what was never received is not sent': each(
    (id, status, { service }) => status === 'not-sent' || service.received.has(id),
  ),
  // With verify, what the listing does not hold is not shown, and so not proven.
  'what a response accepted is overridden': each(
    (id, status, { service, setting }) =>
      status === (setting.verify && setting.former === 'unlisted' ? 'unknown' : 'overridden') ||
      (setting.signalAt !== undefined && status === 'overridden') ||
      !service.exchanges.some((one) => accepts(one, id)),
  ),
  'what a response refuses by name is rejected': each(
    (id, status, { service }) => status === 'rejected' || !service.exchanges.some((one) => names(one, id)),
  ),
  'what the run shows as changed is overridden': each(
    (id, status, { service, setting }) =>
      status === 'overridden' ||
      setting.former !== 'other' ||
      setting.signalAt !== undefined ||
      !service.applied.has(id),
  ),
  'the counts are those of the lists': ({ outputs, statuses, ids }) => {
    const count = (...wanted: string[]) =>
      [...statuses.values()].filter((one) => wanted.includes(one)).length;
    const counts = [outputs['overridden-count'], outputs['failed-count'], outputs['total-count']].join();
    return counts === [count('overridden'), count(...FAILED), ids.length].join() ? undefined : counts;
  },
  'nothing is green with unknown or not sent': ({ conclusion, statuses }) =>
    conclusion !== 'fail' && [...statuses.values()].some((one) => one === 'unknown' || one === 'not-sent')
      ? conclusion
      : undefined,
  'everything overridden is green': ({ conclusion, statuses }) =>
    conclusion === 'fail' && [...statuses.values()].every((one) => one === 'overridden')
      ? conclusion
      : undefined,
  'what was or may have been changed can be undone, or is named': each(
    (id, status, { undo, setting, log }) => {
      const isTouched = status === 'overridden' || status === 'unknown';
      if (!isTouched || setting.former === 'same') return !undo.has(id);
      return setting.former === 'other'
        ? undo.has(id)
        : new RegExp(`^ +${id}\\b.*: former result`, 'm').test(log);
    },
  ),
  'everything that failed can be retried': each(
    (id, status, { outputs }) => FAILED.includes(status) === includesId(outputs['retry-results'], id),
  ),
  'still-failed-count is what the run lacks': ({ outputs, statuses, setting, ids }) => {
    const open =
      setting.former === 'other' ? ids.filter((id) => statuses.get(id) !== 'overridden').length : 0;
    const first = setting.former === 'same' ? 0 : 1;
    const count = outputs['still-failed-count'];
    return count === String(open + first) ? undefined : count;
  },
  'a failed step says why': ({ conclusion, outputs }) =>
    conclusion !== 'fail' || /: .*\. \S/.test(outputs['message'] ?? '') ? undefined : outputs['message'],
  'only a step that succeeds speaks with the words of Testsigma': ({ conclusion, outputs }) =>
    !/^Overridden/.test(outputs['message'] ?? '') ||
    (outputs['status'] === 'success' && conclusion === 'pass')
      ? undefined
      : outputs['message'],
  'a signal is the last thing that a request meets': ({ setting, service }) =>
    setting.signalAt !== undefined && service.exchanges.length > setting.signalAt + 1
      ? `${service.exchanges.length} requests`
      : undefined,
  'the extra requests are few': ({ setting, service }) => {
    const planned = Math.ceil(setting.results / setting.batchSize) * (setting.maxRetries + 1);
    return service.exchanges.length <= planned + 64 ? undefined : `${service.exchanges.length} requests`;
  },
};

function accepts({ letter, ids, isDelivered }: Exchange, id: string): boolean {
  if (!isDelivered || !ids.includes(id)) return false;
  return (
    letter.name === '200' || (letter.name === '200 partial, by name' && letter.applies(ids).includes(id))
  );
}

function refuses(exchange: Exchange, id: string): boolean {
  const { letter, ids, isDelivered } = exchange;
  if (!isDelivered || !ids.includes(id)) return false;
  return letter.name === '403' || (ids.length === 1 && REFUSALS.test(letter.name)) || names(exchange, id);
}

/** What refuses a single result. */
const REFUSALS = /^(?:400|413|200 partial)/;

function names({ letter, ids, isDelivered }: Exchange, id: string): boolean {
  return isDelivered && letter.names === true && ids[0] === id;
}

function includesId(document: string | undefined, id: string): boolean {
  return document?.includes(`"testCaseResultId":${id},`) ?? false;
}

/** What a run breaks: the rule, and where. */
export function violations(played: Played): readonly string[] {
  const facts = factsOf(played);
  return Object.entries(INVARIANTS).flatMap(([rule, check]) => {
    const broken = check(facts);
    return broken === undefined ? [] : [`${rule}: ${broken} (${facts.statuses.get(broken) ?? ''})`];
  });
}

function factsOf(played: Played): Facts {
  const { outputs, ids } = played;
  const statuses = new Map<string, string>();
  for (const [, id = ''] of (outputs['overridden-ids'] ?? '').matchAll(/(\d+)/g))
    statuses.set(id, 'overridden');
  for (const [, id = '', status = ''] of (outputs['failures'] ?? '').matchAll(
    /"testCaseResultId":(\d+),"status":"([^"]+)"/g,
  ))
    statuses.set(id, statuses.has(id) ? 'two' : status);
  const undo = new Set(ids.filter((id) => includesId(outputs['undo-results'], id)));
  return { ...played, statuses, undo };
}
