/** The HTTP client as a bundle of its own; see http-client-on-demand.js. */
module.exports = require('../../node_modules/@actions/http-client/lib/index.js');
