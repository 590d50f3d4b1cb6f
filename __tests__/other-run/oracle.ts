/** What may be taken over from other runs, written from the contract: shares no code with the action. */
import type { Chain, WireCase, WireIteration, WireRun } from './chains.js';

const passed = ({ result }: { readonly result: string }) => result === 'SUCCESS' || result === 'PASSED';
const clean = (name?: string | null) => name?.normalize('NFC').trim().replace(/\s+/g, ' ');
const keyed = (set: WireIteration) => [clean(set.setName) || set, passed(set)] as const;
function same(x: WireCase, y: WireCase): boolean {
  const ids = [x.testSuiteId, y.testSuiteId, x.machineId, y.machineId];
  const names = [x.testSuiteName, y.testSuiteName, x.machineTitle, y.machineTitle].map(clean);
  const clash = [0, 2].some((at) => ids[at] != null && ids[at + 1] != null && ids[at] !== ids[at + 1]);
  const [a, b, c, d] = ids.every((id) => id != null) ? ids : names;
  return !!x.testCaseId && x.testCaseId === y.testCaseId && !clash && !!(a && c) && a === b && c === d;
}

/** Which runs count, from the oldest to the newest; nothing if that is an error. */
function runsOf({ runs: [main, ...others], from }: Chain): readonly WireRun[] | undefined {
  const plan = main?.executionId;
  const ended = others.filter(({ status }) => !status.includes('PROGRESS'));
  const own = ended.filter(({ executionId: its }) => (its ?? plan) === (plan ?? its));
  const other = own.find(({ id, executionId }) => String(id) === from && executionId && plan);
  if (from !== 'latest-rerun') return other && [other];
  const chain: WireRun[] = [];
  for (let child = main?.childResult; child != null; child = chain.at(-1)?.childResult) {
    const next = own.find(({ id }) => id === (typeof child === 'bigint' ? child : child?.id));
    if (!next || chain.includes(next) || chain.length === 10) return undefined;
    chain.push(next);
  }
  return chain;
}

/** Whether the newest attempt of each iteration passed; nothing (undefined) if the case is not data-driven. */
function iterationsPass(here: WireCase, tries: readonly (readonly WireCase[])[]): boolean | undefined {
  const all = [[here], ...tries];
  if (!all.flat().some((one) => one.isDataDrivenCase || one.iterationResults?.length)) return undefined;
  const latest = new Map<unknown, boolean>();
  for (const cases of all) {
    const sets = cases.map(({ iterationResults }) => (iterationResults ?? []).map(keyed));
    if (sets.some((own) => new Map(own).size < own.length)) return false;
    for (const [name, good] of sets.flat().sort((a, b) => +b[1] - +a[1])) latest.set(name, good);
  }
  if (latest.size === 0 || (here.isDataDrivenCase && !here.iterationResults?.length)) return false;
  return [...latest.values()].every((good) => good);
}

/** The runs in which results passed, by the results' IDs; `error` if one would have to be guessed. */
export function oracle(chain: Chain): ReadonlyMap<string, string> | 'error' {
  const [runs, all, { suite, machine }] = [runsOf(chain), chain.runs[0]?.testCases ?? [], chain];
  const taken = new Map<string, string>();
  const isIn = (name: string, own?: string | null) => ['', '*', clean(own)].includes(clean(name));
  const isShared = (one: WireCase) => all.filter((other) => same(other, one)).length > 1;
  for (const here of all.filter((one) => isIn(suite, one.testSuiteName) && isIn(machine, one.machineTitle))) {
    const tries = (runs ?? []).map(({ testCases }) => testCases.filter((one) => same(here, one)));
    const newest = tries.findLast((cases) => cases.length > 0) ?? [];
    const pass = iterationsPass(here, tries);
    if (!newest.some(passed) || pass === false) continue;
    if ((pass ? tries : [newest]).some((cases) => cases.length > 1 || cases.some(isShared))) return 'error';
    taken.set(String(here.testCaseResultId), String(runs?.[tries.lastIndexOf(newest)]?.id));
  }
  return runs ? taken : 'error';
}
