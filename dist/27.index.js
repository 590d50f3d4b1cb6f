export const id = 27;
export const ids = [27];
export const modules = {

/***/ 3027:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   throughProxy: () => (/* binding */ throughProxy)
/* harmony export */ });
/* harmony import */ var _proxy_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8505);

function throughProxy(agent, proxy, isTls) {
    const connectDirectly = agent.createConnection.bind(agent);
    agent.createConnection = (options, callback) => {
        const target = authority(options.host ?? '', options.port ?? '');
        openTunnel(proxy, target).then((socket) => callback?.(null, isTls ? (connectDirectly({ ...options, ...{ socket } }) ?? socket) : socket), (error) => callback?.(error, undefined));
        return undefined;
    };
    return agent;
}
async function openTunnel(proxy, target) {
    const { authorization, protocol, host, port } = proxy;
    const { request } = protocol === 'https:' ? await Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 2327, 19)) : await Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 7067, 19));
    const headers = { Host: target, ...(authorization ? { 'Proxy-Authorization': authorization } : {}) };
    const connect = request({ method: 'CONNECT', host, port, path: target, headers, agent: false });
    return tunnelOf(connect, proxy);
}
function tunnelOf(connect, proxy) {
    return new Promise((resolve, reject) => {
        const fail = (message, status) => reject(new _proxy_js__WEBPACK_IMPORTED_MODULE_0__/* .TunnelError */ .Tm(message, proxy, status));
        connect.once('error', ({ message }) => fail(message));
        connect.once('connect', ({ statusCode = 0 }, socket, head) => {
            if (statusCode < 200 || statusCode > 299) {
                socket.destroy();
                fail(`status ${statusCode}`, statusCode);
            }
            else {
                if (head.length > 0)
                    socket.unshift(head);
                resolve(socket);
            }
        });
        connect.end();
    });
}
function authority(host, port) {
    return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}


/***/ })

};
