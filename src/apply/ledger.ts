/** What the requests proved about each override, and the status that follows from it. */
import { resultLabel } from '../model/outcome.js';
import type {
  AttemptProof,
  BatchProgress,
  CurrentResult,
  Evidence,
  Override,
  OverrideResponse,
  OverrideResult,
  OverrideStatus,
  ResultId,
} from '../model/types.js';

/** What a request can prove about an override, depending on whether it was alone in the request. */
type Proof = Exclude<AttemptProof, 'refused'> | 'accepted' | 'named' | 'refused-alone' | 'refused-together';

const DOUBT =
  'The result may have been overridden. Check it, or run the action again: repeating an override is safe';
const RETRY = 'Fix what stopped the step, then run the action with retry-results';

/**
 * What the proofs mean. The first row that applies counts, whatever came before or after it: only an acceptance or a
 * rejection by name settles what may have been applied, and a rejection counts only for what it was certainly about.
 */
const MEANINGS: readonly (readonly [Proof, OverrideStatus, prefix: string, advice: string])[] = [
  ['accepted', 'overridden', '', ''],
  [
    'named',
    'rejected',
    '',
    'Check the ID and the run: result IDs are new in every run, and a rerun has its own run and result IDs. Or name the test instead',
  ],
  ['maybe-applied', 'unknown', '', DOUBT],
  ['refused-alone', 'rejected', '', ''],
  ['denied', 'rejected', '', ''],
  ['refused-together', 'unknown', 'rejected only together with others, never sent alone: ', RETRY],
  ['deferred', 'unknown', '', DOUBT],
  ['not-reached', 'not-sent', '', RETRY],
];

/** A list of one, so that overrides can share it. */
type Single = readonly [Evidence<Proof>];

/** Lists that overrides share: there may be 100,000 of them, and most get one proof. */
const NO_EVIDENCE: readonly Evidence<Proof>[] = [];
const ACCEPTED: Single = [{ proof: 'accepted', reason: '' }];

/** An override with everything that requests proved about it. */
export class TrackedOverride {
  readonly override: Override;
  /** The last of each proof, in the order recorded. */
  #evidence: readonly Evidence<Proof>[] = NO_EVIDENCE;
  #attempts = 0;
  #wasAlone = false;

  constructor(override: Override) {
    this.override = override;
  }

  /** Whether another request could prove more: it is neither accepted nor named, and was never alone in a request. */
  get isOpen(): boolean {
    return !this.#wasAlone && !this.isAccepted && !this.isNamed;
  }

  /** How many requests carried it. */
  get attempts(): number {
    return this.#attempts;
  }

  /** Whether Testsigma accepted it in a request. */
  get isAccepted(): boolean {
    return this.#find('accepted') !== undefined;
  }

  /** Whether a response rejected it by its ID. */
  get isNamed(): boolean {
    return this.#find('named') !== undefined;
  }

  /** Counts a request that carried it. */
  count(attempts: number, alone: boolean): void {
    this.#attempts += attempts;
    if (alone) this.#wasAlone = true;
  }

  /** Adds what a request proved. */
  record(evidence: Single): void {
    const former = this.#evidence.filter(({ proof }) => proof !== evidence[0].proof);
    this.#evidence = former.length === 0 ? evidence : [...former, ...evidence];
  }

  /** The status that the proofs come to; nothing if no request carried it. */
  settle(): OverrideResult | undefined {
    const last = this.#evidence.at(-1);
    for (const [proof, status, prefix, advice] of MEANINGS) {
      const evidence = this.#find(proof);
      if (!evidence) continue;
      const later = last === evidence || proof === 'accepted' ? '' : last?.reason;
      const message = `${prefix}${evidence.reason}${later && later !== evidence.reason ? `; then: ${later}` : ''}`;
      return this.result(status, message, combine(evidence.advice, advice));
    }
    return undefined;
  }

  #find(searched: Proof): Evidence<Proof> | undefined {
    return this.#evidence.find(({ proof }) => proof === searched);
  }

  /** The override with a status, whatever the proofs are. */
  result(status: OverrideStatus, message: string, advice = ''): OverrideResult {
    const result = { override: this.override, status, message, attempts: this.#attempts };
    return advice === '' ? result : { ...result, advice };
  }
}

