import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
var __webpack_exports__ = {};

;// CONCATENATED MODULE: external "node:fs"
const external_node_fs_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");
;// CONCATENATED MODULE: external "node:path"
const external_node_path_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");
;// CONCATENATED MODULE: external "node:url"
const external_node_url_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:url");
;// CONCATENATED MODULE: ../../lib/sandbox/log.js
const CODES = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, blue: 34 };
function painter(isColoured) {
    return (colour, text) => (isColoured ? `\u001b[${CODES[colour]}m${text}\u001b[0m` : text);
}
function renderLog(run, paint) {
    const masks = [];
    let depth = '';
    return run.lines.flatMap((line) => {
        const { command } = line;
        if (command?.name === 'add-mask')
            masks.push(command.data);
        if (command?.name === 'group' || command?.name === 'endgroup')
            depth = '';
        const shown = renderLine(line, paint).map((text) => depth + masked(text, masks));
        if (command?.name === 'group')
            depth = '  ';
        return shown;
    });
}
function renderLine({ text, command }, paint) {
    if (!command)
        return [text];
    const render = RENDERED[command.name];
    return render ? [render(command, paint)].flat() : [text];
}
const RENDERED = {
    'add-mask': (_command, paint) => paint('dim', '(token masked)'),
    debug: () => [],
    endgroup: () => [],
    group: ({ data }, paint) => paint('bold', `▾ ${data}`),
    error: ({ data }, paint) => paint('red', `Error: ${data}`).split('\n'),
    warning: ({ data }, paint) => paint('yellow', `Warning: ${data}`).split('\n'),
    notice: ({ data }, paint) => paint('blue', `Notice: ${data}`).split('\n'),
};
function masked(text, masks) {
    return masks.filter((mask) => mask !== '').reduce((shown, mask) => shown.replaceAll(mask, '***'), text);
}
function renderTable(entries) {
    const names = Object.keys(entries);
    const width = Math.max(0, ...names.map((name) => name.length));
    return Object.entries(entries).map(([name, value]) => {
        const lines = shortened(value).replaceAll('\n', `\n${' '.repeat(width)} | `);
        return `${name.padEnd(width)} = ${lines}`;
    });
}
const LONGEST_VALUE = 400;
function shortened(value) {
    if (value.length <= LONGEST_VALUE)
        return value;
    return `${value.slice(0, LONGEST_VALUE)}… (${value.length} characters)`;
}

