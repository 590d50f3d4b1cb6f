/** Tunnels through proxies as a bundle of their own; see tunnel-on-demand.js. */
module.exports = require('../../node_modules/tunnel/index.js');
