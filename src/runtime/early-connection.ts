/** A connection that is opened before its first request, so that connecting takes no time of its own. */
import type { Agent } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { nextTurn } from './process.js';

/** Early connections on which a request can be sent at once. */
const ready = new WeakSet<object>();

/**
 * Opens a connection, which the agent's next request takes, unless it is of no use by then: that request opens one of its
 * own, and reports what is wrong.
 *
 * @returns closes it
 * @throws what Node throws if TLS cannot be set up
 */
export function connectEarly(agent: Agent, { protocol, hostname, port }: URL): () => void {
  const connect = agent.createConnection.bind(agent);
  const isTls = protocol === 'https:';
  const host = hostname.replace(/^\[|\]$/g, '');
  // The name of the server is part of a TLS handshake; an IP address is not allowed there.
  const servername = process.getBuiltinModule('node:net').isIP(host) === 0 ? host : '';
  const settings = { noDelay: true, servername, ALPNProtocols: ['http/1.1'] };
  const socket = connect({ host, port: Number(port) || (isTls ? 443 : 80), ...settings });
  socket?.on('error', () => undefined);
  socket?.once(isTls ? 'secureConnect' : 'connect', () => ready.add(socket));
  agent.createConnection = (options, callback) => {
    agent.createConnection = connect;
    if (!socket) return connect(options, callback);
    isUsable(socket)
      .then((usable) => (usable ? socket : (connect(options) ?? socket)))
      .then(
        (one) => callback?.(null, one),
        (error: Error) => callback?.(error, socket),
      );
    return undefined;
  };
  return () => socket?.destroy();
}

/** Whether a connection is open, and nothing was received over it: that would be taken for the response. */
async function isUsable(socket: Duplex): Promise<boolean> {
  // After two turns it is known what has happened to it while documents were parsed.
  await nextTurn();
  await nextTurn();
  return !socket.destroyed && !socket.readableEnded && socket.readableLength === 0;
}

/** Whether a request can be sent over a new connection at once, since it was opened early. */
export function isReady(socket: Socket): boolean {
  return ready.has(socket);
}
