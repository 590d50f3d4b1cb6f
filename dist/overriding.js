'use strict';

const index = require('./index.js');
const listingIndex = require('./listing-index.js');
const json$1 = require('./json.js');

function stillFailed(listed, settled, today) {
    if (!listed || listed.length === 0)
        return undefined;
    const byId = new Map();
    for (const one of settled)
        byId.set(one.override.testCaseResultId, one);
    return listed.flatMap((one) => {
        const { override, status } = byId.get(one.testCaseResultId) ?? {};
        const result = status === 'overridden' && override ? override.outcome : one.result;
        const isWanted = override?.outcome === 'NOT_EXECUTED' && !index.isExpired(override.until, today);
        if (result === 'SUCCESS' || (result === 'NOT_EXECUTED' && isWanted))
            return [];
        return result === one.result ? one : { ...one, result };
    });
}

const DOUBT = 'The result may have been overridden. Check it, or run the action again: repeating an override is safe';
const RETRY$1 = 'Fix what stopped the step, then run the action with retry-results';
const MEANINGS = [
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
    ['refused-together', 'unknown', 'rejected only together with others, never sent alone: ', RETRY$1],
    ['deferred', 'unknown', '', DOUBT],
    ['not-reached', 'not-sent', '', RETRY$1],
];
const NO_EVIDENCE = [];
const ACCEPTED = [{ proof: 'accepted', reason: '' }];
class TrackedOverride {
    override;
    #evidence = NO_EVIDENCE;
    #attempts = 0;
    #wasAlone = false;
    constructor(override) {
        this.override = override;
    }
    get isOpen() {
        return !this.#wasAlone && !this.isAccepted && !this.isNamed;
    }
    get attempts() {
        return this.#attempts;
    }
    get isAccepted() {
        return this.#find('accepted') !== undefined;
    }
    get isNamed() {
        return this.#find('named') !== undefined;
    }
    count(attempts, alone) {
        this.#attempts += attempts;
        if (alone)
            this.#wasAlone = true;
    }
    record(evidence) {
        const former = this.#evidence.filter(({ proof }) => proof !== evidence[0].proof);
        this.#evidence = former.length === 0 ? evidence : [...former, ...evidence];
    }
    settle() {
        const last = this.#evidence.at(-1);
        for (const [proof, status, prefix, advice] of MEANINGS) {
            const evidence = this.#find(proof);
            if (!evidence)
                continue;
            const later = last === evidence || proof === 'accepted' ? '' : last?.reason;
            const message = `${prefix}${evidence.reason}${later && later !== evidence.reason ? `; then: ${later}` : ''}`;
            return this.result(status, message, combine(evidence.advice, advice));
        }
        return undefined;
    }
    #find(searched) {
        return this.#evidence.find(({ proof }) => proof === searched);
    }
    result(status, message, advice = '') {
        const result = { override: this.override, status, message, attempts: this.#attempts };
        return advice === '' ? result : { ...result, advice };
    }
}
function combine(...advice) {
    return advice.filter(Boolean).join('. ');
}
function recordResponse(sent, response) {
    const { accepted, rejected, others, earlier, attempts } = response;
    const alone = sent.length === 1;
    const named = new Map(rejected.map(({ testCaseResultId, message }) => [testCaseResultId, message]));
    const done = new Set(accepted);
    const inContext = (one) => [
        { ...one, proof: proofInContext(one.proof, alone) },
    ];
    const before = earlier.map(inContext);
    const rest = inContext(others);
    for (const tracked of sent) {
        const id = tracked.override.testCaseResultId;
        const message = named.get(id);
        tracked.count(attempts, alone);
        for (const one of before)
            tracked.record(one);
        if (message !== undefined)
            tracked.record([{ proof: 'named', reason: message }]);
        else if (done.has(id))
            tracked.record(ACCEPTED);
        else
            tracked.record(rest);
    }
}
function proofInContext(proof, alone) {
    if (proof !== 'refused')
        return proof;
    return alone ? 'refused-alone' : 'refused-together';
}
function settle(tracked, reading, unsent) {
    const { skipReason } = tracked.override;
    if (skipReason !== undefined)
        return tracked.result('unchanged', skipReason);
    const { status, message } = unsent ?? { status: 'not-sent', message: 'it was never sent' };
    const settled = tracked.settle() ?? tracked.result(status, message, status === 'not-sent' ? RETRY$1 : '');
    return reading ? withReading(settled, reading, tracked) : settled;
}
function isDoubtful({ status, attempts }, tracked) {
    return status === 'unknown' || (status === 'rejected' && attempts > 1 && !tracked.isNamed);
}
function withReading(settled, { results, verify }, tracked) {
    const { override, status, attempts } = settled;
    const { testCaseResultId, outcome, before } = override;
    const now = results.get(testCaseResultId);
    const isShown = now === outcome;
    if (isDoubtful(settled, tracked) && isShown && before && before.result !== outcome) {
        const message = 'no usable response, but the run shows it as requested';
        return { override, status: 'overridden', message, attempts };
    }
    if (status !== 'overridden' || !verify || isShown)
        return settled;
    const shows = now === undefined ? 'the run does not list it' : `the run still shows ${index.resultLabel(now)}`;
    const advice = "Testsigma accepted the override but does not show it. Check the result's page; overriding may not be enabled for your account";
    return { override, status: 'unknown', message: `accepted, but ${shows}`, advice, attempts };
}
function countSettled(ledger) {
    const counts = { overridden: 0, rejected: 0, unknown: 0 };
    for (const tracked of ledger) {
        const status = tracked.settle()?.status;
        if (status === 'overridden' || status === 'rejected' || status === 'unknown')
            counts[status] += 1;
    }
    return counts;
}

const MIN_BISECT_BUDGET = 64;
const MAX_UNPROBED = 6;
const PROBE_POSITIONS = [0.2, 0.55, 0.85];
function apply(overrides, options) {
    return new Applier(overrides, options).run();
}
class Applier {
    #options;
    #overrides;
    #messages = new Set();
    #budget;
    #consecutiveFailures = 0;
    #stop;
    constructor(overrides, options) {
        this.#options = options;
        this.#overrides = overrides;
        this.#budget = Math.max(MIN_BISECT_BUDGET, Math.ceil(overrides.length / 2));
    }
    async run() {
        const { batchSize, onBatch } = this.#options;
        const batches = Math.ceil(this.#overrides.length / batchSize);
        for (let number = 1; number <= batches && !this.#stopped(); number += 1) {
            const batch = this.#overrides.slice((number - 1) * batchSize, number * batchSize);
            await this.#follow(batch, await this.#send(batch), true);
            onBatch({ number, batches, size: batch.length, ...countSettled(batch) });
        }
        const [message] = this.#messages.size === 1 ? this.#messages : [];
        return { stop: this.#stop, message: message || undefined };
    }
    #stopped() {
        if (!this.#stop && this.#options.cancelled()) {
            this.#stop = { cause: 'cancelled', message: 'the step was cancelled' };
        }
        return this.#stop !== undefined;
    }
    async #send(sent, maxAttempts) {
        const overrides = sent.map(({ override }) => override);
        const response = await this.#options.send(overrides, maxAttempts).catch(internalErrorResponse);
        if (response.attempts > 0) {
            this.#messages.add(response.message);
            recordResponse(sent, response);
        }
        this.#noteStop(response);
        return response;
    }
    #noteStop({ nextStep, stop, others }) {
        this.#consecutiveFailures = nextStep === 'leave' ? this.#consecutiveFailures + 1 : 0;
        if (nextStep === 'abort')
            this.#stop ??= stop;
        if (this.#consecutiveFailures > 1) {
            const message = `two requests in a row failed: ${others.reason}${others.advice ? `. ${others.advice}` : ''}`;
            this.#stop ??= { cause: 'fatal', message };
        }
    }
    async #resendWithinBudget(open) {
        if (open.length === 0 || this.#budget <= 0 || this.#stopped())
            return undefined;
        const response = await this.#send(open, this.#budget);
        this.#budget -= response.attempts;
        return response.attempts > 0 ? response : undefined;
    }
    async #follow(sent, response, isBatch) {
        const open = sent.filter(({ isOpen }) => isOpen);
        if (response.nextStep === 'resend')
            await this.#resend(open, isBatch);
        if (response.nextStep === 'bisect' && open.length > 1)
            await this.#bisect(open, response, isBatch);
    }
    async #resend(open, isBatch) {
        const response = await this.#resendWithinBudget(open);
        if (response)
            await this.#follow(open, response, isBatch);
    }
    async #bisect(group, response, isBatch) {
        if (response.retryDelayMs > 0 && !this.#stopped())
            await this.#options.sleep(response.retryDelayMs);
        if (isBatch && group.length > MAX_UNPROBED && (await this.#isRejectedUniformly(group)))
            return;
        const open = group.filter(({ isOpen }) => isOpen);
        const middle = Math.ceil(open.length / 2);
        const [left, right] = [open.slice(0, middle), open.slice(middle)];
        await this.#resend(left, false);
        const isCulpritRight = response.causedByEntry && left.every(({ isAccepted }) => isAccepted);
        if (isCulpritRight && right.length > 1)
            await this.#bisect(right, response, false);
        else
            await this.#resend(right, false);
    }
    async #isRejectedUniformly(group) {
        const fingerprints = new Set();
        let last;
        for (const position of PROBE_POSITIONS) {
            const index = Math.floor(group.length * position);
            last = await this.#resendWithinBudget(group.slice(index, index + 1));
            if (last?.errorFingerprint === undefined)
                return false;
            fingerprints.add(last.errorFingerprint);
            if (fingerprints.size > 1)
                return false;
        }
        const message = `Testsigma rejects every request with the same error, also for single results: ${last?.others.reason}`;
        this.#stop ??= { cause: 'fatal', message };
        return true;
    }
}
function internalErrorResponse(error) {
    const reason = `internal error while reading the response: ${index.messageOf(error)}; please report it`;
    return {
        accepted: [],
        rejected: [],
        earlier: [],
        others: { proof: 'maybe-applied', reason },
        nextStep: 'abort',
        stop: { cause: 'fatal', message: reason },
        retryDelayMs: 0,
        attempts: 1,
    };
}

