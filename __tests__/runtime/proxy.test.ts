import { describe, expect, test } from '@jest/globals';
import { type ProxyServer, ProxySettingError, proxyFor, proxySecrets } from '../../src/runtime/proxy.js';

const SERVICE = new URL('https://app.testsigma.com/api');
const PROXY = 'http://proxy.example:3128';

/** What a request to the service goes through with this value in a variable. */
function proxyOf(value: string, variable = 'https_proxy'): ProxyServer | undefined {
  return proxyFor(SERVICE, { [variable]: value });
}

/** Where requests go: the proxy's host and port, or nothing if they go directly. */
function wayTo(url: string, env: Readonly<Record<string, string>>): string | undefined {
  const proxy = proxyFor(new URL(url), env);
  return proxy && `${proxy.host}:${proxy.port}`;
}

function basic(userAndPassword: string): string {
  return Buffer.from(userAndPassword).toString('base64');
}

describe('a variable', () => {
  test.each([
    ['http://proxy.example:3128', 'http:', 'proxy.example', 3128],
    ['proxy.example:3128', 'http:', 'proxy.example', 3128],
    ['proxy:8080', 'http:', 'proxy', 8080],
    ['proxy.example', 'http:', 'proxy.example', 80],
    ['  http://proxy.example:3128/  ', 'http:', 'proxy.example', 3128],
    ['HTTP://Proxy.Example:3128//', 'http:', 'proxy.example', 3128],
    ['https://proxy.example', 'https:', 'proxy.example', 443],
    ['https://proxy.example:8443', 'https:', 'proxy.example', 8443],
    ['10.0.0.1:3128', 'http:', '10.0.0.1', 3128],
    ['http://[fd00::1]:3128', 'http:', 'fd00::1', 3128],
    ['[::1]:3128', 'http:', '::1', 3128],
  ])('%j names a proxy', (value, protocol, host, port) => {
    expect(proxyOf(value)).toEqual({ variable: 'https_proxy', protocol, host, port });
  });

  test.each([
    ['http://octocat:sandbox@proxy.example:3128', 'octocat:sandbox'],
    ['octocat:sandbox@proxy.example:3128', 'octocat:sandbox'],
    ['http://octocat:p%40ss%3A%2F%23%25@proxy.example', 'octocat:p@ss:/#%'],
    ['http://DOM%5Coctocat:a:b@proxy.example', 'DOM\\octocat:a:b'],
    ['http://octocat@proxy.example', 'octocat:'],
    ['http://octocat:pr%C3%BCfung@proxy.example', 'octocat:prüfung'],
  ])('%j holds a user and a password, percent-decoded', (value, credentials) => {
    expect(proxyOf(value)?.authorization).toBe(`Basic ${basic(credentials)}`);
  });

  test.each([
    ['http://octocat:100%@proxy.example:3128', /percent-encoded/],
    ['http://octocat:100%zz@proxy.example:3128', /percent-encoded/],
    ['http://octocat:%FF@proxy.example:3128', /percent-encoded/],
    ['http://octocat:pa#ss@proxy.example:3128', /percent-encoded/],
    ['http://octocat:pa/ss@proxy.example:3128', /percent-encoded/],
    ['http://octocat:pa?ss@proxy.example:3128', /percent-encoded/],
    ['http://octocat:pa@ss@proxy.example:3128', /percent-encoded/],
    ['http://octocat:pa ss@proxy.example:3128', /percent-encoded/],
    ['http://', /names no host/],
    ['http://:3128', /names no host/],
    [':3128', /names no host/],
    ['http://octocat:sandbox@', /names no host/],
    ['http://octocat:sandbox@:3128', /names no host/],
    ['socks5://proxy.example:1080', /only http:\/\/ and https:\/\/ proxies/],
    ['http://proxy.example:99999', /not the URL of a proxy/],
    ['http://proxy.example:port', /not the URL of a proxy/],
    ['http://proxy.example:3128/path', /not the URL of a proxy/],
    ['http://proxy.example:3128#x', /not the URL of a proxy/],
    ['proxy one:3128', /not the URL of a proxy/],
    ['fd00::1', /not the URL of a proxy/],
  ])('%j is an error that names the variable and not the value', (value, why) => {
    const attempt = () => proxyOf(value, 'HTTPS_PROXY');
    expect(attempt).toThrow(ProxySettingError);
    expect(attempt).toThrow(/^HTTPS_PROXY cannot be used: /);
    expect(attempt).toThrow(why);
    for (const secret of ['octocat', 'pa#ss', '100%', 'one:'])
      expect(attempt).toThrow(expect.objectContaining({ message: expect.not.stringContaining(secret) }));
  });

  test.each([undefined, '', '  '])('%j is as good as none', (value) => {
    expect(proxyFor(SERVICE, { https_proxy: value })).toBeUndefined();
    expect(wayTo(SERVICE.href, { https_proxy: value ?? '', HTTPS_PROXY: PROXY })).toBe('proxy.example:3128');
  });

  test.each([
    [{ https_proxy: 'first:1', HTTPS_PROXY: 'second:2', all_proxy: 'third:3' }, 'first:1'],
    [{ HTTPS_PROXY: 'second:2', all_proxy: 'third:3', ALL_PROXY: 'fourth:4' }, 'second:2'],
    [{ all_proxy: 'third:3', ALL_PROXY: 'fourth:4' }, 'third:3'],
    [{ ALL_PROXY: 'fourth:4' }, 'fourth:4'],
    [{ http_proxy: 'other:1', HTTP_PROXY: 'other:2' }, undefined],
  ])('of %j the right one applies to https', (env, way) => {
    expect(wayTo(SERVICE.href, env)).toBe(way);
  });

  test('for http applies to http only', () => {
    const env = { http_proxy: 'plain:1', https_proxy: 'secure:2' };
    expect(wayTo('http://gitea.example/api/v1', env)).toBe('plain:1');
    expect(wayTo('http://gitea.example/api/v1', { https_proxy: 'secure:2' })).toBeUndefined();
  });
});

