export const id = 302;
export const ids = [302];
export const modules = {

/***/ 9302:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   decompress: () => (/* binding */ decompress)
/* harmony export */ });
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7975);
/* harmony import */ var node_zlib__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8522);
/* harmony import */ var _text_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7537);



const DECODERS = {
    gzip: (0,node_util__WEBPACK_IMPORTED_MODULE_0__.promisify)(node_zlib__WEBPACK_IMPORTED_MODULE_1__.gunzip),
    'x-gzip': (0,node_util__WEBPACK_IMPORTED_MODULE_0__.promisify)(node_zlib__WEBPACK_IMPORTED_MODULE_1__.gunzip),
    br: (0,node_util__WEBPACK_IMPORTED_MODULE_0__.promisify)(node_zlib__WEBPACK_IMPORTED_MODULE_1__.brotliDecompress),
    deflate: (bytes, options) => (0,node_util__WEBPACK_IMPORTED_MODULE_0__.promisify)(Number(bytes[0]) % 16 === 8 ? node_zlib__WEBPACK_IMPORTED_MODULE_1__.inflate : node_zlib__WEBPACK_IMPORTED_MODULE_1__.inflateRaw)(bytes, options),
};
async function decompress(bytes, encodings, maxBytes) {
    const decoders = encodings.toReversed().flatMap((encoding) => DECODERS[encoding] ?? []);
    if (decoders.length < encodings.length)
        return bytes;
    try {
        let content = bytes;
        for (const decode of decoders)
            content = await decode(content, { maxOutputLength: maxBytes });
        return content;
    }
    catch (error) {
        return (0,_text_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .codeOf */ .$)(error) === 'ERR_BUFFER_TOO_LARGE' ? 'too large' : 'damaged';
    }
}


/***/ })

};
