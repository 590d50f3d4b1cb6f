export const id = 579;
export const ids = [579];
export const modules = {

/***/ 6579:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ fetch)
/* harmony export */ });
/* unused harmony export ProxyAgent */
/**
 * Stands in for `undici` in the bundle (tsconfig.json beside it): the toolkit imports it, 0.9 MB, for Octokit's calls
 * through proxies, which here go over the HTTP client (src/github/client.ts).
 */

/** What the toolkit makes for a proxy when it is imported, and then never uses. */
class ProxyAgent {}

/** @returns {never} */
const fetch = () => {
  throw new Error('This bundle leaves out undici: give Octokit a fetch of its own');
};


/***/ })

};
