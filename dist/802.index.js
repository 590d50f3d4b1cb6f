export const id = 802;
export const ids = [802];
export const modules = {

/***/ 2802:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Y: () => (/* binding */ debug)
/* harmony export */ });
/* unused harmony export info */
/**
 * Stands in for `@actions/core` in the bundle (tsconfig.json in this folder) and in the tests (jest.config.js):
 * `@actions/glob` reports every pattern to it for debugging, and it writes to the process's standard output, past the
 * log's redaction. This action writes its workflow commands itself (src/runtime/workflow-commands.ts).
 */

/** Reports nothing. */
const debug = () => undefined;

/** Reports nothing. */
const info = (/* unused pure expression or super */ null && (debug));


/***/ })

};
