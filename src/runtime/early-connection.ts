/** A connection that is opened before its first request, so that connecting takes no time of its own. */
import type { Agent } from 'node:http';
import type { Socket } from 'node:net';

/** Early connections on which a request can be sent at once. */
const ready = new WeakSet<object>();

/**
 * Opens a connection, which the agent's next request takes, unless it is closed by then: that request opens one of its
 * own, and reports what is wrong.
 *
 * @returns closes it
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
    return socket?.destroyed === false ? socket : connect(options, callback);
  };
  return () => socket?.destroy();
}

/** Whether a request can be sent over a new connection at once, since it was opened early. */
export function isReady(socket: Socket): boolean {
  return ready.has(socket);
}