const MAX_READINGS = 3;
async function readAfterwards(ledger, { verify, read, wait }) {
    if (!needsReading(ledger, verify))
        return {};
    let verified = {};
    for (let left = verify ? MAX_READINGS : 1; left > 0; left -= 1) {
        const shown = await read();
        verified =
            'value' in shown ? readingOf(shown.value.results, verify) : unverifiedBy(shown.unreadable, verify);
        if (showsEverything(ledger, verified) || left === 1 || !(await wait()))
            break;
    }
    return verified;
}
function readingOf(results, verify) {
    const shown = results.map(({ testCaseResultId, result }) => [testCaseResultId, result]);
    return { reading: { results: new Map(shown), verify }, results };
}
function unverifiedBy(unreadable, verify) {
    return verify ? { unverified: unreadable } : {};
}
function needsReading(ledger, verify) {
    return ledger.some((tracked) => {
        const settled = settle(tracked);
        return isDoubtful(settled, tracked) || (verify && settled.status === 'overridden');
    });
}
function showsEverything(ledger, { reading }) {
    return reading !== undefined && ledger.every((tracked) => settle(tracked, reading).status !== 'unknown');
}

const IN_PROGRESS = ['STATUS_CREATED', 'STATUS_QUEUED', 'STATUS_PRE_FLIGHT', 'STATUS_IN_PROGRESS'];
function phaseOf(status) {
    if (status === '')
        return 'unknown';
    return IN_PROGRESS.includes(status) ? 'in-progress' : 'ended';
}

const NOT_READ = { runResult: '', listingError: 'lookup is off' };
const SHORT_RETRY = { maxRetries: 2, ms: 15_000 };
async function lookUp(client, { lookup, runId, verify, resultsFromRun }, needed, clock, diagnostics) {
    if (lookup === 'off')
        return NOT_READ;
    const policy = needed || verify || lookup === 'required' ? {} : shortRetry(clock);
    const withIdentity = resultsFromRun !== undefined;
    const [run, listing] = await Promise.all([client.run(policy), client.listing(policy, withIdentity)]);
    const results = ofEndedRun(listing, run);
    const { result, status } = run.value ?? stateIn(results.value);
    checkReadings(run, results, { lookup, runId, needed }, diagnostics);
    checkEnded(status, run.value !== undefined, runId, diagnostics);
    if (run.value)
        warnOfReruns(run.value, resultsFromRun !== undefined, diagnostics);
    if (results.value && phaseOf(status) === 'ended')
        warnOfUnfinished(results.value.results, runId, diagnostics);
    return {
        run: run.value,
        listing: results.value && { ...results.value, readAt: clock.now() },
        runResult: result,
        listingError: results.value ? '' : `they could not be read: ${results.unreadable}`,
    };
}
function checkReadings(run, results, { lookup, runId, needed }, diagnostics) {
    const unauthorized = [run, results].find(({ isUnauthorized }) => isUnauthorized);
    const runErrors = readErrors('run', run);
    const listingErrors = readErrors("run's results", results);
    if (unauthorized) {
        const message = `run ${runId} could not be read: ${unauthorized.unreadable}`;
        diagnostics.problem({ input: 'api-token' }, message);
    }
    else if (lookup === 'required') {
        for (const error of [...runErrors, ...listingErrors])
            diagnostics.problem({ input: 'lookup' }, `${error}, and lookup is required`);
    }
    else {
        const warnings = [
            ...(needed ? [] : listingErrors.map((error) => `${error}. ${NO_UNDO}`)),
            ...(results.value ? runErrors.map((error) => `${error}. ${HAS_ENDED}`) : []),
        ];
        for (const warning of warnings)
            diagnostics.warning({ input: 'lookup' }, warning);
    }
}
const HAS_ENDED = 'Continuing, since its listing says that it has ended';
const NO_UNDO = 'Continuing without it: unchanged results cannot be skipped, and there is no undo';
async function runResultNow(client, clock) {
    const { value } = await client.run(shortRetry(clock));
    return value?.result ?? '';
}
function shortRetry(clock) {
    return { maxRetries: SHORT_RETRY.maxRetries, deadline: clock.now() + SHORT_RETRY.ms };
}
function readErrors(what, { unreadable }) {
    return unreadable === undefined ? [] : [`the ${what} could not be read: ${unreadable}`];
}
function ofEndedRun(listing, run) {
    if (run.value || !listing.value || phaseOf(listing.value.runStatus) !== 'unknown')
        return listing;
    const why = `it is not known whether the run has ended, since the run could not be read: ${run.unreadable}`;
    return { ...run, unreadable: why };
}
function stateIn(listing) {
    return { result: listing?.runResult ?? '', status: listing?.runStatus ?? '' };
}
function checkEnded(status, wasRead, runId, diagnostics) {
    const phase = phaseOf(status);
    if (phase === 'in-progress') {
        const message = `run ${runId} is still in progress (${status}) and would overwrite these results; set wait-for-run-seconds to wait for it, or lookup: off to send anyway`;
        diagnostics.problem({ input: 'run-id' }, message);
    }
    else if (phase === 'unknown' && wasRead) {
        const message = `Testsigma gave no status of run ${runId}; if it is still in progress, it may overwrite these results`;
        diagnostics.warning({ input: 'run-id' }, message);
    }
}
const UNFINISHED = ['RUNNING', 'QUEUED', 'PAUSED'];
function warnOfUnfinished(results, runId, diagnostics) {
    const unfinished = results.filter(({ result }) => UNFINISHED.includes(result));
    if (unfinished.length === 0)
        return;
    const which = index.listFirst(unfinished, (one) => `${one.testCaseResultId} (${index.resultLabel(one.result)})`);
    const message = `run ${runId} has ended, but some of its results have not: ${which}. Testsigma may still change them; check the run`;
    diagnostics.warning({ input: 'run-id' }, message);
}
function warnOfReruns({ id, parent, child }, takesOver, diagnostics) {
    if (parent !== undefined) {
        const message = `run ${id} is a rerun of run ${parent}: results of run ${parent} have other IDs and are not changed`;
        diagnostics.warning({ input: 'run-id' }, message);
    }
    if (child !== undefined && !takesOver) {
        const message = `run ${id} has a rerun, run ${child}. Its results have different IDs and are not changed`;
        diagnostics.warning({ input: 'run-id' }, message);
    }
}

const PROGRESS_INTERVAL_MS = 5_000;
const MAX_BATCH_LINES = 20;
class Progress {
    #actionLog;
    #clock;
    #total;
    #startedAt;
    #done = 0;
    #loggedAt;
    #stopTimer = () => undefined;
    constructor(log, clock, total) {
        this.#actionLog = log;
        this.#clock = clock;
        this.#total = total;
        this.#startedAt = clock.now();
        this.#loggedAt = this.#startedAt;
        this.#watch();
    }
    batch(batch) {
        const { number, batches, size, overridden } = batch;
        this.#done += size;
        if (batches <= MAX_BATCH_LINES || overridden < size || number === batches)
            this.#log(batchLine(batch));
        else
            this.#logProgress();
    }
    stop() {
        this.#stopTimer();
    }
    #watch() {
        this.#stopTimer = this.#clock.after(PROGRESS_INTERVAL_MS / 5, () => {
            this.#logProgress();
            this.#watch();
        });
    }
    #logProgress() {
        const now = this.#clock.now();
        if (now - this.#loggedAt < PROGRESS_INTERVAL_MS)
            return;
        const seconds = (now - this.#startedAt) / 1_000;
        const rate = this.#done / seconds;
        const left = rate > 0 ? `, about ${Math.ceil((this.#total - this.#done) / rate)} s left` : '';
        const pace = rate > 0 ? `, ${rate.toFixed(1)}/s` : '';
        this.#log(`${this.#done} of ${this.#total} done after ${Math.round(seconds)} s${pace}${left}`);
    }
    #log(line) {
        this.#loggedAt = this.#clock.now();
        this.#actionLog.line(line);
    }
}
function batchLine({ number, batches, size, overridden, rejected, unknown }) {
    const parts = [`${overridden} of ${size} overridden`];
    if (rejected > 0)
        parts.push(`${rejected} rejected`);
    if (unknown > 0)
        parts.push(`${unknown} unknown`);
    return `Batch ${number} of ${batches}: ${parts.join(', ')}`;
}

