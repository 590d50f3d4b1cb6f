'use strict';

Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });

const index = require('./index.js');
const overriding = require('./overriding.js');
const listingIndex = require('./listing-index.js');
const rerunChain = require('./rerun-chain.js');
require('node:path');
require('node:fs');
require('./json.js');

function newestAttempts(runId, results, others) {
    const index = new listingIndex.ResultIndex(results);
    const byResult = new Map(results.map((listed) => [listed, []]));
    let unmatched = 0;
    for (const { runId: otherId, results: attempted } of others) {
        for (const listed of attempted) {
            const owners = ownersOf(listed, index);
            if (owners.length === 0)
                unmatched += 1;
            for (const owner of owners)
                byResult.get(owner)?.push({ runId: otherId, listed, owners });
        }
    }
    const attempts = [...byResult].flatMap(([listed, own]) => {
        const newest = own.at(-1);
        return newest ? [{ listed, runId: newest.runId, verdict: verdictOf(listed, runId, own) }] : [];
    });
    return { attempts, unmatched };
}
function ownersOf(listed, index) {
    const { testCaseId } = listed;
    if (testCaseId === undefined)
        return [];
    return index.search({ testCaseId }).filter((one) => isSameResult(one, listed));
}
function isSameResult(one, other) {
    const suite = sameId(one.identity?.suiteId, other.identity?.suiteId);
    const machine = sameId(one.identity?.machineId, other.identity?.machineId);
    if (suite === false || machine === false)
        return false;
    if (suite && machine)
        return true;
    return sameName(one.suite, other.suite) && sameName(one.machine, other.machine);
}
function sameId(one, other) {
    return one === undefined || other === undefined ? undefined : one === other;
}
function sameName(one, other) {
    return one !== undefined && other !== undefined && index.normalizeName(one) === index.normalizeName(other);
}
function verdictOf(listed, runId, attempts) {
    const newest = attempts.filter((attempt) => attempt.runId === attempts.at(-1)?.runId);
    const [result = ''] = newest.map((attempt) => attempt.listed.result);
    if (!newest.some((attempt) => isPassed(attempt.listed.result)))
        return { kind: 'not-passed', reason: result };
    const isDataDriven = [listed, ...attempts.map((attempt) => attempt.listed)].some(({ identity }) => identity?.isDataDriven);
    const reason = isDataDriven ? iterationReason(listed, attempts) : undefined;
    if (reason !== undefined)
        return { kind: 'not-passed', reason };
    return ambiguity(runId, isDataDriven ? attempts : newest) ?? { kind: 'passed' };
}
function isPassed(result) {
    return result === 'SUCCESS';
}
function ambiguity(runId, attempts) {
    for (const [index, attempt] of attempts.entries()) {
        if (attempt.owners.length > 1)
            return { kind: 'ambiguous', runId, candidates: attempt.owners };
        if (attempts[index + 1]?.runId !== attempt.runId)
            continue;
        const candidates = attempts.filter((one) => one.runId === attempt.runId).map(({ listed }) => listed);
        return { kind: 'ambiguous', runId: attempt.runId, candidates };
    }
    return undefined;
}
function iterationReason({ identity }, attempts) {
    const all = [
        ['', identity],
        ...attempts.map(({ runId, listed }) => [runId, listed.identity]),
    ];
    if (all.some(([, one]) => hasTwins(one?.iterations)))
        return 'data-driven, and several of its iterations have the same name';
    const isUnlisted = identity?.isDataDriven && identity.iterations.length === 0;
    const newest = newestIterations(all);
    if (isUnlisted || newest.length === 0)
        return 'data-driven, and its iterations are not listed';
    return newest.every(isPassed) ? undefined : 'data-driven, and not all of its iterations passed';
}
function hasTwins(iterations = []) {
    const names = iterations.flatMap(({ set }) => (set === undefined ? [] : index.normalizeName(set)));
    return new Set(names).size < names.length;
}
function newestIterations(attempts) {
    const newest = new Map();
    for (const [runId, identity] of attempts) {
        for (const iteration of identity?.iterations ?? []) {
            const key = iterationKey(iteration, newest.size);
            const known = newest.get(key);
            if (known?.runId === runId && !isPassed(known.result))
                continue;
            newest.set(key, { runId, result: iteration.result });
        }
    }
    return [...newest.values()].map(({ result }) => result);
}
function iterationKey({ set }, number) {
    return set === undefined ? `${number}` : `set ${index.normalizeName(set)}`;
}

