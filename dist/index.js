'use strict';

Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });

const node_path = require('node:path');
const node_fs = require('node:fs');

function auditFromEnv(env) {
    const who = triggeringActor(env);
    const where = workflowRunUrl(env);
    return where === undefined ? { who } : { who, where };
}
function workflowRunUrl(env) {
    const repository = env['GITHUB_REPOSITORY'];
    const run = env['GITHUB_RUN_ID'];
    if (!repository || !run || env['ACT'])
        return undefined;
    const server = (env['GITHUB_SERVER_URL'] || 'https://github.com').replace(/\/+$/, '');
    const runs = `${server}/${repository}/actions/runs`;
    if (isGitea(env))
        return env['GITHUB_RUN_NUMBER'] ? `${runs}/${env['GITHUB_RUN_NUMBER']}` : undefined;
    const attempt = env['GITHUB_RUN_ATTEMPT'];
    return attempt ? `${runs}/${run}/attempts/${attempt}` : `${runs}/${run}`;
}
function isGitea(env) {
    return Boolean(env['GITEA_ACTIONS'] || env['FORGEJO_ACTIONS']);
}
function workflowFileFromEnv(env) {
    if (env['GITHUB_EVENT_NAME'] !== 'workflow_dispatch')
        return '';
    return /\/([^/@]+\.ya?ml)@/.exec(env['GITHUB_WORKFLOW_REF'] ?? '')?.[1] ?? '';
}
function jobFromEnv(env) {
    return {
        event: env['GITHUB_EVENT_NAME'] ?? '',
        eventPath: env['GITHUB_EVENT_PATH'] ?? '',
        apiUrl: env['GITHUB_API_URL'] || 'https://api.github.com',
        repository: env['GITHUB_REPOSITORY'] ?? '',
        workflow: env['GITHUB_WORKFLOW_REF']?.replace(/@refs\/.*$/s, '') || env['GITHUB_WORKFLOW'] || '',
        id: env['GITHUB_JOB'] ?? '',
        step: env['GITHUB_ACTION'] ?? '',
    };
}
function triggeringActor(env) {
    if (env['GITHUB_EVENT_NAME'] === 'schedule')
        return `schedule of ${(env['GITHUB_WORKFLOW'] ?? '').slice(0, 200)}`;
    return env['GITHUB_TRIGGERING_ACTOR'] || env['GITHUB_ACTOR'] || 'GitHub Actions';
}
function insecureSettingWarnings(env) {
    if (env['NODE_TLS_REJECT_UNAUTHORIZED'] !== '0')
        return [];
    const message = 'NODE_TLS_REJECT_UNAUTHORIZED=0 is set: certificates are not checked, and whoever responds gets the key. Remove it; with an internal CA, set NODE_EXTRA_CA_CERTS=<file>';
    return [{ location: { input: 'base-url' }, message }];
}