const VERIFY_INTERVAL_MS = 2_000;
const CANCELLED = { cause: 'cancelled', message: 'the step was cancelled' };
async function applyPlan(plan, { dryRun, verify, batchSize }, { listing, ...before }, client, deps) {
    const ledger = plan.map((override) => new TrackedOverride(override));
    const { stop, message } = dryRun ? {} : await send(ledger, batchSize, client, deps);
    const isReadable = !dryRun && (verify || listing !== undefined);
    const readResult = () => readRunResult(ledger, before, client, deps);
    let runResult;
    const readListing = () => {
        runResult = readResult();
        return client.listing({});
    };
    const verified = isReadable ? await readAgain(ledger, verify, readListing, deps) : {};
    const unsent = dryRun
        ? { status: 'planned', message: '' }
        : { status: 'not-sent', message: stop?.message ?? 'it was never sent' };
    const settled = ledger.map((line) => settle(line, verified.reading, unsent));
    const { requested } = deps.cancellation;
    return {
        settled,
        stop: requested.aborted ? CANCELLED : stop,
        message,
        unverified: verified.unverified,
        listed: verified.results ?? listing?.results,
        runResult: await (runResult ?? readResult()),
    };
}
async function send(ledger, batchSize, client, { clock, cancellation: { requested }, log }) {
    const toSend = ledger.filter(({ override }) => override.skipReason === undefined);
    const progress = new Progress(log, clock, toSend.length);
    const applied = await apply(toSend, {
        batchSize,
        send: (overrides, maxAttempts) => client.override(overrides, maxAttempts),
        sleep: (ms) => clock.sleep(ms, requested),
        cancelled: () => requested.aborted,
        onBatch: (batch) => progress.batch(batch),
    });
    progress.stop();
    return applied;
}
async function readAgain(ledger, verify, read, { clock, cancellation: { requested }, log }) {
    if (requested.aborted)
        return verify ? { unverified: CANCELLED.message } : {};
    return readAfterwards(ledger, {
        verify,
        read,
        wait: async () => {
            log.line('  the run does not show everything yet; reading it again in 2 s');
            await clock.sleep(VERIFY_INTERVAL_MS, requested);
            return !requested.aborted;
        },
    });
}
async function readRunResult(ledger, { run, runResult: before }, client, { clock, cancellation }) {
    const wasRead = run !== undefined || before !== '';
    if (!wasRead || cancellation.requested.aborted)
        return '';
    return ledger.some(({ attempts }) => attempts > 0) ? await runResultNow(client, clock) : before;
}

const LOCATION = { input: 'results-from-run' };
const NOTHING = { overrides: [], lines: [] };
async function takeOverPasses(client, { runId, resultsFromRun: from, suite, machine, comment }, { run, listing, listingError }, cancelled, diagnostics) {
    if (from === undefined || diagnostics.problems.length > 0)
        return NOTHING;
    if (!run || !listing) {
        const why = run ? listingError : 'the run could not be read';
        const message = `another run's passes can only be matched to the results of run ${runId}, and ${why}`;
        diagnostics.problem(LOCATION, message);
        return NOTHING;
    }
    const { takeOver } = await Promise.resolve().then(() => require('./take-over.js'));
    const ownComment = comment === index.DEFAULT_COMMENT ? '' : comment;
    const { results } = listing;
    const options = { client, run, results, from, suite, machine, ownComment, cancelled };
    return takeOver(options, diagnostics);
}
function noticeIfPassed(plan, { runId, resultsFromRun }, { runResult }, diagnostics) {
    if (resultsFromRun === undefined || plan.length > 0 || runResult !== 'SUCCESS')
        return false;
    diagnostics.notice(LOCATION, `run ${runId} is Passed already: there is nothing to take over`);
    return true;
}
async function followReruns(run, read) {
    const chain = await Promise.resolve().then(() => require('./rerun-chain.js'));
    return chain.followReruns(run, read);
}

