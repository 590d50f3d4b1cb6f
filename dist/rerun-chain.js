'use strict';

Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });

const MAX_RERUNS = 10;
async function followReruns(run, read) {
    const runs = [];
    const seen = new Set([run.id]);
    for (let last = run;;) {
        const { child, childWithoutId } = last;
        if (childWithoutId !== undefined)
            return broken(`run ${last.id} has a rerun whose ID Testsigma did not give (childResult was ${childWithoutId})`);
        if (child === undefined)
            return { kind: 'reruns', runs };
        if (seen.has(child))
            return broken(`run ${last.id} names run ${child} as its rerun, which came before it`);
        if (runs.length === MAX_RERUNS)
            return broken(`run ${run.id} has more than ${MAX_RERUNS} reruns`);
        const next = await read(child);
        if (next.kind !== 'ended')
            return next;
        seen.add(child);
        runs.push(next.run);
        last = next.run;
    }
}
function broken(what) {
    const message = `${what}, so the newest attempts are not known. Give the ID of the rerun that counts instead of latest-rerun`;
    return { kind: 'failed', problem: { location: { input: 'results-from-run' }, message } };
}

exports.followReruns = followReruns;
