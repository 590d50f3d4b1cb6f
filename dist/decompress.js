'use strict';

Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });

const node_util = require('node:util');
const node_zlib = require('node:zlib');
const index = require('./index.js');
require('node:path');
require('node:fs');

const DECODERS = {
    gzip: node_util.promisify(node_zlib.gunzip),
    'x-gzip': node_util.promisify(node_zlib.gunzip),
    br: node_util.promisify(node_zlib.brotliDecompress),
    deflate: (bytes, options) => node_util.promisify(Number(bytes[0]) % 16 === 8 ? node_zlib.inflate : node_zlib.inflateRaw)(bytes, options),
};
async function decompress(bytes, encodings, maxBytes) {
    const decoders = encodings.toReversed().flatMap((encoding) => DECODERS[encoding] ?? []);
    if (decoders.length < encodings.length)
        return bytes;
    try {
        let content = bytes;
        for (const decode of decoders)
            content = await decode(content, { maxOutputLength: maxBytes });
        return content;
    }
    catch (error) {
        return index.codeOf(error) === 'ERR_BUFFER_TOO_LARGE' ? 'too large' : 'damaged';
    }
}

exports.decompress = decompress;