class OverrideSet {
    #today;
    #byResult = new Map();
    #passedOver = [];
    constructor(today) {
        this.#today = today;
    }
    get overrides() {
        return [...this.#byResult.values()];
    }
    get passedOver() {
        return this.#passedOver;
    }
    add(override) {
        const first = this.#byResult.get(override.testCaseResultId);
        const counts = first ? this.#whichCounts(first, override) : override;
        if (!counts)
            return first;
        this.#byResult.set(override.testCaseResultId, counts);
        if (first)
            this.#passedOver.push(counts === first ? override : first);
        return undefined;
    }
    #whichCounts(first, second) {
        if (index.isExpired(first.until, this.#today))
            return second;
        if (isIdle(second, this.#today))
            return first;
        return isIdle(first, this.#today) ? second : undefined;
    }
}
function resolve(entries, options, diagnostics) {
    return new Resolver(options, diagnostics).resolve(entries);
}
function needsListing(entry, today) {
    return !index.isExpired(entry.until, today) && whatNeedsListing(entry, undefined) !== undefined;
}
function isIdle({ until, onlyIf, before }, today) {
    return index.isExpired(until, today) || (before !== undefined && onlyIf?.includes(before.result) === false);
}
const NOTICE_DAYS = 6;
class Resolver {
    #options;
    #diagnostics;
    #index;
    #overrides;
    #searches = new Map();
    constructor(options, diagnostics) {
        this.#options = options;
        this.#diagnostics = diagnostics;
        this.#overrides = new OverrideSet(options.today);
        this.#index = options.listing && new listingIndex.ResultIndex(options.listing.results);
    }
    async resolve(entries) {
        for (const entry of entries) {
            await this.#options.pause();
            for (const cut of entry.cuts ?? [])
                this.#rejectCut(cut);
            const filled = this.#filledIn(entry);
            const unresolved = this.#resolve(filled);
            if (unresolved)
                await this.#explain(filled, unresolved);
        }
        return this.#overrides;
    }
    #rejectCut({ text, location }) {
        const found = index.longerTexts(text).find((name) => this.#index?.isKnown(name));
        if (found === undefined)
            return;
        const message = `a # after a space begins a comment, so this does not mean ${index.quote(found)}, which run ${this.#options.runId} has; put it in quotes`;
        this.#diagnostics.problem(location, message);
    }
    #filledIn(entry) {
        const { suite, machine } = this.#options;
        if (entry.selector.testCaseResultId !== undefined || suite + machine === '')
            return entry;
        const given = { ...(suite === '' ? {} : { suite }), ...(machine === '' ? {} : { machine }) };
        return { ...entry, selector: { ...given, ...entry.selector } };
    }
    #resolve(entry) {
        const { testCaseResultId } = entry.selector;
        if (index.isExpired(entry.until, this.#options.today)) {
            this.#expired(entry);
            return undefined;
        }
        this.#announceEnd(entry);
        if (this.#index && testCaseResultId === undefined)
            return this.#bySearch(entry, this.#index);
        if (!this.#index || testCaseResultId === undefined)
            this.#withoutListing(entry);
        else
            this.#byId(entry, testCaseResultId, this.#index);
        return undefined;
    }
    async #explain(entry, search) {
        if (!this.#index)
            return;
        const { explainSearch } = await Promise.resolve().then(() => require('./unresolved.js'));
        this.#problem(entry, explainSearch(entry, search, this.#index, this.#options.runId));
    }
    #expired(entry) {
        const { selector, until, location } = entry;
        const message = `the entry for ${subjectOf(selector)} expired at the end of ${until} (UTC), so it is not sent; renew it or remove it`;
        this.#diagnostics.warning(location, message);
        const { testCaseResultId } = selector;
        if (testCaseResultId !== undefined)
            this.#add(entry, [this.#index?.byId(testCaseResultId) ?? testCaseResultId]);
        else if (this.#index) {
            const { results } = this.#search(selector, this.#index);
            if (listingIndex.coversAll(selector, results))
                this.#add(entry, results);
        }
    }
    #announceEnd({ selector, until, location }) {
        if (until === undefined)
            return;
        const left = index.daysLeft(until, this.#options.today);
        if (left > NOTICE_DAYS)
            return;
        const when = left === 0 ? 'today' : `in ${index.pluralize(left, 'day')}`;
        const message = `the entry for ${subjectOf(selector)} ends ${when}, at the end of ${until} (UTC)`;
        this.#diagnostics.notice(location, message);
    }
    #withoutListing(entry) {
        const { testCaseResultId } = entry.selector;
        const needs = whatNeedsListing(entry, this.#options.onlyIf);
        if (testCaseResultId !== undefined && needs === undefined)
            this.#add(entry, [testCaseResultId]);
        else
            this.#problem(entry, `${needs} needs the run's results, and ${this.#options.listingError}`);
    }
    #byId(entry, id, index) {
        const listed = index.byId(id);
        if (!listed) {
            this.#notListed(entry, id);
            return;
        }
        const conflict = listingIndex.findConflict(entry.selector, listed);
        if (conflict)
            this.#problem(entry, conflict);
        else
            this.#add(entry, [listed]);
    }
    #notListed(entry, id) {
        const { runId, strict, onlyIf, relatedRuns = [] } = this.#options;
        const needs = whatNeedsListing(entry, onlyIf);
        const missing = `result ${id} is not in run ${runId}`;
        const related = relatedRuns.length === 0 ? '' : `, of run ${relatedRuns.join(' or ')}? If so, set run-id to it`;
        const advice = `Reruns have run and result IDs of their own: is this one from a rerun${related || '?'}`;
        if (strict || needs !== undefined) {
            const why = needs === undefined ? '' : `, so ${needs} cannot be checked`;
            this.#problem(entry, `${missing}${why}. ${advice}`);
            return;
        }
        this.#diagnostics.notice(entry.location, `${missing}; sending it anyway. ${advice}`);
        this.#add(entry, [id]);
    }
    #bySearch(entry, index) {
        const { selector } = entry;
        const search = this.#search(selector, index);
        const { results } = search;
        if (selector.all)
            this.#countMatches(entry, results.length);
        if (results.length === 0 || !listingIndex.coversAll(selector, results))
            return search;
        this.#addFound(entry, search);
        return undefined;
    }
    #countMatches({ selector, location }, count) {
        this.#diagnostics.selection(location, `${listingIndex.describeSelector(selector)} matches ${index.pluralize(count, 'result')}`);
    }
    #search(selector, index) {
        const { testCaseId, name, namePattern, suite, machine } = selector;
        const text = name ?? namePattern ?? '';
        const searches = this.#searches.get(text) ?? new Map();
        this.#searches.set(text, searches);
        const key = JSON.stringify([name === undefined, namePattern === undefined, testCaseId, suite, machine]);
        const known = searches.get(key);
        if (known)
            return known;
        const candidates = index.search(selector);
        const results = candidates.filter((listed) => listingIndex.matchesSelector(selector, listed));
        const search = { candidates, results, earlier: new Map() };
        searches.set(key, search);
        return search;
    }
    #addFound(entry, { results, earlier }) {
        const key = `${entry.outcome} ${entry.onlyIf?.join()} ${entry.until}`;
        const first = earlier.get(key);
        if (first) {
            const ids = results.map(({ testCaseResultId }) => testCaseResultId);
            this.#duplicate(entry, ids, first);
        }
        else {
            earlier.set(key, entry);
            this.#add(entry, results);
        }
    }
    #add(entry, results) {
        const duplicates = [];
        let original;
        for (const result of results) {
            const override = this.#override(entry, result);
            const { testCaseResultId } = override;
            const first = this.#overrides.add(override);
            if (!first)
                continue;
            if (first.outcome !== override.outcome)
                this.#conflict(override, first);
            else {
                original ??= first;
                duplicates.push(testCaseResultId);
            }
        }
        if (original)
            this.#duplicate(entry, duplicates, original);
    }
    #override(entry, result) {
        const { outcome, location, until } = entry;
        const { comment = this.#options.comment, onlyIf = this.#options.onlyIf } = entry;
        const before = typeof result === 'string' ? undefined : result;
        const testCaseResultId = typeof result === 'string' ? result : result.testCaseResultId;
        if (!onlyIf && !until && !before)
            return { testCaseResultId, outcome, comment, location };
        return { testCaseResultId, outcome, comment, onlyIf, until, location, before };
    }
    #duplicate({ location }, ids, first) {
        const results = ids.length === 1 ? `result ${ids[0]} is` : `results ${index.listFirst(ids, String)} are`;
        const message = `${results} already requested at ${index.formatLocation(first.location)}, with the same outcome; the first one counts`;
        this.#diagnostics.notice(location, message);
    }
    #conflict({ testCaseResultId, outcome, location }, first) {
        const message = `result ${testCaseResultId} is ${index.resultLabel(outcome)} here but ${index.resultLabel(first.outcome)} at ${index.formatLocation(first.location)}; keep one`;
        this.#diagnostics.problem(location, message);
    }
    #problem({ location }, message) {
        this.#diagnostics.problem(location, message);
    }
}
function subjectOf(selector) {
    const { testCaseResultId } = selector;
    return testCaseResultId === undefined ? listingIndex.describeSelector(selector) : `result ${testCaseResultId}`;
}
function whatNeedsListing(entry, onlyIf) {
    const { selector } = entry;
    if (selector.testCaseResultId === undefined)
        return listingIndex.describeSelector(selector);
    if (listingIndex.isCrossChecked(selector))
        return 'what is given with the ID';
    return entry.onlyIf || onlyIf ? 'onlyIf' : undefined;
}

async function makePlan(entries, options, reported, diagnostics) {
    checkNarrowing(options, diagnostics);
    const requested = await resolve(entries, options, diagnostics);
    const planned = [];
    addReported(reported, requested, options, diagnostics);
    for (const override of requested.overrides) {
        await options.pause();
        planned.push(planOverride(override, options, diagnostics));
    }
    return noticeUnmet(planned, requested.passedOver, options, diagnostics);
}
function checkNarrowing({ suite, machine, runId, listing }, diagnostics) {
    const results = listing?.results ?? [];
    const given = [
        ['suite', suite],
        ['machine', machine],
    ];
    for (const [input, name] of given) {
        if (name === '' || name === listingIndex.EVERY || results.length === 0)
            continue;
        const known = [...new Set(results.flatMap((listed) => listed[input] ?? []))];
        if (known.some((one) => index.normalizeName(one) === index.normalizeName(name)))
            continue;
        const names = known.length === 0 ? 'none' : index.listFirst(known, index.quote);
        const message = `run ${runId} has no ${input} named ${index.quote(name)}; it has: ${names}`;
        diagnostics.problem({ input }, message);
    }
}
function addReported(reported, requested, { onlyIf }, diagnostics) {
    for (const one of reported) {
        const override = onlyIf ? { ...one, onlyIf } : one;
        const winner = requested.add(override);
        if (winner)
            diagnostics.notice(override.location, supersededNotice(override, winner));
    }
}
function supersededNotice({ testCaseResultId, outcome, passedIn }, winner) {
    const source = passedIn === undefined ? 'the report' : `run ${passedIn}`;
    return `${source} says ${index.resultLabel(outcome)} for result ${testCaseResultId}, but ${index.formatLocation(winner.location)} requests ${index.resultLabel(winner.outcome)}, which counts`;
}
function planOverride(override, options, diagnostics) {
    const { testCaseResultId, location, before } = override;
    if (options.comments.isCut(override.comment, before?.result)) {
        const message = `the comment for ${testCaseResultId} was cut to ${listingIndex.MAX_COMMENT_LENGTH} characters, including its audit trail`;
        diagnostics.notice(location, message);
    }
    const comment = options.comments.plain(override.comment);
    const reason = skipReason(override, options);
    const isAsRequested = comment === override.comment && reason === undefined;
    return isAsRequested ? override : { ...override, comment, skipReason: reason };
}
function skipReason({ outcome, before, onlyIf, until, passedIn }, options) {
    if (index.isExpired(until, options.today))
        return `its entry expired at the end of ${until}`;
    if (!before)
        return undefined;
    if ((options.skipUnchanged || passedIn !== undefined) && before.result === outcome)
        return `already ${index.resultLabel(outcome)}${readAtSuffix(options)}`;
    if (!onlyIf || onlyIf.includes(before.result))
        return undefined;
    return `${index.resultLabel(before.result)}${readAtSuffix(options)}, and only ${onlyIf.map(index.resultLabel).join(' or ')} may be replaced`;
}
function noticeUnmet(plan, passedOver, { today }, diagnostics) {
    const all = [...plan, ...passedOver];
    if (!all.some((override) => isUnmet(override, today)))
        return plan;
    const solved = new Set();
    const planned = new Map(plan.map((override) => [override.testCaseResultId, override]));
    const isSolved = (one) => isPassedIssue(one, planned.get(one.testCaseResultId));
    for (const [location, group] of byLocation(all)) {
        const unmet = group.filter((override) => isUnmet(override, today));
        if (unmet.length === 0)
            continue;
        const results = listingIndex.formatResults(unmet.flatMap(({ before }) => before ?? []));
        if (unmet.length === group.length && unmet.every(isSolved)) {
            for (const { testCaseResultId } of unmet)
                solved.add(testCaseResultId);
            diagnostics.notice(location, `solved known issue: ${results} Passed, so this entry can be removed`);
        }
        else
            diagnostics.notice(location, `onlyIf was not met, so this entry does not change: ${results}`);
    }
    return solved.size === 0
        ? plan
        : plan.map((override) => solved.has(override.testCaseResultId) ? { ...override, isSolved: true } : override);
}
function isUnmet(override, today) {
    const { until, before, outcome } = override;
    return isIdle(override, today) && !index.isExpired(until, today) && before?.result !== outcome;
}
function isPassedIssue(issue, planned) {
    const isPassed = issue.outcome === 'NOT_EXECUTED' && issue.before?.result === 'SUCCESS';
    return isPassed && (planned?.skipReason !== undefined || planned?.outcome === 'SUCCESS');
}
function byLocation(overrides) {
    return listingIndex.groupBy(overrides, ({ location }) => location);
}
function readAtSuffix({ listing }) {
    return listing ? ` when read at ${new Date(listing.readAt).toISOString()}` : '';
}

