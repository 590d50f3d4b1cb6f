/**
 * The runs that the sandbox holds unless it is given others. Plain data: nothing here is computed but what every
 * row of a run has in common.
 *
 * Ids are decimal strings, since a JavaScript number is exact only to 9007199254740991 and Testsigma's ids are Java
 * longs.
 */

/** A test case's result in wire words: the members of Testsigma's `ResultConstant` [C]. */
export type Result = 'SUCCESS' | 'FAILURE' | 'NOT_EXECUTED' | 'ABORTED' | 'STOPPED' | 'QUEUED';

/** One iteration of a data-driven test case. */
export interface Iteration {
  readonly iterationResultId: string;
  /** The name of the data set that the iteration ran with. */
  readonly setName: string;
  result: Result;
}

/** One test case's result in one run, on one machine. */
export interface TestCaseResult {
  readonly testCaseResultId: string;
  /** Stays from run to run, unlike the result's id. */
  readonly testCaseId: string;
  readonly testCaseName: string;
  result: Result;
  readonly testSuiteId: string;
  readonly testSuiteName: string;
  readonly testSuiteResultId: string;
  readonly machineId: string;
  readonly machineTitle: string;
  readonly machineResultId: string;
  /** Empty where the test case is not data-driven. */
  readonly iterations: Iteration[];
}

/** A run of a test plan. */
export interface Run {
  readonly id: string;
  /** The test plan. */
  readonly executionId: string;
  readonly executionName: string;
  /** `null` while the run is going. */
  result: Result | null;
  status: string;
  message: string | null;
  readonly buildNo: string | null;
  readonly appUrl: string;
  /** Milliseconds since 1970. */
  readonly startTime: number;
  /** Milliseconds since 1970; `null` while the run is going. */
  endTime: number | null;
  /** The run that this one reran. */
  readonly reRunParentId: string | null;
  /** The run that Testsigma started by itself to rerun this one's failures. */
  readonly childResultId: string | null;
  /** How `childResult` shows that run: as an object, as it does unless given, or as its ID alone. */
  readonly childResultAs?: 'object' | 'id';
  /** What becomes of a run in progress. */
  readonly course?: Course;
  readonly results: TestCaseResult[];
}

/** The course of a run in progress, which goes on each time the run is read. */
export interface Course {
  /** What its status is at one reading after another, before it has ended. */
  readonly statuses: readonly string[];
  /** What it ends with: results by their IDs. Those that are missing stay as they are. */
  readonly results: Readonly<Record<string, Result>>;
  /** How many readings show that it has ended before its rerun appears; none unless given. */
  readonly readingsBeforeRerun?: number;
}

interface Named {
  readonly id: string;
  readonly name: string;
}

const SMOKE: Named = { id: '31', name: 'Smoke' };
const CHECKOUT: Named = { id: '32', name: 'Checkout' };
const ACCOUNT: Named = { id: '33', name: 'Account' };

const WINDOWS: Named = { id: '71', name: 'Windows Chrome' };
const MACOS: Named = { id: '72', name: 'macOS Safari' };

const LOGIN: Named = { id: '411', name: 'Login works' };
const SEARCH: Named = { id: '412', name: 'Search finds products' };
const LOGOUT: Named = { id: '413', name: 'Logout ends the session' };
const START_PAGE: Named = { id: '414', name: 'Start page loads' };
const TOTAL: Named = { id: '421', name: 'Checkout total' };
const VOUCHER: Named = { id: '422', name: 'Voucher lowers the price' };
const PAYMENT: Named = { id: '423', name: 'Payment by card' };
const CONFIRMATION: Named = { id: '424', name: 'Confirmation is mailed' };
const GUEST: Named = { id: '425', name: 'Checkout as a guest' };
const CART: Named = { id: '426', name: 'Cart & wish list keep their items' };
const PROFILE: Named = { id: '431', name: 'Profile can be edited' };
const PASSWORD: Named = { id: '432', name: 'Account › Password can be changed' };
const ADDRESS: Named = { id: '433', name: 'Address can be edited' };
const NEWSLETTER: Named = { id: '434', name: 'Newsletter can be cancelled' };

/** One row of a run. Suites and machines have result ids of their own in each run: derived from the run's id. */
function row(
  runId: string,
  testCaseResultId: string,
  testCase: Named,
  suite: Named,
  machine: Named,
  result: Result,
  iterations: Iteration[] = [],
): TestCaseResult {
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
} as const;

const NIGHTLY = { ...SHOP, executionId: '58', executionName: 'Shop at night', buildNo: null } as const;

/** The runs, in the order of their ids. The first one is what the documentation's examples speak of. */
export const RUNS: readonly Run[] = [
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
    // A rerun that somebody started by hand: its results have ids of their own, and run 239 does not name it.
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
    // Still going.
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
    // Ids that a JavaScript number cannot hold, with the neighbours that rounding would hit.
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
    // A run whose failures Testsigma reran by itself, as run 244.
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
    // A nightly run, which Testsigma reruns by itself a moment after it has ended.
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
    // Its rerun: everything that failed, and of the data-driven case only the iteration that did.
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
    // A red run that was rerun twice until everything had passed; what names the rerun is its ID alone.
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