;// CONCATENATED MODULE: external "node:child_process"
const external_node_child_process_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:child_process");
;// CONCATENATED MODULE: external "node:os"
const external_node_os_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:os");
;// CONCATENATED MODULE: ../../lib/sandbox/workflow-commands.js
const COMMANDS = [
    'add-mask',
    'add-matcher',
    'add-path',
    'debug',
    'echo',
    'endgroup',
    'error',
    'group',
    'notice',
    'remove-matcher',
    'save-state',
    'set-env',
    'set-output',
    'stop-commands',
    'warning',
];
function commandReader() {
    let token;
    return ({ stream, text }) => {
        const known = token === undefined ? COMMANDS : [...COMMANDS, token];
        const command = parseCommand(text, known);
        if (!command)
            return undefined;
        if (token !== undefined) {
            if (command.name !== token)
                return undefined;
            token = undefined;
        }
        else if (command.name === 'stop-commands' && isStopToken(command.data)) {
            token = command.data.toLowerCase();
        }
        return { ...command, stream, line: text };
    };
}
function isStopToken(data) {
    const token = data.toLowerCase();
    return token !== '' && token !== 'pause-logging' && !COMMANDS.includes(token);
}
function parseCommand(line, known = COMMANDS) {
    return parseNew(line, known) ?? parseOld(line, known);
}
function parseNew(line, known) {
    const text = line.replace(LEADING_BLANKS, '');
    if (!text.startsWith('::'))
        return undefined;
    const end = text.indexOf('::', 2);
    if (end < 0)
        return undefined;
    return command(text.slice(2, end), text.slice(end + 2), known, NEW_FORM);
}
function parseOld(line, known) {
    const start = line.indexOf('##[');
    if (start < 0)
        return undefined;
    const end = line.indexOf(']', start);
    if (end < 0)
        return undefined;
    return command(line.slice(start + 3, end), line.slice(end + 1), known, OLD_FORM);
}
const NEW_DATA = [
    ['%0D', '\r'],
    ['%0A', '\n'],
    ['%25', '%'],
];
const NEW_FORM = {
    between: ',',
    trims: true,
    dataEscapes: NEW_DATA,
    propertyEscapes: [['%3A', ':'], ['%2C', ','], ...NEW_DATA],
};
const OLD_DATA = [['%3B', ';'], ['%5D', ']'], ...NEW_DATA];
const OLD_FORM = { between: ';', trims: false, dataEscapes: OLD_DATA, propertyEscapes: OLD_DATA };
function command(info, data, known, form) {
    const blank = info.indexOf(' ');
    const name = (blank < 0 ? info : info.slice(0, blank)).toLowerCase();
    if (!known.includes(name))
        return undefined;
    const properties = blank < 0 ? {} : propertiesOf(info.slice(blank + 1), form);
    return { name, properties, data: unescaped(data, form.dataEscapes) };
}
function propertiesOf(text, { between, trims, propertyEscapes }) {
    const pairs = (trims ? text.trim() : text).split(between).flatMap((pair) => {
        const [, key, value] = /^=*([^=]+)=+([^=].*)$/s.exec(pair) ?? [];
        return key === undefined || value === undefined
            ? []
            : [[key, unescaped(value, propertyEscapes)]];
    });
    return Object.fromEntries(pairs);
}
function unescaped(text, escapes) {
    return escapes.reduce((done, [written, character]) => done.replaceAll(written, character), text);
}
const LEADING_BLANKS = /^[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;
function lineSplitter(take) {
    let begun = [];
    let afterReturn = false;
    return {
        push(chunk) {
            if (chunk === '')
                return;
            const text = afterReturn && chunk.startsWith('\n') ? chunk.slice(1) : chunk;
            afterReturn = chunk.endsWith('\r');
            const [first = '', ...others] = text.split(/\r\n|\n|\r/);
            begun.push(first);
            for (const other of others) {
                take(begun.join(''));
                begun = [other];
            }
        },
        end() {
            const last = begun.join('');
            if (last !== '')
                take(last);
            begun = [];
        },
    };
}
function parseFileCommands(text, windows = process.platform === 'win32') {
    const pairs = [];
    const lines = fileLines(text.replace(/^\ufeff/, ''), windows);
    for (const line of lines) {
        if (line.text === '')
            continue;
        const separator = /=|<</.exec(line.text);
        if (!separator)
            return { pairs, complaint: `Invalid format '${line.text}'` };
        const name = line.text.slice(0, separator.index);
        const rest = line.text.slice(separator.index + separator[0].length);
        if (separator[0] === '=') {
            pairs.push([name, rest]);
            continue;
        }
        if (name === '' || rest === '') {
            return {
                pairs,
                complaint: `Invalid format '${line.text}'. Name must not be empty and delimiter must not be empty`,
            };
        }
        const value = valueUpTo(rest, lines);
        if (value === undefined)
            return { pairs, complaint: `Invalid value. Matching delimiter not found '${rest}'` };
        pairs.push([name, value]);
    }
    return { pairs };
}
function valueUpTo(delimiter, lines) {
    const parts = [];
    let end = '';
    for (let next = lines.next(); !next.done; next = lines.next()) {
        if (next.value.text === delimiter)
            return parts.join('');
        parts.push(end, next.value.text);
        end = next.value.end;
    }
    return undefined;
}
function* fileLines(text, windows) {
    let start = 0;
    while (start < text.length) {
        const feed = text.indexOf('\n', start);
        if (feed < 0) {
            yield { text: text.slice(start), end: '' };
            return;
        }
        const isCrlf = windows && feed > start && text[feed - 1] === '\r';
        const stop = isCrlf ? feed - 1 : feed;
        yield { text: text.slice(start, stop), end: text.slice(stop, feed + 1) };
        start = feed + 1;
    }
}

;// CONCATENATED MODULE: ../../lib/sandbox/runner.js





const TIMEOUT = 120_000;
const SUMMARY_LIMIT = 1_048_576;
const KEPT = ['PATH', 'HOME', 'SystemRoot', 'windir', 'ComSpec', 'PATHEXT', 'TEMP', 'TMP', 'USERPROFILE'];
async function runAction(options) {
    return startAction(options).finished;
}
function startAction(options) {
    const place = makePlace(options.workspace);
    try {
        const child = (0,external_node_child_process_namespaceObject.spawn)(options.node ?? process.execPath, [options.entry], {
            cwd: place.workspace,
            env: environment(options, place),
            stdio: ['ignore', 'pipe', 'pipe'],
        });
        return { child, folder: place.folder, finished: finish(child, place, options) };
    }
    catch (error) {
        removeFolder(place.folder);
        throw error;
    }
}
function makePlace(givenWorkspace) {
    const folder = (0,external_node_fs_namespaceObject.mkdtempSync)((0,external_node_path_namespaceObject.join)((0,external_node_os_namespaceObject.tmpdir)(), 'action-run-'));
    const folderFor = (name) => {
        (0,external_node_fs_namespaceObject.mkdirSync)((0,external_node_path_namespaceObject.join)(folder, name));
        return (0,external_node_path_namespaceObject.join)(folder, name);
    };
    const temp = folderFor('temp');
    const workspace = givenWorkspace ?? folderFor('workspace');
    const commands = folderFor('file-commands');
    const fresh = (name, text = '') => {
        (0,external_node_fs_namespaceObject.writeFileSync)((0,external_node_path_namespaceObject.join)(commands, name), text);
        return (0,external_node_path_namespaceObject.join)(commands, name);
    };
    const files = {
        GITHUB_OUTPUT: fresh('output'),
        GITHUB_STEP_SUMMARY: fresh('summary.md'),
        GITHUB_ENV: fresh('env'),
        GITHUB_STATE: fresh('state'),
        GITHUB_PATH: fresh('path'),
    };
    return { folder, workspace, temp, files, eventPath: fresh('event.json', '{}') };
}
function environment({ inputs = {}, env = {} }, place) {
    const kept = KEPT.map((name) => [name, process.env[name]]);
    const given = Object.entries(inputs).map(([name, value]) => [inputVariable(name), value]);
    return {
        ...Object.fromEntries(kept),
        ...jobVariables(place),
        ...place.files,
        ...Object.fromEntries(given),
        ...env,
    };
}
function inputVariable(name) {
    return `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`;
}
function jobVariables({ workspace, temp, eventPath }) {
    return {
        CI: 'true',
        GITHUB_ACTIONS: 'true',
        GITHUB_ACTION: 'override',
        GITHUB_ACTOR: 'octocat',
        GITHUB_TRIGGERING_ACTOR: 'octocat',
        GITHUB_REPOSITORY: 'acme/shop',
        GITHUB_REPOSITORY_OWNER: 'acme',
        GITHUB_RUN_ID: '777',
        GITHUB_RUN_NUMBER: '7',
        GITHUB_RUN_ATTEMPT: '1',
        GITHUB_SERVER_URL: 'https://github.com',
        GITHUB_API_URL: 'https://api.github.com',
        GITHUB_GRAPHQL_URL: 'https://api.github.com/graphql',
        GITHUB_WORKFLOW: 'Override results',
        GITHUB_JOB: 'override',
        GITHUB_EVENT_NAME: 'workflow_dispatch',
        GITHUB_EVENT_PATH: eventPath,
        GITHUB_REF: 'refs/heads/main',
        GITHUB_REF_NAME: 'main',
        GITHUB_REF_TYPE: 'branch',
        GITHUB_SHA: '0123456789abcdef0123456789abcdef01234567',
        GITHUB_WORKSPACE: workspace,
        RUNNER_TEMP: temp,
        RUNNER_OS: runnerSystem(),
        RUNNER_ARCH: process.arch.toUpperCase(),
        RUNNER_NAME: 'sandbox',
        RUNNER_ENVIRONMENT: 'self-hosted',
    };
}
function runnerSystem() {
    if (process.platform === 'win32')
        return 'Windows';
    return process.platform === 'darwin' ? 'macOS' : 'Linux';
}
async function finish(child, place, options) {
    const started = performance.now();
    const lines = [];
    const read = commandReader();
    const watch = watchOver(child, options);
    const take = (stream) => (text) => {
        const command = read({ stream, text });
        lines.push(command ? { stream, text, command } : { stream, text });
        watch.onLine(text);
    };
    try {
        const [end, stdout, stderr] = await Promise.all([
            endOf(child),
            collect(child.stdout, take('stdout')),
            collect(child.stderr, take('stderr')),
        ]);
        const durationMs = performance.now() - started;
        return { ...end, stdout, stderr, durationMs, ...told(lines), ...leftBehind(place) };
    }
    catch (error) {
        removeFolder(place.folder);
        throw error;
    }
    finally {
        watch.end();
    }
}
function watchOver(child, { signalAfter, timeout = TIMEOUT }) {
    const { signal = 'SIGINT', milliseconds, output } = signalAfter ?? {};
    let isSent = false;
    const send = () => {
        if (!isSent)
            child.kill(signal);
        isSent = true;
    };
    const timers = [setTimeout(() => child.kill('SIGKILL'), timeout)];
    if (milliseconds !== undefined)
        timers.push(setTimeout(send, milliseconds));
    return {
        onLine: (text) => {
            if (output !== undefined && text.includes(output))
                send();
        },
        end: () => {
            for (const timer of timers)
                clearTimeout(timer);
        },
    };
}
function endOf(child) {
    return new Promise((resolve, reject) => {
        child.once('error', reject);
        child.once('exit', (exitCode, signal) => resolve({ exitCode, signal }));
    });
}
async function collect(stream, take) {
    const chunks = [];
    const splitter = lineSplitter(take);
    for await (const chunk of stream.setEncoding('utf8')) {
        chunks.push(chunk);
        splitter.push(chunk);
    }
    splitter.end();
    return chunks.join('');
}
function told(lines) {
    const output = lines.map(({ text }) => `${text}\n`).join('');
    return { lines, output, commands: lines.flatMap(({ command }) => command ?? []) };
}
function leftBehind({ folder, files }) {
    const summary = textOf(files.GITHUB_STEP_SUMMARY);
    const outputs = parseFileCommands(textOf(files.GITHUB_OUTPUT));
    const others = [files.GITHUB_ENV, files.GITHUB_STATE].map((file) => parseFileCommands(textOf(file)));
    const complaints = [outputs, ...others].flatMap(({ complaint }) => complaint ?? []);
    if (Buffer.byteLength(summary) > SUMMARY_LIMIT)
        complaints.push('The job summary is larger than 1 MiB');
    return {
        outputs: Object.fromEntries(outputs.pairs),
        summary,
        summaryFile: files.GITHUB_STEP_SUMMARY,
        complaints,
        folder,
        dispose: () => removeFolder(folder),
    };
}
function textOf(file) {
    return (0,external_node_fs_namespaceObject.existsSync)(file) ? (0,external_node_fs_namespaceObject.readFileSync)(file, 'utf8') : '';
}
function removeFolder(folder) {
    (0,external_node_fs_namespaceObject.rmSync)(folder, { recursive: true, force: true });
}

;// CONCATENATED MODULE: external "node:http"
const external_node_http_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http");
;// CONCATENATED MODULE: external "node:https"
const external_node_https_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:https");
;// CONCATENATED MODULE: external "node:timers/promises"
const promises_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:timers/promises");
;// CONCATENATED MODULE: ../../lib/sandbox/data.js
const SMOKE = { id: '31', name: 'Smoke' };
const CHECKOUT = { id: '32', name: 'Checkout' };
const ACCOUNT = { id: '33', name: 'Account' };
const WINDOWS = { id: '71', name: 'Windows Chrome' };
const MACOS = { id: '72', name: 'macOS Safari' };
const LOGIN = { id: '411', name: 'Login works' };
const SEARCH = { id: '412', name: 'Search finds products' };
const LOGOUT = { id: '413', name: 'Logout ends the session' };
const START_PAGE = { id: '414', name: 'Start page loads' };
const TOTAL = { id: '421', name: 'Checkout total' };
const VOUCHER = { id: '422', name: 'Voucher lowers the price' };
const PAYMENT = { id: '423', name: 'Payment by card' };
const CONFIRMATION = { id: '424', name: 'Confirmation is mailed' };
const GUEST = { id: '425', name: 'Checkout as a guest' };
const CART = { id: '426', name: 'Cart & wish list keep their items' };
const PROFILE = { id: '431', name: 'Profile can be edited' };
const PASSWORD = { id: '432', name: 'Account › Password can be changed' };
const ADDRESS = { id: '433', name: 'Address can be edited' };
const NEWSLETTER = { id: '434', name: 'Newsletter can be cancelled' };
function row(runId, testCaseResultId, testCase, suite, machine, result, iterations = []) {
    return {
        testCaseResultId,
        testCaseId: testCase.id,
        testCaseName: testCase.name,
        result,
        testSuiteId: suite.id,
        testSuiteName: suite.name,
        testSuiteResultId: `${runId}${machine.id}${suite.id}`,
        machineId: machine.id,
        machineTitle: machine.name,
        machineResultId: `${runId}${machine.id}`,
        iterations,
    };
}
const SHOP = {
    executionId: '57',
    executionName: 'Shop regression',
    status: 'STATUS_COMPLETED',
    message: 'Test plan execution completed',
    buildNo: '2024.6.1',
    appUrl: 'https://shop.example.com',
    startTime: Date.UTC(2024, 5, 3, 6, 0, 0),
    endTime: Date.UTC(2024, 5, 3, 6, 42, 10),
    reRunParentId: null,
    childResultId: null,
};
const NIGHTLY = { ...SHOP, executionId: '58', executionName: 'Shop at night', buildNo: null };
const RUNS = [
    {
        ...SHOP,
        id: '239',
        result: 'FAILURE',
        results: [
            row('239', '3646', LOGIN, SMOKE, WINDOWS, 'FAILURE'),
            row('239', '3647', SEARCH, SMOKE, WINDOWS, 'FAILURE'),
            row('239', '3648', LOGOUT, SMOKE, WINDOWS, 'SUCCESS'),
            row('239', '3649', TOTAL, CHECKOUT, WINDOWS, 'FAILURE'),
            row('239', '3650', VOUCHER, CHECKOUT, WINDOWS, 'NOT_EXECUTED'),
            row('239', '3651', PAYMENT, CHECKOUT, WINDOWS, 'FAILURE', [
                { iterationResultId: '8101', setName: 'Visa', result: 'SUCCESS' },
                { iterationResultId: '8102', setName: 'Mastercard', result: 'FAILURE' },
                { iterationResultId: '8103', setName: 'Expired card', result: 'SUCCESS' },
            ]),
            row('239', '3652', CONFIRMATION, CHECKOUT, WINDOWS, 'ABORTED'),
            row('239', '3653', PROFILE, ACCOUNT, WINDOWS, 'SUCCESS'),
            row('239', '3654', PASSWORD, ACCOUNT, WINDOWS, 'FAILURE'),
            row('239', '3655', LOGIN, SMOKE, MACOS, 'SUCCESS'),
            row('239', '3656', START_PAGE, SMOKE, MACOS, 'SUCCESS'),
            row('239', '3657', GUEST, CHECKOUT, MACOS, 'STOPPED'),
            row('239', '3658', CART, CHECKOUT, MACOS, 'SUCCESS'),
            row('239', '3659', ADDRESS, ACCOUNT, MACOS, 'NOT_EXECUTED'),
            row('239', '3660', NEWSLETTER, ACCOUNT, MACOS, 'SUCCESS'),
        ],
    },
    {
        ...SHOP,
        id: '240',
        result: 'FAILURE',
        startTime: Date.UTC(2024, 5, 3, 7, 15, 0),
        endTime: Date.UTC(2024, 5, 3, 7, 24, 30),
        reRunParentId: '239',
        results: [
            row('240', '3746', LOGIN, SMOKE, WINDOWS, 'SUCCESS'),
            row('240', '3747', SEARCH, SMOKE, WINDOWS, 'FAILURE'),
            row('240', '3749', TOTAL, CHECKOUT, WINDOWS, 'FAILURE'),
            row('240', '3754', PASSWORD, ACCOUNT, WINDOWS, 'SUCCESS'),
        ],
    },
    {
        ...SHOP,
        id: '241',
        result: null,
        status: 'STATUS_IN_PROGRESS',
        message: null,
        startTime: Date.UTC(2024, 5, 3, 8, 0, 0),
        endTime: null,
        results: [
            row('241', '3801', LOGIN, SMOKE, WINDOWS, 'SUCCESS'),
            row('241', '3802', SEARCH, SMOKE, WINDOWS, 'FAILURE'),
            row('241', '3803', TOTAL, CHECKOUT, WINDOWS, 'QUEUED'),
        ],
    },
    {
        ...SHOP,
        id: '242',
        result: 'FAILURE',
        buildNo: null,
        startTime: Date.UTC(2024, 5, 4, 6, 0, 0),
        endTime: Date.UTC(2024, 5, 4, 6, 5, 0),
        results: [
            row('242', '9007199254740992', LOGIN, SMOKE, WINDOWS, 'FAILURE'),
            row('242', '9007199254740993', SEARCH, SMOKE, WINDOWS, 'FAILURE'),
            row('242', '9223372036854775806', TOTAL, CHECKOUT, WINDOWS, 'FAILURE'),
            row('242', '9223372036854775807', VOUCHER, CHECKOUT, WINDOWS, 'FAILURE'),
        ],
    },
    {
        ...SHOP,
        id: '243',
        result: 'FAILURE',
        startTime: Date.UTC(2024, 5, 5, 6, 0, 0),
        endTime: Date.UTC(2024, 5, 5, 6, 10, 0),
        childResultId: '244',
        results: [
            row('243', '3901', LOGIN, SMOKE, WINDOWS, 'SUCCESS'),
            row('243', '3902', TOTAL, CHECKOUT, WINDOWS, 'FAILURE'),
        ],
    },
    {
        ...SHOP,
        id: '244',
        result: 'FAILURE',
        startTime: Date.UTC(2024, 5, 5, 6, 11, 0),
        endTime: Date.UTC(2024, 5, 5, 6, 13, 0),
        reRunParentId: '243',
        results: [row('244', '3912', TOTAL, CHECKOUT, WINDOWS, 'FAILURE')],
    },
    {
        ...NIGHTLY,
        id: '245',
        result: null,
        status: 'STATUS_CREATED',
        message: null,
        startTime: Date.UTC(2024, 5, 6, 3, 17, 0),
        endTime: null,
        childResultId: '246',
        course: {
            statuses: ['STATUS_QUEUED', 'STATUS_IN_PROGRESS'],
            results: { 4001: 'SUCCESS', 4002: 'FAILURE', 4003: 'FAILURE' },
            readingsBeforeRerun: 1,
        },
        results: [
            row('245', '4001', LOGIN, SMOKE, WINDOWS, 'QUEUED'),
            row('245', '4002', TOTAL, CHECKOUT, WINDOWS, 'QUEUED'),
            row('245', '4003', PAYMENT, CHECKOUT, WINDOWS, 'QUEUED', [
                { iterationResultId: '8201', setName: 'Visa', result: 'SUCCESS' },
                { iterationResultId: '8202', setName: 'Mastercard', result: 'FAILURE' },
            ]),
        ],
    },
    {
        ...NIGHTLY,
        id: '246',
        result: null,
        status: 'STATUS_QUEUED',
        message: null,
        startTime: Date.UTC(2024, 5, 6, 3, 30, 0),
        endTime: null,
        reRunParentId: '245',
        course: { statuses: ['STATUS_IN_PROGRESS'], results: { 4012: 'SUCCESS', 4013: 'SUCCESS' } },
        results: [
            row('246', '4012', TOTAL, CHECKOUT, WINDOWS, 'QUEUED'),
            row('246', '4013', PAYMENT, CHECKOUT, WINDOWS, 'QUEUED', [
                { iterationResultId: '8212', setName: 'Mastercard', result: 'SUCCESS' },
            ]),
        ],
    },
    {
        ...SHOP,
        id: '247',
        result: 'FAILURE',
        startTime: Date.UTC(2024, 5, 7, 6, 0, 0),
        endTime: Date.UTC(2024, 5, 7, 6, 20, 0),
        childResultId: '248',
        childResultAs: 'id',
        results: [
            row('247', '4101', LOGIN, SMOKE, WINDOWS, 'FAILURE'),
            row('247', '4102', LOGOUT, SMOKE, WINDOWS, 'SUCCESS'),
            row('247', '4103', TOTAL, CHECKOUT, WINDOWS, 'FAILURE'),
            row('247', '4104', LOGIN, SMOKE, MACOS, 'NOT_EXECUTED'),
        ],
    },
    {
        ...SHOP,
        id: '248',
        result: 'FAILURE',
        startTime: Date.UTC(2024, 5, 7, 6, 30, 0),
        endTime: Date.UTC(2024, 5, 7, 6, 40, 0),
        reRunParentId: '247',
        childResultId: '249',
        results: [
            row('248', '4111', LOGIN, SMOKE, WINDOWS, 'SUCCESS'),
            row('248', '4113', TOTAL, CHECKOUT, WINDOWS, 'FAILURE'),
            row('248', '4114', LOGIN, SMOKE, MACOS, 'SUCCESS'),
        ],
    },
    {
        ...SHOP,
        id: '249',
        result: 'SUCCESS',
        startTime: Date.UTC(2024, 5, 7, 6, 45, 0),
        endTime: Date.UTC(2024, 5, 7, 6, 50, 0),
        reRunParentId: '248',
        results: [row('249', '4123', TOTAL, CHECKOUT, WINDOWS, 'SUCCESS')],
    },
];

;// CONCATENATED MODULE: external "node:tls"
const external_node_tls_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:tls");
;// CONCATENATED MODULE: ../../lib/sandbox/faults.js


function replacesAnswer(fault) {
    return hasOwnAnswer(fault) || isMute(fault);
}
function isMute({ reset, garbage, stall }) {
    return reset === true || garbage === true || stall === 'before-headers';
}
function replyWith(fault, real) {
    const { status, headers, body } = hasOwnAnswer(fault) ? ownAnswer(fault) : real;
    return { status, headers: { ...headers, ...fault.headers }, body };
}
async function send(response, reply, fault, signal) {
    const { cut, drip, stall } = fault;
    if (isMute(fault))
        mute(response.socket, fault);
    else if (cut !== undefined)
        cutShort(response, reply, cut);
    else if (stall)
        begin(response, reply).write(reply.body.subarray(0, reply.body.length / 2));
    else if (drip !== undefined)
        await dripOut(response, reply, drip, signal);
    else
        begin(response, reply).end(reply.body);
}
function script(...faults) {
    const left = [...faults];
    return ({ method }) => (method === 'PUT' ? left.shift() : undefined);
}
function hasOwnAnswer({ status, body }) {
    return status !== undefined || body !== undefined;
}
function ownAnswer({ status = 200, body = '' }) {
    return { status, headers: { 'content-type': 'application/json' }, body: Buffer.from(body) };
}
function mute(socket, { reset, garbage }) {
    if (garbage) {
        socket?.write('220 this is not HTTP\r\n\r\n');
        socket?.destroySoon();
    }
    else if (reset) {
        if (socket instanceof external_node_tls_namespaceObject.TLSSocket)
            socket.destroy();
        else
            socket?.resetAndDestroy();
    }
}
function begin(response, { status, headers, body }, length = body.length) {
    const mayHaveBody = status !== 204 && status !== 304;
    response.writeHead(status, mayHaveBody ? { 'content-length': String(length), ...headers } : headers);
    response.flushHeaders();
    return response;
}
function cutShort(response, reply, bytes) {
    begin(response, reply, Math.max(reply.body.length, bytes + 1)).write(reply.body.subarray(0, bytes));
    response.socket?.destroySoon();
}
async function dripOut(response, reply, pause, signal) {
    begin(response, reply);
    for (const byte of reply.body) {
        await (0,promises_namespaceObject.setTimeout)(pause, undefined, { signal });
        if (response.destroyed)
            return;
        response.write(Buffer.of(byte));
    }
    response.end();
}

;// CONCATENATED MODULE: external "node:crypto"
const external_node_crypto_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");
;// CONCATENATED MODULE: ../../lib/sandbox/json.js

function readJson(text) {
    const mark = `integer ${(0,external_node_crypto_namespaceObject.randomUUID)()} `;
    return JSON.parse(quoteIntegers(text, mark), (_key, value) => typeof value === 'string' && value.startsWith(mark) ? BigInt(value.slice(mark.length)) : value);
}
function writeJson(value) {
    if (typeof value === 'bigint')
        return String(value);
    if (Array.isArray(value))
        return `[${value.map(writeJson).join(',')}]`;
    if (value === null || typeof value !== 'object')
        return JSON.stringify(value);
    const members = Object.entries(value).map(([key, member]) => `${JSON.stringify(key)}:${writeJson(member)}`);
    return `{${members.join(',')}}`;
}
function quoteIntegers(text, mark) {
    const pieces = [];
    let copied = 0;
    const find = /"|-?\d[\d.eE+-]*/g;
    for (let found = find.exec(text); found; found = find.exec(text)) {
        if (found[0] === '"')
            find.lastIndex = endOfString(text, find.lastIndex);
        else if (isInteger(found[0]) && !isKey(text, find.lastIndex)) {
            pieces.push(text.slice(copied, found.index), `"${mark}${found[0]}"`);
            copied = find.lastIndex;
        }
    }
    return pieces.join('') + text.slice(copied);
}
function isInteger(token) {
    return /^-?(?:0|[1-9]\d*)$/.test(token);
}
function isKey(text, end) {
    const colon = /[ \t\r\n]*:/y;
    colon.lastIndex = end;
    return colon.test(text);
}
function endOfString(text, start) {
    const find = /["\\]/g;
    find.lastIndex = start;
    for (let found = find.exec(text); found; found = find.exec(text)) {
        if (found[0] === '"')
            return find.lastIndex;
        find.lastIndex += 1;
    }
    return text.length;
}

;// CONCATENATED MODULE: ../../lib/sandbox/junit.js
function junitReport(run) {
    const machines = [...new Set(run.results.map(({ machineTitle }) => machineTitle))];
    const suites = machines.map((machine) => testSuite(run, machine, run.results.filter(({ machineTitle }) => machineTitle === machine)));
    return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<testsuites>\n${suites.join('')}</testsuites>\n`;
}
function testSuite(run, machine, results) {
    const failures = results.filter(({ result }) => result !== 'SUCCESS').length;
    const attributes = {
        name: `${run.executionName} || ${machine}`,
        timestamp: new Date(run.startTime).toISOString(),
        tests: String(results.length),
        failures: String(failures),
        errors: String(failures),
        time: '00.000',
    };
    return `  <testsuite${written(attributes)}>\n${results.map(testCase).join('')}  </testsuite>\n`;
}
function testCase({ testCaseName, testSuiteName, result }) {
    const attributes = written({ name: testCaseName, classname: testSuiteName, time: '00.000' });
    if (result === 'SUCCESS')
        return `    <testcase${attributes}/>\n`;
    return `    <testcase${attributes}>\n      <failure>The result is ${result}</failure>\n    </testcase>\n`;
}
function written(attributes) {
    return Object.entries(attributes)
        .map(([name, value]) => ` ${name}="${escaped(value)}"`)
        .join('');
}
function escaped(text) {
    return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

;// CONCATENATED MODULE: ../../lib/sandbox/testsigma.js

const SETTABLE = ['SUCCESS', 'FAILURE', 'NOT_EXECUTED'];
const LARGEST_LONG = 9223372036854775807n;
class Testsigma {
    #runs;
    #courses = new Map();
    #history = [];
    #between;
    #now;
    constructor(runs, { separator = '<br>', now = Date.now } = {}) {
        this.#runs = new Map(structuredClone(runs).map((run) => [run.id, run]));
        for (const { id, course } of runs)
            if (course)
                this.#courses.set(id, courseLeft(course));
        this.#between = separator === ' ' ? separator : ` ${separator} `;
        this.#now = now;
    }
    get runs() {
        return [...this.#runs.values()];
    }
    get history() {
        return this.#history;
    }
    historyOf(testCaseResultId) {
        return this.#history.filter((entry) => entry.testCaseResultId === testCaseResultId);
    }
    resultOf(testCaseResultId) {
        return this.runs
            .flatMap(({ results }) => results)
            .find((result) => result.testCaseResultId === testCaseResultId)?.result;
    }
    override(runId, entries, { apply = true } = {}) {
        const orders = readOrders(entries);
        if (typeof orders === 'string')
            return { ...refusal(400, orders), applied: [] };
        const run = this.#runs.get(runId);
        if (!run)
            return { ...unknownRun(runId), applied: [] };
        const related = new Map(run.results.map((result) => [result.testCaseResultId, result]));
        const errors = orders
            .filter((order) => !related.has(order.testCaseResultId))
            .map((order) => unrelated(order, runId));
        if (errors.length === orders.length)
            return { ...refusal(400, this.#failed(errors)), applied: [] };
        const applied = apply ? this.#apply(run, related, orders) : [];
        const message = errors.length === 0 ? 'Overridden the results successfully' : 'Overridden the result partially';
        return { ...found({ errors, message }), applied };
    }
    run(id) {
        const run = this.#runs.get(id);
        if (!run)
            return unknownRun(id);
        this.#goOn(run);
        return found(this.#describe(run));
    }
    start(executionId) {
        const run = this.runs.find((one) => one.executionId === executionId && one.course);
        return run ? found(this.#describe(run)) : refusal(404, `Test plan ${executionId} is not found`);
    }
    #goOn(run) {
        const left = this.#courses.get(run.id);
        if (!left || !run.course)
            return;
        const status = left.statuses.shift();
        if (status !== undefined)
            run.status = status;
        else if (run.endTime === null)
            this.#end(run, run.course);
        else
            left.readingsBeforeRerun -= 1;
    }
    #end(run, { results }) {
        for (const one of run.results)
            one.result = results[one.testCaseResultId] ?? one.result;
        run.status = 'STATUS_COMPLETED';
        run.message = 'Test plan execution completed';
        run.endTime = this.#now();
        run.result = verdict(run.results);
    }
    #rerunOf({ id, childResultId, endTime }) {
        const waits = (this.#courses.get(id)?.readingsBeforeRerun ?? 0) > 0 || endTime === null;
        return childResultId === null || waits ? undefined : this.#runs.get(childResultId);
    }
    listing(id) {
        const run = this.#runs.get(id);
        if (!run)
            return unknownRun(id);
        return found({
            executionId: BigInt(run.executionId),
            executionResultId: BigInt(run.id),
            result: run.result,
            status: run.status,
            testCases: run.results.map(listed),
        });
    }
    junit(id) {
        const run = this.#runs.get(id);
        return run ? { status: 200, contentType: 'application/xml', body: junitReport(run) } : unknownRun(id);
    }
    #apply(run, related, orders) {
        const at = this.#now();
        const applied = orders.flatMap((order) => {
            const target = related.get(order.testCaseResultId);
            if (!target)
                return [];
            const before = target.result;
            target.result = order.result;
            return [{ runId: run.id, ...order, before, at }];
        });
        this.#history.push(...applied);
        if (run.result !== null)
            run.result = verdict(run.results);
        return applied;
    }
    #failed(causes) {
        return `Failed to override the result,${this.#between}cause :${causes.join(this.#between)}`;
    }
    #describe(run) {
        const child = this.#rerunOf(run);
        return {
            id: BigInt(run.id),
            executionId: BigInt(run.executionId),
            startTime: run.startTime,
            endTime: run.endTime,
            duration: run.endTime === null ? null : run.endTime - run.startTime,
            result: run.result,
            status: run.status,
            message: run.message,
            buildNo: run.buildNo,
            app_url: run.appUrl,
            reRunParentId: run.reRunParentId === null ? null : BigInt(run.reRunParentId),
            childResult: child ? this.#describeRerun(child, run.childResultAs) : null,
            ...counts(run.results),
        };
    }
    #describeRerun(child, as) {
        return as === 'id' ? BigInt(child.id) : this.#describe(child);
    }
}
function courseLeft({ statuses, readingsBeforeRerun = 0 }) {
    return { statuses: [...statuses], readingsBeforeRerun };
}
function refusal(status, error) {
    const body = { timeStamp: null, error, code: null, fieldErrors: null, objectErrors: null };
    return { status, contentType: 'application/json', body };
}
function found(body) {
    return { status: 200, contentType: 'application/json', body };
}
function unknownRun(id) {
    return refusal(404, `Execution run ${id} is not found`);
}
function unrelated({ testCaseResultId }, runId) {
    return `Given test case result id ${testCaseResultId} is not related to execution run ${runId}`;
}
function verdict(results) {
    const seen = new Set(results.map(({ result }) => result));
    if (seen.has('FAILURE') || seen.has('ABORTED') || seen.has('STOPPED'))
        return 'FAILURE';
    return seen.has('SUCCESS') ? 'SUCCESS' : 'NOT_EXECUTED';
}
function counts(results) {
    const count = (wanted) => results.filter(({ result }) => result === wanted).length;
    return {
        totalCount: results.length,
        passedCount: count('SUCCESS'),
        failedCount: count('FAILURE'),
        abortedCount: count('ABORTED'),
        stoppedCount: count('STOPPED'),
        notExecutedCount: count('NOT_EXECUTED'),
        queuedCount: count('QUEUED'),
    };
}
function listed({ iterations, ...entry }) {
    return {
        testCaseId: BigInt(entry.testCaseId),
        testCaseName: entry.testCaseName,
        testCaseResultId: BigInt(entry.testCaseResultId),
        result: entry.result,
        isDataDrivenCase: iterations.length > 0,
        iterationResults: iterations.map(({ iterationResultId, setName, result }) => ({
            iterationResultId: BigInt(iterationResultId),
            setName,
            result,
        })),
        testSuiteId: BigInt(entry.testSuiteId),
        testSuiteName: entry.testSuiteName,
        testSuiteResultId: BigInt(entry.testSuiteResultId),
        machineId: BigInt(entry.machineId),
        machineTitle: entry.machineTitle,
        machineResultId: BigInt(entry.machineResultId),
    };
}
function readOrders(entries) {
    if (!Array.isArray(entries))
        return 'The request body is not an array of results';
    if (entries.length === 0)
        return 'The request body holds no result';
    const orders = [];
    for (const [index, entry] of entries.entries()) {
        const order = readOrder(entry);
        if (typeof order === 'string')
            return `Result ${index + 1} of the request body: ${order}`;
        orders.push(order);
    }
    return orders;
}
function readOrder(entry) {
    if (entry === null || typeof entry !== 'object' || Array.isArray(entry))
        return 'it is not an object';
    const { testCaseResultId, comment, result } = entry;
    if (typeof testCaseResultId !== 'bigint')
        return 'testCaseResultId is not an integer';
    if (testCaseResultId > LARGEST_LONG || testCaseResultId < -LARGEST_LONG)
        return 'testCaseResultId is no long';
    if (typeof comment !== 'string')
        return 'comment is not a text';
    if (!isSettable(result))
        return 'result is none of SUCCESS, FAILURE, NOT_EXECUTED';
    return { testCaseResultId: String(testCaseResultId), comment, result };
}
function isSettable(result) {
    return typeof result === 'string' && SETTABLE.includes(result);
}