async function planOverrides({ inputs, loaded, reportPaths }, snapshot, client, comments, deps) {
    const { files, log, diagnostics } = deps;
    const { requested: cancelled } = deps.cancellation;
    const reports = await index.matchTestReports(reportPaths, inputs, snapshot, { files, cancelled }, diagnostics);
    index.endIfAborted(cancelled);
    index.logTestReports(reports, log);
    const takenOver = await takeOverPasses(client, inputs, snapshot, cancelled, diagnostics);
    index.endIfAborted(cancelled);
    index.logTakenOver(takenOver.lines, log);
    const overrides = await makePlan(loaded.entries, planOptions(inputs, snapshot, comments, deps), [...reports.overrides, ...takenOver.overrides], diagnostics);
    const isPassedAlready = noticeIfPassed(overrides, inputs, snapshot, diagnostics);
    const followUp = await enforcePolicy(overrides, loaded.policy, snapshot, deps);
    log.annotateNew(diagnostics);
    const { unusedTests } = reports;
    return { overrides, followUp, unusedTests, nothingTakenOver: takenOver.nothing, isPassedAlready };
}
function planOptions(inputs, { run, listing, listingError }, comments, { clock, pause }) {
    const { runId, suite, machine, comment, onlyIf } = inputs;
    return {
        runId,
        suite,
        machine,
        comment,
        onlyIf,
        comments,
        pause,
        listing,
        listingError,
        today: index.dayOf(clock.now()),
        strict: inputs.ifPartial === 'error',
        relatedRuns: [run?.parent, run?.child].filter((id) => id !== undefined),
        skipUnchanged: inputs.unchanged === 'skip',
    };
}
async function enforcePolicy(plan, policy, { listing, listingError }, { audit, clock, diagnostics }) {
    if (Object.keys(policy).length === 0)
        return {};
    const { checkPolicy } = await Promise.resolve().then(() => require('./policy.js'));
    const options = {
        listing: listing?.results,
        listingError,
        now: clock.now(),
        undoComment: (comment) => index.undoComment(comment, audit.where ?? ''),
    };
    return checkPolicy(plan, policy, options, diagnostics);
}

