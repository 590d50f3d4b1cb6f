/** The parts of undici that proxied Octokit calls use, as a bundle of its own; see undici-on-demand.js. */
const { fetch, ProxyAgent } = require('../../node_modules/undici/index.js');

module.exports = { fetch, ProxyAgent };