;// CONCATENATED MODULE: ../../lib/sandbox/server.js








const TOKEN = 'sandbox-token';
const NO_FAULT = {};
async function startSandbox(options = {}) {
    const { runs = RUNS, token = TOKEN, prefix = '', separator, latency = 0, tls, faults, onDone } = options;
    const requests = [];
    const stalled = new Set();
    const closing = new AbortController();
    async function serve(request, response) {
        const seen = remember(request, requests);
        response.on('close', () => {
            stalled.delete(response);
            onDone?.(seen);
        });
        seen.body = await server_textOf(request);
        const fault = sandbox.faults?.(seen) ?? NO_FAULT;
        const apply = fault.apply ?? !replacesAnswer(fault);
        const reply = replyWith(fault, server_written(answer(seen, sandbox, prefix, apply)));
        await pause(latency + (fault.delay ?? 0), closing.signal);
        if (response.destroyed)
            return;
        if (!isMute(fault))
            seen.answered = reply.status;
        await send(response, reply, fault, closing.signal);
        if (fault.stall)
            stalled.add(response);
    }
    const listener = (request, response) => {
        response.on('error', () => undefined);
        serve(request, response).catch((error) => giveUp(response, error));
    };
    const server = tls ? (0,external_node_https_namespaceObject.createServer)({ ...tls }, listener) : (0,external_node_http_namespaceObject.createServer)(listener);
    const port = await listen(server, options.port ?? 0);
    const sandbox = {
        address: `${tls ? 'https' : 'http'}://127.0.0.1:${port}${prefix}`,
        token,
        testsigma: new Testsigma(runs, { separator }),
        requests,
        faults,
        get stalled() {
            return stalled.size;
        },
        close: () => {
            closing.abort();
            return shut(server);
        },
    };
    return sandbox;
}
const ROUTES = [
    { path: /^\/api\/v1\/execution_results()$/, method: 'POST', answer: started },
    { path: /^\/api\/v1\/execution_results\/(\d+)\/override$/, method: 'PUT', answer: overridden },
    {
        path: /^\/api\/v1\/execution_results\/(\d+)$/,
        method: 'GET',
        answer: ({ testsigma, runId }) => testsigma.run(runId),
    },
    {
        path: /^\/api\/v1\/execution_results\/(\d+)\/test_case_results$/,
        method: 'GET',
        answer: ({ testsigma, runId }) => testsigma.listing(runId),
    },
    { path: /^\/api\/v1\/reports\/junit\/(\d+)$/, method: 'GET', answer: reported },
];
function answer(seen, { token, testsigma }, prefix, apply) {
    const refused = unauthorised(seen, token);
    if (refused)
        return refused;
    const [path = ''] = seen.path.split('?', 1);
    const local = path.startsWith(prefix) ? path.slice(prefix.length) : '';
    for (const route of ROUTES) {
        const runId = route.path.exec(local)?.[1];
        if (runId === undefined)
            continue;
        return wrongMethod(seen, route) ?? route.answer({ runId, seen, testsigma, apply });
    }
    return refusal(404, `No handler found for ${seen.method} ${path}`);
}
function unauthorised({ headers }, token) {
    const given = /^Bearer +(.+)$/i.exec(headers.authorization ?? '')?.[1];
    if (given === undefined)
        return refusal(401, 'No JWT token found');
    return given === token ? undefined : refusal(401, 'Invalid JWT token');
}
function wrongMethod({ method }, route) {
    return method === route.method ? undefined : refusal(405, `Request method '${method}' not supported`);
}
function started({ testsigma, seen }) {
    const body = readable(seen.body);
    const plan = typeof body === 'object' && body !== null && !Array.isArray(body) ? body['executionId'] : null;
    return typeof plan === 'bigint' ? testsigma.start(String(plan)) : refusal(400, 'executionId is missing');
}
function overridden({ testsigma, runId, seen, apply }) {
    const type = seen.headers['content-type'] ?? '';
    if (!/^application\/json\b/i.test(type))
        return refusal(415, `Content type '${type}' not supported`);
    const entries = readable(seen.body);
    if (entries === undefined)
        return { status: 400, contentType: 'application/json' };
    return testsigma.override(runId, entries, { apply });
}
function readable(body) {
    try {
        return readJson(body);
    }
    catch {
        return undefined;
    }
}
function reported({ testsigma, runId, seen }) {
    const takesXml = /\bapplication\/(?:xml|\*)|\*\/\*/.test(seen.headers.accept ?? '*/*');
    return takesXml ? testsigma.junit(runId) : refusal(406, 'Could not find acceptable representation');
}
function server_written({ status, contentType, body }) {
    if (body === undefined)
        return { status, headers: {}, body: Buffer.alloc(0) };
    const text = contentType === 'application/xml' && typeof body === 'string' ? body : writeJson(body);
    return { status, headers: { 'content-type': contentType }, body: Buffer.from(text) };
}
function remember(request, requests) {
    const seen = {
        number: requests.length + 1,
        method: request.method ?? '',
        path: request.url ?? '',
        headers: request.headers,
        body: '',
        receivedAt: Date.now(),
        remotePort: request.socket.remotePort ?? 0,
    };
    requests.push(seen);
    return seen;
}
async function server_textOf(request) {
    const chunks = [];
    for await (const chunk of request)
        chunks.push(chunk);
    return Buffer.concat(chunks).toString('utf8');
}
async function pause(milliseconds, signal) {
    if (milliseconds > 0)
        await (0,promises_namespaceObject.setTimeout)(milliseconds, undefined, { signal });
}
function giveUp(response, error) {
    if (response.headersSent || response.destroyed)
        response.destroy();
    else
        response.writeHead(500).end(String(error));
}
function listen(server, port) {
    return new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, '127.0.0.1', () => resolve(server.address().port));
    });
}
function shut(server) {
    return new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
    });
}