function successBody({ body, complete }) {
    const fields = complete ? parseObject(body) : undefined;
    const errors = fields?.['errors'];
    if (!fields || !isTexts(errors))
        return undefined;
    const message = fields['message'];
    const everything = [...errors, ...detailTexts(fields), ...denials(fields)];
    return { errors: everything, message: typeof message === 'string' ? message : '' };
}
function isTexts(value) {
    return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
function refusalText({ status, body, complete }) {
    const fields = complete ? parseObject(body) : undefined;
    if (fields) {
        const error = fields['error'];
        return typeof error === 'string' ? [error, ...detailTexts(fields)].join('; ') : undefined;
    }
    const isPlainText = complete && body.trim() !== '' && !/^\s*[<{[]/.test(body);
    return status === 401 && isPlainText ? body.trim() : undefined;
}
const MAX_REASON_LENGTH = 1_000;
function truncateReason(text) {
    return index.truncate(text.trim(), MAX_REASON_LENGTH);
}
const DOCUMENTED = ['errors', 'message', 'fieldErrors', 'objectErrors'];
const DENYING_KEY = /error|fail|reject|refus|denied|invalid|^code$/i;
const AFFIRMING_KEY = /success|^ok$/i;
function denials(fields) {
    return Object.entries(fields)
        .filter(([key]) => !DOCUMENTED.includes(key))
        .filter(([key, value]) => AFFIRMING_KEY.test(key) ? /^false$/i.test(String(value)) : DENYING_KEY.test(key) && !isEmpty(value))
        .map(([key, value]) => `${key}: ${jsonOf(value)}`);
}
function isEmpty(value) {
    return !value || ['[]', '{}', '"0"', '"false"'].includes(jsonOf(value));
}
function detailTexts(fields) {
    return [fields['fieldErrors'], fields['objectErrors']]
        .filter((part) => part !== null && part !== undefined && !(Array.isArray(part) && part.length === 0))
        .map((part) => (typeof part === 'string' ? part : jsonOf(part)))
        .filter((part) => part !== '' && part !== '{}');
}
function jsonOf(value) {
    try {
        return JSON.stringify(value);
    }
    catch {
        return 'details that are nested too deeply to be shown';
    }
}
function parseObject(text) {
    if (json$1.hasDuplicateKeys(text))
        return undefined;
    try {
        return index.fieldsOf(JSON.parse(text));
    }
    catch {
        return undefined;
    }
}

const RETRY = true;
const FINAL = false;
const KEY = 'Check that api-token is a current API key for {base-url} (Settings > API Keys): keys are region-specific, and a key that has expired or was switched off is rejected, too';
const PERMISSION = 'Check that api-token is a valid key for {base-url} (keys are region-specific) and may change run {run}. Overriding also has to be enabled for your account by Testsigma support';
const RUN = 'Check run-id {run}: it must be a run on {base-url}, and a rerun has an ID of its own. Overriding also has to be enabled for your account by Testsigma support; test-management.testsigma.com and the community edition cannot override results';
const PROXY = 'Put the user and password of the proxy into https_proxy: http://user:password@host:port';
const LIMIT = 'Run the action again later, or set a smaller batch-size';
const LATER = 'Run the action again later';
const ROWS = [
    [200, 200, 'success', FINAL, ''],
    [401, 401, 'denial', FINAL, KEY],
    [403, 403, 'denial', FINAL, PERMISSION],
    [404, 405, 'denial', FINAL, RUN],
    [407, 407, 'foreign', FINAL, PROXY],
    [408, 408, 'later', RETRY, LATER],
    [413, 413, 'too-large', FINAL, 'Shorten its comment'],
    [425, 425, 'later', RETRY, LATER],
    [429, 429, 'later', RETRY, LIMIT],
    [400, 499, 'refusal', FINAL, ''],
    [500, 500, 'failure', RETRY, LATER],
    [501, 501, 'unavailable', FINAL, LATER],
    [505, 505, 'unavailable', FINAL, LATER],
    [500, 599, 'unavailable', RETRY, LATER],
];
const KINDS = {
    success: { proof: 'maybe-applied', nextStep: 'bisect' },
    refusal: { proof: 'refused', nextStep: 'bisect' },
    'too-large': { proof: 'refused', nextStep: 'bisect' },
    denial: { proof: 'denied', nextStep: 'abort' },
    later: { proof: 'deferred', nextStep: 'abort' },
    failure: { proof: 'maybe-applied', nextStep: 'bisect' },
    unavailable: { proof: 'maybe-applied', nextStep: 'leave' },
    foreign: { proof: 'maybe-applied', nextStep: 'abort' },
};
function meaningOf(response) {
    const { status, body } = response;
    const meaning = byStatus(status === 500 && /rate[\s_-]*limit/i.test(body) ? 429 : status);
    const isDeferred = meaning.kind === 'later' && status < 500 && refusalText(response) !== undefined;
    return meaning.kind === 'later' && !isDeferred ? { ...meaning, proof: 'maybe-applied' } : meaning;
}
function byStatus(status) {
    const [, , kind = 'foreign', retryable = FINAL, advice = ''] = ROWS.find(([from, to]) => status >= from && status <= to) ?? [];
    return { kind, retryable, advice, ...KINDS[kind] };
}
function statusAndReason(status, text = '') {
    const reason = truncateReason(text);
    return reason === '' ? statusText(status) : `${statusText(status)}: ${reason}`;
}
function statusText(status) {
    const name = process.getBuiltinModule('node:http').STATUS_CODES[status];
    return name ? `${status} ${name}` : String(status);
}

function adviceOn(response, { runId, baseUrl }) {
    return meaningOf(response).advice.replaceAll('{run}', runId).replaceAll('{base-url}', baseUrl);
}
function foreignResponse(response, target) {
    const { status, headers } = response;
    if (status >= 300 && status < 400)
        return `${statusText(status)}, ${redirectAdvice(headers.location, target.baseUrl)}`;
    const check = `Check that base-url (${target.baseUrl}) is Testsigma's and that no login page, proxy or firewall responds in its place`;
    return [`${statusText(status)} with ${contents(response)}`, check, adviceOn(response, target)]
        .filter((part) => part !== '')
        .join('. ');
}
const MAX_TITLE_LENGTH = 100;
function contents({ body, complete }) {
    if (body.trim() === '')
        return 'an empty body';
    if (/^\s*</.test(body)) {
        const title = /<title[^>]*>([^<]{1,1000})/i.exec(body.slice(0, 10_000))?.[1]?.trim();
        return title ? `a web page titled "${index.truncate(title, MAX_TITLE_LENGTH)}"` : 'a web page';
    }
    return complete ? 'a body that is not as documented' : 'a body that is too large or truncated';
}
function redirectAdvice(location, baseUrl) {
    const target = location && URL.canParse(location, baseUrl) ? new URL(location, baseUrl) : undefined;
    if (!target || !/^https?:$/.test(target.protocol))
        return 'a redirect without a usable URL';
    const { protocol, host, pathname } = target;
    return `a redirect to ${protocol}//${host}${pathname}: ${redirectMeaning(target, new URL(baseUrl))}`;
}
function redirectMeaning(target, base) {
    if (/log-?in|sign-?in|sso|oauth|auth/i.test(target.host + target.pathname)) {
        return 'a login page, so the key was not accepted there, or base-url is not the URL of the API';
    }
    if (target.host !== base.host) {
        return `the host was renamed or is another region; if it is right, set base-url to ${target.origin}`;
    }
    if (target.protocol !== base.protocol)
        return `base-url should begin with ${target.protocol}//`;
    return 'base-url may lack a path or have one too many';
}

const PREFIX = /^\s*failed to override the results?,?(?:\s|<br\s*\/?>)*cause\s*:/i;
const SEPARATORS = /(?:\s|<br\s*\/?>|[,;]|\.(?!\s*\.))*/iy;
const INCOMPLETE = /^[\s.]*[,;]|[,;](?:[\s.]|<br\s*\/?>)*$/i;
const SENTENCE = /(?:given\s+)?test\s+case\s+result\s+id\s+(\d{1,19})\s+is\s+not\s+related\s+to\s+execution\s+run\s+(\d{1,19})(?!\d)/iy;
function attributeErrors(texts, runId, ids) {
    const known = new Set(ids);
    const named = new Map();
    const unattributed = [];
    for (const text of texts) {
        const causes = causesIn(text, runId, known);
        if (!causes)
            unattributed.push(text.trim() === '' ? 'an error without a text' : text.trim());
        for (const [id, cause] of causes ?? [])
            named.set(id, cause);
    }
    const rejections = [...named].map(([testCaseResultId, message]) => ({ testCaseResultId, message }));
    return { rejections, unattributed };
}
function causesIn(text, runId, known) {
    if (INCOMPLETE.test(text))
        return undefined;
    const causes = [];
    let at = skip(SEPARATORS, text, PREFIX.exec(text)?.[0].length ?? 0);
    while (at < text.length) {
        SENTENCE.lastIndex = at;
        const found = SENTENCE.exec(text);
        const [sentence = '', id = '', run] = found ?? [];
        if (!known.has(id) || run !== runId)
            return undefined;
        causes.push([id, sentence.replace(/\s+/g, ' ')]);
        at = skip(SEPARATORS, text, at + sentence.length);
    }
    return causes.length > 0 ? causes : undefined;
}
function skip(pattern, text, at) {
    pattern.lastIndex = at;
    return at + (pattern.exec(text)?.[0].length ?? 0);
}
const NEUTRAL_WORDS = new Set('all been case cases execution given has have in is of result results run test testsigma the was were'.split(' '));
const DONE = new Set(['overridden', 'overrode']);
const SUCCESSFUL = new Set(['successfully', 'successful']);
const PARTIAL = new Set(['partially', 'partly']);
function interpretMessage(message) {
    const words = message.toLowerCase().match(/[\p{L}\p{N}]+|[^\s.,!:]/gu) ?? [];
    const has = (meaning) => words.some((word) => meaning.has(word));
    const known = [NEUTRAL_WORDS, DONE, SUCCESSFUL, PARTIAL];
    if (!has(DONE) || !words.every((word) => known.some((meaning) => meaning.has(word))))
        return 'unknown';
    if (has(PARTIAL))
        return 'partial';
    return has(SUCCESSFUL) ? 'success' : 'unknown';
}

function interpretResponse(request, outcome) {
    const { last, attempts, earlier, stoppedBy } = outcome;
    const interpretation = last ? interpretLast(request, outcome, last) : NEVER_SENT;
    const response = { accepted: [], rejected: [], retryDelayMs: 0, attempts, earlier, ...interpretation };
    return stoppedBy && (!response.stop || outranksResponse(outcome))
        ? { ...response, nextStep: 'abort', stop: abortReason(outcome, response.others.reason) }
        : response;
}
function outranksResponse({ stoppedBy, requestedDelayMs }) {
    return stoppedBy === 'cancelled' || requestedDelayMs !== undefined;
}
const NEVER_SENT = {
    others: { proof: 'not-reached', reason: 'it was never sent' },
    nextStep: 'abort',
};
function abortReason({ stoppedBy, requestedDelayMs }, reason) {
    if (stoppedBy === 'cancelled')
        return { cause: 'cancelled', message: 'the step was cancelled' };
    const message = requestedDelayMs === undefined
        ? 'no time is left (timeout-seconds)'
        : `${reason}; the service asks to wait ${index.pluralize(Math.ceil(requestedDelayMs / 1_000), 'second')} (Retry-After), and less is left. Run the action again after that, or set a longer timeout-seconds`;
    return { cause: 'deadline', message };
}
function interpretLast(request, outcome, last) {
    if (last.kind === 'failure')
        return interpretFailure(request, outcome, last);
    const meaning = meaningOf(last);
    if (meaning.kind === 'success')
        return interpretSuccess(request, last);
    const text = refusalText(last);
    const needsText = meaning.kind === 'denial' || meaning.kind === 'refusal';
    return meaning.kind === 'foreign' || (needsText && text === undefined)
        ? notFromTestsigma(request, last)
        : interpretRejection(request, last, meaning, text);
}
function interpretFailure({ pauseMs }, { consecutiveTimeouts }, { message, cause, maybeApplied }) {
    if (!maybeApplied)
        return { others: { proof: 'not-reached', reason: message }, ...abort(message, cause) };
    const others = { proof: 'maybe-applied', reason: message };
    if (cause !== 'timeout' || consecutiveTimeouts < 2)
        return { others, nextStep: 'leave' };
    return { others, nextStep: 'bisect', errorFingerprint: 'timeout', retryDelayMs: pauseMs };
}
function abort(message, cause) {
    return cause === 'cancelled'
        ? { nextStep: 'abort' }
        : { nextStep: 'abort', stop: { cause: 'fatal', message } };
}
function interpretRejection(request, response, { kind, proof, nextStep }, text) {
    const reason = statusAndReason(response.status, text);
    const advice = adviceOn(response, request);
    const others = evidence(proof, reason, advice);
    if (nextStep === 'abort')
        return { others, ...abort(`Testsigma responded ${reason}. ${advice}`) };
    if (kind === 'unavailable')
        return { others, nextStep };
    const errorFingerprint = fingerprint(reason);
    if (kind !== 'refusal')
        return { others, nextStep, errorFingerprint };
    const { rejections, unattributed } = attributeErrors([text ?? ''], request.runId, request.ids);
    if (unattributed.length > 0)
        return { others, nextStep, errorFingerprint, causedByEntry: true };
    const isAnyLeft = request.ids.length > rejections.length;
    return { others, rejected: rejections, nextStep: isAnyLeft ? 'resend' : 'none' };
}
function interpretSuccess(request, response) {
    const body = successBody(response);
    if (!body)
        return notFromTestsigma(request, response);
    const { errors, message } = body;
    const { rejections, unattributed } = attributeErrors(errors, request.runId, request.ids);
    const meaning = interpretMessage(message);
    if (unattributed.length === 0 && (meaning === 'success' || (meaning === 'partial' && errors.length > 0))) {
        const named = new Set(rejections.map(({ testCaseResultId }) => testCaseResultId));
        const accepted = request.ids.filter((id) => !named.has(id));
        const others = evidence('maybe-applied', '');
        return { accepted, rejected: rejections, others, nextStep: 'none', message };
    }
    const reason = truncateReason(unattributed.join('; ') || `Testsigma's response says only "${message}"`);
    const isRejectedAlone = request.ids.length === 1 && errors.length > 0 && meaning !== 'success';
    return {
        rejected: meaning === 'unknown' ? [] : rejections,
        others: evidence(isRejectedAlone ? 'refused' : 'maybe-applied', reason),
        nextStep: 'bisect',
        errorFingerprint: `200 ${fingerprint(reason)}`,
        message,
    };
}
function notFromTestsigma(request, response) {
    const reason = `this is not a response of Testsigma's API: ${foreignResponse(response, request)}`;
    return { others: evidence('maybe-applied', reason), ...abort(reason) };
}
function evidence(proof, reason, advice = '') {
    return advice === '' ? { proof, reason } : { proof, reason, advice };
}
function fingerprint(reason) {
    return reason.replace(/\d+/g, '#');
}

class UnexpectedResponseError extends Error {
}
function parseRun(body, runId) {
    const fields = index.fieldsOf(json(body)) ?? notAsDocumented('the run');
    const id = idOf(fields['id']);
    if (id !== runId)
        throw new UnexpectedResponseError(`the response is about run ${id ?? 'without an ID'} instead of ${runId}`);
    const optional = index.defined({
        plan: idOf(fields['executionId']),
        build: textOf(fields['buildNo']),
        started: timeOf(fields['startTime'] ?? fields['startedAt'] ?? fields['createdDate']),
        parent: idOf(fields['reRunParentId']),
        ...childOf(fields['childResult']),
        ...progressOf(fields),
    });
    return { id, result: resultOf(fields), status: textOf(fields['status']) ?? '', ...optional };
}
function parseListing(body, runId, withIdentity = false) {
    const fields = index.fieldsOf(json(body)) ?? notAsDocumented('the listing');
    const of = idOf(fields['executionResultId']);
    if (of !== undefined && of !== runId)
        throw new UnexpectedResponseError(`the listing is of run ${of} instead of ${runId}`);
    const cases = fields['testCases'];
    if (!Array.isArray(cases))
        return notAsDocumented('the listing');
    const share = sharedTexts();
    const results = unique(cases.map((entry) => listed(entry, withIdentity, share)));
    return { results, runResult: resultOf(fields), runStatus: textOf(fields['status']) ?? '' };
}
function unique(rows) {
    if (new Set(rows.map(({ testCaseResultId }) => testCaseResultId)).size === rows.length)
        return rows;
    const byId = new Map();
    for (const row of rows) {
        const first = byId.get(row.testCaseResultId);
        if (!first)
            byId.set(row.testCaseResultId, row);
        else if (JSON.stringify(first) !== JSON.stringify(row))
            throw new UnexpectedResponseError(`the listing has result ${row.testCaseResultId} twice, with different values`);
    }
    return [...byId.values()];
}
function sharedTexts() {
    const known = new Map();
    return (text) => {
        if (text === undefined)
            return undefined;
        const first = known.get(text);
        if (first === undefined)
            known.set(text, text);
        return first ?? text;
    };
}
function listed(entry, withIdentity, share) {
    const fields = index.fieldsOf(entry) ?? notAsDocumented('an entry of the listing');
    const testCaseResultId = idOf(fields['testCaseResultId']);
    const result = textOf(fields['result']);
    if (testCaseResultId === undefined || result === undefined)
        return notAsDocumented('an entry of the listing');
    return {
        testCaseResultId,
        result: index.normalizeResult(result),
        testCaseId: idOf(fields['testCaseId']),
        name: trimmed(fields['testCaseName']),
        suite: share(trimmed(fields['testSuiteName'])),
        machine: share(trimmed(fields['machineTitle'])),
        iterationCounts: iterationCountsOf(fields['iterationResults']),
        identity: withIdentity ? identityOf(fields) : undefined,
    };
}
function iterationCountsOf(iterations) {
    if (!Array.isArray(iterations) || iterations.length === 0)
        return undefined;
    const failed = iterations.filter((one) => iterationOf(one).result === 'FAILURE').length;
    return { failed, total: iterations.length };
}
function identityOf(fields) {
    const given = fields['iterationResults'];
    const iterations = (Array.isArray(given) ? given : []).map(iterationOf);
    return {
        suiteId: idOf(fields['testSuiteId']),
        machineId: idOf(fields['machineId']),
        isDataDriven: fields['isDataDrivenCase'] === true || iterations.length > 0,
        iterations,
    };
}
function iterationOf(entry) {
    const fields = index.fieldsOf(entry) ?? {};
    return { result: resultOf(fields), set: trimmed(fields['setName']) };
}
function json(body) {
    if (json$1.isMostlyBrackets(body))
        return notAsDocumented('the response');
    try {
        return json$1.parseLossless(body);
    }
    catch {
        throw new UnexpectedResponseError('the response is not JSON');
    }
}
function notAsDocumented(what) {
    throw new UnexpectedResponseError(`${what} is not as documented`);
}
function textOf(value) {
    if (typeof value === 'number')
        return String(value);
    return typeof value === 'string' && value !== '' ? value : undefined;
}
function trimmed(value) {
    return textOf(value)?.trim() || undefined;
}
function resultOf(fields) {
    return index.normalizeResult(textOf(fields['result']) ?? '');
}
function idOf(value) {
    const text = typeof value === 'number' ? String(value) : value;
    return typeof text === 'string' && /^[1-9]\d{0,18}$/.test(text) ? text : undefined;
}
function timeOf(value) {
    const ms = typeof value === 'number' ? value : Number.NaN;
    return ms > 0 && ms < 8.64e15 ? new Date(ms).toISOString() : textOf(value);
}
function childOf(value) {
    if (value === undefined || value === null)
        return {};
    const object = index.fieldsOf(value);
    const child = idOf(value) ?? idOf(object?.['id']);
    if (child !== undefined)
        return { child };
    const keys = object && (Object.keys(object).join(', ') || 'nothing in it');
    return { childWithoutId: keys === undefined ? typeof value : `an object with ${keys}` };
}
function progressOf(fields) {
    const counts = ['passedCount', 'failedCount', 'abortedCount', 'stoppedCount', 'notExecutedCount'].map((name) => fields[name]);
    const total = fields['totalCount'];
    if (typeof total !== 'number' || !counts.every((count) => typeof count === 'number'))
        return {};
    const [, failed = 0] = counts;
    return { finished: counts.reduce((sum, count) => sum + count, 0), failed, total };
}

const MAX_RESPONSE_BYTES = 5 * 1024 * 1024;
const MAX_LISTING_BYTES = 64 * 1024 * 1024;
class TestsigmaClient {
    #options;
    constructor(options) {
        this.#options = options;
    }
    async override(overrides, maxAttempts = Number.POSITIVE_INFINITY) {
        const { http, baseUrl, runId, wireComment } = this.#options;
        const request = {
            method: 'PUT',
            url: this.#url('/override'),
            headers: { ...this.#headers(), 'Content-Type': 'application/json' },
            body: overrideBody(overrides, wireComment),
            maxBytes: MAX_RESPONSE_BYTES,
        };
        const outcome = await http.sendWithRetries(request, {
            maxRetries: Math.min(http.maxRetries, maxAttempts - 1),
            stopAtSecondTimeout: overrides.length > 1,
        });
        const ids = overrides.map(({ testCaseResultId }) => testCaseResultId);
        return interpretResponse({ runId, ids, baseUrl, pauseMs: http.delayBeforeBisect() }, outcome);
    }
    run(policy) {
        const { runId } = this.#options;
        return this.#read(`run ${runId}`, '', (body) => parseRun(body, runId), policy);
    }
    listing(policy, withIdentity = false) {
        const { runId } = this.#options;
        return this.#read(`the results of run ${runId}`, '/test_case_results', (body) => parseListing(body, runId, withIdentity), policy);
    }
    forRun(runId) {
        return new TestsigmaClient({ ...this.#options, runId });
    }
    async #read(what, path, parse, policy) {
        const request = {
            method: 'GET',
            url: this.#url(path),
            headers: this.#headers(),
            maxBytes: MAX_LISTING_BYTES,
        };
        const outcome = await this.#options.http.sendWithRetries(request, {
            ...policy,
            purpose: ` to read ${what}`,
        });
        const response = outcome.last?.kind === 'response' ? outcome.last : undefined;
        const unreadable = this.#unreadableReason(outcome);
        if (unreadable !== undefined)
            return { unreadable, isUnauthorized: response?.status === 401 };
        try {
            return { value: parse(response?.body ?? '') };
        }
        catch (error) {
            return { unreadable: index.messageOf(error) };
        }
    }
    #unreadableReason({ last, stoppedBy }) {
        if (!last)
            return stoppedBy === 'cancelled' ? 'the step was cancelled' : 'the time was up';
        if (last.kind === 'failure')
            return last.message;
        if (last.status === 200)
            return last.complete ? undefined : 'the response is too large';
        const text = refusalText(last);
        const { kind } = meaningOf(last);
        if (kind === 'foreign' || (kind === 'denial' && text === undefined))
            return `Testsigma responded ${foreignResponse(last, this.#options)}`;
        const responded = `Testsigma responded ${statusAndReason(last.status, text)}`;
        return kind === 'denial' ? `${responded}. ${adviceOn(last, this.#options)}` : responded;
    }
    #url(path) {
        const { baseUrl, runId } = this.#options;
        return `${baseUrl}/api/v1/execution_results/${encodeURIComponent(runId)}${path}`;
    }
    #headers() {
        return { Authorization: `Bearer ${this.#options.apiToken}`, Accept: 'application/json' };
    }
}
function overrideBody(overrides, wireComment) {
    const entries = overrides.map((override) => `{"testCaseResultId":${override.testCaseResultId},"comment":${JSON.stringify(wireComment(override))},"result":"${override.outcome}"}`);
    return `[${entries.join(',')}]`;
}