const PAGES = {
    run: /\/runs\/(\d+)(?![^/?#])/,
    result: /\/test_case_results\/(\d+)(?![^/?#])/,
    case: /\/cases\/(\d+)(?![^/?#])/,
};
const HOST_AND_PATH = /^([\w.-]+)(?::\d+)?\/(\S*)/;
const WITHIN_DOT = /.\../;
const PATH_OF_PAGE = /\/(?:runs|test_case_results|cases)\/\d/;
function looksLikeUrl(text) {
    return /^https?:\/\//i.test(text) || isWithoutScheme(text);
}
function isWithoutScheme(text) {
    const [, host = '', path = ''] = HOST_AND_PATH.exec(text) ?? [];
    return WITHIN_DOT.test(host) && PATH_OF_PAGE.test(path);
}
function parseTestsigmaUrl(text) {
    const full = /^https?:/i.test(text) ? text : `https://${text}`;
    if (!URL.canParse(full))
        return undefined;
    const url = new URL(full);
    const path = url.pathname + url.hash;
    const ids = {};
    for (const page of ['run', 'result', 'case']) {
        const id = PAGES[page].exec(path)?.[1];
        if (id !== undefined)
            ids[page] = id;
    }
    return { url, ids };
}
function runUrl(baseUrl, runId) {
    return `${baseUrl}/ui/td/runs/${runId}`;
}
function resultUrl(baseUrl, testCaseResultId) {
    return `${baseUrl}/ui/td/test_case_results/${testCaseResultId}`;
}
const MAX_ID = '9223372036854775807';
function idError(text) {
    if (text === '' || /[^0-9]/.test(text))
        return 'an ID is written with the digits 0 to 9 and nothing else';
    if (text.startsWith('0'))
        return 'an ID starts at 1 and has no leading zero';
    if (text.length > MAX_ID.length || (text.length === MAX_ID.length && text > MAX_ID)) {
        return `an ID is at most ${MAX_ID}`;
    }
    return undefined;
}

class ProxySettingError extends Error {
    variable;
    constructor(variable, why) {
        super(`${variable} cannot be used: ${why}. ${EXAMPLE}`);
        this.variable = variable;
    }
}
const EXAMPLE = 'Write it like http://proxy.example.com:8080 or http://user:password@proxy.example.com:8080, special characters in the password percent-encoded';
class TunnelError extends Error {
    proxy;
    status;
    constructor(message, proxy, status) {
        super(message);
        this.proxy = proxy;
        this.status = status;
    }
}
const VARIABLES = {
    'https:': ['https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY'],
    'http:': ['http_proxy', 'HTTP_PROXY', 'all_proxy', 'ALL_PROXY'],
};
function proxyFor(url, env) {
    const name = VARIABLES[url.protocol]?.find((variable) => env[variable]?.trim());
    if (name === undefined || isLoopback(url.hostname))
        return undefined;
    if (isExcepted(url, env['no_proxy'] || env['NO_PROXY'] || ''))
        return undefined;
    return parseProxy(name, env[name]?.trim() ?? '');
}
function isLoopback(hostname) {
    return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
function proxySecrets(env) {
    const names = new Set(Object.values(VARIABLES).flat());
    const secrets = [...names].flatMap((name) => passwordsIn(splitProxy(env[name]?.trim() ?? '').userInfo));
    return [...new Set(secrets)].filter((text) => text !== '');
}
function passwordsIn(userInfo) {
    const [user = '', password = ''] = splitUserInfo(userInfo ?? '');
    if (password === '')
        return [];
    const plain = decoded$1(password) ?? password;
    return [`${user}:${password}`, password, plain, base64(`${decoded$1(user) ?? user}:${plain}`)];
}
function splitProxy(text) {
    const [, scheme = 'http', after = ''] = /^(?:([a-z][a-z\d+.-]*):\/\/)?(.*)$/is.exec(text) ?? [];
    const end = after.lastIndexOf('@');
    const userInfo = end < 0 ? undefined : after.slice(0, end);
    return { scheme: scheme.toLowerCase(), userInfo, rest: after.slice(end + 1) };
}
function splitUserInfo(userInfo) {
    const colon = userInfo.indexOf(':');
    return colon < 0 ? [userInfo, undefined] : [userInfo.slice(0, colon), userInfo.slice(colon + 1)];
}
function parseProxy(name, text) {
    const { scheme, userInfo, rest } = splitProxy(text);
    const fail = (why) => {
        throw new ProxySettingError(name, why);
    };
    if (scheme !== 'http' && scheme !== 'https')
        return fail('only http:// and https:// proxies are supported');
    const authorization = userInfo === undefined ? undefined : authorizationOf(userInfo);
    if (userInfo !== undefined && authorization === undefined)
        return fail('its user or password contains a character that must be percent-encoded, such as % or #');
    const hostAndPort = rest.replace(/\/+$/, '');
    if (/^(?::\d*)?$/.test(hostAndPort))
        return fail('it names no host');
    const url = `${scheme}://${hostAndPort}`;
    if (/[\s/?#\\]/.test(hostAndPort) || !URL.canParse(url))
        return fail('it is not the URL of a proxy');
    const { hostname, port } = new URL(url);
    return {
        variable: name,
        protocol: `${scheme}:`,
        host: hostname.replace(/^\[|\]$/g, ''),
        port: Number(port || (scheme === 'https' ? 443 : 80)),
        authorization,
    };
}
function authorizationOf(userInfo) {
    if (/[\s/?#@\\]/.test(userInfo))
        return undefined;
    const [user, password] = splitUserInfo(userInfo).map((part) => decoded$1(part ?? ''));
    return user === undefined || password === undefined ? undefined : `Basic ${base64(`${user}:${password}`)}`;
}
function decoded$1(text) {
    try {
        return decodeURIComponent(text);
    }
    catch {
        return undefined;
    }
}
function base64(text) {
    return Buffer.from(text).toString('base64');
}
function isExcepted({ hostname, port, protocol }, names) {
    const host = hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
    const hostPort = port || (protocol === 'https:' ? '443' : '80');
    return names
        .toLowerCase()
        .split(/[\s,]+/)
        .some((name) => {
        if (name === '*')
            return true;
        const [, bracketed, plain = '', onlyPort] = /^(?:\[(.*)\]|(.*?))(?::(\d+))?$/.exec(name) ?? [];
        const isIPv6 = bracketed === undefined && /:.*:/.test(name);
        const excepted = isIPv6 ? name : (bracketed ?? plain.replace(/^\*?\./, '').replace(/\.$/, ''));
        if (excepted === '' || (onlyPort !== undefined && !isIPv6 && onlyPort !== hostPort))
            return false;
        return host === excepted || host.endsWith(`.${excepted}`);
    });
}

function truncate(text, units) {
    if (text.length <= units)
        return text;
    if (units === 0)
        return '';
    const end = isHighSurrogate(text.charCodeAt(units - 2)) ? units - 2 : units - 1;
    return `${text.slice(0, end)}…`;
}
function isHighSurrogate(code) {
    return code >= 0xd800 && code <= 0xdbff;
}
function withRemainder(first, total) {
    const more = total - first.length;
    return more > 0 ? [...first, `… and ${more} more`] : first;
}
function firstLines(items, max, line) {
    return withRemainder(items.slice(0, max).map(line), items.length);
}
function pluralize(count, noun) {
    return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
function capitalize(text) {
    return text.charAt(0).toUpperCase() + text.slice(1);
}
const MAX_LISTED = 10;
function listFirst(items, show) {
    const first = items.slice(0, MAX_LISTED).map(show).join(', ');
    const more = items.length - MAX_LISTED;
    return more > 0 ? `${first} and ${more} more` : first;
}
const MAX_CUTS = 10;
function longerTexts(uncut) {
    const parts = uncut.split(/\s+(?=#)/, MAX_CUTS);
    return parts.map((_, index) => parts.slice(0, index + 1).join(' ')).slice(1);
}
function quote(text) {
    return `"${truncate(text, 80)}"`;
}
const WRAPPING_CHAR = /[\s`\u00a0\u200b\u2060\ufeff\u00ab\u00bb\u2018-\u201f\u2039\u203a]/;
const UNWRAPPED = /^\w{1,40}$/;
function unquote(text) {
    if (UNWRAPPED.test(text))
        return text;
    let start = 0;
    let end = text.length;
    for (;;) {
        while (start < end && WRAPPING_CHAR.test(text.charAt(start)))
            start += 1;
        while (start < end && WRAPPING_CHAR.test(text.charAt(end - 1)))
            end -= 1;
        const first = text.charAt(start);
        const isPaired = end - start > 1 && /["']/.test(first) && text.charAt(end - 1) === first;
        if (!isPaired)
            return text.slice(start, end);
        start += 1;
        end -= 1;
    }
}
const NORMALIZED = /^[!-~]{1,40}(?: [!-~]{1,40}){0,20}$/;
function normalizeName(name) {
    if (NORMALIZED.test(name))
        return name;
    return name
        .normalize('NFC')
        .split(/\s/)
        .filter((word) => word !== '')
        .join(' ');
}
function splitWords(text) {
    return text
        .split(/[,\n]/)
        .map((word) => unquote(word))
        .filter((word) => word !== '');
}

const DEFAULT_BASE_URL = 'https://app.testsigma.com';
const PUBLIC_HOSTS = ['app.testsigma.com', 'app-eu.testsigma.com', 'app-in.testsigma.com'];
const MIN_WORKFLOW_RUN_DIGITS = 7;
function secretsToMask(token) {
    const lines = token.split(/[\r\n]+/);
    const texts = [token, ...lines, ...lines.map(withoutBearer)].map((text) => text.trim());
    return [...new Set(texts)].filter((text) => text !== '' && !/[\r\n]/.test(text));
}
function readConnection(reader, env) {
    const run = readRun(reader, env['GITHUB_RUN_ID']);
    const connection = { runId: run.id, apiToken: readToken(reader), ...readBaseUrl(reader, run.url) };
    if (connection.host !== '')
        checkProxy(reader, new URL(connection.baseUrl), env);
    return connection;
}
function checkProxy(reader, url, env) {
    try {
        proxyFor(url, env);
    }
    catch (error) {
        if (!(error instanceof ProxySettingError))
            throw error;
        reader.problem(error.variable, error.message);
    }
}
function readRun(reader, workflowRunId) {
    const id = unquote(reader.raw('run-id'));
    if (looksLikeUrl(id))
        return readRunUrl(reader, id);
    const error = runIdError(id, workflowRunId);
    if (error !== undefined)
        reader.problem('run-id', `${error}. ${RUN_ID}`);
    return { id };
}
function runIdError(id, workflowRunId) {
    if (id === '')
        return 'run-id is empty';
    if (id === workflowRunId && id.length >= MIN_WORKFLOW_RUN_DIGITS)
        return `run-id ${id} is the ID of this GitHub workflow run (github.run_id)`;
    const error = idError(id);
    return error && `${quote(id)} is not a run ID: ${error}`;
}
function readRunUrl(reader, text) {
    const parsed = parseTestsigmaUrl(text);
    const id = parsed?.ids.run ?? '';
    const foreign = parsed && foreignRun(parsed.url);
    if (parsed && !foreign && idError(id) === undefined)
        return { id, url: parsed.url };
    const what = foreign ?? 'not the URL of a run (…/ui/td/runs/239)';
    reader.problem('run-id', `${quote(text)} is ${what}. ${RUN_ID}`);
    return { id };
}
const RUN_ID = 'Give the ID of the Testsigma run: the "Execution ID" on its Run Results page, the URL of that page, or `id` in the response that started the run';
const LATEST_RERUN = 'latest-rerun';
function readOtherRun(reader, { runId, host }) {
    const text = unquote(reader.raw('results-from-run'));
    if (text === '')
        return undefined;
    if (text.toLowerCase() === LATEST_RERUN)
        return LATEST_RERUN;
    const parsed = looksLikeUrl(text) ? parseTestsigmaUrl(text) : undefined;
    const id = looksLikeUrl(text) ? (parsed?.ids.run ?? '') : text;
    const error = otherRunError(id, parsed, runId, host);
    if (error !== undefined)
        reader.problem('results-from-run', `${quote(text)} ${error}. Give ${LATEST_RERUN}, or the ID or URL of a run`);
    return id;
}
function otherRunError(id, parsed, runId, host) {
    if (idError(id) !== undefined)
        return 'is not another run';
    if (parsed && host !== '' && parsed.url.host !== host)
        return `is on ${parsed.url.host}, but base-url is on ${host}: IDs belong to one host`;
    return id === runId ? `is run ${runId} itself, which run-id names` : undefined;
}
function foreignRun({ host, pathname }) {
    if (/\/actions\/runs\/\d/.test(pathname))
        return 'the URL of a GitHub workflow run (github.run_id)';
    if (host === 'test-management.testsigma.com')
        return "on Testsigma's Test Management, another product with other IDs";
    return undefined;
}
function readToken(reader) {
    const given = reader.text('api-token');
    const token = withoutBearer(given);
    const error = tokenError(token);
    if (error !== undefined)
        reader.problem('api-token', error);
    else if (token !== given)
        reader.notice('api-token', 'the word Bearer in api-token is not needed and was left out');
    return token;
}
function tokenError(token) {
    if (token === '' || /^bearer$/i.test(token))
        return NO_TOKEN;
    if (/\s/.test(token))
        return 'api-token contains white space or several lines; a Testsigma API key is one word (Settings > API Keys)';
    return /^[\x21-\x7e]+$/.test(token)
        ? undefined
        : 'api-token contains characters that no API key has; copy it again (Settings > API Keys)';
}
const NO_TOKEN = "api-token is empty. Pass a secret that contains a Testsigma API key (Settings > API Keys), such as secrets.TESTSIGMA_API_KEY. An environment's secret needs `environment:` on the job, a reusable workflow needs `secrets:` where it is called. Workflows started from forks and by Dependabot get no secrets";
function withoutBearer(token) {
    return token.trim().replace(/^bearer\s+/i, '');
}
function readBaseUrl(reader, run) {
    const implied = run && PUBLIC_HOSTS.includes(run.host) ? `https://${run.host}` : DEFAULT_BASE_URL;
    const text = reader.text('base-url') || implied;
    if (!URL.canParse(text)) {
        reader.problem('base-url', `${quote(withoutUserInfo(text))} is not a URL; write it like ${DEFAULT_BASE_URL}`);
        return { baseUrl: text, host: '' };
    }
    const url = new URL(text);
    for (const error of baseUrlErrors(url, text))
        reader.problem('base-url', error);
    if (run && run.host !== url.host) {
        reader.problem('run-id', `the run's URL is on ${run.host}, but base-url is on ${url.host}: IDs belong to one host. Take the URL from ${url.host}, or set base-url to https://${run.host} if that is your Testsigma: the key is sent there`);
    }
    return { baseUrl: url.origin + url.pathname.replace(/(?<!\/)\/+$/, ''), host: url.host };
}
function withoutUserInfo(text) {
    const start = text.indexOf('//');
    const end = text.lastIndexOf('@');
    return start >= 0 && end > start ? `${text.slice(0, start)}//…${text.slice(end)}` : text;
}
function* baseUrlErrors(url, text) {
    if (url.username !== '' || url.password !== '') {
        yield 'base-url must not hold a user or a password; the key goes into api-token';
        return;
    }
    const quoted = quote(text);
    if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) {
        yield `${quoted} does not begin with https://; only a service on this machine may be used without it`;
    }
    if (url.search !== '' || url.hash !== '' || text.includes('?') || text.includes('#')) {
        yield `${quoted} has a query or a fragment; write the URL without it`;
    }
    if (/\/api\/v1(\/|$)/i.test(url.pathname))
        yield `${quoted} includes /api/v1, which the action adds by itself; leave it out`;
}

const peq = new Uint32Array(0x10000);
const myers_32 = (a, b) => {
    const n = a.length;
    const m = b.length;
    const lst = 1 << (n - 1);
    let pv = -1;
    let mv = 0;
    let sc = n;
    let i = n;
    while (i--) {
        peq[a.charCodeAt(i)] |= 1 << i;
    }
    for (i = 0; i < m; i++) {
        let eq = peq[b.charCodeAt(i)];
        const xv = eq | mv;
        eq |= ((eq & pv) + pv) ^ pv;
        mv |= ~(eq | pv);
        pv &= eq;
        if (mv & lst) {
            sc++;
        }
        if (pv & lst) {
            sc--;
        }
        mv = (mv << 1) | 1;
        pv = (pv << 1) | ~(xv | mv);
        mv &= xv;
    }
    i = n;
    while (i--) {
        peq[a.charCodeAt(i)] = 0;
    }
    return sc;
};
const myers_x = (b, a) => {
    const n = a.length;
    const m = b.length;
    const mhc = [];
    const phc = [];
    const hsize = Math.ceil(n / 32);
    const vsize = Math.ceil(m / 32);
    for (let i = 0; i < hsize; i++) {
        phc[i] = -1;
        mhc[i] = 0;
    }
    let j = 0;
    for (; j < vsize - 1; j++) {
        let mv = 0;
        let pv = -1;
        const start = j * 32;
        const vlen = Math.min(32, m) + start;
        for (let k = start; k < vlen; k++) {
            peq[b.charCodeAt(k)] |= 1 << k;
        }
        for (let i = 0; i < n; i++) {
            const eq = peq[a.charCodeAt(i)];
            const pb = (phc[(i / 32) | 0] >>> i) & 1;
            const mb = (mhc[(i / 32) | 0] >>> i) & 1;
            const xv = eq | mv;
            const xh = ((((eq | mb) & pv) + pv) ^ pv) | eq | mb;
            let ph = mv | ~(xh | pv);
            let mh = pv & xh;
            if ((ph >>> 31) ^ pb) {
                phc[(i / 32) | 0] ^= 1 << i;
            }
            if ((mh >>> 31) ^ mb) {
                mhc[(i / 32) | 0] ^= 1 << i;
            }
            ph = (ph << 1) | pb;
            mh = (mh << 1) | mb;
            pv = mh | ~(xv | ph);
            mv = ph & xv;
        }
        for (let k = start; k < vlen; k++) {
            peq[b.charCodeAt(k)] = 0;
        }
    }
    let mv = 0;
    let pv = -1;
    const start = j * 32;
    const vlen = Math.min(32, m - start) + start;
    for (let k = start; k < vlen; k++) {
        peq[b.charCodeAt(k)] |= 1 << k;
    }
    let score = m;
    for (let i = 0; i < n; i++) {
        const eq = peq[a.charCodeAt(i)];
        const pb = (phc[(i / 32) | 0] >>> i) & 1;
        const mb = (mhc[(i / 32) | 0] >>> i) & 1;
        const xv = eq | mv;
        const xh = ((((eq | mb) & pv) + pv) ^ pv) | eq | mb;
        let ph = mv | ~(xh | pv);
        let mh = pv & xh;
        score += (ph >>> (m - 1)) & 1;
        score -= (mh >>> (m - 1)) & 1;
        if ((ph >>> 31) ^ pb) {
            phc[(i / 32) | 0] ^= 1 << i;
        }
        if ((mh >>> 31) ^ mb) {
            mhc[(i / 32) | 0] ^= 1 << i;
        }
        ph = (ph << 1) | pb;
        mh = (mh << 1) | mb;
        pv = mh | ~(xv | ph);
        mv = ph & xv;
    }
    for (let k = start; k < vlen; k++) {
        peq[b.charCodeAt(k)] = 0;
    }
    return score;
};
const distance = (a, b) => {
    if (a.length < b.length) {
        const tmp = b;
        b = a;
        a = tmp;
    }
    if (b.length === 0) {
        return a.length;
    }
    if (a.length <= 32) {
        return myers_32(a, b);
    }
    return myers_x(a, b);
};

const MAX_COMPARED_LENGTH = 100;
const MAX_DIFFERENCE = 2 / 3;
function closest(text, candidates, maxDifference = MAX_DIFFERENCE) {
    return nearest(text, candidates, maxDifference)[0]?.candidate;
}
const MIN_LEAD = 2;
function didYouMean(text, candidates, show) {
    const near = nearest(text, candidates, MAX_DIFFERENCE);
    const [best, second] = near;
    if (!best)
        return '';
    const isClear = !second || second.edits >= best.edits + MIN_LEAD;
    if (isClear)
        return `; did you mean ${show(best.candidate)}?`;
    const names = near.slice(0, 3).map(({ candidate }) => show(candidate));
    return `; the closest names: ${names.join(', ')}`;
}
function nearest(text, candidates, maxDifference) {
    const searched = beginning(text);
    const near = [...new Set(candidates)].flatMap((candidate) => {
        const other = beginning(candidate);
        const isBegun = searched !== '' && other.startsWith(searched);
        const edits = distance(searched, other);
        const isNear = isBegun || edits <= Math.max(searched.length, other.length) * maxDifference;
        return isNear ? [{ candidate, isBegun, edits }] : [];
    });
    return near.sort((one, other) => Number(other.isBegun) - Number(one.isBegun) || one.edits - other.edits);
}
function beginning(text) {
    return text.slice(0, MAX_COMPARED_LENGTH).toLowerCase();
}

const WORDS = {
    SUCCESS: ['passed', 'pass', 'success', 'successful', 'ok'],
    FAILURE: ['failed', 'fail', 'failure', 'error'],
    NOT_EXECUTED: ['not_executed', 'skipped', 'skip', 'cancelled', 'canceled', 'not_run'],
};
function outcomeWord(outcome) {
    return WORDS[outcome][0] ?? outcome;
}
const OUTCOMES = new Map(['SUCCESS', 'FAILURE', 'NOT_EXECUTED'].flatMap((outcome) => WORDS[outcome].map((word) => [word, outcome])));
const CURRENT = new Map([
    ['skipped', ['NOT_EXECUTED', 'SKIPPED']],
    ['aborted', ['ABORTED']],
    ['stopped', ['STOPPED']],
    ['queued', ['QUEUED']],
    ['prerequisite_failed', ['PRE_REQUISITE_FAILURE']],
    ['paused', ['PAUSED']],
    ['running', ['RUNNING']],
]);
const OUTCOME_WORDS = [...OUTCOMES.keys()].join(', ');
function notAnOutcome(word, context = '') {
    const bare = unquote(word.slice(0, MAX_WORD_LENGTH));
    const near = closest(bare, OUTCOMES.keys(), 1 / 3);
    const advice = near === undefined ? 'use one of' : `did you mean "${near}"? Use one of`;
    return `${quote(bare)} is not a result${context}; ${advice}: ${OUTCOME_WORDS}`;
}
const CURRENT_RESULT_WORDS = [...new Set([...OUTCOMES.keys(), ...CURRENT.keys()])].join(', ');
function outcomeOf(word) {
    return OUTCOMES.get(normalizeWord(word));
}
const WIRE = new Map([
    ['SUCCESS', 'SUCCESS'],
    ['PASSED', 'SUCCESS'],
    ['FAILURE', 'FAILURE'],
    ['FAILED', 'FAILURE'],
]);
const WIRE_WORD = /^[A-Z]{2,40}(?:_[A-Z]{1,40}){0,5}$/;
const KNOWN_WIRE_WORDS = [...WIRE.keys(), 'NOT_EXECUTED', ...[...CURRENT.values()].flat()];
const EXACTLY = /^\s*=\s*(\S.*)$/s;
function currentResultsOf(word) {
    const [, exactly] = EXACTLY.exec(word) ?? EXACTLY.exec(unquote(word)) ?? [];
    if (exactly !== undefined)
        return [normalizeResult(exactly)];
    const bare = unquote(word.slice(0, MAX_WORD_LENGTH));
    if (KNOWN_WIRE_WORDS.includes(bare))
        return [normalizeResult(bare)];
    const plain = normalizeWord(word);
    const outcome = OUTCOMES.get(plain);
    const known = CURRENT.get(plain) ?? (outcome && [outcome]);
    if (known)
        return known;
    const isOther = WIRE_WORD.test(bare) && closest(bare, KNOWN_WIRE_WORDS, 1 / 4) === undefined;
    return isOther ? [bare] : undefined;
}
function exactWord(result) {
    const meant = currentResultsOf(result);
    return meant?.length === 1 && meant[0] === result ? result : `=${result}`;
}
function normalizeResult(word) {
    const bare = word.trim();
    return WIRE.get(bare) ?? bare;
}
const MAX_WORD_LENGTH = 1_000;
function normalizeWord(word) {
    if (word.length > MAX_WORD_LENGTH)
        return '';
    return unquote(word)
        .toLowerCase()
        .replace(/[\s-]+/g, '_');
}
function resultLabel(result) {
    return LABELS.get(result) ?? result;
}
const LABELS = new Map([
    ['SUCCESS', 'Passed'],
    ['FAILURE', 'Failed'],
    ['NOT_EXECUTED', 'Not Executed'],
    ['ABORTED', 'Aborted'],
    ['STOPPED', 'Stopped'],
    ['QUEUED', 'Queued'],
    ['SKIPPED', 'Skipped'],
    ['PRE_REQUISITE_FAILURE', 'Prerequisite Failed'],
    ['PAUSED', 'Paused'],
    ['RUNNING', 'Running'],
]);

const DAY_MS = 86_400_000;
const LAST_DAY = '9999-12-31';
function dayOf(ms, daysAhead = 0) {
    const [day = LAST_DAY] = new Date(ms + daysAhead * DAY_MS).toISOString().split('T');
    return day.length > LAST_DAY.length ? LAST_DAY : day;
}
function isExpired(until, today) {
    return until !== undefined && until < today;
}
function daysLeft(until, today) {
    return (Date.parse(until) - Date.parse(today)) / DAY_MS;
}

const DEFAULT_COMMENT = 'Overridden from GitHub Actions';
function rulesOnListing({ maxOverrides, protected: tests, }) {
    return [
        ...(maxOverrides && 'percent' in maxOverrides.value ? [['maxOverrides', maxOverrides]] : []),
        ...(tests && tests.value.length > 0 ? [['protected', tests]] : []),
    ];
}
function needsUntil(outcome) {
    return outcome !== 'FAILURE';
}
function latestUntil({ maxDays }, now) {
    return maxDays ? dayOf(now, maxDays.value) : LAST_DAY;
}

function inputVariable(name) {
    return `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`;
}
class InputReader {
    #getInput;
    #diagnostics;
    #invalid = new Set();
    constructor(getInput, diagnostics) {
        this.#getInput = getInput;
        this.#diagnostics = diagnostics;
    }
    raw(name) {
        return this.#getInput(name);
    }
    text(name) {
        return this.#getInput(name).trim();
    }
    problem(name, message) {
        this.#invalid.add(name);
        this.#diagnostics.problem({ input: name }, message);
    }
    notice(name, message) {
        this.#diagnostics.notice({ input: name }, message);
    }
    isInvalid(...names) {
        return names.some((name) => this.#invalid.has(name));
    }
    flag(name, byDefault) {
        const text = this.text(name);
        if (text === '')
            return byDefault;
        if (['true', 'True', 'TRUE'].includes(text))
            return true;
        if (['false', 'False', 'FALSE'].includes(text))
            return false;
        this.#invalidValue(name, 'write true or false');
        return byDefault;
    }
    choice(name, choices) {
        const text = this.text(name).toLowerCase();
        const choice = text === '' ? choices[0] : choices.find((one) => one === text);
        if (!choice)
            this.#invalidValue(name, `use one of: ${choices.join(', ')}`);
        return choice ?? choices[0];
    }
    number(name, byDefault, min, max) {
        const text = this.text(name);
        if (text === '')
            return byDefault;
        const number = /^[0-9]{1,9}$/.test(text) ? Number(text) : Number.NaN;
        if (number >= min && number <= max)
            return number;
        this.#invalidValue(name, `write a whole number from ${min} to ${max}`);
        return byDefault;
    }
    #invalidValue(name, advice) {
        this.problem(name, `${quote(this.text(name))} is not a value of ${name}; ${advice}`);
    }
}

function parseInputs(getInput, env, diagnostics) {
    const reader = new InputReader(getInput, diagnostics);
    const report = { reportDir: reader.text('report-dir'), jobSummary: reader.flag('job-summary', true) };
    const inputs = readInputs(reader, env);
    rejectLookupConflicts(inputs, reader);
    if (env['RUNNER_OS'] === 'Windows')
        rejectCutInputs(reader);
    const documents = documentInputs(inputs, reader);
    return diagnostics.problems.length > 0 ? { documents, report } : { inputs, documents, report };
}
const MAX_WINDOWS_LENGTH = 32_766;
function rejectCutInputs(reader) {
    for (const name of ['results', 'results-files', 'junit-files', 'policy'])
        if (reader.raw(name).length >= MAX_WINDOWS_LENGTH)
            reader.problem(name, `${name} may be cut off: Windows passes on at most ${MAX_WINDOWS_LENGTH} characters. Put documents into files and name them in results-files; shorten lists of paths by globs`);
}
function readInputs(reader, env) {
    const connection = readConnection(reader, env);
    return {
        ...connection,
        results: reader.raw('results'),
        resultsFiles: reader.raw('results-files'),
        junitFiles: reader.raw('junit-files'),
        resultsFromRun: readOtherRun(reader, connection),
        suite: reader.text('suite'),
        machine: reader.text('machine'),
        defaultOutcome: readDefaultOutcome(reader),
        onlyIf: readOnlyIf(reader),
        comment: reader.text('comment') || DEFAULT_COMMENT,
        auditTrail: reader.flag('audit-trail', true),
        waitMs: 1_000 * reader.number('wait-for-run-seconds', 0, 0, 21_600),
        policy: reader.raw('policy'),
        lookup: reader.choice('lookup', ['auto', 'required', 'off']),
        unchanged: reader.choice('unchanged', ['skip', 'send']),
        ifPartial: reader.choice('if-partial', ['warn', 'error']),
        ifNoResults: reader.choice('if-no-results', ['error', 'warn', 'ignore']),
        ifUnmatched: reader.choice('if-unmatched', ['warn', 'error', 'ignore']),
        dryRun: reader.flag('dry-run', false),
        verify: reader.flag('verify', false),
        batchSize: reader.number('batch-size', 100, 1, 1_000),
        prComment: reader.flag('pr-comment', false),
        githubToken: reader.text('github-token'),
        maxRetries: reader.number('max-retries', 4, 0, 10),
        requestTimeoutMs: 1_000 * reader.number('request-timeout-seconds', 60, 1, 3_600),
        timeoutMs: 1_000 * reader.number('timeout-seconds', 600, 1, 21_600),
    };
}
function documentInputs(inputs, reader) {
    const { results, resultsFiles, junitFiles, policy, lookup } = inputs;
    const defaultOutcome = reader.isInvalid('default-result') ? 'invalid' : inputs.defaultOutcome;
    const host = reader.isInvalid('base-url', 'run-id') ? undefined : inputs.host;
    return { results, resultsFiles, junitFiles, policy, lookup, defaultOutcome, host };
}
function readDefaultOutcome(reader) {
    const word = reader.text('default-result');
    const outcome = word === '' ? undefined : outcomeOf(word);
    if (word !== '' && !outcome)
        reader.problem('default-result', `${quote(word)} is not a result; use one of: ${OUTCOME_WORDS}`);
    return outcome;
}
function readOnlyIf(reader) {
    const words = splitWords(reader.raw('only-if'));
    if (words.length === 0) {
        if (reader.text('only-if') !== '')
            reader.problem('only-if', `only-if names no result; it takes: ${CURRENT_RESULT_WORDS}`);
        return undefined;
    }
    for (const word of words.filter((one) => !currentResultsOf(one)))
        reader.problem('only-if', `${quote(word)} is not a result; only-if takes: ${CURRENT_RESULT_WORDS}`);
    return [...new Set(words.flatMap((word) => currentResultsOf(word) ?? []))];
}
const NEEDS_LOOKUP = [
    ['only-if', ({ onlyIf }) => onlyIf !== undefined, "only-if needs the run's results"],
    ['verify', ({ verify }) => verify, 'verify reads the run again'],
    ['junit-files', ({ junitFiles }) => junitFiles.trim() !== '', "tests are matched to the run's results"],
    [
        'results-from-run',
        ({ resultsFromRun }) => resultsFromRun !== undefined,
        "another run's passes are matched to the run's results",
    ],
    ['wait-for-run-seconds', ({ waitMs }) => waitMs > 0, 'waiting reads the run'],
];
function rejectLookupConflicts(inputs, reader) {
    if (inputs.lookup !== 'off')
        return;
    for (const [input, isGiven, why] of NEEDS_LOOKUP)
        if (isGiven(inputs))
            reader.problem(input, `${why}, and lookup: off forbids reading them; change one of the two`);
}

class Diagnostics {
    problems = [];
    warnings = [];
    notices = [];
    selections = [];
    problem(location, message) {
        this.problems.push({ location, message });
    }
    warning(location, message) {
        this.warnings.push({ location, message });
    }
    notice(location, message) {
        this.notices.push({ location, message });
    }
    selection(location, message) {
        this.selections.push({ location, message });
    }
    add(other) {
        for (const kind of ['problems', 'warnings', 'notices', 'selections'])
            for (const one of other[kind])
                this[kind].push(one);
    }
}
function formatLocation({ input, file, line, column }) {
    if (file !== undefined)
        return [file, line, column].filter((part) => part !== undefined).join(':');
    if (line === undefined)
        return input;
    return `${input}, line ${line}${column === undefined ? '' : `, column ${column}`}`;
}
function formatDiagnostic({ location, message }) {
    const { input, file, line } = location;
    const isNamed = line === undefined && (file !== undefined || message.startsWith(input));
    return isNamed ? message : `${formatLocation(location)}: ${message}`;
}
function locator(source) {
    const starts = [0];
    for (const { index, 0: end } of source.text.matchAll(/\r\n|\r|\n/g))
        starts.push(index + end.length);
    return (offset) => {
        const line = lineOf(starts, offset);
        return locationIn(source, line, offset - (starts[line - 1] ?? 0) + 1);
    };
}
function locationIn({ input, file }, line, column) {
    return file === undefined ? { input, line, column } : { input, file, line, column };
}
function lineOf(starts, offset) {
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
        const middle = (low + high) >>> 1;
        if ((starts[middle] ?? 0) <= offset)
            low = middle;
        else
            high = middle;
    }
    return low + 1;
}

const UNPRINTABLE = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;
const SHORT = new Map([
    ['\n', '\\n'],
    ['\r', '\\r'],
    ['\t', '\\t'],
]);
function oneLine(text) {
    return text.replace(UNPRINTABLE, (char) => SHORT.get(char) ?? escapeOf(char)).replaceAll('##[', '##\\[');
}
function escapeOf(char) {
    const code = (char.codePointAt(0) ?? 0).toString(16);
    return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, '0')}`;
}
function shortLine(text, units) {
    return truncate(oneLine(truncate(text, units)), units);
}
function jsonText(text) {
    return JSON.stringify(text)
        .replace(UNPRINTABLE, (char) => char.split('').map(unitEscape).join(''))
        .replaceAll('##[', '#\\u0023[')
        .replaceAll('<', '\\u003c');
}
function unitEscape(unit) {
    return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
const MARKUP = '&<>`*_~|\\[]';
const SPECIAL = /[&<>`*_~|\\[\]@#$]|:(?=\/\/|[\w+-]+:)|www(?=\.)|(?<![a-z\d])GH(?=-\d)/gi;
function escapeMarkdown(text) {
    return oneLine(text).replace(SPECIAL, (found) => MARKUP.includes(found) ? `&#${found.charCodeAt(0)};` : `<span>${found}</span>`);
}

function fieldsOf(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
}
function defined(fields) {
    return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

const MAX_ANNOTATIONS = 9;
const MAX_MESSAGE_LENGTH$2 = 4_000;
class ActionLog {
    #runner;
    #redact;
    #shown = { error: 0, warning: 0, notice: 0 };
    #annotated = { warnings: 0, notices: 0 };
    constructor(runner, redact) {
        this.#runner = runner;
        this.#redact = redact;
    }
    line(text) {
        this.#runner.info(this.#clean(text));
    }
    debug(text) {
        this.#runner.debug(this.#clean(text));
    }
    group(title, lines) {
        const [only] = lines;
        if (lines.length === 1)
            this.line(`${title}: ${only}`);
        if (lines.length < 2)
            return;
        this.#runner.startGroup(this.#clean(title));
        for (const line of lines)
            this.line(`  ${line}`);
        this.#runner.endGroup();
    }
    list(title, lines) {
        this.line(title);
        for (const line of lines)
            this.line(`  ${line}`);
    }
    document(title, text) {
        this.line(title);
        for (const line of text.split('\n'))
            this.#runner.info(`  ${oneLine(this.#redact(line))}`);
    }
    annotateSummary(level, text) {
        this.#runner.annotate(level, this.#clean(text), { title: 'Testsigma override' });
    }
    annotate(level, diagnostics) {
        const remaining = MAX_ANNOTATIONS - this.#shown[level];
        const shown = diagnostics.length > remaining ? diagnostics.slice(0, Math.max(0, remaining - 1)) : diagnostics;
        for (const diagnostic of shown)
            this.#annotate(level, diagnostic);
        this.#shown[level] += shown.length;
        const rest = diagnostics.slice(shown.length);
        if (rest.length > 0)
            this.#rollUp(level, rest);
    }
    annotateNew({ warnings, notices }) {
        this.annotate('warning', warnings.slice(this.#annotated.warnings));
        this.annotate('notice', notices.slice(this.#annotated.notices));
        this.#annotated = { warnings: warnings.length, notices: notices.length };
    }
    #rollUp(level, rest) {
        if (this.#shown[level] < MAX_ANNOTATIONS) {
            const message = `${pluralize(rest.length, 'more message')} of this kind: see the log of this step`;
            this.#runner.annotate(level, message, { title: 'Testsigma override' });
            this.#shown[level] += 1;
        }
        const title = `${pluralize(rest.length, 'more message')} (${level}):`;
        this.list(title, firstLines(rest, MAX_LOGGED, formatDiagnostic));
    }
    #annotate(level, diagnostic) {
        const { input, file, line, column } = diagnostic.location;
        const position = file === undefined ? {} : defined({ file: this.#clean(file), line, col: column });
        const message = this.#clean(formatDiagnostic(diagnostic));
        this.#runner.annotate(level, message, { title: `Testsigma override: ${input}`, ...position });
    }
    #clean(text) {
        const line = shortLine(this.#redact(text), MAX_MESSAGE_LENGTH$2);
        return /^\s*::/.test(line) ? `\\${line.trimStart()}` : line;
    }
}
const MAX_LOGGED = 200;

function countStatuses(settled) {
    const counts = { overridden: 0, unchanged: 0, rejected: 0, unknown: 0, 'not-sent': 0, planned: 0 };
    for (const { status } of settled)
        counts[status] += 1;
    return counts;
}
const FAILED = ['unknown', 'not-sent', 'rejected'];
function isFailed({ status }) {
    return FAILED.includes(status);
}
function computeVerdict(settled, options) {
    const counts = countStatuses(settled);
    const verdict = verdictFromCounts(settled.length, counts, options);
    const { stop, unverified } = options;
    const explanation = sentences([
        ...(hasFailed(counts) ? mainReason(settled, stop) : []),
        unverified === undefined ? undefined : `the override could not be verified: ${unverified}`,
        ...(verdict.status === 'nothing' ? [nothingReason(options), nothingAdvice(verdict.conclusion)] : []),
    ]);
    const final = unverified === undefined ? verdict : { ...verdict, conclusion: 'fail' };
    const numbers = closingLine(final, settled);
    return {
        ...final,
        ...(explanation === '' ? { closing: numbers } : { closing: `${numbers}. ${explanation}`, explanation }),
    };
}
function verdictFromCounts(total, counts, options) {
    const done = counts.overridden + counts.unchanged;
    const undecided = counts.unknown + counts['not-sent'];
    if (options.stop?.cause === 'cancelled' && undecided > 0)
        return { status: 'cancelled', conclusion: 'fail' };
    if (total === 0)
        return nothingVerdict(options);
    if (options.dryRun)
        return { status: 'dry-run', conclusion: 'pass' };
    if (counts.rejected + undecided === 0)
        return { status: 'success', conclusion: 'pass' };
    if (done === 0)
        return { status: 'failure', conclusion: 'fail' };
    const isPartial = undecided === 0 && options.stop?.cause !== 'fatal';
    return { status: 'partial', conclusion: isPartial ? conclusionOf(options.ifPartial) : 'fail' };
}
function mainReason(settled, stop) {
    if (stop)
        return [stop.message];
    const worst = FAILED.find((status) => settled.some((one) => one.status === status));
    const groups = new Map();
    for (const one of settled.filter(({ status }) => status === worst)) {
        const key = one.message.replace(/\d+/g, '#');
        const group = groups.get(key) ?? { first: one, count: 0 };
        group.count += 1;
        groups.set(key, group);
    }
    const [main] = [...groups.values()].sort((one, other) => other.count - one.count);
    return [main?.first.message, main?.first.advice];
}
function sentences(texts) {
    return texts.flatMap((text) => (text ? [capitalize(text.replace(/\.$/, ''))] : [])).join('. ');
}
function nothingVerdict({ isPassedAlready, isAllExpired, dryRun, ifNoResults, }) {
    if (isAllExpired)
        return { status: dryRun ? 'dry-run' : 'success', conclusion: 'pass' };
    return { status: 'nothing', conclusion: isPassedAlready ? 'pass' : conclusionOf(ifNoResults) };
}
function earlyVerdict(status, closing) {
    return { status, conclusion: 'fail', closing };
}
function withFailure(verdict, settled, reason) {
    const status = verdict.status === 'cancelled' ? 'cancelled' : 'failure';
    const explanation = sentences([verdict.explanation, reason]);
    const failed = { status, conclusion: 'fail' };
    return { ...failed, closing: `${closingLine(failed, settled)}. ${explanation}`, explanation };
}
function conclusionOf(choice) {
    return choice === 'error' ? 'fail' : choice === 'warn' ? 'warn' : 'pass';
}
const PARTS = [
    ['overridden', 'overridden'],
    ['rejected', 'rejected'],
    ['unknown', 'unknown'],
    ['not-sent', 'not sent'],
    ['unchanged', 'unchanged'],
];
function closingLine(verdict, settled) {
    const counts = countStatuses(settled);
    if (!hasFailed(counts))
        return headlineOf(verdict, settled);
    const [first = '', ...others] = PARTS.filter(([status]) => counts[status] > 0).map(([status, words]) => `${counts[status]} ${words}`);
    const numbers = [first.replace(' ', ` of ${settled.length} `), ...others].join(', ');
    return `${headingOf(verdict)}: ${numbers}`;
}
function headlineOf(verdict, settled) {
    const heading = headingOf(verdict);
    const { overridden, planned, unchanged, ...counts } = countStatuses(settled);
    const total = settled.length;
    if (verdict.status === 'nothing')
        return `${heading}: no results given`;
    if (total === 0)
        return `${heading}: no results were overridden`;
    if (verdict.status === 'dry-run')
        return `${heading}: ${planned} of ${total} would change, nothing was sent`;
    if (hasFailed(counts))
        return `${heading}: ${overridden} of ${total} overridden`;
    if (overridden === 0)
        return `${heading}: nothing to change (${unchanged} unchanged)`;
    return `${heading}: ${overridden} overridden${unchanged > 0 ? `, ${unchanged} unchanged` : ''}`;
}
function hasFailed(counts) {
    return counts.rejected + counts.unknown + counts['not-sent'] > 0;
}
function isMixed(settled) {
    return settled.some(({ status }) => status !== settled[0]?.status) && hasFailed(countStatuses(settled));
}
function nothingAdvice(conclusion) {
    return conclusion === 'fail' ? 'set if-no-results: ignore if this is expected' : undefined;
}
function nothingReason({ unusedTests, nothingTakenOver }) {
    const reasons = [unusedTests && unusedReason(unusedTests), nothingTakenOver];
    return reasons.filter((reason) => reason !== undefined).join('; ') || undefined;
}
function unusedReason({ unmatched, skipped, unknown }) {
    const notKnown = unknown.count > 0 ? `, and the outcome of ${unknown.count} is not known` : '';
    return `of the reports, ${pluralize(unmatched.count, 'test')} matched nothing and ${skipped.count} were skipped${notKnown}`;
}
function headingOf(verdict) {
    if (isUnverified(verdict))
        return 'Testsigma override not verified';
    const isFailedPartial = verdict.status === 'partial' && verdict.conclusion === 'fail';
    return HEADINGS[isFailedPartial ? 'failure' : verdict.status];
}
function isUnverified({ status, conclusion }) {
    return status === 'success' && conclusion === 'fail';
}
const HEADINGS = {
    success: 'Testsigma override succeeded',
    partial: 'Testsigma override partially succeeded',
    failure: 'Testsigma override failed',
    cancelled: 'Testsigma override cancelled',
    nothing: 'Testsigma override',
    'dry-run': 'Testsigma override dry run',
};

function messageOf(error) {
    return error instanceof Error ? error.message : String(error);
}
function codeOf(error) {
    return String(Object(error).code ?? error);
}

function redactor(secrets) {
    const forms = [...new Set(secrets.flatMap(formsOf))];
    if (forms.length === 0)
        return (text) => text;
    const heads = new Set(forms.map((form) => form.slice(0, MIN_PREFIX_LENGTH)));
    const suspicious = new RegExp([...heads].map(literal).join('|'));
    return (text) => {
        if (!suspicious.test(text))
            return text;
        return without(forms.flatMap((form) => [...partialRanges(text, form), ...truncatedRanges(text, form)]), text);
    };
}
function without(ranges, text) {
    let clean = '';
    let done = 0;
    for (const { start, end } of [...ranges].sort((one, other) => one.start - other.start)) {
        if (start >= done)
            clean += `${text.slice(done, start)}***`;
        done = Math.max(done, end);
    }
    return clean + text.slice(done);
}
const MIN_VARIED_LENGTH = 8;
function formsOf(secret) {
    const wellFormed = secret.toWellFormed();
    const forms = [secret, JSON.stringify(wellFormed).slice(1, -1), encodeURIComponent(wellFormed)];
    if (secret.length < MIN_VARIED_LENGTH)
        return forms;
    return forms.flatMap((form) => [form, capitalize(form), form.toLowerCase()]);
}
function literal(text) {
    return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
const MIN_PARTIAL_LENGTH = 16;
function* partialRanges(text, secret) {
    const head = secret.length < MIN_PARTIAL_LENGTH ? secret : secret.slice(0, Math.ceil(secret.length / 2));
    let end = 0;
    for (let start = text.indexOf(head); start >= 0; start = text.indexOf(head, end)) {
        end = start + sharedLength(text, start, secret);
        yield { start, end };
    }
}
function sharedLength(text, at, secret) {
    let length = 0;
    while (length < secret.length && text.charCodeAt(at + length) === secret.charCodeAt(length))
        length += 1;
    return length;
}
const MIN_PREFIX_LENGTH = 6;
function* truncatedRanges(text, secret) {
    if (secret.length <= MIN_PREFIX_LENGTH)
        return;
    let done = 0;
    for (let end = text.indexOf('…'); end >= 0; end = text.indexOf('…', end + 1)) {
        const from = Math.max(done, end - secret.length);
        const found = beginningAtEnd(text.slice(from, end), secret);
        if (found < 0)
            continue;
        yield { start: from + found, end };
        done = end;
    }
}
function beginningAtEnd(text, secret) {
    const head = secret.slice(0, MIN_PREFIX_LENGTH);
    let at = text.indexOf(head);
    while (at >= 0 && !secret.startsWith(text.slice(at)))
        at = text.indexOf(head, at + 1);
    return at;
}
const SAFE_KEYS = new Set([
    'testCaseResultId',
    'testCaseId',
    'runId',
    'outcome',
    'status',
    'conclusion',
    'input',
]);
function redactDeep(value, redact) {
    if (typeof value === 'string')
        return redact(value);
    if (typeof value !== 'object' || value === null)
        return value;
    if (Array.isArray(value))
        return redactItems(value, redact);
    const fields = value;
    let changed;
    for (const key in fields) {
        const item = fields[key];
        const clean = SAFE_KEYS.has(key) ? item : redactDeep(item, redact);
        if (clean === item)
            continue;
        changed ??= { ...value };
        Object.assign(changed, { [key]: clean });
    }
    return changed ?? value;
}
function redactItems(items, redact) {
    let changed;
    items.forEach((item, index) => {
        const clean = redactDeep(item, redact);
        if (clean === item)
            return;
        changed ??= [...items];
        changed[index] = clean;
    });
    return changed ?? items;
}

const MAX_NAMED = 10;
function remainingFailures(report) {
    const { stillFailed = [], runResult, settled, verdict } = report;
    if (stillFailed.length === 0 || runResult === 'SUCCESS')
        return undefined;
    if (settled.length === 0 || verdict.status === 'dry-run')
        return undefined;
    const counts = new Map();
    for (const { result } of stillFailed)
        counts.set(result, (counts.get(result) ?? 0) + 1);
    const parts = [...counts].map(([result, count]) => `${count} ${resultLabel(result)}`);
    const title = `still ${runResult === '' ? 'not Passed' : resultLabel(runResult)}: ${parts.join(', ')}`;
    return { title, count: stillFailed.length, first: stillFailed.slice(0, MAX_NAMED) };
}
const EMPTY_RESULT = { settled: [], runResultBefore: '', runResult: '' };
function runFields({ run, runResult, }) {
    return { run, runResultBefore: runResult, runResult };
}
function blockedMessage({ length }) {
    const errors = length === 1 ? 'this error' : `these ${length} errors`;
    return `Testsigma override failed: no results were overridden. Fix ${errors} first`;
}
function blockedByErrors(problems) {
    const [first = ''] = problems.map(formatDiagnostic);
    const more = problems.length > 1 ? ` (and ${pluralize(problems.length - 1, 'more error')})` : '';
    return endedEarly('failure', `Testsigma override failed: no results were overridden. ${first}${more}`);
}
function nothingRequested(options) {
    return { ...EMPTY_RESULT, verdict: computeVerdict([], options) };
}
function cancelledBeforePlan() {
    return endedEarly('cancelled', 'Testsigma override cancelled: no results were overridden');
}
function internalError(error) {
    const details = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return endedEarly('failure', `Testsigma override failed: internal error, please report it: ${details}`);
}
function endedEarly(status, closing) {
    return { ...EMPTY_RESULT, verdict: earlyVerdict(status, closing) };
}

const MAX_MESSAGE_LENGTH$1 = 2_000;
function markdownEscaper(longest) {
    return (text, units = longest) => escapeMarkdown(truncate(text, units));
}
function linkTarget(url) {
    return url.replace(/[()|]/g, (char) => `%${char.charCodeAt(0).toString(16)}`);
}
function runLink(baseUrl, runId, text = `run ${runId}`) {
    return `[${text}](${linkTarget(runUrl(baseUrl, runId))})`;
}
function testCell(settled, baseUrl, safe) {
    const { testCaseResultId: id, before } = settled.override;
    const link = `](${linkTarget(resultUrl(baseUrl, id))})`;
    if (before?.name === undefined)
        return `[${id}${link}`;
    const facts = [before.suite, before.machine, failedIterations(before)];
    const details = facts.flatMap((fact) => (fact === undefined ? [] : [safe(fact)]));
    return `[${safe(before.name)}${link}<br><sub>${[...details, id].join(' · ')}</sub>`;
}
function failedIterations(listed) {
    const { failed = 0, total = 0 } = listed?.iterationCounts ?? {};
    return failed === 0 ? undefined : `${failed} of ${pluralize(total, 'iteration')} failed`;
}
function changeCell({ override: { before, outcome } }, safe) {
    const after = `**${resultLabel(outcome).replaceAll(' ', NO_BREAK)}**`;
    return before ? `${safe(resultLabel(before.result))} →${NO_BREAK}${after}` : after;
}
const NO_BREAK = '&nbsp;';
function diagnosticItem({ location, message }, safe) {
    return `<b>${safe(`${formatLocation(location)}:`)}</b> ${messageText(message, safe)}`;
}
function messageText(message, safe) {
    const escaped = (text) => safe(text, MAX_MESSAGE_LENGTH$1);
    return truncate(message, MAX_MESSAGE_LENGTH$1)
        .split(/`([^`]+)`/)
        .map((part, index) => (index % 2 === 0 ? escaped(part) : `<code>${escaped(part)}</code>`))
        .join('');
}
function aboutRun({ plan, build, started }) {
    return [
        ['test plan', plan],
        ['build', build],
        ['started', started && readableTimes(started)],
    ];
}
function runFacts(report, safe) {
    const { run = {}, actor, startedAt, finishedAt } = report;
    const facts = [...aboutRun(run), ...runResults(report), ['by', actor]];
    const known = facts.flatMap(([what, fact]) => (fact ? [`${what} <b>${safe(fact)}</b>`] : []));
    return [...known, `took ${formatDuration(finishedAt - startedAt)}`].join(' · ');
}
function runResults(report) {
    const [before, after] = [resultLabel(report.runResultBefore), resultLabel(report.runResult)];
    if (before === '' || after === '')
        return [['run result before', before]];
    if (before !== after)
        return [['run result', `${before} → ${after}`]];
    return remainingFailures(report) ? [] : [['run result', after]];
}
function readableTimes(text) {
    return text.replace(/(\d{4}-\d\d-\d\d)T(\d\d:\d\d):\d\d(?:\.\d+)?Z/g, '$1 $2 UTC');
}
function formatDuration(ms) {
    if (ms < 9_950)
        return `${(ms / 1_000).toFixed(1)} s`;
    const seconds = Math.round(ms / 1_000);
    const minutes = Math.floor(seconds / 60);
    return minutes === 0 ? `${seconds} s` : `${minutes} min ${seconds % 60} s`;
}
const STATUS_STYLES = [
    { status: 'overridden', square: '🟩', words: 'Overridden' },
    { status: 'planned', square: '🟦', words: 'Planned' },
    { status: 'unchanged', square: '⬜', words: 'Unchanged' },
    { status: 'rejected', square: '🟥', words: 'Rejected' },
    { status: 'unknown', square: '🟨', words: 'Unknown (may have been overridden)' },
    { status: 'not-sent', square: '⬛', words: 'Not sent' },
];
function statusStyle(status) {
    return STATUS_STYLES.find((style) => style.status === status) ?? { status, square: '', words: status };
}
function tableHead(...titles) {
    return `| ${titles.join(' | ')} |\n|${' :--- |'.repeat(titles.length)}\n`;
}
function fenced(language, text) {
    const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
    const fence = '`'.repeat(longest + 1);
    return `${fence}${language}\n${text}\n${fence}`;
}
function shellWord(text) {
    return /^[\w.:/-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

function groupFailures(settled) {
    return groupByReason(settled.filter(isFailed));
}
function groupByReason(settled) {
    const groups = new Map();
    for (const one of settled) {
        const key = `${one.status} ${one.message.replace(/\d+/g, '#')}`;
        const group = groups.get(key);
        if (group)
            group.push(one);
        else
            groups.set(key, [one]);
    }
    return [...groups.values()].map(groupOf).sort((one, other) => other.settled.length - one.settled.length);
}
function groupOf(settled) {
    const [first] = settled;
    const { status = 'rejected', message = '', advice = '' } = first ?? {};
    return { status, message: settled.length > 1 ? withoutIds(message, first) : message, advice, settled };
}
function withoutIds(message, first) {
    const id = first?.override.testCaseResultId;
    return id === undefined ? message : message.replace(new RegExp(`\\b${id}\\b`, 'g'), '…');
}
function containsReason(text, reason) {
    const lowerCase = text.toLowerCase();
    return reason !== '' && reason.split('…').every((part) => lowerCase.includes(part.toLowerCase()));
}

const MAX_INPUT_BYTES = 60_000;
const ITEMS_PER_BLOCK = 500;
function jsonList(items) {
    const blocks = [];
    let block = [];
    let lineFeeds = 1;
    for (const item of items) {
        if (block.length === ITEMS_PER_BLOCK) {
            blocks.push(`${block.join(',\n')},\n`);
            block = [];
        }
        block.push(item);
        lineFeeds += 1;
    }
    const lines = ['[\n', ...blocks, block.join(',\n'), '\n]'].join('');
    const isLarge = Buffer.byteLength(lines) - lineFeeds > MAX_INPUT_BYTES;
    return isLarge ? lines : lines.replaceAll('\n', '');
}
function* filterMap(items, map) {
    for (const item of items) {
        const result = map(item);
        if (result !== undefined)
            yield result;
    }
}

function buildFollowUps({ settled, workflowRun, followUp = {} }) {
    return {
        retry: retryDocument(settled, followUp),
        undo: undoDocument(settled, workflowRun, followUp),
        plan: planDocument(settled, followUp),
    };
}
const MAX_QUOTED_LENGTH = 1_500;
function undoComment(comment, workflowRun) {
    const undone = workflowRun === '' ? 'an override' : `the override by ${workflowRun}`;
    const quoted = comment.replace(UNDO, '');
    if (quoted === '' || quoted === DEFAULT_COMMENT)
        return `Undoes ${undone}`;
    return `${truncate(quoted, MAX_QUOTED_LENGTH)} (undoes ${undone})`;
}
const UNDO = / ?\(undoes (?:an override|the override by \S{1,500})\)$|^Undoes (?:an override|the override by \S{1,500})$/;
function retryDocument(settled, rules = {}) {
    return jsonList(filterMap(settled, (one) => (isFailed(one) ? entry(one.override, rules) : undefined)));
}
function planDocument(settled, rules = {}) {
    return jsonList(filterMap(settled, ({ status, override }) => {
        if (status !== 'planned')
            return undefined;
        const { before, onlyIf } = override;
        return entry({ ...override, onlyIf: before ? [before.result] : onlyIf }, rules);
    }));
}
function undoDocument(settled, workflowRun, rules = {}) {
    return jsonList(filterMap(settled, (one) => {
        const { testCaseResultId, outcome, before } = one.override;
        if (!isTouched(one) || !isSettable(before?.result))
            return undefined;
        const comment = allowedComment(one.override, rules);
        const undo = rules.isCommentKept ? comment : undoComment(comment, workflowRun);
        return entry({ testCaseResultId, comment: undo, outcome: before.result, onlyIf: [outcome] }, rules);
    }));
}
function notRestorable(settled) {
    return settled.filter((one) => isTouched(one) && !isRestorable(one));
}
function notRestorableReason({ before }) {
    return before
        ? `was ${resultLabel(before.result)}, which an override cannot set`
        : "former result not known: not in the run's listing, or the listing was not read";
}
function isRestorable({ override: { before } }) {
    return isSettable(before?.result);
}
function isTouched({ status, override: { before, outcome } }) {
    return (status === 'overridden' || status === 'unknown') && before?.result !== outcome;
}
function isSettable(result) {
    return result === 'SUCCESS' || result === 'FAILURE' || result === 'NOT_EXECUTED';
}
function allowedComment({ comment, ownComment }, { isOwnCommentOnly }) {
    return isOwnCommentOnly ? (ownComment ?? comment) : comment;
}
function entry(fields, rules) {
    const { testCaseResultId, outcome, onlyIf } = fields;
    const comment = allowedComment(fields, rules);
    const until = fields.until ?? (needsUntil(outcome) ? rules.until : undefined);
    const condition = onlyIf ? `,"onlyIf":${JSON.stringify(onlyIf.map(exactWord))}` : '';
    const expiry = until === undefined ? '' : `,"until":"${until}"`;
    return `{"testCaseResultId":${testCaseResultId},"comment":${jsonText(comment)},"result":"${outcome}"${condition}${expiry}}`;
}
function tooLargeForInput({ retry, undo, plan }) {
    const documents = { 'retry-results': retry, 'undo-results': undo, 'plan-results': plan };
    return Object.entries(documents).flatMap(([name, text]) => Buffer.byteLength(text) > MAX_INPUT_BYTES ? [name] : []);
}

function logRun(found, { runId, baseUrl }, log) {
    if (!found)
        return;
    const facts = [...aboutRun(found), ['result', resultLabel(found.result)]];
    const known = facts.flatMap(([what, fact]) => (fact ? [`${what} ${fact}`] : []));
    log.line(`Run ${runId}: ${[...known, runUrl(baseUrl, runId)].join(', ')}`);
}
function logTestReports({ lines, unusedTests }, log) {
    log.group('Test reports', lines);
    if (!unusedTests)
        return;
    logTests('Unmatched tests', unusedTests.unmatched, log);
    logTests('Skipped tests (no effect)', unusedTests.skipped, log);
    logTests('Tests without a known outcome (no effect)', unusedTests.unknown, log);
}
function logTakenOver(lines, log) {
    log.group('Results of other runs', lines);
}
function logTests(title, { count, first }, log) {
    const lines = first.map(({ location, message }) => `${formatLocation(location)}: ${message}`);
    if (count > 0)
        log.group(`${title}, ${count}`, withRemainder(lines, count));
}
const MAX_VISIBLE = 20;
const MAX_FOLDED = 50;
const MAX_FAILURES = 200;
function logPlan(plan, selections, log) {
    if (selections.length > 0)
        log.list('Entries with all: true', firstLines(selections, MAX_VISIBLE, formatDiagnostic));
    const changes = plan.filter(({ skipReason }) => skipReason === undefined);
    const unchanged = plan.filter(({ skipReason }) => skipReason !== undefined);
    const count = `Plan: ${changes.length} to override`;
    const title = unchanged.length > 0 ? `${count}, ${unchanged.length} unchanged` : count;
    log.list(title, changes.slice(0, MAX_VISIBLE).map(changeLine));
    const more = changes.slice(MAX_VISIBLE);
    log.group(pluralize(more.length, 'more change'), firstLines(more, MAX_FOLDED, changeLine));
    const unchangedLine = (one) => `${nameOf(one)}: ${one.skipReason}`;
    log.group('Unchanged', firstLines(unchanged, MAX_FOLDED, unchangedLine));
}
function changeLine(override) {
    const { before, outcome } = override;
    return `${nameOf(override)}: ${before ? `${resultLabel(before.result)} → ` : ''}${resultLabel(outcome)}`;
}
function nameOf({ testCaseResultId, before }) {
    const name = before?.name === undefined ? '' : ` ${before.name}`;
    const facts = [before?.machine, failedIterations(before)].filter((fact) => fact !== undefined);
    return `${testCaseResultId}${name}${facts.length === 0 ? '' : ` (${facts.join(', ')})`}`;
}
function logFailures(settled, closing, log) {
    const failed = settled.filter(isFailed).length;
    if (failed === 0)
        return;
    let remaining = MAX_FAILURES;
    const lines = groupFailures(settled).flatMap((group) => {
        const names = group.settled.slice(0, remaining).map(({ override }) => `  ${changeLine(override)}`);
        remaining -= names.length;
        return names.length === 0 ? [] : [failureTitle(group, closing), ...names];
    });
    const more = failed > MAX_FAILURES ? [`… and ${failed - MAX_FAILURES} more`] : [];
    log.list(`Not overridden: ${failed}`, [...lines, ...more]);
}
function failureTitle({ status, message }, closing) {
    const { words } = statusStyle(status);
    return message === '' || containsReason(closing, message) ? words : `${words}: ${message}`;
}
function logNotRestorable(lost, log) {
    if (lost.length === 0)
        return;
    const line = ({ override }) => `${nameOf(override)}: ${notRestorableReason(override)}`;
    log.list(`Cannot be undone: ${lost.length}`, firstLines(lost, MAX_FAILURES, line));
}
function logRemaining(report, log) {
    const remaining = remainingFailures(report);
    if (!remaining)
        return;
    const lines = remaining.first.map((one) => `${nameOf({ testCaseResultId: one.testCaseResultId, before: one })}: ${resultLabel(one.result)}`);
    log.list(`Run ${report.runId} is ${remaining.title}`, withRemainder(lines, remaining.count));
}
function logRequested(lines, inputs, log) {
    if (lines.length > 0)
        log.group('Requested results', [...lines, ...defaultLines(inputs ?? {})]);
}
function defaultLines({ defaultOutcome, onlyIf }) {
    return [
        ...(defaultOutcome === undefined ? [] : [`default-result: ${resultLabel(defaultOutcome)}`]),
        ...(onlyIf === undefined ? [] : [`only-if: ${onlyIf.map(resultLabel).join(', ')}`]),
    ];
}

class BoundedMarkdown {
    #parts = [];
    #remainingBytes;
    constructor(maxBytes) {
        this.#remainingBytes = maxBytes;
    }
    get remainingBytes() {
        return this.#remainingBytes;
    }
    add(block) {
        this.#remainingBytes -= Buffer.byteLength(block, 'utf8') + 1;
        if (this.#remainingBytes >= 0)
            this.#parts.push(block);
    }
    overflow() {
        this.#remainingBytes = -1;
    }
    get overflowed() {
        return this.#remainingBytes < 0;
    }
    text() {
        return this.#parts.map((part) => `${part}\n`).join('');
    }
}
function takeWhileFits(items, bytes, render) {
    const rows = [];
    let left = bytes;
    for (const item of items) {
        const row = render(item);
        left -= Buffer.byteLength(row, 'utf8') + 1;
        if (left < 0)
            break;
        rows.push(row);
    }
    return rows;
}

const ICONS = {
    success: '✅',
    partial: '⚠️',
    failure: '❌',
    cancelled: '🚫',
    nothing: 'ℹ️',
    'dry-run': '📝',
};
function iconOf({ status, conclusion }) {
    return conclusion === 'fail' && status !== 'cancelled' ? ICONS.failure : ICONS[status];
}
const ALERTS = { pass: 'NOTE', warn: 'WARNING', fail: 'CAUTION' };
function header(report, safe) {
    const { verdict, settled } = report;
    const facts = [...linkOf(report), runFacts(report, safe)].join(' · ');
    const numbers = isMixed(settled) ? numbersOf(settled) : '';
    const explanation = verdict.explanation ?? '';
    return [
        `## ${iconOf(verdict)} ${safe(headlineOf(verdict, settled))}\n`,
        `${facts}\n`,
        ...(numbers === '' ? [] : [`${numbers}\n`]),
        ...(explanation === ''
            ? []
            : [`> [!${ALERTS[verdict.conclusion]}]\n> ${safe(explanation, MAX_MESSAGE_LENGTH$1)}\n`]),
    ];
}
function linkOf({ runId, baseUrl }) {
    return baseUrl === '' ? [] : [`**${runLink(baseUrl, runId, `Testsigma run ${runId}`)}**`];
}
function numbersOf(settled) {
    const counts = countStatuses(settled);
    return STATUS_STYLES.filter(({ status }) => counts[status] > 0)
        .map(({ status, square, words }) => {
        const count = counts[status];
        return `${square} ${words} <b>${count}</b> (${shareOf(count, settled.length)})`;
    })
        .join(' · ');
}
function shareOf(part, whole) {
    const share = (part / whole) * 100;
    if (share < 1)
        return '&lt; 1%';
    return share > 99 && share < 100 ? '&gt; 99%' : `${Math.round(share)}%`;
}

const MAX_SUMMARY_BYTES = 1_000_000;
const MAX_CELL_LENGTH = 300;
const MIN_ROW_BYTES = 30;
const MAX_UNFOLDED = 20;
const MAX_GROUPS = 50;
const NOTE_BYTES = 1_000;
const MAX_LIST_SHARE = 0.6;
const DETAIL_LEVELS = [
    { comments: true, unchanged: true, truncated: false },
    { comments: false, unchanged: true, truncated: false },
    { comments: false, unchanged: false, truncated: false },
    { comments: false, unchanged: false, truncated: true },
];
function renderSummary(report, documents, reportFile, maxBytes) {
    const safe = markdownEscaper(MAX_CELL_LENGTH);
    const model = { ...groupsOf(report.settled), report, documents, header: header(report, safe), safe };
    for (const level of DETAIL_LEVELS) {
        const page = new BoundedMarkdown(maxBytes - NOTE_BYTES);
        new SummaryWriter(model, level, page).write();
        if (!page.overflowed || level.truncated)
            return page.text() + omittedNote(omitted(level, model), reportFile);
    }
    return '';
}
function omittedNote(left, reportFile) {
    if (left.length === 0)
        return '';
    const complete = reportFile === '' ? '' : ' The report file (output `report-file`) has everything.';
    return `\n_Omitted because of GitHub's size limit: ${left.join(', ')}.${complete}_\n`;
}
function omitted(level, { planned, overridden, unchanged }) {
    const hasComments = planned.comment === undefined || overridden.comment === undefined;
    return [
        ...(hasComments && !level.comments ? ['the comments'] : []),
        ...(unchanged.length > 0 && !level.unchanged ? ['unchanged results'] : []),
        ...(level.truncated ? ['the ends of long lists'] : []),
    ];
}
function groupsOf(settled) {
    const withStatus = (status) => settled.filter((one) => one.status === status);
    const planned = withStatus('planned');
    const overridden = withStatus('overridden');
    return {
        failures: groupFailures(settled),
        planned: changesOf(planned.filter((one) => !isOnRerun(one))),
        plannedOnRerun: planned.filter(isOnRerun),
        overridden: changesOf(overridden.filter((one) => !isOnRerun(one))),
        overriddenOnRerun: overridden.filter(isOnRerun),
        unchanged: withStatus('unchanged'),
        solved: settled.filter(({ override }) => override.isSolved),
    };
}
function isOnRerun({ override: { passedIn, before } }) {
    return passedIn !== undefined && before?.result !== 'SUCCESS';
}
function changesOf(settled) {
    const comment = settled[0]?.override.comment ?? '';
    const isShared = settled.every(({ override }) => override.comment === comment);
    return { settled, comment: isShared ? comment : undefined };
}
const SECTIONS = [
    (write, { report }) => write.diagnostics('Errors', report.problems),
    (write, { failures, report }) => write.failures(failures, report.verdict.explanation ?? ''),
    (write, { planned }) => write.changes('Would be overridden', planned),
    (write, { plannedOnRerun }) => write.passedOnRerun('Would be overridden, passed only on rerun', plannedOnRerun),
    (write, { overridden }) => write.changes('Overridden', overridden),
    (write, { overriddenOnRerun }) => write.passedOnRerun('Overridden, passed only on rerun', overriddenOnRerun),
    (write, { solved, safe }) => write.table('Solved known issues (can be removed)', 'Entry', solved, ({ override }) => safe(formatLocation(override.location))),
    (write, { report }) => write.diagnostics('Entries with all: true', report.selections ?? []),
    (write, { report }) => write.remaining(remainingFailures(report)),
    (write, { unchanged, report }) => write.unchanged(report.verdict.status === 'dry-run' ? 'Would stay unchanged' : 'Unchanged', unchanged),
    (write, { report }) => write.diagnostics('Warnings', report.warnings),
    (write, { report }) => write.sample('Unmatched tests', report.unusedTests?.unmatched),
    (write, { report }) => write.sample('Skipped tests (no effect)', report.unusedTests?.skipped),
    (write, { report }) => write.sample('Tests without a known outcome (no effect)', report.unusedTests?.unknown),
    (write, { documents }) => write.document('▶️ Apply this plan', 'plan-results', documents.plan),
    (write, { documents }) => write.document('🔁 Retry the remaining results', 'retry-results', documents.retry),
    (write, { documents }) => write.document('↩️ Undo this override', 'undo-results', documents.undo),
    (write, { report }) => write.notRestorable(notRestorable(report.settled)),
];
class SummaryWriter {
    #model;
    #level;
    #page;
    #safe;
    constructor(model, level, page) {
        this.#model = model;
        this.#level = level;
        this.#page = page;
        this.#safe = model.safe;
    }
    write() {
        for (const block of this.#model.header)
            this.#page.add(block);
        for (const section of SECTIONS) {
            if (this.#page.overflowed && !this.#level.truncated)
                return;
            section(this, this.#model);
        }
    }
    diagnostics(title, diagnostics) {
        this.#list(title, '', diagnostics, (one) => `- ${diagnosticItem(one, this.#safe)}`);
    }
    sample(title, tests) {
        if (!tests || tests.count === 0)
            return;
        const items = tests.first.map((one) => diagnosticItem(one, this.#safe));
        this.#folded(`<b>${title} (${tests.count})</b>`, bullets(items, tests.count));
    }
    failures(groups, explanation) {
        const total = countIn(groups);
        if (total === 0)
            return;
        this.#page.add(`### Not overridden (${total})\n`);
        for (const group of groups.slice(0, MAX_GROUPS))
            this.#failureGroup(group, explanation);
        const more = pluralize(countIn(groups.slice(MAX_GROUPS)), 'more result');
        if (groups.length > MAX_GROUPS)
            this.#page.add(`… and ${more} for other reasons: see the output \`failures\`\n`);
    }
    #failureGroup({ status, message, advice, settled }, explanation) {
        const { square, words } = statusStyle(status);
        const isRepeated = containsReason(explanation, message);
        const reason = isRepeated || message === '' ? '' : `: ${this.#safe(message, MAX_MESSAGE_LENGTH$1)}`;
        this.#page.add(`${square} **${words}**${reason}\n`);
        if (advice !== '' && !isRepeated)
            this.#page.add(`**How to fix:** ${this.#safe(advice, MAX_MESSAGE_LENGTH$1)}\n`);
        this.table('', 'Requested', settled, (one) => changeCell(one, this.#safe));
    }
    changes(title, { settled, comment }) {
        const above = comment ? `Comment: ${this.#safe(comment)}\n\n` : '';
        const isBelow = this.#level.comments && comment === undefined;
        this.#list(title, above + tableHead('Test', 'Change'), settled, (one) => {
            const below = isBelow ? `<br><sub>💬 ${this.#safe(one.override.comment)}</sub>` : '';
            return `| ${this.#test(one)}${below} | ${changeCell(one, this.#safe)} |`;
        });
    }
    passedOnRerun(title, settled) {
        const { baseUrl } = this.#model.report;
        this.table(title, 'Change', settled, (one) => {
            return `${changeCell(one, this.#safe)} in ${runLink(baseUrl, one.override.passedIn ?? '')}`;
        });
    }
    table(title, column, settled, cell) {
        this.#list(title, tableHead('Test', column), settled, (one) => `| ${this.#test(one)} | ${cell(one)} |`);
    }
    unchanged(title, settled) {
        if (settled.length === 0 || !this.#level.unchanged)
            return;
        this.#page.add(`<details><summary><b>${title} (${settled.length})</b></summary>\n`);
        for (const group of groupByReason(settled)) {
            const reason = `**${this.#safe(capitalize(readableTimes(group.message)))}** (${group.settled.length})\n\n`;
            this.#rows(reason, group.settled, (one) => `- ${this.#test(one)}`, '\n');
        }
        this.#page.add('</details>\n');
    }
    notRestorable(lost) {
        if (lost.length === 0)
            return;
        const names = lost
            .slice(0, MAX_UNFOLDED)
            .map(({ override }) => `${override.testCaseResultId} (${this.#safe(notRestorableReason(override))})`);
        const more = lost.length - names.length;
        const rest = more > 0 ? ` and ${more} more` : '';
        this.#page.add(`**Cannot be undone:** ${names.join(', ')}${rest}\n`);
    }
    remaining(remaining) {
        if (!remaining)
            return;
        const { title, count, first } = remaining;
        const items = first.map((one) => {
            const name = one.name === undefined ? one.testCaseResultId : this.#safe(one.name);
            const link = linkTarget(resultUrl(this.#model.report.baseUrl, one.testCaseResultId));
            return `[${name}](${link}): ${this.#safe(resultLabel(one.result))}`;
        });
        this.#page.add(`### Run ${this.#safe(title)}\n\n${bullets(items, count)}\n`);
    }
    document(title, output, document) {
        if (document === '[]')
            return;
        if (Buffer.byteLength(document) > MAX_INPUT_BYTES) {
            this.#page.add(`**${title}:** too large for a form. Pass the file \`${output}.json\` from the folder in the output \`report-dir\` to \`results-files\`.\n`);
            return;
        }
        const paste = `Paste this into the results field of your override form (output \`${output}\`):`;
        const blocks = [paste, fenced('json', document), ...this.#command(document)];
        this.#folded(`<b>${title}</b>`, blocks.join('\n\n'));
    }
    #command(document) {
        const { workflowFile, runId, baseUrl } = this.#model.report;
        if (workflowFile === '')
            return [];
        const run = shellWord(runUrl(baseUrl, runId));
        const command = `gh workflow run ${shellWord(workflowFile)} -f run-id=${run} -f results=${shellWord(document)}`;
        return [
            'Or run this command, if the form of this workflow has the fields `run-id` and `results`:',
            fenced('sh', command),
        ];
    }
    #list(title, head, items, row) {
        if (items.length === 0)
            return;
        const heading = title === '' ? `All ${items.length}` : `${title} (${items.length})`;
        const isFolded = items.length > MAX_UNFOLDED;
        const open = isFolded
            ? `<details><summary><b>${heading}</b></summary>\n\n${head}`
            : `${title === '' ? '' : `### ${heading}\n\n`}${head}`;
        this.#rows(open, items, row, isFolded ? '\n\n</details>\n' : '\n');
    }
    #rows(open, items, row, close) {
        const { remainingBytes } = this.#page;
        const { truncated } = this.#level;
        const cannotFit = !truncated && items.length * MIN_ROW_BYTES > remainingBytes;
        const maxBytes = truncated ? (remainingBytes - NOTE_BYTES) * MAX_LIST_SHARE : remainingBytes;
        const rows = cannotFit ? [] : takeWhileFits(items, maxBytes, row);
        const left = items.length - rows.length;
        if (left > 0 && !truncated) {
            this.#page.overflow();
            return;
        }
        const more = left > 0 ? `\n\n… and ${pluralize(left, 'more result')}` : '';
        this.#page.add(`${open}${rows.join('\n')}${more}${close}`);
    }
    #folded(title, text) {
        this.#page.add(`<details><summary>${title}</summary>\n\n${text}\n\n</details>\n`);
    }
    #test(settled) {
        return testCell(settled, this.#model.report.baseUrl, this.#safe);
    }
}
function bullets(first, count) {
    return withRemainder(first, count)
        .map((item) => `- ${item}`)
        .join('\n');
}
function countIn(groups) {
    return groups.reduce((sum, { settled }) => sum + settled.length, 0);
}

const MAX_MESSAGE_LENGTH = 4_000;
function buildOutputs(report, documents, { reportDir, reportFile }) {
    const { settled, verdict } = report;
    const counts = countStatuses(settled);
    const failed = settled.filter(isFailed);
    const withStatus = (status) => idsOf(settled, (one) => one.status === status);
    return {
        small: {
            status: verdict.status,
            'report-file': reportFile,
            'report-dir': reportDir,
            message: clean(ownOrTestsigmaMessage(report)),
            'overridden-count': String(counts.overridden),
            'unchanged-count': String(counts.unchanged),
            'failed-count': String(failed.length),
            'total-count': String(settled.length),
            'run-result-before': clean(report.runResultBefore),
            'run-result': clean(report.runResult),
            'still-failed-count': report.stillFailed === undefined ? '' : String(report.stillFailed.length),
        },
        documents: {
            'overridden-ids': withStatus('overridden'),
            'unchanged-ids': withStatus('unchanged'),
            'failed-ids': idsOf(settled, isFailed),
            failures: jsonList(filterMap(failed, failureJson)),
            'plan-results': documents.plan,
            'retry-results': documents.retry,
            'undo-results': documents.undo,
        },
    };
}
function ownOrTestsigmaMessage({ verdict, testsigmaMessage }) {
    const isTrue = verdict.status === 'success' && verdict.conclusion === 'pass';
    return (isTrue && testsigmaMessage) || verdict.closing;
}
function clean(text) {
    return shortLine(text, MAX_MESSAGE_LENGTH);
}
function failureJson({ override: { testCaseResultId }, status, message }) {
    return `{"testCaseResultId":${testCaseResultId},"status":"${status}","message":${JSON.stringify(clean(message))}}`;
}
function idsOf(settled, isMeant) {
    return jsonList(filterMap(settled, (one) => (isMeant(one) ? one.override.testCaseResultId : undefined)));
}

const NO_FILES = { reportDir: '', reportFile: '', notices: [] };
const REPORT_FILE = 'report.json';
const UNDO_FILE = 'undo-results.json';
const RETRY_FILE = 'retry-results.json';
const PLAN_FILE = 'plan-results.json';
const FILES = [REPORT_FILE, RETRY_FILE, UNDO_FILE, PLAN_FILE];
async function tryDestinations({ files, runner, reportDir, temporary, jobSummary }, diagnostics) {
    const attempt = async (input, what, action) => action().catch((error) => {
        diagnostics.problem({ input }, `${what} cannot be written: ${messageOf(error)}`);
        return undefined;
    });
    await attempt('GITHUB_OUTPUT', 'the outputs', () => runner.setOutputs({}));
    if (jobSummary)
        await attempt('job-summary', 'the job summary', () => runner.addSummary(''));
    const what = reportDir === '' ? 'the report folder' : `report-dir ${quote(reportDir)}`;
    return (await attempt('report-dir', what, () => prepareFolder(reportDir, temporary, files))) ?? '';
}
async function prepareFolder(reportDir, temporary, files) {
    if (reportDir === '')
        return files.createTempFolder(temporary, 'testsigma-override-');
    const folder = files.absolutePath(reportDir);
    await files.createFolder(folder);
    for (const name of FILES) {
        const kind = await files.kind(node_path.join(folder, name));
        if (kind !== 'file' && kind !== 'missing')
            throw new Error(`${quote(name)} in it is not a regular file`);
    }
    await files.tryFolder(folder);
    return folder;
}
async function writeReportFiles(report, { retry, undo, plan }, folder, files) {
    if (folder === '')
        throw new Error('there is no report folder');
    const notices = await keepEarlierUndo(folder, files);
    const reportFile = node_path.join(folder, REPORT_FILE);
    await allSettled([
        files.writeAtomically(reportFile, reportParts(report)),
        files.writeAtomically(node_path.join(folder, RETRY_FILE), [retry, '\n']),
        files.writeAtomically(node_path.join(folder, UNDO_FILE), [undo, '\n']),
        files.writeAtomically(node_path.join(folder, PLAN_FILE), [plan, '\n']),
    ]);
    return { reportDir: folder, reportFile, notices };
}
async function allSettled(writing) {
    const endings = await Promise.allSettled(writing);
    const failed = endings.find((ending) => ending.status === 'rejected');
    if (failed)
        throw failed.reason;
}
async function keepEarlierUndo(folder, files) {
    const path = node_path.join(folder, UNDO_FILE);
    const isEmpty = async () => (await files.read(path).catch(() => '')).trim() === '[]';
    if ((await files.kind(path)) !== 'file' || (await isEmpty()))
        return [];
    let number = 1;
    const name = () => `undo-results-${number}.json`;
    while ((await files.kind(node_path.join(folder, name()))) !== 'missing')
        number += 1;
    await files.rename(path, node_path.join(folder, name()));
    const message = `${UNDO_FILE} of an earlier step is kept as ${name()}`;
    return [{ location: { input: 'report-dir' }, message }];
}
function* reportParts(report) {
    const { verdict, run, runId, baseUrl, settled, problems } = report;
    const about = {
        url: baseUrl === '' ? null : runUrl(baseUrl, runId),
        plan: run?.plan ?? null,
        build: run?.build ?? null,
        resultBefore: report.runResultBefore,
        result: report.runResult,
    };
    const totals = {
        ...countStatuses(settled),
        failed: settled.filter(isFailed).length,
        total: settled.length,
    };
    yield '{\n"version":1,\n';
    yield `"status":${JSON.stringify(verdict.status)},\n`;
    yield `"message":${JSON.stringify(oneLine(verdict.closing))},\n`;
    yield `"run":{"id":${runId === '' ? 'null' : runId},${JSON.stringify(about).slice(1)},\n`;
    yield `"actor":${JSON.stringify(report.actor)},\n`;
    yield `"workflowRun":${JSON.stringify(report.workflowRun)},\n`;
    yield `"startedAt":"${new Date(report.startedAt).toISOString()}",\n`;
    yield `"finishedAt":"${new Date(report.finishedAt).toISOString()}",\n`;
    yield `"totals":${JSON.stringify(totals)},\n`;
    yield '"results":';
    yield* lines(settled, resultJson);
    yield ',\n"problems":';
    yield* lines(problems, problemJson);
    yield '\n}\n';
}
function* lines(items, json) {
    let separator = '[\n';
    for (const item of items) {
        yield separator + json(item);
        separator = ',\n';
    }
    yield items.length === 0 ? '[]' : '\n]';
}
function resultJson(settled) {
    const { override, status, message, attempts } = settled;
    const { before } = override;
    const rest = {
        name: before?.name ?? null,
        suite: before?.suite ?? null,
        machine: before?.machine ?? null,
        before: before?.result ?? null,
        requested: override.outcome,
        status,
        message: oneLine(message),
        comment: override.comment,
        attempts,
        restorable: isRestorable(settled),
        until: override.until ?? null,
        solved: override.isSolved === true,
    };
    return `{"testCaseResultId":${override.testCaseResultId},${JSON.stringify(rest).slice(1)}`;
}
function problemJson({ location, message }) {
    const { input, file = null, line = null, column = null } = location;
    return JSON.stringify({ input, file, line, column, message: oneLine(message) });
}

async function publishReport(unsafe, options) {
    const { log, runner, folder, files } = options;
    const redacted = redactDeep(unsafe, options.redact);
    const documents = buildFollowUps(redacted);
    let written = NO_FILES;
    const reportError = await errorOf(async () => {
        written = await writeReportFiles(redacted, documents, folder, files);
    });
    for (const notice of written.notices)
        log.annotate('notice', [notice]);
    const outputsError = await errorOf(() => setOutputs(buildOutputs(redacted, documents, written), runner));
    const report = outputsError === undefined ? redacted : withoutOutputs(redacted, outputsError);
    const renderPage = (maxBytes) => renderSummary(report, documents, written.reportFile, maxBytes);
    const summaryError = await errorOf(async () => {
        if (options.jobSummary && runner.hasSummary)
            await runner.addSummary(renderPage(MAX_SUMMARY_BYTES));
    });
    logEnding(report, log);
    await options.comment(report, renderPage);
    const errors = [
        ['error', 'the outputs', outputsError],
        ['warning', 'the job summary', summaryError],
        ['warning', 'the report', folder === '' ? undefined : reportError],
    ];
    logWriteErrors(errors, documents, log);
    finishLog(report, log);
    return report.verdict.conclusion;
}
async function errorOf(action) {
    try {
        await action();
        return undefined;
    }
    catch (error) {
        return messageOf(error);
    }
}
function logWriteErrors(errors, documents, log) {
    const failed = errors.filter(([, , error]) => error !== undefined);
    for (const [level, what, error] of failed)
        log.annotateSummary(level, `Could not write ${what}: ${error}`);
    if (failed.length > 0 && documents.undo !== '[]')
        log.document('undo-results:', documents.undo);
    for (const name of tooLargeForInput(documents))
        log.line(`${name} is too large for a form: pass the file ${name}.json in report-dir to results-files`);
}
function withoutOutputs(report, error) {
    return {
        ...report,
        verdict: withFailure(report.verdict, report.settled, `the outputs could not be written: ${error}`),
    };
}
async function setOutputs({ small, documents }, runner) {
    await runner.setOutputs(small);
    await runner.setOutputs(documents);
}
function logEnding(report, log) {
    const { verdict, problems, settled } = report;
    log.annotate('error', problems);
    log.annotate(verdict.conclusion === 'fail' ? 'error' : 'warning', failuresInFiles(report));
    logFailures(settled, verdict.closing, log);
    logNotRestorable(notRestorable(settled), log);
    logRemaining(report, log);
}
function failuresInFiles({ settled, verdict }) {
    return settled
        .filter((one) => isFailed(one) && one.override.location.file !== undefined)
        .filter(({ message }) => !containsReason(verdict.closing, message))
        .map(({ override: { location, testCaseResultId }, status, message }) => ({
        location,
        message: `${testCaseResultId} is ${status}: ${message}`,
    }));
}
function finishLog({ verdict, problems }, log) {
    const { conclusion, status } = verdict;
    const isBlocked = problems.length > 0 && status !== 'cancelled';
    const closing = isBlocked ? blockedMessage(problems) : verdict.closing;
    if (conclusion === 'pass')
        log.line(closing);
    else
        log.annotateSummary(conclusion === 'warn' ? 'warning' : 'error', closing);
}

const ID = '[1-9]\\d{0,18}';
const COMMENT = '#[ -~]{0,1000}';
const PAIR_OF_LINE = `(${ID}) {0,9}: {1,9}([a-z_]{1,20})`;
const LINE_END = '(?:\\r\\n|\\r|\\n|$)';
const LINE = `(?:${PAIR_OF_LINE}(?: {1,99}${COMMENT}| {0,9})| {0,99}(?:${COMMENT})?)${LINE_END}`;
const PAIR = `${ID} *[:=] *[a-z_]+`;
const PAIRS = `${PAIR}(?: *, *${PAIR})*`;
const PAIR_IN_LINE = new RegExp(`(${ID}) *[:=] *([a-z_]+)`, 'gi');
const FORM_LINE = new RegExp(`^ *(?:${PAIRS}|\\{ *${PAIRS} *\\})\\s*$`, 'i');
async function parsePlain(source, pause = () => undefined) {
    if (source.text.includes('#') && !/[\r\n]/.test(source.text.trim()))
        return undefined;
    return (await parseLines(source, pause)) ?? (await parseFormLine(source, pause));
}
async function parseLines(source, pause) {
    const { text } = source;
    const pattern = new RegExp(LINE, 'giy');
    const entries = [];
    for (let line = 1; pattern.lastIndex < text.length; line += 1) {
        await pause();
        const found = pattern.exec(text);
        if (!found)
            return undefined;
        const [, id, word] = found;
        if (id === undefined || word === undefined)
            continue;
        const entry = entryOf(id, word, locationIn(source, line, 1));
        if (!entry)
            return undefined;
        entries.push(entry);
    }
    return entries.length > 0 ? entries : undefined;
}
async function parseFormLine(source, pause) {
    if (!FORM_LINE.test(source.text))
        return undefined;
    const entries = [];
    for (const { 1: id = '', 2: word = '', index } of source.text.matchAll(PAIR_IN_LINE)) {
        await pause();
        const entry = entryOf(id, word, locationIn(source, 1, index + 1));
        if (!entry)
            return undefined;
        entries.push(entry);
    }
    return entries;
}
function entryOf(testCaseResultId, word, location) {
    const outcome = outcomeOf(word);
    if (!outcome || idError(testCaseResultId) !== undefined)
        return undefined;
    return { selector: { testCaseResultId }, outcome, location };
}

async function loadDocuments(inputs, files, diagnostics, pause) {
    const inline = { input: 'results', text: inputs.results };
    const sources = [inline, ...(await readFiles(inputs.resultsFiles, files, diagnostics))];
    const entries = [];
    const lines = [];
    for (const source of sources.filter(({ text }) => text.trim() !== '')) {
        const own = new Diagnostics();
        const parsed = await parseSource(source, inputs, own, pause);
        for (const entry of parsed)
            entries.push(entry);
        lines.push(sourceLine(source, parsed.length, own.problems.length));
        diagnostics.add(own);
    }
    const policy = await loadPolicy(inputs, diagnostics);
    const rules = Object.keys(policy);
    if (rules.length > 0)
        lines.push(`policy: ${rules.join(', ')}`);
    return { entries, lines, policy };
}
async function parseSource(source, inputs, diagnostics, pause) {
    const entries = await parsePlain(source, pause);
    if (entries)
        return entries;
    const { parseDocument } = await Promise.resolve().then(() => require('./document.js'));
    return parseDocument(source, inputs, diagnostics, pause);
}
async function loadPolicy({ policy, lookup }, diagnostics) {
    if (policy.trim() === '')
        return {};
    const { parsePolicy } = await Promise.resolve().then(() => require('./policy-document.js'));
    return parsePolicy(policy, lookup === 'off', diagnostics);
}
function sourceLine({ file, input }, entries, problems) {
    const errors = problems === 0 ? '' : `, ${pluralize(problems, 'error')}`;
    return `${entries === 1 ? '1 entry' : `${entries} entries`} in ${file ?? input}${errors}`;
}
async function readFiles(lines, files, diagnostics) {
    if (lines.trim() === '')
        return [];
    const { readFiles: read } = await Promise.resolve().then(() => require('./files.js'));
    return read('results-files', lines, files, diagnostics);
}

const STDOUT = 1;
const FULL_PIPE_MS = 5;
function writeToStdout(text) {
    let rest = Buffer.from(text);
    while (rest.length > 0) {
        try {
            rest = rest.subarray(node_fs.writeSync(STDOUT, rest));
        }
        catch (error) {
            if (codeOf(error) !== 'EAGAIN')
                return;
            Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, FULL_PIPE_MS);
        }
    }
}
function monotonicMs() {
    return Number(process.hrtime.bigint()) / 1e6;
}
const OFFSET_MS = Date.now() - monotonicMs();
function uniqueSuffix() {
    return `${process.pid}-${process.hrtime.bigint()}`;
}
const clock = {
    now: () => OFFSET_MS + monotonicMs(),
    sleep: (ms, signal) => new Promise((resolve) => {
        if (signal.aborted)
            return resolve();
        const done = () => {
            clearTimeout(timer);
            signal.removeEventListener('abort', done);
            resolve();
        };
        const timer = setTimeout(done, ms);
        signal.addEventListener('abort', done);
    }),
    after: (ms, callback) => {
        const timer = setTimeout(callback, ms);
        return () => clearTimeout(timer);
    },
};
class Deadline {
    #clock;
    #ms;
    #passed = new AbortController();
    #at = Number.POSITIVE_INFINITY;
    #stopTimer = () => undefined;
    constructor(clock, ms) {
        this.#clock = clock;
        this.#ms = ms;
        this.#start();
    }
    get at() {
        return this.#at;
    }
    get passed() {
        return this.#passed.signal;
    }
    async startAfter(work) {
        this.#stopTimer();
        this.#at = Number.POSITIVE_INFINITY;
        try {
            return await work();
        }
        finally {
            this.#start();
        }
    }
    #start() {
        this.#at = this.#clock.now() + this.#ms;
        this.#stopTimer = this.#clock.after(this.#ms, () => this.#passed.abort());
    }
}
const GRACE_MS = 3_000;
function onSignals(signals, clock) {
    const requested = new AbortController();
    const expired = new AbortController();
    const cancel = () => {
        if (expired.signal.aborted)
            signals.exit(1);
        else if (requested.signal.aborted)
            expired.abort();
        requested.abort();
        clock.after(GRACE_MS, () => expired.abort());
    };
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'])
        signals.on(name, cancel);
    return { requested: requested.signal, expired: expired.signal };
}
class EndedError extends Error {
}
function endIfAborted({ aborted }) {
    if (aborted)
        throw new EndedError();
}
function nextTurn() {
    return new Promise((resolve) => setImmediate(resolve));
}
const PAUSE_INTERVAL_MS = 50;
const CALLS_PER_CHECK = 64;
function pauses(ended) {
    let calls = 0;
    let resumed = monotonicMs();
    const pause = async () => {
        await nextTurn();
        endIfAborted(ended);
        resumed = monotonicMs();
    };
    return () => {
        calls += 1;
        if (calls % CALLS_PER_CHECK !== 0)
            return undefined;
        return monotonicMs() - resumed < PAUSE_INTERVAL_MS ? undefined : pause();
    };
}

const NO_REPORTS = { overrides: [], lines: [] };
async function matchTestReports(paths, inputs, { listing, listingError }, options, diagnostics) {
    if (paths.length === 0)
        return NO_REPORTS;
    const { runId, host, comment, suite, machine } = inputs;
    const about = { runId, host, comment, suite, machine, listing: listing?.results ?? [] };
    const reports = await load(paths, { ...options, ...about }, diagnostics);
    if (listing) {
        applyUnmatchedPolicy(reports.unusedTests.unmatched, inputs, diagnostics);
        return reports;
    }
    if (reports.testCount > 0)
        diagnostics.problem(LOCATION, `tests can only be matched to the run's results, and ${listingError}`);
    return { ...NO_REPORTS, lines: reports.lines };
}
async function validateTestReports(paths, host, options, diagnostics) {
    const about = { runId: '', host, comment: '', suite: '', machine: '', listing: [] };
    if (paths.length > 0)
        await load(paths, { ...options, ...about }, diagnostics);
}
async function load(paths, options, diagnostics) {
    const { loadReports } = await Promise.resolve().then(() => require('./load-reports.js'));
    return loadReports(paths, options, diagnostics);
}
const LOCATION = { input: 'junit-files' };
function applyUnmatchedPolicy({ count, first }, { ifUnmatched, runId }, diagnostics) {
    if (count === 0 || ifUnmatched === 'ignore')
        return;
    if (ifUnmatched === 'error') {
        for (const { location, message } of first)
            diagnostics.problem(location, `${message}. ${ADVICE}: warn`);
        const more = count - first.length;
        if (more > 0)
            diagnostics.problem(LOCATION, matchNothing(more, 'more JUnit test', runId));
        return;
    }
    const example = first.map(({ message }) => `, for example ${message}`)[0] ?? '';
    const message = `${matchNothing(count, 'JUnit test', runId)}${example}. ${ADVICE}: ignore`;
    diagnostics.warning(LOCATION, message);
}
function matchNothing(count, noun, runId) {
    return `${pluralize(count, noun)} ${count === 1 ? 'matches' : 'match'} no result in run ${runId}`;
}
const ADVICE = 'Put the tags of test cases into the names of tests, such as [TS-411], exclude the report, or set if-unmatched';

const VERSION = '1.0.0';

async function run(parsed, deps) {
    try {
        return await runSteps(parsed, deps);
    }
    catch (error) {
        if (!(error instanceof EndedError))
            throw error;
        return endedBeforePlan(deps);
    }
}
function endedBeforePlan({ cancellation, diagnostics }) {
    if (cancellation.requested.aborted)
        return cancelledBeforePlan();
    const message = 'timeout-seconds is over before everything requested was read; nothing was sent. Raise it';
    diagnostics.problem({ input: 'timeout-seconds' }, message);
    return blockedByErrors(diagnostics.problems);
}
async function findReports(lines, files, diagnostics) {
    if (lines.trim() === '')
        return [];
    const { findFiles } = await Promise.resolve().then(() => require('./files.js'));
    return findFiles('junit-files', lines, files, diagnostics);
}
async function runSteps(parsed, deps) {
    const session = deps.http(`testsigma-override-action/${VERSION}`);
    try {
        if (parsed.inputs)
            session.connect(parsed.inputs.baseUrl);
        return await overrideRequested(parsed, session, deps);
    }
    finally {
        session.close();
    }
}
async function overrideRequested({ inputs, documents }, session, deps) {
    const { files, log, diagnostics } = deps;
    const { requested: cancelled } = deps.cancellation;
    const loaded = await loadDocuments(documents, files, diagnostics, deps.pause);
    const reportPaths = await findReports(documents.junitFiles, files, diagnostics);
    log.annotateNew(diagnostics);
    logRequested(loaded.lines, inputs, log);
    if (!inputs) {
        await validateTestReports(reportPaths, documents.host, { files, cancelled }, diagnostics);
        return blockedByErrors(diagnostics.problems);
    }
    endIfAborted(cancelled);
    if (loaded.entries.length === 0 && reportPaths.length === 0 && inputs.resultsFromRun === undefined)
        return diagnostics.problems.length > 0 ? blockedByErrors(diagnostics.problems) : nothingRequested(inputs);
    const { override } = await Promise.resolve().then(() => require('./overriding.js')).then(n => n.overriding);
    return override({ inputs, loaded, reportPaths }, session, deps);
}

class Runner {
    #options;
    constructor(options) {
        this.#options = options;
    }
    info(line) {
        this.#options.stdout(`${line}\n`);
    }
    debug(line) {
        this.#command('debug', {}, line);
    }
    startGroup(title) {
        this.#command('group', {}, title);
    }
    endGroup() {
        this.#command('endgroup', {}, '');
    }
    annotate(level, message, properties) {
        this.#command(level, { ...properties }, message);
    }
    mask(secret) {
        this.#command('add-mask', {}, secret);
    }
    async setOutputs(outputs) {
        const path = this.#options.env['GITHUB_OUTPUT'];
        const entries = Object.entries(outputs);
        if (path)
            await this.#options.files.append(path, entries.flatMap((entry) => this.#assignment(entry)));
        else
            for (const [name, value] of entries)
                this.#command('set-output', { name }, value);
    }
    get hasSummary() {
        return Boolean(this.#options.env['GITHUB_STEP_SUMMARY']);
    }
    async addSummary(markdown) {
        const path = this.#options.env['GITHUB_STEP_SUMMARY'];
        if (path)
            await this.#options.files.append(path, [markdown]);
    }
    #assignment([name, value]) {
        let delimiter;
        do
            delimiter = `ghadelimiter_${this.#options.random().toString(36).slice(2)}`;
        while (value.includes(delimiter));
        return [`${name}<<${delimiter}\n`, value, `\n${delimiter}\n`];
    }
    #command(name, properties, data) {
        const given = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
        this.info(`::${name}${given.length > 0 ? ` ${given.join(',')}` : ''}::${escapeData(data)}`);
    }
}
function escapeData(text) {
    return text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}
function escapeProperty(text) {
    return escapeData(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}

const DEFAULT_TIMEOUT_MS = 600_000;
const REPORTING_MS = 5_000;
async function main(dependencies) {
    const { env, stdout, clock, random, signals } = dependencies;
    const startedAt = clock.now();
    const getInput = (name) => env[inputVariable(name)] ?? '';
    const tokens = [getInput('api-token'), getInput('github-token')];
    const secrets = [...tokens.flatMap(secretsToMask), ...proxySecrets(env)];
    const ended = new AbortController();
    const files = dependencies.files(env['GITHUB_WORKSPACE'] ?? '.', ended.signal);
    const runner = new Runner({ env, stdout, files, random });
    for (const secret of secrets)
        runner.mask(secret);
    const redact = redactor(secrets);
    const log = new ActionLog(runner, redact);
    const diagnostics = new Diagnostics();
    for (const { location, message } of insecureSettingWarnings(env))
        diagnostics.warning(location, message);
    const parsed = parseInputs(getInput, env, diagnostics);
    const cancellation = onSignals(signals, clock);
    const deadline = new Deadline(clock, parsed.inputs?.timeoutMs ?? DEFAULT_TIMEOUT_MS);
    for (const end of [deadline.passed, cancellation.requested])
        end.addEventListener('abort', () => ended.abort());
    const { reportDir, jobSummary } = parsed.report;
    const temporary = env['RUNNER_TEMP'] ?? '';
    const folder = await tryDestinations({ files, runner, reportDir, temporary, jobSummary }, diagnostics);
    const http = (userAgent) => dependencies.http(userAgent, env);
    const shared = { log, redact, clock, cancellation, files, http };
    const audit = auditFromEnv(env);
    const flow = { random, audit, deadline, pause: pauses(ended.signal), diagnostics };
    const result = await run(parsed, { ...shared, ...flow }).catch(internalError);
    const report = reportOn(result, parsed.inputs, diagnostics, {
        env,
        audit,
        startedAt,
        finishedAt: clock.now(),
    });
    const reportFiles = dependencies.files(env['GITHUB_WORKSPACE'] ?? '.', new AbortController().signal);
    const channels = { log, redact, files: reportFiles, runner, folder, jobSummary };
    const github = { log, http, clock, job: jobFromEnv(env), cancelled: cancellation.requested };
    return publishReport(report, {
        ...channels,
        comment: (clean, renderPage) => comment(clean, renderPage, parsed.inputs, { ...github, deadline: deadline.at + REPORTING_MS }),
    });
}
function reportOn(result, inputs, { problems, warnings, notices, selections }, { env, audit, ...times }) {
    return {
        ...result,
        problems,
        warnings,
        notices,
        selections,
        runId: inputs?.runId ?? '',
        baseUrl: inputs?.baseUrl ?? '',
        actor: audit.who,
        workflowRun: audit.where ?? '',
        workflowFile: workflowFileFromEnv(env),
        ...times,
    };
}
async function comment(report, renderPage, inputs, options) {
    if (!inputs?.prComment)
        return;
    const { upsertPullRequestComment } = await Promise.resolve().then(() => require('./pull-request.js'));
    await upsertPullRequestComment(report, renderPage, { ...options, token: inputs.githubToken });
}

class FileError extends Error {
}
const MAX_BYTES = 16 * 1024 * 1024;
const READ_BYTES = 64 * 1024;
const WRITE_UNITS = 64 * 1024;
function runnerFiles(workspace, signal) {
    return {
        read: async (path) => readText(path, signal),
        stream: (path) => streamBytes(path, signal),
        kind: async (path) => kindOf(path),
        glob: (patterns) => abortable(expand(patterns), signal),
        displayPath: (path) => displayPath(workspace, path),
        absolutePath: (path) => node_path.resolve(path),
        append: async (path, parts) => writeParts(node_fs.openSync(path, 'a'), parts),
        writeAtomically: async (path, parts) => writeAtomically(path, parts),
        rename: async (from, to) => node_fs.renameSync(from, to),
        createFolder: async (path) => createFolder(path),
        tryFolder: async (path) => tryFolder(path),
        createTempFolder: async (parent, prefix) => createTempFolder(parent, prefix),
    };
}
function createTempFolder(parent, prefix) {
    const folder = node_path.resolve(parent === '' ? process.getBuiltinModule('node:os').tmpdir() : parent);
    createFolder(folder);
    return node_fs.mkdtempSync(node_path.join(folder, prefix));
}
function readText(path, signal) {
    if (signal.aborted)
        throw new FileError(TOO_LATE);
    const file = openRegular(path);
    try {
        const { size } = node_fs.fstatSync(file);
        if (size > MAX_BYTES)
            throw new FileError(TOO_LARGE);
        const bytes = Buffer.allocUnsafe(size);
        let end = 0;
        for (let count = -1; end < size && count !== 0; end += count)
            count = readInto(bytes.subarray(end), file);
        return decoded(bytes.subarray(0, end));
    }
    finally {
        node_fs.closeSync(file);
    }
}
async function* streamBytes(path, signal) {
    const file = openRegular(path);
    try {
        const buffer = new Uint8Array(READ_BYTES);
        for (let { size: left } = node_fs.fstatSync(file); left > 0;) {
            if (signal.aborted)
                throw new FileError(TOO_LATE);
            const count = readInto(buffer.subarray(0, Math.min(left, READ_BYTES)), file);
            if (count === 0)
                return;
            left -= count;
            yield buffer.subarray(0, count);
            await nextTurn();
        }
    }
    finally {
        node_fs.closeSync(file);
    }
}
function openRegular(path) {
    const kind = kindOf(path);
    if (kind === 'folder')
        throw new FileError('is a folder; name the files in it, or a glob such as folder/*.yml');
    if (kind === 'other')
        throw new FileError('is not a regular file');
    return withFileError(() => node_fs.openSync(path, 'r'));
}
function readInto(buffer, file) {
    return withFileError(() => node_fs.readSync(file, buffer));
}
function withFileError(action) {
    try {
        return action();
    }
    catch (error) {
        throw new FileError(ERRORS[codeOf(error)] ?? `cannot be read (${codeOf(error)})`);
    }
}
const TOO_LARGE = `is larger than ${MAX_BYTES / 1024 / 1024} MiB; split it into several files`;
const TOO_LATE = 'could not be read to the end: timeout-seconds is over, or the step was cancelled';
const ERRORS = {
    EACCES: 'may not be read by the runner; check its permissions',
    EPERM: 'may not be read by the runner; check its permissions',
    ELOOP: 'is a symbolic link that leads back to itself',
    ENOENT: 'does not exist',
    ENAMETOOLONG: 'has a name that is too long',
};
function decoded(bytes) {
    const encoding = bytes[0] === 0xff && bytes[1] === 0xfe
        ? 'utf-16le'
        : bytes[0] === 0xfe && bytes[1] === 0xff
            ? 'utf-16be'
            : 'utf-8';
    try {
        return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    }
    catch {
        throw new FileError(`is not a ${encoding.toUpperCase()} text`);
    }
}
function kindOf(path) {
    try {
        const stats = node_fs.statSync(path);
        return stats.isFile() ? 'file' : stats.isDirectory() ? 'folder' : 'other';
    }
    catch (error) {
        return codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR' ? 'missing' : 'file';
    }
}
async function expand(patterns) {
    const { create } = await Promise.resolve().then(() => require('./actions-glob.js'));
    try {
        const globber = await create(patterns, { implicitDescendants: false, matchDirectories: false });
        return (await globber.glob()).sort();
    }
    catch (error) {
        throw new FileError(`cannot be searched for: ${messageOf(error)}`);
    }
}
function abortable(work, signal) {
    const aborted = new Promise((_, reject) => {
        const abort = () => reject(new FileError(TOO_LATE));
        if (signal.aborted)
            abort();
        else
            signal.addEventListener('abort', abort, { once: true });
    });
    return Promise.race([work, aborted]);
}
function displayPath(workspace, path) {
    const inside = [workspace, '.'].map((root) => node_path.relative(root, node_path.resolve(path))).find(isBelow);
    return (inside ?? path).split(node_path.sep).join('/');
}
function isBelow(path) {
    return path !== '' && !path.startsWith('..') && !node_path.isAbsolute(path);
}
function createFolder(folder) {
    const code = errorCodeOf(() => node_fs.mkdirSync(folder));
    if (code === undefined || code === 'EEXIST')
        return;
    const parent = node_path.dirname(folder);
    if (code !== 'ENOENT' || parent === folder)
        throw new Error(`the folder ${folder} cannot be created (${code})`);
    createFolder(parent);
    node_fs.mkdirSync(folder);
}
function tryFolder(folder) {
    const trial = node_path.join(folder, `.trial-${uniqueSuffix()}`);
    node_fs.closeSync(node_fs.openSync(trial, 'wx'));
    node_fs.rmSync(trial);
}
function errorCodeOf(action) {
    try {
        action();
        return undefined;
    }
    catch (error) {
        return codeOf(error);
    }
}
function writeAtomically(path, parts) {
    assertReplaceable(path);
    const temporary = node_path.join(node_path.dirname(path), `.${node_path.basename(path)}-${uniqueSuffix()}`);
    const file = node_fs.openSync(temporary, 'wx');
    try {
        writeParts(file, parts);
        node_fs.renameSync(temporary, path);
    }
    catch (error) {
        node_fs.rmSync(temporary, { force: true });
        throw error;
    }
}
function writeParts(file, parts) {
    try {
        for (const chunk of inChunks(parts))
            node_fs.writeFileSync(file, chunk);
    }
    finally {
        node_fs.closeSync(file);
    }
}
function* inChunks(parts) {
    let chunk = '';
    for (const part of parts) {
        if (chunk.length + part.length > WRITE_UNITS) {
            yield chunk;
            chunk = '';
        }
        if (part.length > WRITE_UNITS)
            yield* split(part);
        else
            chunk += part;
    }
    yield chunk;
}
function* split(text) {
    for (let start = 0; start < text.length;) {
        const end = start + WRITE_UNITS;
        const chunk = text.slice(start, isHighSurrogate(text.charCodeAt(end - 1)) ? end - 1 : end);
        yield chunk;
        start += chunk.length;
    }
}
function assertReplaceable(path) {
    const kind = kindOf(path);
    if (kind === 'folder' || kind === 'other')
        throw new Error(`${path} exists already and is not a regular file`);
}

async function readBody(message, maxBytes, signal) {
    const { bytes, ending } = await readBytes(message, maxBytes, signal);
    const encodings = contentEncodings(message);
    if (encodings.length === 0 || bytes.length === 0)
        return { text: textOf(bytes), ending };
    if (ending !== 'complete')
        return { text: '', ending };
    const { decompress } = await Promise.resolve().then(() => require('./decompress.js'));
    const decompressed = await decompress(bytes, encodings, maxBytes);
    return typeof decompressed === 'string'
        ? { text: '', ending: decompressed }
        : { text: textOf(decompressed), ending };
}
function textOf(bytes) {
    return bytes.toString('utf8').replace(/^\ufeff/, '');
}
function contentEncodings({ headers }) {
    const names = (headers['content-encoding'] ?? '').toLowerCase().split(/[\s,]+/);
    return names.filter((name) => name !== '' && name !== 'identity');
}
function readBytes(message, maxBytes, signal) {
    return new Promise((resolve) => {
        const expected = Number(message.headers['content-length'] ?? FIRST_BLOCK_BYTES);
        let bytes = new GrowableBuffer(Math.min(expected, maxBytes));
        let isSettled = false;
        const settle = (ending) => {
            if (isSettled)
                return;
            isSettled = true;
            resolve({ bytes: bytes.content, ending });
            bytes = new GrowableBuffer(0);
            if (ending !== 'complete')
                message.destroy();
        };
        message.on('data', (chunk) => {
            if (isSettled)
                return;
            bytes.add(chunk);
            if (bytes.size > maxBytes)
                settle('too large');
        });
        message.on('end', () => settle(message.complete ? 'complete' : 'cut'));
        message.on('error', () => settle('cut'));
        message.on('close', () => settle('cut'));
        if (signal.aborted)
            settle('cut');
        else
            signal.addEventListener('abort', () => settle('cut'));
    });
}
const FIRST_BLOCK_BYTES = 16 * 1024;
class GrowableBuffer {
    #block;
    #size = 0;
    constructor(expected) {
        this.#block = Buffer.allocUnsafe(expected);
    }
    get size() {
        return this.#size;
    }
    add(chunk) {
        const size = this.#size + chunk.length;
        if (size > this.#block.length) {
            const larger = Buffer.allocUnsafe(Math.max(size, 2 * this.#block.length));
            this.#block.copy(larger, 0, 0, this.#size);
            this.#block = larger;
        }
        chunk.copy(this.#block, this.#size);
        this.#size = size;
    }
    get content() {
        return this.#block.subarray(0, this.#size);
    }
}

const ready = new WeakSet();
function connectEarly(agent, { protocol, hostname, port }) {
    const connect = agent.createConnection.bind(agent);
    const isTls = protocol === 'https:';
    const host = hostname.replace(/^\[|\]$/g, '');
    const servername = process.getBuiltinModule('node:net').isIP(host) === 0 ? host : '';
    const settings = { noDelay: true, servername, ALPNProtocols: ['http/1.1'] };
    const socket = connect({ host, port: Number(port) || (isTls ? 443 : 80), ...settings });
    socket?.on('error', () => undefined);
    socket?.once(isTls ? 'secureConnect' : 'connect', () => ready.add(socket));
    agent.createConnection = (options, callback) => {
        agent.createConnection = connect;
        if (!socket)
            return connect(options, callback);
        isUsable(socket)
            .then((usable) => (usable ? socket : (connect(options) ?? socket)))
            .then((one) => callback?.(null, one), (error) => callback?.(error, socket));
        return undefined;
    };
    return () => socket?.destroy();
}
async function isUsable(socket) {
    await nextTurn();
    await nextTurn();
    return !socket.destroyed && !socket.readableEnded && socket.readableLength === 0;
}
function isReady(socket) {
    return ready.has(socket);
}

const CONNECT_TIMEOUT_MS = 15_000;
class NodeHttpSession {
    #userAgent;
    #clock;
    #env;
    #transports = new Map();
    #closeEarly = () => undefined;
    constructor(userAgent, clock, env) {
        this.#userAgent = userAgent;
        this.#clock = clock;
        this.#env = env;
    }
    connect(url) {
        const target = new URL(url);
        this.#transportTo(target)
            .then(({ agent, isDirect }) => {
            if (isDirect)
                this.#closeEarly = connectEarly(agent, target);
        })
            .catch(() => undefined);
    }
    async exchange(request, limits) {
        const url = new URL(request.url);
        const timer = new RequestTimer(url, limits, this.#clock);
        try {
            const transport = await timer.abortable(this.#transportTo(url));
            const message = await timer.abortable(this.#send(transport, url, request, timer));
            return resultOf(message, await readBody(message, request.maxBytes, timer.signal), timer);
        }
        catch (error) {
            return timer.failure ?? failureOf(error, url, timer.isConnected);
        }
        finally {
            timer.stop();
        }
    }
    close() {
        this.#closeEarly();
        for (const transport of this.#transports.values())
            transport.then(({ agent }) => agent.destroy(), () => undefined);
    }
    #transportTo(url) {
        const known = this.#transports.get(url.origin);
        if (known)
            return known;
        const transport = openTransport(url, this.#env);
        this.#transports.set(url.origin, transport);
        return transport;
    }
    #send({ request, agent }, url, { method, headers, body }, timer) {
        const common = { 'User-Agent': this.#userAgent, 'Accept-Encoding': 'identity' };
        return new Promise((resolve, reject) => {
            const options = { method, headers: { ...common, ...headers }, agent, signal: timer.signal };
            const outgoing = request(url, options, resolve);
            outgoing.once('socket', (socket) => whenConnected(outgoing, socket, () => timer.connected()));
            outgoing.on('error', reject);
            outgoing.end(body);
        });
    }
}
async function openTransport(url, env) {
    const proxy = proxyFor(url, env);
    const isTls = url.protocol === 'https:';
    const { request, Agent } = isTls
        ? process.getBuiltinModule('node:https')
        : process.getBuiltinModule('node:http');
    const agent = new Agent({ keepAlive: true });
    if (!proxy)
        return { request, agent, isDirect: true };
    const { throughProxy } = await Promise.resolve().then(() => require('./tunnel.js'));
    return { request, agent: throughProxy(agent, proxy, isTls), isDirect: false };
}
function whenConnected(outgoing, socket, connected) {
    if (outgoing.reusedSocket || isReady(socket))
        connected();
    else if ('encrypted' in socket)
        socket.once('secureConnect', connected);
    else if (socket.connecting)
        socket.once('connect', connected);
    else
        connected();
}
class RequestTimer {
    #controller = new AbortController();
    #stopTimer;
    #stopConnectTimer;
    #outside;
    #ended;
    #isConnected = false;
    failure;
    constructor(url, { timeoutMs, signal }, clock) {
        this.#outside = signal;
        this.#ended = new Promise((_, reject) => {
            this.signal.addEventListener('abort', () => reject(this.signal.reason));
        });
        this.#ended.catch(() => undefined);
        const connectMs = Math.min(timeoutMs, CONNECT_TIMEOUT_MS);
        const unconnected = unreachable(url, `no connection within ${seconds(connectMs)}`);
        const late = failure('timeout', `no complete response within ${seconds(timeoutMs)}`);
        this.#stopConnectTimer = clock.after(connectMs, () => this.#end(unconnected));
        this.#stopTimer = clock.after(timeoutMs, () => this.#end(late));
        if (signal.aborted)
            this.#cancel();
        else
            signal.addEventListener('abort', this.#cancel);
    }
    get signal() {
        return this.#controller.signal;
    }
    get isConnected() {
        return this.#isConnected;
    }
    connected() {
        this.#isConnected = true;
        this.#stopConnectTimer();
    }
    abortable(promise) {
        promise.catch(() => undefined);
        return Promise.race([promise, this.#ended]);
    }
    stop() {
        this.#stopConnectTimer();
        this.#stopTimer();
        this.#outside.removeEventListener('abort', this.#cancel);
    }
    #cancel = () => this.#end(cancelled(this.#isConnected));
    #end(failure) {
        this.failure ??= failure;
        this.#controller.abort(new Error(failure.message));
    }
}
function resultOf(message, { text, ending }, timer) {
    const status = message.statusCode ?? 0;
    if (ending === 'cut' && status < 500)
        return timer.failure ?? failure('network', 'the connection broke in the middle of the response');
    if (ending === 'damaged' && status < 500)
        return failure('network', 'the response is compressed and cannot be decompressed');
    return { kind: 'response', status, headers: message.headers, body: text, complete: ending === 'complete' };
}
const CAUSES = {
    timeout: { maybeApplied: true, retryable: true },
    network: { maybeApplied: true, retryable: true },
    unreachable: { maybeApplied: false, retryable: true },
    certificate: { maybeApplied: false, retryable: false },
    proxy: { maybeApplied: false, retryable: false },
    cancelled: { maybeApplied: true, retryable: false },
};
function failure(cause, message) {
    return { kind: 'failure', cause, message, ...CAUSES[cause] };
}
function cancelled(maybeApplied) {
    return { ...failure('cancelled', 'the step was cancelled during the request'), maybeApplied };
}
function seconds(ms) {
    return `${Math.round(ms / 100) / 10} s`;
}
const CONNECT_ERRORS = {
    ECONNREFUSED: 'connection refused',
    ENOTFOUND: 'host not found',
    EAI_AGAIN: 'host not found; DNS did not respond',
    EHOSTUNREACH: 'no route to the host',
    ENETUNREACH: 'no route to the network',
    ETIMEDOUT: 'no connection in time',
    ECONNRESET: 'connection reset',
};
function unreachable({ host }, why) {
    return failure('unreachable', `could not connect to ${host} (${why}); check base-url and https_proxy`);
}
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_|^ERR_TLS|^ERR_SSL|^EPROTO$/;
function failureOf(error, url, isConnected) {
    if (error instanceof ProxySettingError)
        return failure('proxy', error.message);
    if (error instanceof TunnelError)
        return tunnelFailure(url, error);
    const { message, code } = errorParts(error);
    if (isConnected) {
        const shownCode = code === '' || message.includes(code) ? '' : ` (${code})`;
        return failure('network', `the connection failed: ${message}${shownCode}`);
    }
    return CERTIFICATE.test(code)
        ? untrusted(url, `${message}, ${code}`)
        : unreachable(url, CONNECT_ERRORS[code] ?? message);
}
function untrusted({ host }, why) {
    const advice = 'Behind a corporate proxy or with an internal CA, set NODE_USE_SYSTEM_CA=1 (runner 2.329.0 or later), NODE_OPTIONS=--use-system-ca or NODE_EXTRA_CA_CERTS=<file> in env; also check that base-url is right and the service speaks https';
    return failure('certificate', `could not connect to ${host} securely (${why}). ${advice}`);
}
function tunnelFailure({ host }, { message, status, proxy }) {
    const retryable = status === undefined || status >= 500 || status === 429;
    const why = status === 407
        ? unauthorized(proxy)
        : `the proxy could not open the connection (${status ?? message}). Check ${proxy.variable} and no_proxy in env`;
    return { ...failure('proxy', `could not connect to ${host}: ${why}`), retryable };
}
function unauthorized({ variable, authorization }) {
    return authorization === undefined
        ? `the proxy requires a user and a password (407). Put them into ${variable}: http://user:password@host:port`
        : `the proxy does not accept the user and the password in ${variable} (407)`;
}
function errorParts(error) {
    const { errors, message, code } = Object(error);
    if (Array.isArray(errors) && errors.length > 0)
        return errorParts(errors[0]);
    return { message: String(message ?? error), code: String(code ?? '') };
}

process.exitCode = 1;
void main({
    env: process.env,
    stdout: writeToStdout,
    clock,
    random: Math.random,
    signals: process,
    files: runnerFiles,
    http: (userAgent, env) => new NodeHttpSession(userAgent, clock, env),
}).then((conclusion) => {
    process.exit(conclusion === 'fail' ? 1 : 0);
});

exports.CURRENT_RESULT_WORDS = CURRENT_RESULT_WORDS;
exports.DEFAULT_COMMENT = DEFAULT_COMMENT;
exports.Diagnostics = Diagnostics;
exports.EndedError = EndedError;
exports.FileError = FileError;
exports.LATEST_RERUN = LATEST_RERUN;
exports.OUTCOME_WORDS = OUTCOME_WORDS;
exports.TunnelError = TunnelError;
exports.VERSION = VERSION;
exports.blockedByErrors = blockedByErrors;
exports.closest = closest;
exports.codeOf = codeOf;
exports.computeVerdict = computeVerdict;
exports.currentResultsOf = currentResultsOf;
exports.dayOf = dayOf;
exports.daysLeft = daysLeft;
exports.defined = defined;
exports.didYouMean = didYouMean;
exports.endIfAborted = endIfAborted;
exports.fieldsOf = fieldsOf;
exports.formatLocation = formatLocation;
exports.idError = idError;
exports.isExpired = isExpired;
exports.latestUntil = latestUntil;
exports.listFirst = listFirst;
exports.locator = locator;
exports.logPlan = logPlan;
exports.logRun = logRun;
exports.logTakenOver = logTakenOver;
exports.logTestReports = logTestReports;
exports.longerTexts = longerTexts;
exports.looksLikeUrl = looksLikeUrl;
exports.matchTestReports = matchTestReports;
exports.messageOf = messageOf;
exports.needsUntil = needsUntil;
exports.normalizeName = normalizeName;
exports.normalizeResult = normalizeResult;
exports.notAnOutcome = notAnOutcome;
exports.outcomeOf = outcomeOf;
exports.outcomeWord = outcomeWord;
exports.parseTestsigmaUrl = parseTestsigmaUrl;
exports.pluralize = pluralize;
exports.quote = quote;
exports.resultLabel = resultLabel;
exports.rulesOnListing = rulesOnListing;
exports.runFields = runFields;
exports.runUrl = runUrl;
exports.splitWords = splitWords;
exports.truncate = truncate;
exports.undoComment = undoComment;
exports.unquote = unquote;
exports.validateTestReports = validateTestReports;