;// CONCATENATED MODULE: ../../lib/sandbox/demo.js






const ACTS = [
    {
        title: 'a full override',
        about: 'Run 239 of the sandbox ended with failures that are known to be flaky. The step below names three results by ' +
            'their ids and says what they shall become. Testsigma knows all three, so everything is overridden.',
        inputs: () => ({
            'run-id': '239',
            results: '{3646: passed, 3647: passed, 3657: not_executed}',
            comment: 'Flaky network, checked by hand',
        }),
        exitCode: 0,
    },
    {
        title: 'a partial override',
        about: 'This time two of the ids belong to another run, as happens when ids are copied from the wrong page. Testsigma ' +
            'overrides the one that it knows and refuses the others. The step warns, names each refused id and passes; with ' +
            'if-partial: error it would fail.',
        inputs: () => ({
            'run-id': '239',
            results: '3649: passed\n2286: passed\n2287: failed\n',
            comment: 'Price list was out of date',
        }),
        exitCode: 0,
    },
    {
        title: 'a bad day that still ends right',
        about: 'Testsigma is overloaded at first, and then the connection breaks after the override was carried out but before ' +
            'it could say so. The step waits, asks again, and ends green only because Testsigma has accounted for the result ' +
            'in the end.',
        inputs: () => ({ 'run-id': '239', results: '{3654: passed}', comment: 'Password mail was late' }),
        faults: script({ status: 503 }, { reset: true, apply: true }),
        exitCode: 0,
    },
    {
        title: 'tests by name, planned first',
        about: 'Ids are new in every run; names stay. Here two tests of run 240 are meant by their names, and dry-run shows what ' +
            'would change without sending anything. Its output plan-results is the plan, with exact ids.',
        inputs: () => ({
            'run-id': '240',
            results: 'Search finds products: passed\nCheckout total: {result: passed, onlyIf: failed}\n',
            'dry-run': 'true',
        }),
        exitCode: 0,
    },
    {
        title: 'the plan, applied and verified',
        about: 'The plan of the act before is sent as it is, and the run is read again to see that it holds.',
        inputs: (before) => ({ 'run-id': '240', results: before['plan-results'] ?? '', verify: 'true' }),
        exitCode: 0,
    },
    {
        title: 'and taken back',
        about: 'The output undo-results of the act before restores what was there, and would leave alone what somebody has ' +
            'changed since.',
        inputs: (before) => ({ 'run-id': '240', results: before['undo-results'] ?? '' }),
        exitCode: 0,
    },
    {
        title: 'reruns passed: take them over',
        about: 'Run 247 is red. Its failures were rerun as run 248, and what failed there as run 249, until everything had ' +
            'passed; run 247 is still red, and so are the gates that look at it. The step takes over what passed in the ' +
            'reruns. Its output run-result is SUCCESS afterwards: the gate opens. The summary lists what passed only on rerun.',
        inputs: () => ({ 'run-id': '247', 'results-from-run': 'latest-rerun' }),
        exitCode: 0,
    },
];
async function demo(options) {
    const { write, entry = committedAction() } = options;
    if (!(0,external_node_fs_namespaceObject.existsSync)(entry)) {
        write(`The action is not built: there is no ${entry}. Build it with: npm run build\n`);
        return 1;
    }
    const acts = options.inputs ? [ownAct(options.inputs)] : ACTS;
    const sandbox = await startSandbox();
    const stage = {
        sandbox,
        entry,
        write,
        workspace: options.workspace,
        paint: painter(options.isColoured ?? false),
    };
    try {
        write(`A stand-in for Testsigma is up at ${sandbox.address}; nothing leaves this machine.\n`);
        let kept = true;
        let outputs = {};
        for (const [index, act] of acts.entries()) {
            const given = await give(act, `Act ${index + 1} of ${acts.length}`, stage, outputs);
            kept = given.isKept && kept;
            outputs = given.run.outputs;
        }
        return kept ? 0 : 1;
    }
    finally {
        await sandbox.close();
    }
}
function committedAction() {
    return (0,external_node_path_namespaceObject.join)((0,external_node_path_namespaceObject.dirname)((0,external_node_path_namespaceObject.dirname)((0,external_node_url_namespaceObject.fileURLToPath)(import.meta.url))), 'index.js');
}
function ownAct(inputs) {
    return {
        title: 'your own inputs',
        about: 'The sandbox holds runs 239 to 249. The step below works on one of them with the inputs that you gave.',
        inputs: () => ({ 'run-id': '239', ...inputs }),
    };
}
async function give(act, number, stage, before) {
    const { sandbox, entry, workspace, write, paint } = stage;
    const inputs = { ...act.inputs(before), 'base-url': sandbox.address };
    write(opening(act, { ...inputs, 'api-token': '***' }, `${number}: ${act.title}`, paint));
    const requestsBefore = sandbox.requests.length;
    const changesBefore = sandbox.testsigma.history.length;
    sandbox.faults = act.faults;
    const run = await runAction({ entry, workspace, inputs: { ...inputs, 'api-token': sandbox.token } });
    const requests = sandbox.requests.slice(requestsBefore);
    const changes = sandbox.testsigma.history.slice(changesBefore);
    const isKept = run.exitCode === (act.exitCode ?? 0);
    write(closing({ act, run, isKept, requests, changes, paint }));
    return { run, isKept };
}
function opening({ about }, inputs, title, paint) {
    const lines = [
        '',
        paint('bold', title),
        ...wrapped(about, 100),
        '',
        'with:',
        ...Object.entries(inputs).flatMap(([name, value]) => inputLines(name, value)),
        '',
    ];
    return `${lines.join('\n')}\n`;
}
function inputLines(name, value) {
    if (!value.includes('\n'))
        return [`  ${name}: ${quoted(value)}`];
    const lines = value.replace(/\n$/, '').split('\n');
    return [`  ${name}: |`, ...lines.map((line) => `    ${line}`)];
}
function quoted(value) {
    return /^[\w./][\w ,./-]*$/.test(value) && value === value.trim()
        ? value
        : `'${value.replaceAll("'", "''")}'`;
}
function closing({ act, run, isKept, requests, changes, paint }) {
    const isBroken = !isKept && act.exitCode !== undefined;
    const exit = `${run.exitCode ?? run.signal}${isBroken ? `, though ${act.exitCode} was promised` : ''}`;
    const lines = [
        ...section('The log of the step', renderLog(run, paint), paint),
        ...section('Its outputs', renderTable(run.outputs), paint),
        ...section('The requests that the sandbox saw', requests.map(requestLine), paint),
        ...section('What changed there', changes.map(changeLine), paint),
        ...run.complaints.map((complaint) => paint('red', `The runner complains: ${complaint}`)),
        `Exit code: ${paint(isKept ? 'green' : 'red', exit)}`,
        `Job summary: ${run.summary === '' ? 'none was written' : run.summaryFile}`,
        `All its files, yours to delete: ${run.folder}`,
    ];
    return `${lines.join('\n')}\n`;
}
function section(title, lines, paint) {
    const shown = lines.length > 0 ? lines : ['(nothing)'];
    return [
        `${title}:`,
        ...shown.flatMap((line) => line.split('\n')).map((line) => `  ${paint('dim', '│')} ${line}`),
        '',
    ];
}
function requestLine({ method, path, answered, body }) {
    return `${method} ${path} → ${answered ?? 'no answer'}${body === '' ? '' : `\n${shortened(body)}`}`;
}
function changeLine({ runId, testCaseResultId, before, result, comment }) {
    return `run ${runId}, result ${testCaseResultId}: ${before} → ${result}, "${comment}"`;
}
function wrapped(text, width) {
    const lines = [''];
    for (const word of text.split(' ')) {
        const line = lines.at(-1) ?? '';
        if (line === '')
            lines[lines.length - 1] = word;
        else if (line.length + 1 + word.length <= width)
            lines[lines.length - 1] = `${line} ${word}`;
        else
            lines.push(word);
    }
    return lines;
}

