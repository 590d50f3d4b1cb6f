export const id = 648;
export const ids = [648];
export const modules = {

/***/ 1648:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ fetch)
/* harmony export */ });
/* unused harmony export ProxyAgent */
/* harmony import */ var node_module__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8995);
/**
 * Stands in for `undici` in the bundle (tsconfig.json beside it). The HTTP client imports undici, 0.9 MB, at its top
 * although only proxied Octokit calls use it; here it is loaded from its own bundle when it is first used.
 */


const undici = () => (0,node_module__WEBPACK_IMPORTED_MODULE_0__.createRequire)(import.meta.url)('./undici.cjs');

/** Undici's `ProxyAgent`, created by the real class. */
class ProxyAgent {
  /** @param {object} options as undici takes them */
  constructor(options) {
    // biome-ignore lint/correctness/noConstructorReturn: callers of `new ProxyAgent()` must get the real agent
    return new (undici().ProxyAgent)(options);
  }
}

/**
 * Undici's own `fetch`.
 *
 * @param {...unknown} request as undici takes it
 * @returns {Promise<Response>}
 */
const fetch = (...request) => undici().fetch(...request);


/***/ })

};
