'use strict';

Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });

const index = require('./index.js');
const overriding = require('./overriding.js');
require('node:path');
require('node:fs');
require('./listing-index.js');
require('./json.js');

const FIRST_PAUSE_MS = 5_000;
const MAX_PAUSE_MS = 30_000;
const PAUSE_GROWTH = 1.5;
const LAST_READING_MS = 2_000;
const RERUN_DELAY_MS = 10_000;
const RERUN_READING_MS = 30_000;
const MAX_SILENCE_MS = 28_000;
const MIN_REPEAT_MS = 15_000;
async function untilAllEnded(waiter, runId, from, followReruns) {
    const run = await waiter.ended(runId);
    if (run.kind !== 'ended' || from === undefined)
        return run;
    if (from !== index.LATEST_RERUN)
        return waiter.ended(from);
    const chain = await followReruns(run.run, (rerun) => waiter.ended(rerun));
    return chain.kind === 'reruns' ? { kind: 'ended' } : chain;
}
class RunWaiter {
    #options;
    #startedAt;
    #until;
    #hasWaited = false;
    constructor(options) {
        this.#options = options;
        this.#startedAt = options.clock.now();
        this.#until = this.#startedAt + options.waitMs;
    }
    async ended(runId) {
        const log = new WaitLog(runId, this.#startedAt, this.#options);
        try {
            const first = await this.#untilEnded(runId, log);
            if (first.kind !== 'ended' || !this.#mayGetRerun(first.run))
                return first;
            log.line(`Run ${runId} has ended without a rerun; reading it again in 10 s, since its test plan may start one`);
            this.#until = Math.max(this.#until, this.#now() + RERUN_DELAY_MS + RERUN_READING_MS);
            await this.#sleep(RERUN_DELAY_MS);
            return await this.#untilEnded(runId, log);
        }
        finally {
            log.stop();
        }
    }
    #mayGetRerun({ child, childWithoutId }) {
        return this.#options.expectsRerun && this.#hasWaited && (child ?? childWithoutId) === undefined;
    }
    async #untilEnded(runId, log) {
        const client = this.#options.client.forRun(runId);
        for (let pause = FIRST_PAUSE_MS;; pause = Math.min(pause * PAUSE_GROWTH, MAX_PAUSE_MS)) {
            if (this.#isCancelled())
                return { kind: 'cancelled' };
            const read = await client.run({ maxRetries: 0, deadline: this.#until });
            if (this.#isCancelled())
                return { kind: 'cancelled' };
            if (read.value && overriding.phaseOf(read.value.status) === 'ended')
                return { kind: 'ended', run: read.value };
            if (read.isUnauthorized)
                return unauthorized(runId, read.unreadable);
            this.#hasWaited = true;
            const state = stateOf(read);
            log.update(state);
            await this.#sleep(this.#pauseBeforeNext(pause));
            if (this.#now() >= this.#until)
                return this.#timeIsUp(runId, state);
        }
    }
    #pauseBeforeNext(pause) {
        const left = Math.max(0, this.#until - this.#now());
        return Math.min(left, pause, Math.max(FIRST_PAUSE_MS, left - LAST_READING_MS));
    }
    #timeIsUp(runId, state) {
        const waited = duration(this.#now() - this.#startedAt);
        const message = `run ${runId} did not end within ${waited} (${state}); nothing was sent. Run this step again when it has ended, or raise wait-for-run-seconds`;
        return { kind: 'failed', problem: { location: { input: 'wait-for-run-seconds' }, message } };
    }
    #sleep(ms) {
        return this.#options.clock.sleep(ms, this.#options.cancellation.requested);
    }
    #now() {
        return this.#options.clock.now();
    }
    #isCancelled() {
        return this.#options.cancellation.requested.aborted;
    }
}
function unauthorized(runId, why) {
    const message = `run ${runId} could not be read: ${why}`;
    return { kind: 'failed', problem: { location: { input: 'api-token' }, message } };
}
function stateOf(read) {
    if (!read.value)
        return `could not be read: ${read.unreadable}`;
    const { status, finished, failed, total } = read.value;
    const word = status === '' ? 'no status given' : status;
    if (finished === undefined)
        return word;
    return `${word}, ${finished} of ${index.pluralize(total ?? 0, 'result')} finished, ${failed} failed`;
}
function duration(ms) {
    const seconds = Math.round(ms / 1_000);
    return seconds < 120 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
class WaitLog {
    #runId;
    #startedAt;
    #options;
    #state = 'has not been read yet';
    #loggedAt = Number.NEGATIVE_INFINITY;
    #stopTimer = () => undefined;
    constructor(runId, startedAt, options) {
        this.#runId = runId;
        this.#startedAt = startedAt;
        this.#options = options;
        this.#startTimer();
    }
    update(state) {
        const isNew = state !== this.#state;
        this.#state = state;
        if (isNew || this.#options.clock.now() - this.#loggedAt >= MIN_REPEAT_MS)
            this.#repeat();
    }
    line(text) {
        this.#options.log(text);
        this.#loggedAt = this.#options.clock.now();
        this.#startTimer();
    }
    stop() {
        this.#stopTimer();
    }
    #repeat() {
        const waited = duration(this.#options.clock.now() - this.#startedAt);
        this.line(`Waiting for run ${this.#runId}: ${this.#state} (${waited} elapsed)`);
    }
    #startTimer() {
        this.#stopTimer();
        this.#stopTimer = this.#options.clock.after(MAX_SILENCE_MS, () => this.#repeat());
    }
}

exports.RunWaiter = RunWaiter;
exports.untilAllEnded = untilAllEnded;