describe('no proxy is used', () => {
  test.each(['https://localhost:8443/', 'https://127.0.0.1/', 'https://127.9.8.7/', 'https://[::1]/'])(
    'for %s, which is this machine, even if the variable is wrong',
    (url) => {
      expect(wayTo(url, { https_proxy: 'http://octocat:100%@proxy.example' })).toBeUndefined();
    },
  );

  test.each([
    '*',
    'testsigma.com',
    '.testsigma.com',
    '*.testsigma.com',
    'app.testsigma.com',
    'APP.Testsigma.COM',
    'app.testsigma.com.',
    'localhost, testsigma.com',
    'localhost testsigma.com',
    ' ,testsigma.com,',
    'app.testsigma.com:443',
    'com',
  ])('with no_proxy %j', (names) => {
    for (const name of ['no_proxy', 'NO_PROXY'])
      expect(wayTo(SERVICE.href, { https_proxy: PROXY, [name]: names })).toBeUndefined();
  });

  test.each([
    '',
    ',',
    'sigma.com',
    'pp.testsigma.com',
    'x.app.testsigma.com',
    'app.testsigma.com:8443',
    'app-testsigma.com',
    '.',
    '*.',
    'app.testsigma.*',
  ])('but one is with no_proxy %j', (names) => {
    expect(wayTo(SERVICE.href, { https_proxy: PROXY, no_proxy: names })).toBe('proxy.example:3128');
  });

  test.each([
    ['https://[fd00::1]/', 'fd00::1'],
    ['https://[fd00::1]/', '[fd00::1]'],
    ['https://[fd00::1]:8443/', '[fd00::1]:8443'],
    ['https://10.0.0.1/', '10.0.0.1'],
  ])('for the IP address %s with no_proxy %j', (url, names) => {
    expect(wayTo(url, { https_proxy: PROXY, no_proxy: names })).toBeUndefined();
  });
});

describe('proxySecrets', () => {
  test.each(['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY', 'all_proxy', 'ALL_PROXY'])(
    'finds the password in %s',
    (name) => {
      const secrets = proxySecrets({ [name]: 'http://octocat:sand%40box@proxy.example:3128' });
      expect([...secrets].sort()).toEqual(
        ['sand%40box', 'sand@box', 'octocat:sand%40box', basic('octocat:sand@box')].sort(),
      );
    },
  );

  test.each([
    ['octocat:sandbox@proxy.example:3128', 'sandbox'],
    ['http://octocat:100%@proxy.example', '100%'],
    ['http://octocat:sand#box@proxy.example', 'sand#box'],
    ['http://octocat:sand@box@proxy.example', 'sand@box'],
    ['HTTP://octocat:sandbox@proxy.example', 'sandbox'],
    ['octocat:a%3A%2F%2Fb@proxy.example', 'a://b'],
    ['socks5://octocat:sandbox@proxy.example', 'sandbox'],
    ['http://octocat:sandbox@', 'sandbox'],
  ])('finds it in %j, whether that can be used or not', (value, password) => {
    expect(proxySecrets({ https_proxy: value })).toContain(password);
  });

  test('gives each once', () => {
    const value = 'http://octocat:sandbox@proxy.example';
    const secrets = proxySecrets({ https_proxy: value, HTTP_PROXY: value });
    expect([...secrets].sort()).toEqual([basic('octocat:sandbox'), 'octocat:sandbox', 'sandbox'].sort());
  });

  test.each([
    undefined,
    '',
    'http://proxy.example:3128',
    'http://octocat@proxy.example',
    'http://octocat:@proxy.example',
  ])('finds none in %j', (value) => {
    expect(proxySecrets({ https_proxy: value })).toEqual([]);
  });
});
