/** What the demo shows: plain data. */
import type { Faults } from './server.js';
import { script } from './server.js';

/** The action's inputs, without `base-url` and `api-token`, which are the sandbox's. */
export type Inputs = Readonly<Record<string, string>>;

/** One run of the action in a scenario. */
export interface ScenarioStep {
  /** What happens, in a few words. */
  readonly about: string;
  /** The inputs, made from the outputs of the step before. */
  readonly inputs: (before: Inputs) => Inputs;
  /** The exit code that is expected; absent if anything may happen. */
  readonly exitCode?: number;
  /** Files in the step's workspace: text by path. */
  readonly files?: Readonly<Record<string, string>>;
  /** What goes wrong on the way; created for each run, since a script is played once. */
  readonly faults?: () => Faults;
}

/** Steps that follow one another on one sandbox. */
export interface Scenario {
  readonly title: string;
  readonly steps: readonly ScenarioStep[];
}

/** The scenario that is shown unless another one is named. */
export const FIRST_SCENARIO = 'first';

/** Every scenario by its name, in the order in which they are worth a look. */
export const SCENARIOS: Readonly<Record<string, Scenario>> = {
  [FIRST_SCENARIO]: {
    title: 'Override flaky failures. One ID is from another run',
    steps: [
      {
        about: 'Override by ID',
        inputs: () => ({
          'run-id': '239',
          results: '3646: passed\n3647: passed\n3654: not_executed\n3648: passed\n2286: passed\n',
          comment: 'Flaky network, reviewed manually',
        }),
        exitCode: 0,
      },
    ],
  },
  plan: {
    title: 'Plan first, then apply exactly that plan',
    steps: [
      {
        about: 'Dry run: nothing is sent',
        inputs: () => ({
          'run-id': '239',
          results: 'Search finds products: passed\nCheckout total: {result: passed, onlyIf: failed}\n',
          'dry-run': 'true',
        }),
        exitCode: 0,
      },
      {
        about: 'Apply the output plan-results, and verify',
        inputs: (before) => ({
          'run-id': '239',
          results: before['plan-results'] ?? '',
          verify: 'true',
        }),
        exitCode: 0,
      },
    ],
  },
  names: {
    title: 'Name tests instead of looking up IDs. A typo is caught before anything is sent',
    steps: [
      {
        about: 'With a typo, and a name that exists on two machines',
        inputs: () => ({ 'run-id': '239', results: 'Chekout total: passed\nLogin works: passed\n' }),
        exitCode: 1,
      },
      {
        about: 'Corrected as suggested',
        inputs: () => ({
          'run-id': '239',
          results:
            'Checkout total: passed\nLogin works: {result: passed, machine: Windows Chrome}\nPassword can be changed: passed\n',
        }),
        exitCode: 0,
      },
    ],
  },
  junit: {
    title: 'Take results from a JUnit report, as your tests write it',
    steps: [
      {
        about: 'Matched by tag [TS-412] and by name',
        files: {
          'junit.xml': `<testsuites><testsuite name="shop">
  <testcase name="finds products [TS-412]"/>
  <testcase name="Checkout total"/>
  <testcase name="Payment by card"><failure message="declined"/></testcase>
  <testcase name="Profile can be edited"><skipped/></testcase>
  <testcase name="internal helper"/>
</testsuite></testsuites>
`,
        },
        inputs: () => ({ 'run-id': '239', 'junit-files': 'junit.xml', machine: 'Windows Chrome' }),
        exitCode: 0,
      },
    ],
  },
  rerun: {
    title: 'The run is red, its reruns passed: take them over',
    steps: [
      {
        about: 'Wait until the run and its reruns have ended, and take over what passed in them',
        inputs: () => ({ 'run-id': '247', 'results-from-run': 'latest-rerun', 'wait-for-run-seconds': '60' }),
        exitCode: 0,
      },
    ],
  },
  retry: {
    title: 'Testsigma has a bad day. Nothing is lost',
    steps: [
      {
        about: 'Overloaded, then the connection breaks: retried automatically',
        inputs: () => ({ 'run-id': '239', results: '{3646: passed}' }),
        faults: () => script({ status: 503 }, { reset: true, apply: true }),
        exitCode: 0,
      },
      {
        about: 'An outage: the step fails and says what is left',
        inputs: () => ({
          'run-id': '239',
          results: '{3647: passed, 3649: passed}',
          'batch-size': '1',
          'max-retries': '0',
        }),
        faults: () => script({}, { status: 503 }, { status: 503 }),
        exitCode: 1,
      },
      {
        about: 'The output retry-results does the rest',
        inputs: (before) => ({ 'run-id': '239', results: before['retry-results'] ?? '' }),
        exitCode: 0,
      },
    ],
  },
  undo: {
    title: 'Override, then undo it',
    steps: [
      {
        about: 'Override',
        inputs: () => ({ 'run-id': '239', results: '{3646: passed, 3650: passed, 3652: passed}' }),
        exitCode: 0,
      },
      {
        about: 'The output undo-results restores what can be restored',
        inputs: (before) => ({ 'run-id': '239', results: before['undo-results'] ?? '' }),
        exitCode: 0,
      },
    ],
  },
  policy: {
    title: 'A policy limits what may be overridden',
    steps: [
      {
        about: 'Against the policy: nothing is sent',
        inputs: () => ({
          'run-id': '239',
          results: '{Payment by card: passed, Checkout total: passed}',
          policy: "protected: [Payment by card]\ncommentPattern: 'SHOP-\\d+'\n",
        }),
        exitCode: 1,
      },
      {
        about: 'Within the policy',
        inputs: () => ({
          'run-id': '239',
          results: '{Checkout total: passed}',
          comment: 'Known issue SHOP-42',
          policy: "protected: [Payment by card]\ncommentPattern: 'SHOP-\\d+'\n",
        }),
        exitCode: 0,
      },
    ],
  },
};

/** A scenario of one step with inputs from the command line. */
export function ownScenario(inputs: Inputs): Scenario {
  return {
    title: 'Your own inputs',
    steps: [
      {
        about: 'On one of the runs 239 to 249',
        inputs: () => ({ 'run-id': '239', ...inputs }),
      },
    ],
  };
}
