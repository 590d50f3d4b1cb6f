'use strict';

Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });

const index = require('./index.js');
require('node:path');
require('node:fs');

async function readFiles(input, lines, files, diagnostics) {
    const sources = [];
    for (const path of await findFiles(input, lines, files, diagnostics)) {
        const file = files.displayPath(path);
        try {
            sources.push({ input, file, text: await files.read(path) });
        }
        catch (error) {
            if (!(error instanceof index.FileError))
                throw error;
            diagnostics.problem({ input, file }, `${index.quote(file)} ${error.message}`);
        }
    }
    return sources;
}
async function findFiles(input, lines, files, diagnostics) {
    const patterns = patternsOf(lines);
    const excludes = patterns.filter((pattern) => pattern.startsWith('!'));
    for (const exclude of excludes)
        await checkExclude(input, exclude, files, diagnostics);
    const paths = new Map();
    for (const pattern of patterns.filter((line) => !line.startsWith('!'))) {
        try {
            const matches = await matchesOf(pattern, excludes, files, EXTENSIONS[input] ?? '*');
            for (const path of matches)
                paths.set(files.displayPath(path), path);
            if (matches.length === 0)
                diagnostics.warning({ input }, `${index.quote(pattern)} matches no file`);
        }
        catch (error) {
            if (!(error instanceof index.FileError))
                throw error;
            diagnostics.problem({ input, file: files.displayPath(pattern) }, `${index.quote(pattern)} ${error.message}`);
        }
    }
    return [...paths.values()];
}
async function checkExclude(input, exclude, files, diagnostics) {
    const pattern = exclude.slice(1).trim();
    const advice = adviceOn(pattern);
    if (advice === undefined || (await files.kind(pattern)) !== 'missing')
        return;
    if ((await files.glob(pattern)).length > 0)
        return;
    diagnostics.problem({ input }, `${index.quote(exclude)} excludes no file; ${advice}`);
}
async function matchesOf(pattern, excludes, files, extension) {
    const kind = await files.kind(pattern);
    if (kind === 'folder')
        throw new index.FileError(folderMessage(pattern, extension));
    const isGlob = /[*?[]/.test(pattern);
    if (kind !== 'missing') {
        return kind === 'file' && excludes.length > 0
            ? files.glob([escaped(pattern), ...excludes].join('\n'))
            : [pattern];
    }
    const advice = adviceOn(pattern);
    if (!isGlob)
        throw new index.FileError(advice ? `does not exist; ${advice}` : 'does not exist');
    const found = await files.glob([pattern, ...excludes].join('\n'));
    const isUnmatched = found.length === 0 && (await files.glob(pattern)).length === 0;
    if (advice && isUnmatched)
        throw new index.FileError(`matches no file; ${advice}`);
    return found;
}
const EXTENSIONS = { 'junit-files': 'xml', 'results-files': 'yml' };
const NOTATIONS = [
    [/^\[.*\]$/, 'write one path or glob per line instead of a list in brackets'],
    [/^[-*] /, 'write one path or glob per line, without the dash of a list before it'],
    [/^["'`].*["'`]$/, 'remove the quotes: here, they are part of the name'],
    [/,/, 'write one path or glob per line instead of separating them with a comma'],
    [/;/, 'write one path or glob per line instead of separating them with a semicolon'],
    [/\s/, 'write one path or glob per line if these are several'],
];
function adviceOn(pattern) {
    return NOTATIONS.find(([wrong]) => wrong.test(pattern))?.[1];
}
function folderMessage(path, extension) {
    const folder = path.replace(/[/\\]+$/, '');
    return `is a folder; name the files in it, or a glob such as ${folder}/**/*.${extension}`;
}
function escaped(path) {
    return path.replace(/[*?[]/g, '[$&]');
}
function patternsOf(lines) {
    return lines
        .split(/\r\n|\r|\n/)
        .map((line) => line.trim())
        .filter((line) => line !== '' && !line.startsWith('#'));
}

exports.findFiles = findFiles;
exports.readFiles = readFiles;
