/** Connections through a proxy. Loaded only if there is one. */
import type { Agent, ClientRequest } from 'node:http';
import type { Duplex } from 'node:stream';
import { type ProxyServer, TunnelError } from './proxy.js';

/**
 * Makes an agent open its connections through a proxy; an agent for https uses TLS through it. If the proxy opens none,
 * the request fails with a {@link TunnelError}.
 */
export function throughProxy<SomeAgent extends Agent>(
  agent: SomeAgent,
  proxy: ProxyServer,
  isTls: boolean,
): SomeAgent {
  const connectDirectly = agent.createConnection.bind(agent);
  agent.createConnection = (options, callback) => {
    const target = authority(options.host ?? '', options.port ?? '');
    openTunnel(proxy, target).then(
      (socket) =>
        callback?.(null, isTls ? (connectDirectly({ ...options, ...{ socket } }) ?? socket) : socket),
      (error: Error) => callback?.(error, undefined as unknown as Duplex),
    );
    return undefined;
  };
  return agent;
}

/** @throws TunnelError if the proxy opens none */
async function openTunnel(proxy: ProxyServer, target: string): Promise<Duplex> {
  const { authorization, protocol, host, port } = proxy;
  const { request } =
    protocol === 'https:' ? process.getBuiltinModule('node:https') : process.getBuiltinModule('node:http');
  const headers = { Host: target, ...(authorization ? { 'Proxy-Authorization': authorization } : {}) };
  const connect = request({ method: 'CONNECT', host, port, path: target, headers, agent: false });
  return tunnelOf(connect, proxy);
}

function tunnelOf(connect: ClientRequest, proxy: ProxyServer): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    const fail = (message: string, status?: number) => reject(new TunnelError(message, proxy, status));
    connect.once('error', ({ message }) => fail(message));
    connect.once('connect', ({ statusCode = 0 }, socket, head) => {
      if (statusCode < 200 || statusCode > 299) {
        socket.destroy();
        fail(`status ${statusCode}`, statusCode);
      } else {
        if (head.length > 0) socket.unshift(head);
        resolve(socket);
      }
    });
    connect.end();
  });
}

function authority(host: string, port: number | string): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}
