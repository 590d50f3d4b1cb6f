/**
 * Replaces `@actions/core` in the bundle (build.js) and in the tests (jest.config.js):
 * `@actions/glob` reports every pattern to it for debugging, and it writes to the process's standard output, past the
 * log's redaction. This action writes its workflow commands itself (src/runtime/workflow-commands.ts).
 */

/** Reports nothing. */
export const debug = () => undefined;

/** Reports nothing. */
export const info = debug;