;// CONCATENATED MODULE: ../../lib/sandbox/serve.js

async function serve({ port = 0, signal, write }) {
    const sandbox = await startSandbox({ port, onDone: (request) => write(`${seenLine(request)}\n`) });
    write(greeting(sandbox));
    if (!signal.aborted)
        await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
    await sandbox.close();
}
function greeting({ address, token, testsigma }) {
    const lines = [
        `A stand-in for Testsigma is up at ${address} until Ctrl-C.`,
        `API key: ${token}`,
        '',
        'It holds these runs:',
        ...testsigma.runs.map((run) => `  ${runLine(run)}`),
        '',
        'Override a result:',
        `  curl -X PUT ${address}/api/v1/execution_results/239/override \\`,
        `    -H 'Authorization: Bearer ${token}' -H 'Content-Type: application/json' \\`,
        `    -d '[{"testCaseResultId":3646,"comment":"Tried by hand","result":"SUCCESS"}]'`,
        '',
        'Look at the run:',
        `  curl -H 'Authorization: Bearer ${token}' ${address}/api/v1/execution_results/239/test_case_results`,
        '',
    ];
    return `${lines.join('\n')}\n`;
}
function runLine({ id, status, result, reRunParentId, results }) {
    const ids = results.map(({ testCaseResultId }) => testCaseResultId);
    const state = result === null ? status : `${status}, ${result}`;
    const parent = reRunParentId === null ? '' : `, a rerun of ${reRunParentId}`;
    return `${id}: results ${ids[0]} to ${ids.at(-1)} (${ids.length}), ${state}${parent}`;
}
function seenLine({ method, path, answered, body }) {
    return `${method} ${path} → ${answered ?? 'no answer'}${body === '' ? '' : ` ${body}`}`;
}