/** The advice of the response and of the status, as sentences. */
function combine(...advice: readonly (string | undefined)[]): string {
  return advice.filter(Boolean).join('. ');
}

/** Records what a request proved about each override in it. IDs that it did not carry mean nothing. */
export function recordResponse(sent: readonly TrackedOverride[], response: OverrideResponse): void {
  const { accepted, rejected, others, earlier, attempts } = response;
  const alone = sent.length === 1;
  const named = new Map(rejected.map(({ testCaseResultId, message }) => [testCaseResultId, message]));
  const done = new Set<ResultId>(accepted);
  const inContext = (one: Evidence<AttemptProof>): Single => [
    { ...one, proof: proofInContext(one.proof, alone) },
  ];
  const before = earlier.map(inContext);
  const rest = inContext(others);
  for (const tracked of sent) {
    const id = tracked.override.testCaseResultId;
    const message = named.get(id);
    tracked.count(attempts, alone);
    for (const one of before) tracked.record(one);
    if (message !== undefined) tracked.record([{ proof: 'named', reason: message }]);
    else if (done.has(id)) tracked.record(ACCEPTED);
    else tracked.record(rest);
  }
}

function proofInContext(proof: AttemptProof, alone: boolean): Proof {
  if (proof !== 'refused') return proof;
  return alone ? 'refused-alone' : 'refused-together';
}

/** What the run showed when it was read after the requests. */
export interface Reading {
  readonly results: ReadonlyMap<ResultId, CurrentResult>;
  /** Whether the run must show what was accepted, too. */
  readonly verify: boolean;
}

/** The status of what no request carried. */
export interface UnsentStatus {
  readonly status: 'not-sent' | 'planned';
  readonly message: string;
}

/** The status of an override: from what requests proved, and from what the run showed afterwards, if it was read. */
export function settle(tracked: TrackedOverride, reading?: Reading, unsent?: UnsentStatus): OverrideResult {
  const { skipReason } = tracked.override;
  if (skipReason !== undefined) return tracked.result('unchanged', skipReason);
  const { status, message } = unsent ?? { status: 'not-sent', message: 'it was never sent' };
  const settled = tracked.settle() ?? tracked.result(status, message, status === 'not-sent' ? RETRY : '');
  return reading ? withReading(settled, reading, tracked) : settled;
}

/**
 * Whether the run itself may know better: the status is unknown, or it was rejected without a name after other requests
 * for it, of which one may have been applied although the response did not say so.
 */
export function isDoubtful({ status, attempts }: OverrideResult, tracked: TrackedOverride): boolean {
  return status === 'unknown' || (status === 'rejected' && attempts > 1 && !tracked.isNamed);
}

/** A reading proves an override only if the former result is known and was another one. */
function withReading(
  settled: OverrideResult,
  { results, verify }: Reading,
  tracked: TrackedOverride,
): OverrideResult {
  const { override, status, attempts } = settled;
  const { testCaseResultId, outcome, before } = override;
  const now = results.get(testCaseResultId);
  const isShown = now === outcome;
  if (isDoubtful(settled, tracked) && isShown && before && before.result !== outcome) {
    const message = 'no usable response, but the run shows it as requested';
    return { override, status: 'overridden', message, attempts };
  }
  if (status !== 'overridden' || !verify || isShown) return settled;
  const shows = now === undefined ? 'the run does not list it' : `the run still shows ${resultLabel(now)}`;
  const advice =
    "Testsigma accepted the override but does not show it. Check the result's page; overriding may not be enabled for your account";
  return { override, status: 'unknown', message: `accepted, but ${shows}`, advice, attempts };
}

/** How many of the overrides have each status that a response can give. */
export function countSettled(
  ledger: readonly TrackedOverride[],
): Pick<BatchProgress, 'overridden' | 'rejected' | 'unknown'> {
  const counts = { overridden: 0, rejected: 0, unknown: 0 };
  for (const tracked of ledger) {
    const status = tracked.settle()?.status;
    if (status === 'overridden' || status === 'rejected' || status === 'unknown') counts[status] += 1;
  }
  return counts;
}
