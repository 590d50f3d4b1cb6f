'use strict';

Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });

const index = require('./index.js');
require('node:path');
require('node:fs');

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
    const { request } = protocol === 'https:' ? process.getBuiltinModule('node:https') : process.getBuiltinModule('node:http');
    const headers = { Host: target, ...(authorization ? { 'Proxy-Authorization': authorization } : {}) };
    const connect = request({ method: 'CONNECT', host, port, path: target, headers, agent: false });
    return tunnelOf(connect, proxy);
}
function tunnelOf(connect, proxy) {
    return new Promise((resolve, reject) => {
        const fail = (message, status) => reject(new index.TunnelError(message, proxy, status));
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

exports.throughProxy = throughProxy;
