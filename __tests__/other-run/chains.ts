/** Makes up runs with their reruns: everything that Testsigma may show, likely or not. */

/** A run and its listing as Testsigma sends them, IDs as `bigint`. */
export interface WireRun {
  readonly id: bigint;
  readonly executionId: bigint | null;
  readonly status: string;
  childResult: bigint | { readonly id?: bigint | null; readonly status?: string } | null;
  readonly testCases: readonly WireCase[];
}

/** One result. */
export interface WireCase {
  readonly testCaseResultId: bigint;
  readonly testCaseId: bigint | null | undefined;
  readonly testSuiteId: bigint | null | undefined;
  readonly testSuiteName: string | null | undefined;
  readonly machineId: bigint | null | undefined;
  readonly machineTitle: string | null | undefined;
  result: string;
  readonly isDataDrivenCase?: boolean;
  readonly iterationResults?: readonly WireIteration[] | null;
}

/** One iteration of a data-driven case. */
export interface WireIteration {
  readonly setName: string | null;
  readonly result: string;
}

/** A chain of runs, and what to take over from them. */
export interface Chain {
  /** The run itself comes first. */
  readonly runs: readonly WireRun[];
  readonly from: string;
  readonly suite: string;
  readonly machine: string;
}

/** Numbers from 0 to below 1, the same for the same seed. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), 1 | state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const RESULTS = [
  'SUCCESS',
  'SUCCESS',
  'SUCCESS',
  'PASSED',
  'FAILURE',
  'FAILURE',
  'FAILED',
  'NOT_EXECUTED',
  'ABORTED',
  'SOMETHING_NEW',
];
const SETS = ['Visa', 'Mastercard', 'Expired card'];
const SUITES = [
  { testSuiteId: 51n, testSuiteName: 'Smoke' },
  { testSuiteId: 9_007_199_254_740_993n, testSuiteName: 'Checkout' },
];
const MACHINES = [
  { machineId: 71n, machineTitle: 'Windows Chrome' },
  { machineId: 72n, machineTitle: 'macOS  Safari' },
];

/** Makes one chain. */
export function makeChain(random: () => number): Chain {
  return new ChainMaker(random).make();
}

class ChainMaker {
  readonly #random: () => number;
  #nextId = 1_000n;
  /** How often IDs are missing in this chain: usually never. */
  readonly #missing: number;
  readonly #ambiguous: number;

  constructor(random: () => number) {
    this.#random = random;
    this.#missing = this.#chance(0.3) ? 0.4 : 0;
    this.#ambiguous = this.#chance(0.25) ? 0.1 : 0;
  }

  make(): Chain {
    const cases = this.#mainCases();
    const attempts = this.#chance(0.1) ? 0 : 1 + this.#below(this.#chance(0.03) ? 11 : 10);
    const runs: WireRun[] = [this.#run(486n, cases)];
    for (let number = 1; number <= attempts; number += 1)
      runs.push(this.#run(486n + BigInt(number), this.#rerunOf(cases)));
    runs.forEach((run, index) => {
      const next = runs[index + 1]?.id;
      if (next !== undefined)
        run.childResult = this.#chance(0.5) ? next : { id: next, status: 'STATUS_COMPLETED' };
    });
    if (this.#chance(0.04)) this.#break(this.#pick(runs), runs);
    return {
      runs,
      from: this.#from(runs),
      suite: this.#filter('Smoke', ' Checkout\u00a0'),
      machine: this.#filter('Windows Chrome'),
    };
  }

  #from(runs: readonly WireRun[]): string {
    const other = runs[1 + this.#below(runs.length)];
    return this.#chance(0.25) && other ? String(other.id) : 'latest-rerun';
  }

  #filter(...names: readonly string[]): string {
    return this.#chance(0.8) ? '' : this.#pick(['*', ...names]);
  }

  /** Circles, children without an ID, and children that are not there. */
  #break(run: WireRun, runs: readonly WireRun[]): void {
    run.childResult = this.#pick([{ status: 'STATUS_COMPLETED' }, { id: null }, this.#pick(runs).id, 999n]);
  }

  #run(id: bigint, testCases: readonly WireCase[]): WireRun {
    const executionId = this.#chance(0.005) ? this.#pick([19n, null]) : 18n;
    const status = this.#chance(0.003)
      ? 'STATUS_IN_PROGRESS'
      : this.#pick(['STATUS_COMPLETED', 'STATUS_COMPLETED', 'STATUS_NEW']);
    return {
      id,
      executionId,
      status: id === 486n ? 'STATUS_COMPLETED' : status,
      childResult: null,
      testCases,
    };
  }

