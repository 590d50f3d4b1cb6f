/** The proxy for a URL, by the variables that curl reads and by curl's rules, but with strict values. */
import type { Environment } from './workflow-commands.js';

/** A proxy to open connections through. */
export interface ProxyServer {
  /** The environment variable that names it. */
  readonly variable: string;
  readonly protocol: 'http:' | 'https:';
  /** A name or an IP address, without brackets. */
  readonly host: string;
  readonly port: number;
  /** The value of `Proxy-Authorization`, if the variable has a user and a password. */
  readonly authorization: string | undefined;
}

/** Why a variable cannot be used. The message begins with the variable's name and never contains its value. */
export class ProxySettingError extends Error {
  readonly variable: string;

  constructor(variable: string, why: string) {
    super(`${variable} cannot be used: ${why}. ${EXAMPLE}`);
    this.variable = variable;
  }
}

const EXAMPLE =
  'Write it like http://proxy.example.com:8080 or http://user:password@proxy.example.com:8080, special characters in the password percent-encoded';

/** Why a proxy opened no connection: nothing was sent beyond it. */
export class TunnelError extends Error {
  readonly proxy: ProxyServer;
  /** The status of its response, if there was one. */
  readonly status: number | undefined;

  constructor(message: string, proxy: ProxyServer, status: number | undefined) {
    super(message);
    this.proxy = proxy;
    this.status = status;
  }
}

/** The variables by protocol; the first that is not empty counts. */
const VARIABLES: Readonly<Record<string, readonly string[]>> = {
  'https:': ['https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY'],
  'http:': ['http_proxy', 'HTTP_PROXY', 'all_proxy', 'ALL_PROXY'],
};

/**
 * The proxy for a URL; undefined if it is requested directly: no variable is set, `no_proxy` names the host, or it is
 * this machine.
 *
 * @throws ProxySettingError if the variable that applies cannot be understood
 */
export function proxyFor(url: URL, env: Environment): ProxyServer | undefined {
  const name = VARIABLES[url.protocol]?.find((variable) => env[variable]?.trim());
  if (name === undefined || isLoopback(url.hostname)) return undefined;
  if (isExcepted(url, env['no_proxy'] || env['NO_PROXY'] || '')) return undefined;
  return parseProxy(name, env[name]?.trim() ?? '');
}

/** Whether a host, as URLs write it, is this machine. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}

/** Every secret in the variables: passwords as written and decoded, alone and with the user. */
export function proxySecrets(env: Environment): string[] {
  const names = new Set(Object.values(VARIABLES).flat());
  const secrets = [...names].flatMap((name) => passwordsIn(splitProxy(env[name]?.trim() ?? '').userInfo));
  return [...new Set(secrets)].filter((text) => text !== '');
}

function passwordsIn(userInfo: string | undefined): string[] {
  const [user = '', password = ''] = splitUserInfo(userInfo ?? '');
  if (password === '') return [];
  const plain = decoded(password) ?? password;
  return [`${user}:${password}`, password, plain, base64(`${decoded(user) ?? user}:${plain}`)];
}

/** The parts of `http://user:password@host:port`, whatever is in them. */
function splitProxy(text: string): { scheme: string; userInfo: string | undefined; rest: string } {
  const [, scheme = 'http', after = ''] = /^(?:([a-z][a-z\d+.-]*):\/\/)?(.*)$/is.exec(text) ?? [];
  const end = after.lastIndexOf('@');
  const userInfo = end < 0 ? undefined : after.slice(0, end);
  return { scheme: scheme.toLowerCase(), userInfo, rest: after.slice(end + 1) };
}

function splitUserInfo(userInfo: string): readonly [user: string, password: string | undefined] {
  const colon = userInfo.indexOf(':');
  return colon < 0 ? [userInfo, undefined] : [userInfo.slice(0, colon), userInfo.slice(colon + 1)];
}

function parseProxy(name: string, text: string): ProxyServer {
  const { scheme, userInfo, rest } = splitProxy(text);
  const fail = (why: string): never => {
    throw new ProxySettingError(name, why);
  };
  if (scheme !== 'http' && scheme !== 'https') return fail('only http:// and https:// proxies are supported');
  const authorization = userInfo === undefined ? undefined : authorizationOf(userInfo);
  if (userInfo !== undefined && authorization === undefined)
    return fail('its user or password contains a character that must be percent-encoded, such as % or #');
  const hostAndPort = rest.replace(/\/+$/, '');
  if (/^(?::\d*)?$/.test(hostAndPort)) return fail('it names no host');
  const url = `${scheme}://${hostAndPort}`;
  if (/[\s/?#\\]/.test(hostAndPort) || !URL.canParse(url)) return fail('it is not the URL of a proxy');
  const { hostname, port } = new URL(url);
  return {
    variable: name,
    protocol: `${scheme}:`,
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port || (scheme === 'https' ? 443 : 80)),
    authorization,
  };
}

/** The header of a user and a password as written; undefined if they hold characters that must be encoded. */
function authorizationOf(userInfo: string): string | undefined {
  if (/[\s/?#@\\]/.test(userInfo)) return undefined;
  const [user, password] = splitUserInfo(userInfo).map((part) => decoded(part ?? ''));
  return user === undefined || password === undefined ? undefined : `Basic ${base64(`${user}:${password}`)}`;
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

/**
 * Whether `no_proxy` names a host: names separated by commas or spaces, each with everything below it, with or without
 * a leading dot or `*.`, and a port if only that is meant; `*` for every host.
 */
function isExcepted({ hostname, port, protocol }: URL, names: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  const hostPort = port || (protocol === 'https:' ? '443' : '80');
  return names
    .toLowerCase()
    .split(/[\s,]+/)
    .some((name) => {
      if (name === '*') return true;
      const [, bracketed, plain = '', onlyPort] = /^(?:\[(.*)\]|(.*?))(?::(\d+))?$/.exec(name) ?? [];
      const isIPv6 = bracketed === undefined && /:.*:/.test(name);
      const excepted = isIPv6 ? name : (bracketed ?? plain.replace(/^\*?\./, '').replace(/\.$/, ''));
      if (excepted === '' || (onlyPort !== undefined && !isIPv6 && onlyPort !== hostPort)) return false;
      return host === excepted || host.endsWith(`.${excepted}`);
    });
}