const LOCATION = { input: 'results-from-run' };
const NOTHING = { overrides: [], lines: [] };
const MAX_OWN_COMMENT_LENGTH = 1_500;
async function takeOver(options, diagnostics) {
    const chain = await otherRuns(options, diagnostics);
    if (chain.kind === 'failed')
        diagnostics.problem(chain.problem.location, chain.problem.message);
    if (chain.kind !== 'reruns')
        return NOTHING;
    if (chain.runs.length === 0)
        return { ...NOTHING, nothing: `run ${options.run.id} has no rerun` };
    const others = [];
    for (const { id } of chain.runs) {
        const listing = await options.client.forRun(id).listing({}, true);
        if (options.cancelled.aborted)
            return NOTHING;
        if (listing.value)
            others.push({ runId: id, results: listing.value.results });
        else
            diagnostics.problem(LOCATION, `the results of run ${id} could not be read: ${listing.unreadable}`);
    }
    return others.length < chain.runs.length ? NOTHING : passesIn(others, options, diagnostics);
}
async function otherRuns(options, diagnostics) {
    const { client, run, from, cancelled } = options;
    const read = async (runId) => {
        const other = await readEnded(runId, client, diagnostics);
        if (cancelled.aborted)
            return { kind: 'cancelled' };
        const error = other.kind === 'ended' ? planError(run, other.run, from) : undefined;
        return error === undefined ? other : failed(error);
    };
    if (from === index.LATEST_RERUN)
        return rerunChain.followReruns(run, read);
    const other = await read(from);
    return other.kind === 'ended' ? { kind: 'reruns', runs: [other.run] } : other;
}
async function readEnded(runId, client, diagnostics) {
    const read = await client.forRun(runId).run({});
    if (!read.value)
        return failed(`run ${runId} could not be read: ${read.unreadable}`);
    const { status } = read.value;
    const phase = overriding.phaseOf(status);
    if (phase === 'in-progress')
        return failed(`run ${runId} is still in progress (${status}); set wait-for-run-seconds to wait for it`);
    if (phase === 'unknown')
        diagnostics.warning(LOCATION, `Testsigma gave no status of run ${runId}; it is taken to have ended`);
    return { kind: 'ended', run: read.value };
}
function failed(message) {
    return { kind: 'failed', problem: { location: LOCATION, message } };
}
function planError(run, other, from) {
    const unknown = [run, other].filter(({ plan }) => plan === undefined).map(({ id }) => `run ${id}`);
    if (unknown.length > 0)
        return from === index.LATEST_RERUN
            ? undefined
            : `Testsigma gave no test plan (executionId) of ${unknown.join(' and ')}: that run ${other.id} is of the same test plan as run ${run.id} cannot be shown`;
    if (run.plan === other.plan)
        return undefined;
    return `run ${other.id} is of the test plan ${other.plan}, and run ${run.id} of the test plan ${run.plan}; only runs of the same test plan can be taken over`;
}
function passesIn(others, options, diagnostics) {
    const { run, results } = options;
    const newest = newestAttempts(run.id, results, others);
    const attempts = newest.attempts.filter(({ listed }) => isSelected(listed, options));
    rejectAmbiguous(attempts, diagnostics);
    const passed = attempts.filter(({ verdict }) => verdict.kind === 'passed');
    const names = index.listFirst(others, ({ runId }) => `run ${runId}`);
    const lines = [
        `${names}: newest attempts of ${index.pluralize(attempts.length, 'result')}, ${passed.length} Passed`,
        ...reasons(attempts),
        ...(newest.unmatched > 0 ? [`not in run ${run.id}: ${newest.unmatched}`] : []),
    ];
    const nothing = `nothing that is in run ${run.id}${filterSuffix(options)} Passed in ${names}`;
    const overrides = passed.map((attempt) => overrideOf(attempt, options.ownComment));
    return { overrides, lines, nothing: passed.length === 0 ? nothing : undefined };
}
function isSelected(listed, options) {
    return ['suite', 'machine'].every((narrowing) => {
        const name = options[narrowing];
        return name === '' || name === listingIndex.EVERY || sameName(name, listed[narrowing]);
    });
}
function filterSuffix({ suite, machine }) {
    const given = [suite && `suite ${suite}`, machine && `machine ${machine}`].filter(Boolean);
    return given.length === 0 ? '' : ` (${given.join(', ')})`;
}
function rejectAmbiguous(attempts, diagnostics) {
    const messages = attempts.flatMap(({ listed, runId, verdict }) => {
        if (verdict.kind !== 'ambiguous')
            return [];
        const { candidates } = verdict;
        const which = candidates.includes(listed)
            ? `a result that passed in run ${runId} may be any of ${candidates.length} of run ${verdict.runId}`
            : `the result ${listed.testCaseResultId} has ${candidates.length} attempts in run ${verdict.runId}`;
        return [`${which}: ${listingIndex.formatResults(candidates)}. Override the right one by its ID`];
    });
    for (const message of new Set(messages))
        diagnostics.problem(LOCATION, message);
}
function reasons(attempts) {
    const counts = new Map();
    for (const { verdict } of attempts) {
        if (verdict.kind !== 'not-passed')
            continue;
        counts.set(verdict.reason, (counts.get(verdict.reason) ?? 0) + 1);
    }
    return [...counts].map(([reason, count]) => `not taken over: ${count} (${index.resultLabel(reason)})`);
}
function overrideOf({ listed, runId }, ownComment) {
    const passed = `Passed in run ${runId}`;
    const own = index.truncate(ownComment, MAX_OWN_COMMENT_LENGTH);
    return {
        testCaseResultId: listed.testCaseResultId,
        outcome: 'SUCCESS',
        comment: listingIndex.withOwnComment(own, passed),
        ...(ownComment === '' ? {} : { ownComment }),
        location: LOCATION,
        before: listed,
        passedIn: runId,
    };
}

exports.takeOver = takeOver;