  #mainCases(): readonly WireCase[] {
    const places = SUITES.flatMap((suite) => MACHINES.map((machine) => ({ ...suite, ...machine })));
    const likes = [401n, 402n, 403n].flatMap((testCaseId) =>
      places.map((place) => ({ testCaseId, ...place })),
    );
    const listed = likes.filter(() => this.#chance(0.5));
    const twice = listed.filter(() => this.#chance(this.#ambiguous));
    return [...listed, ...twice].map((like) => this.#case(like));
  }

  /** Some of the results, prerequisites that had passed among them, and now and then one that the run does not have. */
  #rerunOf(cases: readonly WireCase[]): readonly WireCase[] {
    const rerun = cases.filter(() => this.#chance(0.6)).map((one) => this.#case(one));
    rerun.push(...rerun.filter(() => this.#chance(this.#ambiguous)).map((one) => this.#case(one)));
    if (this.#chance(0.1)) rerun.push(this.#case({ testCaseId: 499n, ...SUITES[0], ...MACHINES[0] }));
    return rerun;
  }

  #case(like: Partial<WireCase>): WireCase {
    const { testCaseId, testSuiteId, testSuiteName, machineId, machineTitle } = like;
    this.#nextId += 1n;
    return {
      testCaseResultId: this.#nextId,
      testCaseId: this.#chance(this.#missing / 20) ? null : testCaseId,
      testSuiteId: this.#orMissing(testSuiteId),
      testSuiteName: this.#renamed(testSuiteName),
      machineId: this.#orMissing(machineId),
      machineTitle: this.#renamed(machineTitle),
      result: this.#pick(RESULTS),
      ...(testCaseId === 403n ? this.#iterations() : {}),
    };
  }

  #iterations(): Pick<WireCase, 'isDataDrivenCase' | 'iterationResults'> {
    if (this.#chance(0.1))
      return { isDataDrivenCase: this.#chance(0.5), iterationResults: this.#pick([[], null]) };
    const sets = SETS.filter(() => this.#chance(0.7));
    if (this.#chance(0.05)) sets.push(...sets.slice(0, 1));
    const iterationResults = sets.map((setName) => ({
      setName: this.#chance(0.08) ? null : setName,
      result: this.#chance(0.7) ? 'SUCCESS' : this.#pick(RESULTS),
    }));
    return { isDataDrivenCase: this.#chance(0.9), iterationResults };
  }

  #orMissing(id: bigint | null | undefined): bigint | null | undefined {
    return this.#chance(this.#missing) ? this.#pick([null, undefined]) : id;
  }

  /** Spelled otherwise, renamed, or missing. */
  #renamed(name: string | null | undefined): string | null | undefined {
    if (this.#chance(0.05)) return name?.replace(' ', '\u00a0 ');
    return this.#chance(0.03) ? this.#pick(['Renamed', null, undefined]) : name;
  }

  #chance(probability: number): boolean {
    return this.#random() < probability;
  }

  #below(limit: number): number {
    return Math.floor(this.#random() * limit);
  }

  #pick<Item>(items: readonly Item[]): Item {
    return items[this.#below(items.length)] as Item;
  }
}