const FIRST_DELAY_MS = 1_000;
const MAX_DELAY_MS = 30_000;
class RetryClient {
    #options;
    constructor(options) {
        this.#options = options;
    }
    get maxRetries() {
        return this.#options.maxRetries;
    }
    async sendWithRetries(request, policy = {}) {
        const { clock, cancellation, deadline: latest } = this.#options;
        const deadline = Math.min(latest, policy.deadline ?? Number.POSITIVE_INFINITY);
        const maxRetries = policy.maxRetries ?? this.maxRetries;
        let outcome = { attempts: 0, earlier: [], consecutiveTimeouts: 0 };
        for (;;) {
            outcome = await this.#attempt(request, deadline, outcome);
            const { last, attempts } = outcome;
            if (!last || outcome.stoppedBy || attempts > maxRetries || !isRetryable(last))
                return outcome;
            if (policy.stopAtSecondTimeout && outcome.consecutiveTimeouts === 2)
                return outcome;
            const requested = requestedDelay(last, clock.now());
            const delay = requested ?? backoff(attempts, this.#options.random);
            if (clock.now() + delay >= deadline) {
                return { ...outcome, stoppedBy: 'deadline', requestedDelayMs: requested };
            }
            const attempt = attemptText(`${attempts}/${maxRetries + 1}`, policy);
            this.#options.onRetry(`${attempt} failed: ${describe(last)}. Retrying in ${seconds(delay)}`);
            await clock.sleep(delay, cancellation.requested);
        }
    }
    async #attempt(request, deadline, before) {
        const { clock, cancellation, requestTimeoutMs } = this.#options;
        if (cancellation.requested.aborted)
            return { ...before, stoppedBy: 'cancelled' };
        const left = deadline - clock.now();
        if (left <= 0)
            return { ...before, stoppedBy: 'deadline' };
        const limits = { timeoutMs: Math.min(left, requestTimeoutMs), signal: cancellation.expired };
        const last = await this.#options.session.exchange(request, limits);
        const earlier = before.last ? [...before.earlier, evidenceOf(before.last)] : before.earlier;
        const isCancelled = last.kind === 'failure' && last.cause === 'cancelled';
        return {
            ...before,
            last,
            attempts: before.attempts + 1,
            earlier,
            consecutiveTimeouts: isTimeout(last) ? before.consecutiveTimeouts + 1 : 0,
            stoppedBy: isCancelled ? 'cancelled' : undefined,
        };
    }
    delayBeforeBisect() {
        return backoff(2, this.#options.random);
    }
}
function attemptText(count, { purpose = '' }) {
    return `Attempt ${count}${purpose}`;
}
function describe(result) {
    return result.kind === 'failure' ? result.message : statusText(result.status);
}
function isTimeout(result) {
    return result.kind === 'failure' && result.cause === 'timeout' && result.maybeApplied;
}
function isRetryable(result) {
    return result.kind === 'failure' ? result.retryable : meaningOf(result).retryable;
}
function evidenceOf(result) {
    const reason = describe(result);
    if (result.kind === 'response')
        return { proof: meaningOf(result).proof, reason };
    return { proof: result.maybeApplied ? 'maybe-applied' : 'not-reached', reason };
}
function requestedDelay(last, now) {
    return last.kind === 'failure' ? undefined : retryAfter(last, now) || undefined;
}
function backoff(retry, random) {
    return random() * Math.min(MAX_DELAY_MS, FIRST_DELAY_MS * 2 ** (retry - 1));
}
function retryAfter({ headers }, now) {
    const text = headers['retry-after']?.trim() ?? '';
    if (/^\d+$/.test(text))
        return Number(text) * 1_000;
    const date = /^[A-Za-z]{3,9},? /.test(text) ? Date.parse(text) : Number.NaN;
    const sentAt = Date.parse(headers.date ?? '');
    return Number.isNaN(date) ? undefined : Math.max(0, date - (Number.isNaN(sentAt) ? now : sentAt));
}
function seconds(ms) {
    return `${(ms / 1_000).toFixed(1)} s`;
}

async function override(requested, session, deps) {
    const { inputs } = requested;
    const { log, diagnostics } = deps;
    const comments = new listingIndex.CommentRenderer(inputs.auditTrail ? deps.audit : undefined, deps.redact);
    const client = testsigmaClient(inputs, session, comments, deps);
    if (inputs.waitMs > 0) {
        await waitForRun(client, requested, deps);
        if (diagnostics.problems.length > 0)
            return index.blockedByErrors(diagnostics.problems);
    }
    const snapshot = await readRunFirst(client, requested, deps);
    log.annotateNew(diagnostics);
    index.endIfAborted(deps.cancellation.requested);
    index.logRun(snapshot.run, inputs, log);
    const planned = await planOverrides(requested, snapshot, client, comments, deps);
    const known = {
        ...index.runFields(snapshot),
        stillFailed: stillFailed(snapshot.listing?.results, [], index.dayOf(deps.clock.now())),
        unusedTests: planned.unusedTests,
    };
    if (diagnostics.problems.length > 0)
        return { ...index.blockedByErrors(diagnostics.problems), ...known };
    index.logPlan(planned.overrides, diagnostics.selections, log);
    const applied = await applyPlan(planned.overrides, inputs, snapshot, client, deps);
    return {
        ...known,
        stillFailed: stillFailed(applied.listed, applied.settled, index.dayOf(deps.clock.now())),
        followUp: planned.followUp,
        verdict: verdictOf(applied, planned, requested, deps),
        settled: applied.settled,
        runResult: applied.runResult,
        testsigmaMessage: applied.message,
    };
}
function verdictOf({ settled, stop, unverified }, { unusedTests, nothingTakenOver, isPassedAlready }, { inputs, loaded }, { clock }) {
    const { dryRun, ifPartial, ifNoResults } = inputs;
    const today = index.dayOf(clock.now());
    const isAllExpired = loaded.entries.length > 0 && loaded.entries.every(({ until }) => index.isExpired(until, today));
    const facts = { stop, unverified, unusedTests, nothingTakenOver, isPassedAlready, isAllExpired };
    return index.computeVerdict(settled, { dryRun, ifPartial, ifNoResults, ...facts });
}
function testsigmaClient(inputs, session, comments, { clock, random, cancellation, log, deadline }) {
    const { runId, baseUrl, apiToken, maxRetries, requestTimeoutMs } = inputs;
    const http = new RetryClient({
        session,
        clock,
        random,
        cancellation,
        onRetry: (line) => log.line(`  ${line}`),
        maxRetries,
        requestTimeoutMs,
        get deadline() {
            return deadline.at;
        },
    });
    const wireComment = ({ comment, before }) => comments.wire(comment, before?.result);
    return new TestsigmaClient({ http, runId, baseUrl, apiToken, wireComment });
}
async function waitForRun(client, { inputs, reportPaths }, deps) {
    const { files, clock, cancellation, log, diagnostics, deadline } = deps;
    const { runId, host, waitMs, resultsFromRun } = inputs;
    const found = new index.Diagnostics();
    await index.validateTestReports(reportPaths, host, { files, cancelled: cancellation.requested }, found);
    for (const { location, message } of found.problems)
        diagnostics.problem(location, message);
    if (diagnostics.problems.length > 0)
        return;
    const { RunWaiter, untilAllEnded } = await Promise.resolve().then(() => require('./waiting.js'));
    const expectsRerun = resultsFromRun === index.LATEST_RERUN;
    const line = (text) => log.line(text);
    const waiter = new RunWaiter({ client, clock, cancellation, log: line, waitMs, expectsRerun });
    const last = await deadline.startAfter(() => untilAllEnded(waiter, runId, resultsFromRun, followReruns));
    if (last.kind === 'cancelled')
        throw new index.EndedError();
    if (last.kind === 'failed')
        diagnostics.problem(last.problem.location, last.problem.message);
}
async function readRunFirst(client, { inputs, loaded, reportPaths }, { clock, diagnostics }) {
    const isNeeded = inputs.onlyIf !== undefined ||
        inputs.resultsFromRun !== undefined ||
        reportPaths.length > 0 ||
        index.rulesOnListing(loaded.policy).length > 0 ||
        loaded.entries.some((entry) => needsListing(entry, index.dayOf(clock.now())));
    if (diagnostics.problems.length > 0 && !isNeeded)
        return NOT_READ;
    return lookUp(client, inputs, isNeeded, clock, diagnostics);
}

const overriding = /*#__PURE__*/Object.defineProperty({
    __proto__: null,
    override
}, Symbol.toStringTag, { value: 'Module' });

exports.byLocation = byLocation;
exports.overriding = overriding;
exports.phaseOf = phaseOf;
