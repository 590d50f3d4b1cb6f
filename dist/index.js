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
    const forms = [...new Set(secrets.flatMap(formsOf))].sort((one, other) => other.length - one.length);
    return (text) => forms.reduce((clean, form) => redactTruncated(redactPartial(clean, form), form), text);
}
function formsOf(secret) {
    const wellFormed = secret.toWellFormed();
    return [secret, JSON.stringify(wellFormed).slice(1, -1), encodeURIComponent(wellFormed)];
}
const MIN_PARTIAL_LENGTH = 16;
function redactPartial(text, secret) {
    const head = secret.length < MIN_PARTIAL_LENGTH ? secret : secret.slice(0, Math.ceil(secret.length / 2));
    const pieces = [];
    let done = 0;
    for (let at = text.indexOf(head); at >= 0; at = text.indexOf(head, done)) {
        pieces.push(text.slice(done, at), '***');
        done = at + sharedLength(text, at, secret);
    }
    return pieces.length === 0 ? text : pieces.join('') + text.slice(done);
}
function sharedLength(text, at, secret) {
    let length = 0;
    while (length < secret.length && text.charCodeAt(at + length) === secret.charCodeAt(length))
        length += 1;
    return length;
}
const MIN_PREFIX_LENGTH = 6;
function redactTruncated(text, secret) {
    if (secret.length <= MIN_PREFIX_LENGTH)
        return text;
    const pieces = [];
    let done = 0;
    for (let cut = text.indexOf('…'); cut >= 0; cut = text.indexOf('…', cut + 1)) {
        const start = Math.max(done, cut - secret.length);
        const found = beginningAtEnd(text.slice(start, cut), secret);
        if (found < 0)
            continue;
        pieces.push(text.slice(done, start + found), '***');
        done = cut;
    }
    return pieces.length === 0 ? text : pieces.join('') + text.slice(done);
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
    let changed;
    for (const [key, item] of Object.entries(value)) {
        const clean = SAFE_KEYS.has(key) ? item : redactDeep(item, redact);
        if (clean === item)
            continue;
        changed ??= Array.isArray(value) ? Object.assign([], value) : { ...value };
        Object.assign(changed, { [key]: clean });
    }
    return changed ?? value;
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
    const line = ({ override, reason }) => `${nameOf(override)}: ${reason}`;
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
    return jsonList(settled.filter(isFailed).map(({ override }) => entry(override, rules)));
}
function planDocument(settled, rules = {}) {
    return jsonList(settled
        .filter(({ status }) => status === 'planned')
        .map(({ override }) => {
        const { before, onlyIf } = override;
        return entry({ ...override, onlyIf: before ? [before.result] : onlyIf }, rules);
    }));
}
function undoDocument(settled, workflowRun, rules = {}) {
    return jsonList(settled.filter(isTouched).flatMap(({ override }) => {
        const { testCaseResultId, outcome, before } = override;
        if (!isSettable(before?.result))
            return [];
        const comment = allowedComment(override, rules);
        const undo = rules.isCommentKept ? comment : undoComment(comment, workflowRun);
        return [entry({ testCaseResultId, comment: undo, outcome: before.result, onlyIf: [outcome] }, rules)];
    }));
}
function notRestorable(settled) {
    return settled
        .filter((one) => isTouched(one) && !isRestorable(one))
        .map(({ override }) => ({ override, reason: notRestorableReason(override) }));
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
const MAX_INPUT_BYTES = 60_000;
function tooLargeForInput({ retry, undo, plan }) {
    const documents = { 'retry-results': retry, 'undo-results': undo, 'plan-results': plan };
    return Object.entries(documents).flatMap(([name, text]) => Buffer.byteLength(text) > MAX_INPUT_BYTES ? [name] : []);
}
function jsonList(items) {
    const line = `[${items.join(',')}]`;
    return Buffer.byteLength(line) > MAX_INPUT_BYTES ? `[\n${items.join(',\n')}\n]` : line;
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
    return {
        failures: groupFailures(settled),
        planned: changesOf(withStatus('planned').filter((one) => !isOnRerun(one))),
        plannedOnRerun: withStatus('planned').filter(isOnRerun),
        overridden: changesOf(withStatus('overridden').filter((one) => !isOnRerun(one))),
        overriddenOnRerun: withStatus('overridden').filter(isOnRerun),
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
            .map(({ override, reason }) => `${override.testCaseResultId} (${this.#safe(reason)})`);
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
    const withStatus = (status) => idsOf(settled.filter((one) => one.status === status));
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
            'failed-ids': idsOf(failed),
            failures: jsonList(failed.map(failureJson)),
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
function idsOf(settled) {
    return jsonList(settled.map(({ override }) => override.testCaseResultId));
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
    await files.append(node_path.join(folder, REPORT_FILE), '');
    return folder;
}
async function writeReportFiles(report, { retry, undo, plan }, folder, files) {
    if (folder === '')
        throw new Error('there is no report folder');
    const notices = await keepEarlierUndo(folder, files);
    const reportFile = node_path.join(folder, REPORT_FILE);
    await allSettled([
        files.writeAtomically(reportFile, inChunks(reportParts(report))),
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
    if ((await files.kind(path)) !== 'file' || (await files.read(path)).trim() === '[]')
        return [];
    let number = 1;
    const name = () => `undo-results-${number}.json`;
    while ((await files.kind(node_path.join(folder, name()))) !== 'missing')
        number += 1;
    await files.rename(path, node_path.join(folder, name()));
    const message = `${UNDO_FILE} of an earlier step is kept as ${name()}`;
    return [{ location: { input: 'report-dir' }, message }];
}
const CHUNK_LENGTH = 65_536;
function* inChunks(parts) {
    let chunk = '';
    for (const part of parts) {
        chunk += part;
        if (chunk.length < CHUNK_LENGTH)
            continue;
        yield chunk;
        chunk = '';
    }
    yield chunk;
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
    const { verdict } = report;
    const explanation = [verdict.explanation, `The outputs could not be written: ${error}`]
        .filter((part) => part !== undefined)
        .join('. ');
    return { ...report, verdict: { ...verdict, conclusion: 'fail', explanation } };
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

function stillFailed(listed, settled, today) {
    if (!listed || listed.length === 0)
        return undefined;
    const byId = new Map(settled.map((one) => [one.override.testCaseResultId, one]));
    return listed.flatMap((one) => {
        const { override, status } = byId.get(one.testCaseResultId) ?? {};
        const result = status === 'overridden' && override ? override.outcome : one.result;
        const isWanted = override?.outcome === 'NOT_EXECUTED' && !isExpired(override.until, today);
        return result === 'SUCCESS' || (result === 'NOT_EXECUTED' && isWanted) ? [] : [{ ...one, result }];
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
class TrackedOverride {
    override;
    #evidence = new Map();
    #last;
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
    get isNamed() {
        return this.#evidence.has('named');
    }
    get isAccepted() {
        return this.#evidence.has('accepted');
    }
    count(attempts, alone) {
        this.#attempts += attempts;
        if (alone)
            this.#wasAlone = true;
    }
    record(evidence) {
        this.#evidence.set(evidence.proof, evidence);
        this.#last = evidence;
    }
    settle() {
        for (const [proof, status, prefix, advice] of MEANINGS) {
            const evidence = this.#evidence.get(proof);
            if (!evidence)
                continue;
            const later = this.#last === evidence || proof === 'accepted' ? '' : this.#last?.reason;
            const message = `${prefix}${evidence.reason}${later && later !== evidence.reason ? `; then: ${later}` : ''}`;
            return this.result(status, message, combine(evidence.advice, advice));
        }
        return undefined;
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
    const inContext = (one) => ({ ...one, proof: proofInContext(one.proof, alone) });
    for (const tracked of sent) {
        const id = tracked.override.testCaseResultId;
        const message = named.get(id);
        tracked.count(attempts, alone);
        for (const one of earlier)
            tracked.record(inContext(one));
        if (message !== undefined)
            tracked.record({ proof: 'named', reason: message });
        else if (done.has(id))
            tracked.record({ proof: 'accepted', reason: '' });
        else
            tracked.record(inContext(others));
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
    const shows = now === undefined ? 'the run does not list it' : `the run still shows ${resultLabel(now)}`;
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
    const reason = `internal error while reading the response: ${messageOf(error)}; please report it`;
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
    const which = listFirst(unfinished, (one) => `${one.testCaseResultId} (${resultLabel(one.result)})`);
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

const LOCATION$1 = { input: 'results-from-run' };
const NOTHING = { overrides: [], lines: [] };
async function takeOverPasses(client, { runId, resultsFromRun: from, suite, machine, comment }, { run, listing, listingError }, cancelled, diagnostics) {
    if (from === undefined || diagnostics.problems.length > 0)
        return NOTHING;
    if (!run || !listing) {
        const why = run ? listingError : 'the run could not be read';
        const message = `another run's passes can only be matched to the results of run ${runId}, and ${why}`;
        diagnostics.problem(LOCATION$1, message);
        return NOTHING;
    }
    const { takeOver } = await Promise.resolve().then(() => require('./take-over.js'));
    const ownComment = comment === DEFAULT_COMMENT ? '' : comment;
    const { results } = listing;
    const options = { client, run, results, from, suite, machine, ownComment, cancelled };
    return takeOver(options, diagnostics);
}
function noticeIfPassed(plan, { runId, resultsFromRun }, { runResult }, diagnostics) {
    if (resultsFromRun === undefined || plan.length > 0 || runResult !== 'SUCCESS')
        return false;
    diagnostics.notice(LOCATION$1, `run ${runId} is Passed already: there is nothing to take over`);
    return true;
}
async function followReruns(run, read) {
    const chain = await Promise.resolve().then(() => require('./rerun-chain.js'));
    return chain.followReruns(run, read);
}

const MAX_COMMENT_LENGTH = 2_000;
const MAX_RESULT_LENGTH = 50;
class CommentRenderer {
    #audit;
    #redact;
    #plain = new Map();
    #suffixes = new Map();
    constructor(audit, redact) {
        this.#audit = audit;
        this.#redact = redact;
    }
    plain(comment) {
        return truncate(this.#redacted(comment), MAX_COMMENT_LENGTH);
    }
    wire(comment, before) {
        const suffix = this.#suffix(before);
        return truncate(this.#redacted(comment), Math.max(0, MAX_COMMENT_LENGTH - suffix.length)) + suffix;
    }
    isCut(comment, before) {
        return this.#redacted(comment).length + this.#suffix(before).length > MAX_COMMENT_LENGTH;
    }
    #redacted(comment) {
        const known = this.#plain.get(comment);
        if (known !== undefined)
            return known;
        const clean = this.#redact(comment);
        this.#plain.clear();
        this.#plain.set(comment, clean);
        return clean;
    }
    #suffix(before) {
        if (!this.#audit)
            return '';
        const known = this.#suffixes.get(before);
        if (known !== undefined)
            return known;
        const label = before === undefined ? undefined : this.#redact(resultLabel(before));
        const suffix = auditSuffix(this.#audit, label && truncate(label, MAX_RESULT_LENGTH));
        this.#suffixes.set(before, suffix);
        return suffix;
    }
}
function withOwnComment(own, added) {
    return own === '' ? added : `${own.replace(/\.$/, '')}. ${added}`;
}
function auditSuffix(audit, before) {
    const origin = audit.where === undefined ? audit.who : `${audit.who}, ${audit.where}`;
    return before === undefined ? ` (${origin})` : ` (${origin}; was ${before})`;
}

function groupBy(items, keyOf) {
    const groups = new Map();
    for (const item of items) {
        const key = keyOf(item);
        if (key === undefined)
            continue;
        const group = groups.get(key);
        if (group)
            group.push(item);
        else
            groups.set(key, [item]);
    }
    return groups;
}

function nameMatcher(pattern) {
    const chars = Array.from(pattern.replace(/\*{2,}/g, '*'));
    return (name) => matches(chars, Array.from(name));
}
function matches(pattern, name) {
    let at = 0;
    let star = -1;
    let resume = 0;
    let index = 0;
    while (index < name.length) {
        const char = pattern[at];
        if (char === '*') {
            star = at;
            resume = index;
            at += 1;
        }
        else if (char === '?' || (char !== undefined && char === name[index])) {
            at += 1;
            index += 1;
        }
        else if (star >= 0) {
            resume += 1;
            at = star + 1;
            index = resume;
        }
        else
            return false;
    }
    while (pattern[at] === '*')
        at += 1;
    return at === pattern.length;
}

class ResultIndex {
    #byId;
    #byTestCase;
    #byName;
    #byTail;
    #labels;
    constructor(listing) {
        this.#byId = new Map(listing.map((listed) => [listed.testCaseResultId, listed]));
    }
    byId(id) {
        return this.#byId.get(id);
    }
    named(name) {
        return this.#names.get(normalizeName(name)) ?? [];
    }
    names() {
        return [...this.#names.values()].flatMap(([first]) => first.name ?? []);
    }
    labels(kind) {
        return new Set([...this.#byId.values()].flatMap((listed) => listed[kind] ?? []));
    }
    isKnown(name) {
        this.#labels ??= new Set([...this.labels('suite'), ...this.labels('machine')].map(normalizeName));
        return this.search({ name }).length > 0 || this.#labels.has(normalizeName(name));
    }
    search({ testCaseId, name, namePattern }) {
        if (testCaseId !== undefined)
            return this.#testCases.get(testCaseId) ?? [];
        if (namePattern !== undefined)
            return this.#matching(namePattern);
        if (name === undefined)
            return [...this.#byId.values()];
        const normalized = normalizeName(name);
        const tails = hasTitles(normalized) ? undefined : this.#tails.get(normalized);
        return this.#names.get(normalized) ?? tails ?? [];
    }
    #matching(pattern) {
        const isMatch = nameMatcher(normalizeName(pattern));
        return [...this.#names].flatMap(([name, results]) => (isMatch(name) ? results : []));
    }
    get #testCases() {
        this.#byTestCase ??= groupBy(this.#byId.values(), (listed) => listed.testCaseId);
        return this.#byTestCase;
    }
    get #names() {
        this.#byName ??= groupBy(this.#byId.values(), ({ name }) => name && normalizeName(name));
        return this.#byName;
    }
    get #tails() {
        this.#byTail ??= groupBy(this.#byId.values(), ({ name }) => name && lastTitle(normalizeName(name)));
        return this.#byTail;
    }
}
const SEPARATOR = ' › ';
function hasTitles(name) {
    return name.includes(SEPARATOR);
}
function lastTitle(name) {
    return name
        .slice(name.lastIndexOf(SEPARATOR) + 1)
        .replace(/^› /, '')
        .trim();
}
const EVERY = '*';
function isCrossChecked({ testCaseId, name, namePattern, suite, machine }) {
    return (testCaseId ?? name ?? namePattern ?? suite ?? machine) !== undefined;
}
function findConflict(selector, listed) {
    const conflicts = conflictsOf(selector, listed);
    if (conflicts.length === 0)
        return undefined;
    const given = conflicts.map(([what, text]) => `${what} ${quote(text)}`).join(', ');
    const known = conflicts.map(([what, , is]) => is === undefined ? `no ${what}` : `the ${what} ${quote(is)}`);
    return `this entry says ${given}, but in the run, result ${listed.testCaseResultId} has ${known.join(' and ')}`;
}
function matchesSelector(selector, listed) {
    return conflictsOf(selector, listed).length === 0;
}
function mayMatchSelector(selector, listed) {
    return conflictsOf(selector, listed).every(([, , known]) => known === undefined);
}
function conflictsOf(selector, listed) {
    if (!isCrossChecked(selector))
        return [];
    const { testCaseId, name, namePattern, suite, machine } = selector;
    const all = [
        ['test case ID', testCaseId, listed.testCaseId, testCaseId === listed.testCaseId],
        ['suite', suite, listed.suite, isSameLabel(suite, listed.suite)],
        ['machine', machine, listed.machine, isSameLabel(machine, listed.machine)],
        ['name', name, listed.name, isSameName(name, listed.name)],
        ['name pattern', namePattern, listed.name, isPatternMatch(namePattern, listed.name)],
    ];
    return all.flatMap(([what, given, known, agrees]) => given === undefined || agrees ? [] : [[what, given, known]]);
}
function isSameLabel(given, known) {
    if (given === undefined || given === EVERY || given === known)
        return true;
    return known !== undefined && normalizeName(given) === normalizeName(known);
}
function isSameName(given, known) {
    if (given === undefined || given === known)
        return true;
    if (known === undefined)
        return false;
    const name = normalizeName(given);
    const whole = normalizeName(known);
    return name === whole || (!hasTitles(name) && name === lastTitle(whole));
}
function isPatternMatch(pattern, known) {
    if (pattern === undefined)
        return true;
    return known !== undefined && nameMatcher(normalizeName(pattern))(normalizeName(known));
}
function coversAll({ all, suite, machine }, matches) {
    if (all || matches.length === 1)
        return true;
    if (suite !== EVERY && machine !== EVERY)
        return false;
    const differences = matches.map((listed) => JSON.stringify([suite === EVERY && listed.suite, machine === EVERY && listed.machine]));
    return new Set(differences).size === matches.length;
}
function describeSelector({ testCaseId, name, namePattern, suite, machine }) {
    const parts = [
        testCaseId === undefined ? [] : [`test case ${testCaseId}`],
        name === undefined ? [] : [`the name ${quote(name)}`],
        namePattern === undefined ? [] : [`the pattern ${quote(namePattern)}`],
        suite === undefined || suite === EVERY ? [] : [`suite ${quote(suite)}`],
        machine === undefined || machine === EVERY ? [] : [`machine ${quote(machine)}`],
    ];
    return parts.flat().join(', ');
}
function formatResult({ testCaseResultId, name, suite, machine }) {
    const parts = [name, suite && `suite ${suite}`, machine && `machine ${machine}`].filter(Boolean);
    return parts.length > 0 ? `${testCaseResultId} (${parts.join(', ')})` : testCaseResultId;
}
function formatResults(results) {
    return listFirst(results, formatResult);
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
        if (isExpired(first.until, this.#today))
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
    return !isExpired(entry.until, today) && whatNeedsListing(entry, undefined) !== undefined;
}
function isIdle({ until, onlyIf, before }, today) {
    return isExpired(until, today) || (before !== undefined && onlyIf?.includes(before.result) === false);
}
const MAX_CUTS = 10;
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
        this.#index = options.listing && new ResultIndex(options.listing.results);
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
        const parts = text.split(/\s+(?=#)/, MAX_CUTS);
        const names = parts.map((_, index) => parts.slice(0, index + 1).join(' ')).slice(1);
        const found = names.find((name) => this.#index?.isKnown(name));
        if (found === undefined)
            return;
        const message = `a # after a space begins a comment, so this does not mean ${quote(found)}, which run ${this.#options.runId} has; put it in quotes`;
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
        if (isExpired(entry.until, this.#options.today)) {
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
            if (coversAll(selector, results))
                this.#add(entry, results);
        }
    }
    #announceEnd({ selector, until, location }) {
        if (until === undefined)
            return;
        const left = daysLeft(until, this.#options.today);
        if (left > NOTICE_DAYS)
            return;
        const when = left === 0 ? 'today' : `in ${pluralize(left, 'day')}`;
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
        const conflict = findConflict(entry.selector, listed);
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
        if (results.length === 0 || !coversAll(selector, results))
            return search;
        this.#addFound(entry, search);
        return undefined;
    }
    #countMatches({ selector, location }, count) {
        this.#diagnostics.selection(location, `${describeSelector(selector)} matches ${pluralize(count, 'result')}`);
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
        const results = candidates.filter((listed) => matchesSelector(selector, listed));
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
        const which = typeof result === 'string'
            ? { testCaseResultId: result, before: undefined }
            : { testCaseResultId: result.testCaseResultId, before: result };
        return { ...which, outcome, comment, onlyIf, until, location };
    }
    #duplicate({ location }, ids, first) {
        const results = ids.length === 1 ? `result ${ids[0]} is` : `results ${listFirst(ids, String)} are`;
        const message = `${results} already requested at ${formatLocation(first.location)}, with the same outcome; the first one counts`;
        this.#diagnostics.notice(location, message);
    }
    #conflict({ testCaseResultId, outcome, location }, first) {
        const message = `result ${testCaseResultId} is ${resultLabel(outcome)} here but ${resultLabel(first.outcome)} at ${formatLocation(first.location)}; keep one`;
        this.#diagnostics.problem(location, message);
    }
    #problem({ location }, message) {
        this.#diagnostics.problem(location, message);
    }
}
function subjectOf(selector) {
    const { testCaseResultId } = selector;
    return testCaseResultId === undefined ? describeSelector(selector) : `result ${testCaseResultId}`;
}
function whatNeedsListing(entry, onlyIf) {
    const { selector } = entry;
    if (selector.testCaseResultId === undefined)
        return describeSelector(selector);
    if (isCrossChecked(selector))
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
        if (name === '' || name === EVERY || results.length === 0)
            continue;
        const known = [...new Set(results.flatMap((listed) => listed[input] ?? []))];
        if (known.some((one) => normalizeName(one) === normalizeName(name)))
            continue;
        const names = known.length === 0 ? 'none' : listFirst(known, quote);
        const message = `run ${runId} has no ${input} named ${quote(name)}; it has: ${names}`;
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
    return `${source} says ${resultLabel(outcome)} for result ${testCaseResultId}, but ${formatLocation(winner.location)} requests ${resultLabel(winner.outcome)}, which counts`;
}
function planOverride(override, options, diagnostics) {
    const { testCaseResultId, location, before } = override;
    if (options.comments.isCut(override.comment, before?.result)) {
        const message = `the comment for ${testCaseResultId} was cut to ${MAX_COMMENT_LENGTH} characters, including its audit trail`;
        diagnostics.notice(location, message);
    }
    const comment = options.comments.plain(override.comment);
    return { ...override, comment, skipReason: skipReason(override, options) };
}
function skipReason({ outcome, before, onlyIf, until, passedIn }, options) {
    if (isExpired(until, options.today))
        return `its entry expired at the end of ${until}`;
    if (!before)
        return undefined;
    if ((options.skipUnchanged || passedIn !== undefined) && before.result === outcome)
        return `already ${resultLabel(outcome)}${readAtSuffix(options)}`;
    if (!onlyIf || onlyIf.includes(before.result))
        return undefined;
    return `${resultLabel(before.result)}${readAtSuffix(options)}, and only ${onlyIf.map(resultLabel).join(' or ')} may be replaced`;
}
function noticeUnmet(plan, passedOver, { today }, diagnostics) {
    const solved = new Set();
    const planned = new Map(plan.map((override) => [override.testCaseResultId, override]));
    const isSolved = (one) => isPassedIssue(one, planned.get(one.testCaseResultId));
    for (const [location, group] of byLocation([...plan, ...passedOver])) {
        const unmet = group.filter((override) => isUnmet(override, today));
        if (unmet.length === 0)
            continue;
        const results = formatResults(unmet.flatMap(({ before }) => before ?? []));
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
    return isIdle(override, today) && !isExpired(until, today) && before?.result !== outcome;
}
function isPassedIssue(issue, planned) {
    const isPassed = issue.outcome === 'NOT_EXECUTED' && issue.before?.result === 'SUCCESS';
    return isPassed && (planned?.skipReason !== undefined || planned?.outcome === 'SUCCESS');
}
function byLocation(overrides) {
    return groupBy(overrides, ({ location }) => location);
}
function readAtSuffix({ listing }) {
    return listing ? ` when read at ${new Date(listing.readAt).toISOString()}` : '';
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

const LONG_NUMBER = /\d{16}/;
function parseLossless(text) {
    return JSON.parse(LONG_NUMBER.test(text) ? withLongIntegersQuoted(text) : text);
}
function isJson(text) {
    try {
        JSON.parse(text);
        return true;
    }
    catch {
        return false;
    }
}
const MIN_CHARS_PER_PAIR = 8;
const ALWAYS_ALLOWED = 1_000;
function isMostlyBrackets(text) {
    let left = ALWAYS_ALLOWED + text.length / MIN_CHARS_PER_PAIR;
    for (let at = 0; at < text.length && left >= 0; at += 1) {
        if (isOpening(text.charCodeAt(at)))
            left -= 1;
    }
    return left < 0;
}
function withLongIntegersQuoted(text) {
    const pieces = [];
    let done = 0;
    eachToken(text, (start, end) => {
        if (end - start < 16 || !/^\d+$/.test(text.slice(start, end)))
            return;
        pieces.push(text.slice(done, start), '"', text.slice(start, end), '"');
        done = end;
    });
    pieces.push(text.slice(done));
    return pieces.join('');
}
function eachToken(text, take, start = 0, end = text.length) {
    let at = start;
    while (at < end) {
        const code = text.charCodeAt(at);
        const next = endOfToken(text, at, code);
        if (!isBetween(code))
            take(at, next);
        at = next;
    }
    return at;
}
function hasDuplicateKeys(text) {
    const keys = new Set();
    let count = 0;
    let depth = 0;
    let isKeyNext = false;
    eachToken(text, (start, end) => {
        const code = text.charCodeAt(start);
        if (isOpening(code))
            depth += 1;
        else if (isClosing(code))
            depth -= 1;
        else if (depth === 1 && isKeyNext) {
            keys.add(unescaped(text.slice(start, end)));
            count += 1;
            isKeyNext = false;
            return;
        }
        isKeyNext = depth === 1;
    });
    return keys.size < count;
}
function unescaped(key) {
    try {
        return String(JSON.parse(key));
    }
    catch {
        return key;
    }
}
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
function endOfToken(text, start, code) {
    if (code === QUOTE)
        return endOfString(text, start);
    return isWordPart(code) ? endOfWord(text, start) : start + 1;
}
function endOfString(text, start) {
    let at = start + 1;
    while (at < text.length && text.charCodeAt(at) !== QUOTE)
        at += text.charCodeAt(at) === BACKSLASH ? 2 : 1;
    return Math.min(at + 1, text.length);
}
function endOfWord(text, start) {
    let at = start + 1;
    while (at < text.length && isWordPart(text.charCodeAt(at)))
        at += 1;
    return at;
}
function isWordPart(code) {
    return code !== QUOTE && !isBetween(code) && !isOpening(code) && !isClosing(code);
}
function isBetween(code) {
    return code === 0x20 || code === 0x2c || code === 0x3a || code === 0x0a || code === 0x0d || code === 0x09;
}
function isOpening(code) {
    return code === 0x5b || code === 0x7b;
}
function isClosing(code) {
    return code === 0x5d || code === 0x7d;
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
    return truncate(text.trim(), MAX_REASON_LENGTH);
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
    if (hasDuplicateKeys(text))
        return undefined;
    try {
        return fieldsOf(JSON.parse(text));
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
        return title ? `a web page titled "${truncate(title, MAX_TITLE_LENGTH)}"` : 'a web page';
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
        : `${reason}; the service asks to wait ${pluralize(Math.ceil(requestedDelayMs / 1_000), 'second')} (Retry-After), and less is left. Run the action again after that, or set a longer timeout-seconds`;
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
    const fields = fieldsOf(json(body)) ?? notAsDocumented('the run');
    const id = idOf(fields['id']);
    if (id !== runId)
        throw new UnexpectedResponseError(`the response is about run ${id ?? 'without an ID'} instead of ${runId}`);
    const optional = defined({
        plan: idOf(fields['executionId']),
        build: textOf$1(fields['buildNo']),
        started: timeOf(fields['startTime'] ?? fields['startedAt'] ?? fields['createdDate']),
        parent: idOf(fields['reRunParentId']),
        ...childOf(fields['childResult']),
        ...progressOf(fields),
    });
    return { id, result: resultOf$1(fields), status: textOf$1(fields['status']) ?? '', ...optional };
}
function parseListing(body, runId, withIdentity = false) {
    const fields = fieldsOf(json(body)) ?? notAsDocumented('the listing');
    const of = idOf(fields['executionResultId']);
    if (of !== undefined && of !== runId)
        throw new UnexpectedResponseError(`the listing is of run ${of} instead of ${runId}`);
    const cases = fields['testCases'];
    if (!Array.isArray(cases))
        return notAsDocumented('the listing');
    const results = unique(cases.map((entry) => listed(entry, withIdentity)));
    return { results, runResult: resultOf$1(fields), runStatus: textOf$1(fields['status']) ?? '' };
}
function unique(rows) {
    const byId = new Map();
    for (const row of rows) {
        const first = byId.get(row.testCaseResultId);
        if (!first)
            byId.set(row.testCaseResultId, row);
        else if (JSON.stringify(first) !== JSON.stringify(row))
            throw new UnexpectedResponseError(`the listing has result ${row.testCaseResultId} twice, with different values`);
    }
    return byId.size === rows.length ? rows : [...byId.values()];
}
function listed(entry, withIdentity) {
    const fields = fieldsOf(entry) ?? notAsDocumented('an entry of the listing');
    const testCaseResultId = idOf(fields['testCaseResultId']);
    const result = textOf$1(fields['result']);
    if (testCaseResultId === undefined || result === undefined)
        return notAsDocumented('an entry of the listing');
    return {
        testCaseResultId,
        result: normalizeResult(result),
        testCaseId: idOf(fields['testCaseId']),
        name: trimmed(fields['testCaseName']),
        suite: trimmed(fields['testSuiteName']),
        machine: trimmed(fields['machineTitle']),
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
    const fields = fieldsOf(entry) ?? {};
    return { result: resultOf$1(fields), set: trimmed(fields['setName']) };
}
function json(body) {
    if (isMostlyBrackets(body))
        return notAsDocumented('the response');
    try {
        return parseLossless(body);
    }
    catch {
        throw new UnexpectedResponseError('the response is not JSON');
    }
}
function notAsDocumented(what) {
    throw new UnexpectedResponseError(`${what} is not as documented`);
}
function textOf$1(value) {
    if (typeof value === 'number')
        return String(value);
    return typeof value === 'string' && value !== '' ? value : undefined;
}
function trimmed(value) {
    return textOf$1(value)?.trim() || undefined;
}
function resultOf$1(fields) {
    return normalizeResult(textOf$1(fields['result']) ?? '');
}
function idOf(value) {
    const text = typeof value === 'number' ? String(value) : value;
    return typeof text === 'string' && /^[1-9]\d{0,18}$/.test(text) ? text : undefined;
}
function timeOf(value) {
    const ms = typeof value === 'number' ? value : Number.NaN;
    return ms > 0 && ms < 8.64e15 ? new Date(ms).toISOString() : textOf$1(value);
}
function childOf(value) {
    if (value === undefined || value === null)
        return {};
    const object = fieldsOf(value);
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
            return { unreadable: messageOf(error) };
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
            this.#options.onRetry(`${attempt} failed: ${describe(last)}. Retrying in ${seconds$1(delay)}`);
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
function seconds$1(ms) {
    return `${(ms / 1_000).toFixed(1)} s`;
}

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
function endedBeforePlan(deps) {
    if (isCancelled(deps))
        return cancelledBeforePlan();
    const { diagnostics } = deps;
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
    const { inputs, documents } = parsed;
    const { files, log, diagnostics } = deps;
    const loaded = await loadDocuments(documents, files, diagnostics, deps.pause);
    const reportPaths = await findReports(documents.junitFiles, files, diagnostics);
    log.annotateNew(diagnostics);
    logRequested(loaded.lines, inputs, log);
    if (!inputs) {
        await validateTestReports(reportPaths, documents.host, readOptions(deps), diagnostics);
        return blockedByErrors(diagnostics.problems);
    }
    endIfCancelled(deps);
    if (loaded.entries.length === 0 && reportPaths.length === 0 && inputs.resultsFromRun === undefined)
        return diagnostics.problems.length > 0 ? blockedByErrors(diagnostics.problems) : nothingRequested(inputs);
    const session = deps.http(`testsigma-override-action/${VERSION}`);
    try {
        return await override({ inputs, loaded, reportPaths }, session, deps);
    }
    finally {
        session.close();
    }
}
async function override(requested, session, deps) {
    const { inputs } = requested;
    const { log, diagnostics } = deps;
    const comments = new CommentRenderer(inputs.auditTrail ? deps.audit : undefined, deps.redact);
    const client = testsigmaClient(inputs, session, comments, deps);
    if (inputs.waitMs > 0) {
        await waitForRun(client, requested, deps);
        if (diagnostics.problems.length > 0)
            return blockedByErrors(diagnostics.problems);
    }
    const snapshot = await readRunFirst(client, requested, deps);
    log.annotateNew(diagnostics);
    endIfCancelled(deps);
    logRun(snapshot.run, inputs, log);
    const planned = await planOverrides(requested, snapshot, client, comments, deps);
    const known = {
        ...runFields(snapshot),
        stillFailed: stillFailed(snapshot.listing?.results, [], dayOf(deps.clock.now())),
        unusedTests: planned.unusedTests,
    };
    if (diagnostics.problems.length > 0)
        return { ...blockedByErrors(diagnostics.problems), ...known };
    logPlan(planned.overrides, diagnostics.selections, log);
    const applied = await applyPlan(planned.overrides, inputs, snapshot, client, deps);
    return {
        ...known,
        stillFailed: stillFailed(applied.listed, applied.settled, dayOf(deps.clock.now())),
        followUp: planned.followUp,
        verdict: verdictOf(applied, planned, requested, deps),
        settled: applied.settled,
        runResult: applied.runResult,
        testsigmaMessage: applied.message,
    };
}
function verdictOf({ settled, stop, unverified }, { unusedTests, nothingTakenOver, isPassedAlready }, { inputs, loaded }, { clock }) {
    const { dryRun, ifPartial, ifNoResults } = inputs;
    const today = dayOf(clock.now());
    const isAllExpired = loaded.entries.length > 0 && loaded.entries.every(({ until }) => isExpired(until, today));
    const facts = { stop, unverified, unusedTests, nothingTakenOver, isPassedAlready, isAllExpired };
    return computeVerdict(settled, { dryRun, ifPartial, ifNoResults, ...facts });
}
async function planOverrides({ inputs, loaded, reportPaths }, snapshot, client, comments, deps) {
    const { log, diagnostics } = deps;
    const reports = await matchTestReports(reportPaths, inputs, snapshot, readOptions(deps), diagnostics);
    endIfCancelled(deps);
    logTestReports(reports, log);
    const takenOver = await takeOverPasses(client, inputs, snapshot, () => isCancelled(deps), diagnostics);
    endIfCancelled(deps);
    logTakenOver(takenOver.lines, log);
    const overrides = await makePlan(loaded.entries, planOptions(inputs, snapshot, comments, deps), [...reports.overrides, ...takenOver.overrides], diagnostics);
    const isPassedAlready = noticeIfPassed(overrides, inputs, snapshot, diagnostics);
    const followUp = await enforcePolicy(overrides, loaded.policy, snapshot, deps);
    log.annotateNew(diagnostics);
    const { unusedTests } = reports;
    return { overrides, followUp, unusedTests, nothingTakenOver: takenOver.nothing, isPassedAlready };
}
function isCancelled({ cancellation }) {
    return cancellation.requested.aborted;
}
function endIfCancelled(deps) {
    if (isCancelled(deps))
        throw new EndedError();
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
function readOptions(deps) {
    return { files: deps.files, cancelled: () => isCancelled(deps) };
}
async function waitForRun(client, { inputs, reportPaths }, deps) {
    const { clock, cancellation, log, diagnostics, deadline } = deps;
    const { runId, host, waitMs, resultsFromRun } = inputs;
    const found = new Diagnostics();
    await validateTestReports(reportPaths, host, readOptions(deps), found);
    for (const { location, message } of found.problems)
        diagnostics.problem(location, message);
    if (diagnostics.problems.length > 0)
        return;
    const { RunWaiter, untilAllEnded } = await Promise.resolve().then(() => require('./waiting.js'));
    const expectsRerun = resultsFromRun === LATEST_RERUN;
    const line = (text) => log.line(text);
    const waiter = new RunWaiter({ client, clock, cancellation, log: line, waitMs, expectsRerun });
    const last = await deadline.startAfter(() => untilAllEnded(waiter, runId, resultsFromRun, followReruns));
    if (last.kind === 'cancelled')
        throw new EndedError();
    if (last.kind === 'failed')
        diagnostics.problem(last.problem.location, last.problem.message);
}
async function readRunFirst(client, { inputs, loaded, reportPaths }, { clock, diagnostics }) {
    const isNeeded = inputs.onlyIf !== undefined ||
        inputs.resultsFromRun !== undefined ||
        reportPaths.length > 0 ||
        rulesOnListing(loaded.policy).length > 0 ||
        loaded.entries.some((entry) => needsListing(entry, dayOf(clock.now())));
    if (diagnostics.problems.length > 0 && !isNeeded)
        return NOT_READ;
    return lookUp(client, inputs, isNeeded, clock, diagnostics);
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
        today: dayOf(clock.now()),
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
        undoComment: (comment) => undoComment(comment, audit.where ?? ''),
    };
    return checkPolicy(plan, policy, options, diagnostics);
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
            await this.#options.files.append(path, entries.map((entry) => this.#assignment(entry)).join(''));
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
            await this.#options.files.append(path, markdown);
    }
    #assignment([name, value]) {
        let delimiter;
        do
            delimiter = `ghadelimiter_${this.#options.random().toString(36).slice(2)}`;
        while (value.includes(delimiter));
        return `${name}<<${delimiter}\n${value}\n${delimiter}\n`;
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
    const channels = { log, redact, files, runner, folder, jobSummary };
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
const CHUNK_BYTES = 64 * 1024;
function runnerFiles(workspace, signal) {
    return {
        read: async (path) => readText(path, signal),
        stream: (path) => streamBytes(path, signal),
        kind: async (path) => kindOf(path),
        glob: (patterns) => abortable(expand(patterns), signal),
        displayPath: (path) => displayPath(workspace, path),
        absolutePath: (path) => node_path.resolve(path),
        append: async (path, text) => node_fs.appendFileSync(path, text),
        writeAtomically: async (path, chunks) => writeAtomically(path, chunks),
        rename: async (from, to) => node_fs.renameSync(from, to),
        createFolder: async (path) => createFolder(path),
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
        const buffer = new Uint8Array(CHUNK_BYTES);
        for (let { size: left } = node_fs.fstatSync(file); left > 0;) {
            if (signal.aborted)
                throw new FileError(TOO_LATE);
            const count = readInto(buffer.subarray(0, Math.min(left, CHUNK_BYTES)), file);
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
function errorCodeOf(action) {
    try {
        action();
        return undefined;
    }
    catch (error) {
        return codeOf(error);
    }
}
function writeAtomically(path, chunks) {
    assertReplaceable(path);
    const temporary = node_path.join(node_path.dirname(path), `.${node_path.basename(path)}-${process.pid}`);
    node_fs.rmSync(temporary, { force: true });
    const file = node_fs.openSync(temporary, 'wx');
    try {
        writeChunks(file, chunks);
        node_fs.renameSync(temporary, path);
    }
    catch (error) {
        node_fs.rmSync(temporary, { force: true });
        throw error;
    }
}
function writeChunks(file, chunks) {
    try {
        for (const chunk of chunks)
            node_fs.writeFileSync(file, chunk);
    }
    finally {
        node_fs.closeSync(file);
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

const CONNECT_TIMEOUT_MS = 15_000;
class NodeHttpSession {
    #userAgent;
    #clock;
    #env;
    #transports = new Map();
    constructor(userAgent, clock, env) {
        this.#userAgent = userAgent;
        this.#clock = clock;
        this.#env = env;
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
        return { request, agent };
    const { throughProxy } = await Promise.resolve().then(() => require('./tunnel.js'));
    return { request, agent: throughProxy(agent, proxy, isTls) };
}
function whenConnected(outgoing, socket, connected) {
    if (outgoing.reusedSocket)
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
}).then((conclusion) => process.exit(conclusion === 'fail' ? 1 : 0));

exports.CURRENT_RESULT_WORDS = CURRENT_RESULT_WORDS;
exports.DEFAULT_COMMENT = DEFAULT_COMMENT;
exports.Diagnostics = Diagnostics;
exports.EVERY = EVERY;
exports.EndedError = EndedError;
exports.FileError = FileError;
exports.LATEST_RERUN = LATEST_RERUN;
exports.OUTCOME_WORDS = OUTCOME_WORDS;
exports.ResultIndex = ResultIndex;
exports.TunnelError = TunnelError;
exports.VERSION = VERSION;
exports.byLocation = byLocation;
exports.closest = closest;
exports.codeOf = codeOf;
exports.coversAll = coversAll;
exports.currentResultsOf = currentResultsOf;
exports.defined = defined;
exports.describeSelector = describeSelector;
exports.didYouMean = didYouMean;
exports.eachToken = eachToken;
exports.endOfString = endOfString;
exports.findConflict = findConflict;
exports.formatLocation = formatLocation;
exports.formatResults = formatResults;
exports.idError = idError;
exports.isJson = isJson;
exports.lastTitle = lastTitle;
exports.latestUntil = latestUntil;
exports.listFirst = listFirst;
exports.locator = locator;
exports.looksLikeUrl = looksLikeUrl;
exports.mayMatchSelector = mayMatchSelector;
exports.messageOf = messageOf;
exports.needsUntil = needsUntil;
exports.normalizeName = normalizeName;
exports.notAnOutcome = notAnOutcome;
exports.outcomeOf = outcomeOf;
exports.outcomeWord = outcomeWord;
exports.parseTestsigmaUrl = parseTestsigmaUrl;
exports.phaseOf = phaseOf;
exports.pluralize = pluralize;
exports.quote = quote;
exports.resultLabel = resultLabel;
exports.rulesOnListing = rulesOnListing;
exports.runUrl = runUrl;
exports.splitWords = splitWords;
exports.truncate = truncate;
exports.unquote = unquote;
exports.withOwnComment = withOwnComment;