;// CONCATENATED MODULE: ../../lib/sandbox/cli.js


const USAGE = `Usage:
  npm run demo                               shows the action at work on a stand-in for Testsigma
  npm run demo -- --<input> <value> ...      tries your own inputs on it, such as
                                             --run-id 239 --results-files results.yml
  npm run sandbox [-- --port <number>]       keeps the stand-in up, to be tried by hand
Without npm: node dist/sandbox/index.js demo|serve, and the same words.
`;
const RESERVED = ['base-url', 'api-token'];
const ALIASES = {
    'results-file': 'results-files',
    'junit-file': 'junit-files',
};
class UsageError extends Error {
}
async function main(words, world) {
    try {
        return await cli_command(words, world);
    }
    catch (error) {
        const isUsage = error instanceof UsageError;
        world.err(`${error instanceof Error ? error.message : String(error)}\n${isUsage ? `\n${USAGE}` : ''}`);
        return isUsage ? 2 : 1;
    }
}
async function cli_command([name, ...words], world) {
    if (name === 'demo')
        return showDemo(words, world);
    if (name === 'serve') {
        await serve({ ...portOf(words), signal: world.untilInterrupted(), write: world.out });
        return 0;
    }
    throw new UsageError(name === undefined ? 'Say what to do.' : `There is no '${name}'.`);
}
function showDemo(words, { env, cwd, isTerminal, out, entry }) {
    const inputs = namedValues(words, ALIASES);
    for (const name of RESERVED) {
        if (inputs.has(name))
            throw new UsageError(`--${name} is the demo's own: it talks to nothing but the stand-in.`);
    }
    return demo({
        write: out,
        isColoured: isTerminal && !env['NO_COLOR'],
        ...(inputs.size > 0 ? { inputs: Object.fromEntries(inputs), workspace: folderOfPerson(env, cwd) } : {}),
        ...(entry === undefined ? {} : { entry }),
    });
}
function folderOfPerson(env, cwd) {
    return (env['npm_lifecycle_event'] === 'demo' ? env['INIT_CWD'] : undefined) ?? cwd;
}
function portOf(words) {
    const { port, ...others } = Object.fromEntries(namedValues(words));
    const [unknown] = Object.keys(others);
    if (unknown !== undefined)
        throw new UsageError(`serve does not know --${unknown}.`);
    if (port === undefined)
        return {};
    if (!/^\d{1,5}$/.test(port) || Number(port) > 65535)
        throw new UsageError(`'${port}' is no port.`);
    return { port: Number(port) };
}
function namedValues(words, aliases = {}) {
    const values = new Map();
    const left = [...words];
    for (let word = left.shift(); word !== undefined; word = left.shift()) {
        const [, written, , given] = /^--([a-z][a-z0-9-]*)(=(.*))?$/s.exec(word) ?? [];
        if (written === undefined)
            throw new UsageError(`'${word}' is not understood.`);
        const name = aliases[written] ?? written;
        const value = given ?? (left[0] === undefined || left[0].startsWith('--') ? 'true' : (left.shift() ?? ''));
        const before = values.get(name);
        values.set(name, before === undefined ? value : `${before}\n${value}`);
    }
    return values;
}

;// CONCATENATED MODULE: ../../lib/sandbox/index.js

main(process.argv.slice(2), {
    env: process.env,
    cwd: process.cwd(),
    isTerminal: process.stdout.isTTY === true,
    untilInterrupted,
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
}).then((exitCode) => {
    process.exitCode = exitCode;
});
function untilInterrupted() {
    const ending = new AbortController();
    for (const signal of ['SIGINT', 'SIGTERM'])
        process.once(signal, () => ending.abort());
    return ending.signal;
}

