'use strict';

const node_fs = require('node:fs');
const node_path = require('node:path');
const node_url = require('node:url');
const node_os = require('node:os');
const node_child_process = require('node:child_process');
const node_http = require('node:http');
const node_https = require('node:https');
const promises = require('node:timers/promises');
const node_tls = require('node:tls');
const node_crypto = require('node:crypto');

var _documentCurrentScript = typeof document !== 'undefined' ? document.currentScript : null;
const peq = new Uint32Array(0x10000);
const myers_32 = (a, b) => {
    const n = a.length;
    const m = b.length;
    const lst = 1 << (n - 1);
    let pv = -1;
    let mv = 0;
    let sc = n;
    let i = n;
    while (i--) {
        peq[a.charCodeAt(i)] |= 1 << i;
    }
    for (i = 0; i < m; i++) {
        let eq = peq[b.charCodeAt(i)];
        const xv = eq | mv;
        eq |= ((eq & pv) + pv) ^ pv;
        mv |= ~(eq | pv);
        pv &= eq;
        if (mv & lst) {
            sc++;
        }
        if (pv & lst) {
            sc--;
        }
        mv = (mv << 1) | 1;
        pv = (pv << 1) | ~(xv | mv);
        mv &= xv;
    }
    i = n;
    while (i--) {
        peq[a.charCodeAt(i)] = 0;
    }
    return sc;
};
const myers_x = (b, a) => {
    const n = a.length;
    const m = b.length;
    const mhc = [];
    const phc = [];
    const hsize = Math.ceil(n / 32);
    const vsize = Math.ceil(m / 32);
    for (let i = 0; i < hsize; i++) {
        phc[i] = -1;
        mhc[i] = 0;
    }
    let j = 0;
    for (; j < vsize - 1; j++) {
        let mv = 0;
        let pv = -1;
        const start = j * 32;
        const vlen = Math.min(32, m) + start;
        for (let k = start; k < vlen; k++) {
            peq[b.charCodeAt(k)] |= 1 << k;
        }
        for (let i = 0; i < n; i++) {
            const eq = peq[a.charCodeAt(i)];
            const pb = (phc[(i / 32) | 0] >>> i) & 1;
            const mb = (mhc[(i / 32) | 0] >>> i) & 1;
            const xv = eq | mv;
            const xh = ((((eq | mb) & pv) + pv) ^ pv) | eq | mb;
            let ph = mv | ~(xh | pv);
            let mh = pv & xh;
            if ((ph >>> 31) ^ pb) {
                phc[(i / 32) | 0] ^= 1 << i;
            }
            if ((mh >>> 31) ^ mb) {
                mhc[(i / 32) | 0] ^= 1 << i;
            }
            ph = (ph << 1) | pb;
            mh = (mh << 1) | mb;
            pv = mh | ~(xv | ph);
            mv = ph & xv;
        }
        for (let k = start; k < vlen; k++) {
            peq[b.charCodeAt(k)] = 0;
        }
    }
    let mv = 0;
    let pv = -1;
    const start = j * 32;
    const vlen = Math.min(32, m - start) + start;
    for (let k = start; k < vlen; k++) {
        peq[b.charCodeAt(k)] |= 1 << k;
    }
    let score = m;
    for (let i = 0; i < n; i++) {
        const eq = peq[a.charCodeAt(i)];
        const pb = (phc[(i / 32) | 0] >>> i) & 1;
        const mb = (mhc[(i / 32) | 0] >>> i) & 1;
        const xv = eq | mv;
        const xh = ((((eq | mb) & pv) + pv) ^ pv) | eq | mb;
        let ph = mv | ~(xh | pv);
        let mh = pv & xh;
        score += (ph >>> (m - 1)) & 1;
        score -= (mh >>> (m - 1)) & 1;
        if ((ph >>> 31) ^ pb) {
            phc[(i / 32) | 0] ^= 1 << i;
        }
        if ((mh >>> 31) ^ mb) {
            mhc[(i / 32) | 0] ^= 1 << i;
        }
        ph = (ph << 1) | pb;
        mh = (mh << 1) | mb;
        pv = mh | ~(xv | ph);
        mv = ph & xv;
    }
    for (let k = start; k < vlen; k++) {
        peq[b.charCodeAt(k)] = 0;
    }
    return score;
};
const distance = (a, b) => {
    if (a.length < b.length) {
        const tmp = b;
        b = a;
        a = tmp;
    }
    if (b.length === 0) {
        return a.length;
    }
    if (a.length <= 32) {
        return myers_32(a, b);
    }
    return myers_x(a, b);
};

const MAX_COMPARED_LENGTH = 100;
const MAX_DIFFERENCE = 2 / 3;
function closest(text, candidates, maxDifference = MAX_DIFFERENCE) {
    return nearest(text, candidates, maxDifference)[0]?.candidate;
}
function nearest(text, candidates, maxDifference) {
    const searched = beginning(text);
    const near = [...new Set(candidates)].flatMap((candidate) => {
        const other = beginning(candidate);
        const isBegun = searched !== '' && other.startsWith(searched);
        const edits = distance(searched, other);
        const isNear = isBegun || edits <= Math.max(searched.length, other.length) * maxDifference;
        return isNear ? [{ candidate, isBegun, edits }] : [];
    });
    return near.sort((one, other) => Number(other.isBegun) - Number(one.isBegun) || one.edits - other.edits);
}
function beginning(text) {
    return text.slice(0, MAX_COMPARED_LENGTH).toLowerCase();
}

const WORDS = {
    SUCCESS: ['passed', 'pass', 'success', 'successful', 'ok'],
    FAILURE: ['failed', 'fail', 'failure', 'error'],
    NOT_EXECUTED: ['not_executed', 'skipped', 'skip', 'cancelled', 'canceled', 'not_run'],
};
const OUTCOMES = new Map(['SUCCESS', 'FAILURE', 'NOT_EXECUTED'].flatMap((outcome) => WORDS[outcome].map((word) => [word, outcome])));
const CURRENT = new Map([
    ['skipped', ['NOT_EXECUTED', 'SKIPPED']],
    ['aborted', ['ABORTED']],
    ['stopped', ['STOPPED']],
    ['queued', ['QUEUED']],
    ['prerequisite_failed', ['PRE_REQUISITE_FAILURE']],
    ['paused', ['PAUSED']],
    ['running', ['RUNNING']],
]);
[...OUTCOMES.keys()].join(', ');
[...new Set([...OUTCOMES.keys(), ...CURRENT.keys()])].join(', ');
const WIRE = new Map([
    ['SUCCESS', 'SUCCESS'],
    ['PASSED', 'SUCCESS'],
    ['FAILURE', 'FAILURE'],
    ['FAILED', 'FAILURE'],
]);
[...WIRE.keys(), 'NOT_EXECUTED', ...[...CURRENT.values()].flat()];
function resultLabel(result) {
    return LABELS.get(result) ?? result;
}
const LABELS = new Map([
    ['SUCCESS', 'Passed'],
    ['FAILURE', 'Failed'],
    ['NOT_EXECUTED', 'Not Executed'],
    ['ABORTED', 'Aborted'],
    ['STOPPED', 'Stopped'],
    ['QUEUED', 'Queued'],
    ['SKIPPED', 'Skipped'],
    ['PRE_REQUISITE_FAILURE', 'Prerequisite Failed'],
    ['PAUSED', 'Paused'],
    ['RUNNING', 'Running'],
]);

/**
 * marked v18.2.1 - a markdown parser
 * Copyright (c) 2018-2026, MarkedJS. (MIT License)
 * Copyright (c) 2011-2018, Christopher Jeffrey. (MIT License)
 * https://github.com/markedjs/marked
 */

/**
 * DO NOT EDIT THIS FILE
 * The code in this file is generated from files in ./src/
 */

function G(){return {async:false,breaks:false,extensions:null,gfm:true,hooks:null,pedantic:false,renderer:null,silent:false,tokenizer:null,walkTokens:null}}var S=G();function ue(l){S=l;}var q={exec:()=>null};function D(l){let e=[];return t=>{let n=Math.max(0,Math.min(3,t-1)),r=e[n];return r||(r=l(n),e[n]=r),r}}function g(l,e=""){let t=typeof l=="string"?l:l.source,n={replace:(r,s)=>{let o=typeof s=="string"?s:s.source;return o=o.replace(O.caret,"$1"),t=t.replace(r,o),n},getRegex:()=>new RegExp(t,e)};return n}var _e=((l="")=>{try{return !!new RegExp("(?<=1)(?<!1)"+l)}catch{return  false}})(),O={codeRemoveIndent:/^(?: {0,3}\t| {1,4})/gm,listInterruptsParagraph:/^ {0,3}(?:[*+-]|1[.)])[ \t]+[^ \t\n]/,outputLinkReplace:/\\([\[\]])/g,indentCodeCompensation:/^(\s+)(?:```)/,beginningSpace:/^\s+/,endingHash:/#$/,startingSpaceChar:/^ /,endingSpaceChar:/ $/,endingSpaceTabChar:/[ \t]$/,nonSpaceChar:/[^ ]/,newLineCharGlobal:/\n/g,tabCharGlobal:/\t/g,leadingSpaceTab:/^[ \t]+/,multipleSpaceGlobal:/\s+/g,blankLine:/^[ \t]*$/,doubleBlankLine:/\n[ \t]*\n[ \t]*$/,blockquoteStart:/^ {0,3}>/,blockquoteSetextReplace:/\n {0,3}((?:=+|-+)[ \t]*)(?=\n|$)/g,blockquoteSetextReplace2:/^ {0,3}>[ \t]?/gm,blockquoteMarkerWhitespace:/^( {0,3}>)(\t[ \t]*)/gm,nestedBlockMarker:/^ {0,3}(?:(?:[*+-]|\d{1,9}[.)])(?: |$)|> ?)/,listReplaceNesting:/^ {1,4}(?=( {4})*[^ ])/g,listIsTask:/^\[[ xX]\][ \t]+\S/,listReplaceTask:/^\[[ xX]\][ \t]+/,listTaskCheckbox:/\[[ xX]\]/,anyLine:/\n.*\n/,hrefBrackets:/^<(.*)>$/,tableDelimiter:/[:|]/,tableAlignChars:/^\||\| *$/g,tableRowBlankLine:/\n[ \t]*$/,tableAlignRight:/^ *-+: *$/,tableAlignCenter:/^ *:-+: *$/,tableAlignLeft:/^ *:-+ *$/,startATag:/^<a /i,endATag:/^<\/a>/i,startPreScriptTag:/^<(pre|code|kbd|script)(\s|>)/i,endPreScriptTag:/^<\/(pre|code|kbd|script)(\s|>)/i,startAngleBracket:/^</,endAngleBracket:/>$/,pedanticHrefTitle:/^([^'"]*[^\s])\s+(['"])(.*)\2/,unicodeAlphaNumeric:/[\p{L}\p{N}]/u,numericCharacterReference:/&#(?:(\d{1,7})|[Xx]([A-Fa-f0-9]{1,6}));/,numericCharacterReferenceOrAmpersand:/&#(?:(\d{1,7})|[Xx]([A-Fa-f0-9]{1,6}));|&(?!(#\d{1,7}|#[Xx][a-fA-F0-9]{1,6}|\w+);)/g,escapeTest:/[&<>"']/,escapeReplace:/[&<>"']/g,escapeTestNoEncode:/[<>"']|&(?!(#\d{1,7}|#[Xx][a-fA-F0-9]{1,6}|\w+);)/,escapeReplaceNoEncode:/[<>"']|&(?!(#\d{1,7}|#[Xx][a-fA-F0-9]{1,6}|\w+);)/g,caret:/(^|[^\[])\^/g,percentDecode:/%25/g,findPipe:/\|/g,splitPipe:/ \|/,slashPipe:/\\\|/g,carriageReturn:/\r\n|\r/g,spaceLine:/^ +$/gm,notSpaceStart:/^\S*/,endingNewline:/\n$/,listItemRegex:l=>new RegExp(`^( {0,3}${l})((?:[	 ][^\\n]*)?(?:\\n|$))`),nextBulletRegex:D(l=>new RegExp(`^ {0,${l}}(?:[*+-]|\\d{1,9}[.)])((?:[ 	][^\\n]*)?(?:\\n|$))`)),hrRegex:D(l=>new RegExp(`^ {0,${l}}((?:-[ 	]*){3,}|(?:_[ 	]*){3,}|(?:\\*[ 	]*){3,})(?:\\n+|$)`)),fencesBeginRegex:D(l=>new RegExp(`^ {0,${l}}(?:\`\`\`|~~~)`)),headingBeginRegex:D(l=>new RegExp(`^ {0,${l}}#{1,6}(?:\\s|$)`)),pedanticHeadingBeginRegex:D(l=>new RegExp(`^ {0,${l}}#`)),htmlBeginRegex:D(l=>new RegExp(`^ {0,${l}}(?:</?(?:${he})(?:[ \\t]+|$|/?>)|<(?:(?:script|pre|style|textarea)(?:[\\s>]|$)|!--)|<\\?|<![A-Za-z]|<!\\[CDATA\\[)`,"i")),blockquoteBeginRegex:D(l=>new RegExp(`^ {0,${l}}>`)),nestedContainerMarkers:/^(?: {0,3}(?:(?:[*+-]|\d{1,9}[.)])[ \t]+|>[ \t]?))+/},Ge=/^(?:[ \t]*(?:\n|$))+/,Ne=/^((?: {4}| {0,3}\t)[^\n]+(?:\n(?:[ \t]*(?:\n|$))*)?)+/,Fe=/^ {0,3}(`{3,}(?=[^`\n]*(?:\n|$))|~{3,})([^\n]*)(?:\n|$)(?:|([\s\S]*?)(?:\n|$))(?: {0,3}(?:(?=`)\1`*|(?=~)\1~*) *(?=\n|$)|$)/,V=/^ {0,3}((?:-[\t ]*){3,}|(?:_[ \t]*){3,}|(?:\*[ \t]*){3,})(?:\n+|$)/,Qe=/^ {0,3}(#{1,6})(?=\s|$)(.*)(?:\n+|$)/,ce=/ {0,3}(?:[*+-]|\d{1,9}[.)])/,he="address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|meta|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul",J=g(" {0,3}(?:</?(?:tag)(?:[ \\t]+|\\n|/?>)|<(?:(?:script|pre|style|textarea)(?:[\\s>]|$)|!--)|<\\?|<![A-Za-z]|<!\\[CDATA\\[)").replace("tag",he).getRegex(),$e=/^(?!bull |blockCode|fences|blockquote|heading|html|table)((?:.|\n(?!\s*?\n|bull |fences|blockquote|heading|hr|html|table))+?)\n {0,3}(=+|-+)[ \t]*(?:\n+|$)/,Le=g($e).replace(/bull/g,ce).replace(/blockCode/g,/(?: {4}| {0,3}\t)/).replace(/fences/g,/ {0,3}(?:`{3,}|~{3,})/).replace(/blockquote/g,/ {0,3}>/).replace(/heading/g,/ {0,3}#{1,6}(?:\s|$)/).replace(/hr/g,/ {0,3}(?:(?:-[\t ]*){3,}|(?:_[ \t]*){3,}|(?:\*[ \t]*){3,})(?:\n+|$)/).replace(/\|table/g,"").replace(/html/g,J).getRegex(),We=g($e).replace(/bull/g,ce).replace(/blockCode/g,/(?: {4}| {0,3}\t)/).replace(/fences/g,/ {0,3}(?:`{3,}|~{3,})/).replace(/blockquote/g,/ {0,3}>/).replace(/heading/g,/ {0,3}#{1,6}(?:\s|$)/).replace(/hr/g,/ {0,3}(?:(?:-[\t ]*){3,}|(?:_[ \t]*){3,}|(?:\*[ \t]*){3,})(?:\n+|$)/).replace(/table/g,/ {0,3}\|?(?:[:\- ]*\|)+[\:\- ]*\n/).replace(/html/g,J).getRegex(),de=/^([^\n]+(?:\n(?!hr|heading|lheading|blockquote|fences|list|html|table|[ \t]+\n)[^\n]+)*)/,Ue=/^[^\n]+/,ge=/(?!\s*\])(?:\\[\s\S]|[^\[\]\\\n]|\n(?![ \t]*\n))+/,Ke=g(/^ {0,3}\[(label)\]: *(?:\n[ \t]*)?([^<\s][^\s]*|<(?:\\.|[^\n<>\\])*>)(?:(?: +(?:\n[ \t]*)?| *\n[ \t]*)(title))? *(?:\n+|$)/).replace("label",ge).replace("title",/(?:"(?:\\[\s\S]|[^"\\])*"|'(?:\\[\s\S]|[^'\\\n]|\n(?!\n))*'|\((?:\\[\s\S]|[^()\\])*\))/).getRegex(),Xe=g(/^(bull)([ \t][^\n]*?)?(?:\n|$)/).replace(/bull/g,ce).getRegex(),ke=/<!--(?:-?>|[\s\S]*?(?:-->|$))/,Ve=g("^ {0,3}(?:<(script|pre|style|textarea)[\\s>][\\s\\S]*?(?:</\\1>[^\\n]*\\n*|$)|comment[^\\n]*(\\n+|$)|<\\?[\\s\\S]*?(?:\\?>[^\\n]*\\n*|$)|<![A-Z][\\s\\S]*?(?:>[^\\n]*\\n*|$)|<!\\[CDATA\\[[\\s\\S]*?(?:\\]\\]>[^\\n]*\\n*|$)|</?(tag)(?:[ \\t]+|\\n|/?>|$)[\\s\\S]*?(?:(?:\\n[ 	]*)+\\n|$)|<(?!(?:script|pre|style|textarea)(?![a-z0-9-]))([a-z][a-z0-9-]*)(?:attribute)*?[ \\t]*/?>(?=[ \\t]*(?:\\n|$))[\\s\\S]*?(?:(?:\\n[ 	]*)+\\n|$)|</[a-z][a-z0-9-]*\\s*>(?=[ \\t]*(?:\\n|$))[\\s\\S]*?(?:(?:\\n[ 	]*)+\\n|$))","i").replace("comment",ke).replace("tag",he).replace("attribute",/[ \t]+[a-zA-Z:_][\w.:-]*(?:[ \t]*=[ \t]*"[^"\n]*"|[ \t]*=[ \t]*'[^'\n]*'|[ \t]*=[ \t]*[^\s"'=<>`]+)?/).getRegex(),Ce=l=>g(de).replace("hr",V).replace("heading"," {0,3}#{1,6}(?:\\s|$)").replace("|lheading","").replace("|table","").replace("blockquote"," {0,3}>").replace("fences"," {0,3}(?:`{3,}(?=[^`\\n]*(?:\\n|$))|~~~)[^\\n]*(?:\\n|$)").replace("list",l).replace("html",J).getRegex(),Je=Ce(/ {0,3}(?:[*+-]|1[.)])[ \t]+[^ \t\n]/),Ye=Ce(/ {0,3}(?:[*+-]|\d{1,9}[.)])(?:[ \t]|\n|$)/),et=g(/^( {0,3}> ?(?:(?![ \t]*(?:\n|$))(paragraph)|[^\n]*)(?:\n|$))+/).replace("paragraph",Ye).getRegex(),fe={blockquote:et,code:Ne,def:Ke,fences:Fe,heading:Qe,hr:V,html:Ve,lheading:Le,list:Xe,newline:Ge,paragraph:Je,table:q,text:Ue},Pe=g("^ *([^\\n ].*)\\n {0,3}((?:\\| *)?:?-+:? *(?:\\| *:?-+:? *)*(?:\\| *)?)(?:\\n((?:(?! *\\n|hr|heading|blockquote|code|fences|list|html).*(?:\\n|$))*)\\n*|$)").replace("hr",V).replace("heading"," {0,3}#{1,6}(?:\\s|$)").replace("blockquote"," {0,3}>").replace("code","(?: {4}| {0,3}	)[^\\n]").replace("fences"," {0,3}(?:`{3,}(?=[^`\\n]*(?:\\n|$))|~~~)[^\\n]*(?:\\n|$)").replace("list"," {0,3}(?:[*+-]|1[.)])[ \\t]").replace("html",J).getRegex(),tt={...fe,lheading:We,table:Pe,paragraph:g(de).replace("hr",V).replace("heading"," {0,3}#{1,6}(?:\\s|$)").replace("|lheading","").replace("table",Pe).replace("blockquote"," {0,3}>").replace("fences"," {0,3}(?:`{3,}(?=[^`\\n]*(?:\\n|$))|~~~)[^\\n]*(?:\\n|$)").replace("list"," {0,3}(?:[*+-]|1[.)])[ \\t]+[^ \\t\\n]").replace("html",J).getRegex()},nt={...fe,html:g(`^ *(?:comment(?: *\\n|\\s*$)|<(tag)[\\s\\S]+?</\\1>(?: *\\n{2,}|\\s*$)|<tag(?:"[^"]*"|'[^']*'|\\s[^'"/>\\s]*)*?/?>(?: *\\n{2,}|\\s*$))`).replace("comment",ke).replace(/tag/g,"(?!(?:a|em|strong|small|s|cite|q|dfn|abbr|data|time|code|var|samp|kbd|sub|sup|i|b|u|mark|ruby|rt|rp|bdi|bdo|span|br|wbr|ins|del|img)\\b)\\w+(?!:|[^\\w\\s@]*@)\\b").getRegex(),def:/^ *\[([^\]]+)\]: *<?([^\s>]+)>?(?: +(["(][^\n]+[")]))? *(?:\n+|$)/,heading:/^(#{1,6})(.*)(?:\n+|$)/,fences:q,lheading:/^(.+?)\n {0,3}(=+|-+) *(?:\n+|$)/,paragraph:g(de).replace("hr",V).replace("heading",` *#{1,6} *[^
]`).replace("|table","").replace("blockquote"," {0,3}>").replace("|fences","").replace("|list","").replace("|html","").replace("|tag","").replace("lheading",Le).getRegex()},rt=/^\\([!"#$%&'()*+,\-./:;<=>?@\[\]\\^_`{|}~])/,st=/^(`+)([^`]|[^`][\s\S]*?[^`])\1(?!`)/,Ie=/^( {2,}|\\)\n(?!\s*$)[ \t]*/,it=/^(`+|[^`])(?:(?= {2,}\n)|[\s\S]*?(?:(?=[\\<!\[`*_]|\b_|$)|[^ ](?= {2,}\n)))/,L=/[\p{P}\p{S}]/u,N=/[\s\p{P}\p{S}]/u,Y=/[^\s\p{P}\p{S}]/u,ot=g(/^((?![*_])punctSpace)/,"u").replace(/punctSpace/g,N).getRegex(),at=/[\p{Pi}\p{Ps}"']/u,Ae=/(?!~)[\p{P}\p{S}]/u,lt=/(?!~)[\s\p{P}\p{S}]/u,ut=/(?:[^\s\p{P}\p{S}]|~)/u,pt=g(/link|precode-code|html/,"g").replace("link",/\[(?:[^\[\]`]|(?<a>`+)[^`]+\k<a>(?!`))*?\]\((?:\\[\s\S]|[^\\\(\)]|\((?:\\[\s\S]|[^\\\(\)])*\))*\)/).replace("precode-",_e?"(?<!`)()":"(^^|[^`])").replace("code",/(?<b>`+)[^`]+\k<b>(?!`)/).replace("html",/<(?! )[^<>]*?>/).getRegex(),Ee=/^(?:\*+(?:((?!\*)punct)|([^\s*]))?)|^_+(?:((?!_)punct)|([^\s_]))?/,ct=g(Ee,"u").replace(/punct/g,L).getRegex(),ht=g(Ee,"u").replace(/punct/g,Ae).getRegex(),dt=/^(?:\*+(?:((?!\*)(?!openQuote)punct)|([^\s*]))?)|^_+(?:((?!_)(?!openQuote)punct)|([^\s_]))?/,gt=g(dt,"u").replace(/openQuote/g,at).replace(/punct/g,L).getRegex(),ze="^[^_*]*?__[^_*]*?\\*[^_*]*?(?=__)|[^*]+(?=[^*])|(?!\\*)punct(\\*+)(?=[\\s]|$)|notPunctSpace(\\*+)(?!\\*)(?=punctSpace|$)|(?!\\*)punctSpace(\\*+)(?=notPunctSpace)|[\\s](\\*+)(?!\\*)(?=punct)|(?!\\*)punct(\\*+)(?!\\*)(?=punct)|notPunctSpace(\\*+)(?=notPunctSpace)",kt=g(ze,"gu").replace(/notPunctSpace/g,Y).replace(/punctSpace/g,N).replace(/punct/g,L).getRegex(),ft=g(ze,"gu").replace(/notPunctSpace/g,ut).replace(/punctSpace/g,lt).replace(/punct/g,Ae).getRegex(),mt="^[^_*]*?__[^_*]*?\\*[^_*]*?(?=__)|[^*]+(?=[^*])|(?!\\*)punct(\\*+)(?=[\\s]|$)|notPunctSpace(\\*+)(?!\\*)(?=punctSpace|$)|(?!\\*)[\\s](\\*+)(?=notPunctSpace)|[\\s](\\*+)(?!\\*)(?=punct)|(?!\\*)punct(\\*+)(?!\\*)(?=punct)|(?:(?!\\*)punct|notPunctSpace)(\\*+)(?!\\*)(?=notPunctSpace)",xt=g(mt,"gu").replace(/notPunctSpace/g,Y).replace(/punctSpace/g,N).replace(/punct/g,L).getRegex(),bt=g("^[^_*]*?\\*\\*[^_*]*?_[^_*]*?(?=\\*\\*)|[^_]+(?=[^_])|(?!_)punct(_+)(?=[\\s]|$)|notPunctSpace(_+)(?!_)(?=punctSpace|$)|(?!_)punctSpace(_+)(?=notPunctSpace)|[\\s](_+)(?!_)(?=punct)|(?!_)punct(_+)(?!_)(?=punct)","gu").replace(/notPunctSpace/g,Y).replace(/punctSpace/g,N).replace(/punct/g,L).getRegex(),Rt="^[^_*]*?\\*\\*[^_*]*?_[^_*]*?(?=\\*\\*)|[^_]+(?=[^_])|(?!_)punct(_+)(?=[\\s]|$)|notPunctSpace(_+)(?!_)(?=punctSpace|$)|(?!_)[\\s](_+)(?=notPunctSpace)|[\\s](_+)(?!_)(?=punct)|(?!_)punct(_+)(?!_)(?=punct)|(?:(?!_)punct|notPunctSpace)(_+)(?!_)(?=notPunctSpace)",Tt=g(Rt,"gu").replace(/notPunctSpace/g,Y).replace(/punctSpace/g,N).replace(/punct/g,L).getRegex(),Ot=g(/^~~?(?:((?!~)punct)|[^\s~])/,"u").replace(/punct/g,L).getRegex(),wt="^[^~]+(?=[^~])|(?!~)punct(~~?)(?=[\\s]|$)|notPunctSpace(~~?)(?!~)(?=punctSpace|$)|(?!~)punctSpace(~~?)(?=notPunctSpace)|[\\s](~~?)(?!~)(?=punct)|(?!~)punct(~~?)(?!~)(?=punct)|notPunctSpace(~~?)(?=notPunctSpace)",Pt=g(wt,"gu").replace(/notPunctSpace/g,Y).replace(/punctSpace/g,N).replace(/punct/g,L).getRegex(),yt=g(/\\(punct)/,"gu").replace(/punct/g,L).getRegex(),St=g(/(`+)(?:[^`]|[^`][\s\S]*?[^`])\1(?!`)|`+|\\(punct)/,"gu").replace(/punct/g,L).getRegex(),_t=g(/^<(scheme:[^\s\x00-\x1f<>]*|email)>/).replace("scheme",/[a-zA-Z][a-zA-Z0-9+.-]{1,31}/).replace("email",/[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+(@)[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)+(?![-_])/).getRegex(),$t=g(ke).replace("(?:-->|$)","-->").getRegex(),Lt=g("^comment|^</[a-zA-Z][a-zA-Z0-9-]*\\s*>|^<[a-zA-Z][a-zA-Z0-9-]*(?:attribute)*?\\s*/?>|^<\\?[\\s\\S]*?\\?>|^<![a-zA-Z]+\\s[\\s\\S]*?>|^<!\\[CDATA\\[[\\s\\S]*?\\]\\]>").replace("comment",$t).replace("attribute",/\s+[a-zA-Z:_][\w.:-]*(?:\s*=\s*"[^"]*"|\s*=\s*'[^']*'|\s*=\s*[^\s"'=<>`]+)?/).getRegex(),Me=/\[(?:\\[\s\S]|[^\[\]\\])*\]/,ie=g(/(?:\[(?:brackets|\\[\s\S]|[^\[\]\\])*\]|\\[\s\S]|`+(?!`)[^`]*?`+(?!`)|``+(?=\])|[^\[\]\\`])*?/).replace("brackets",Me).getRegex(),Ct=g(/^!?\[(label)\]\([ \t\n]*(href)(?:(?:[ \t]+(?:\n[ \t]*)?|\n[ \t]*)(title))?[ \t\n]*\)/).replace("label",ie).replace("href",/<(?:\\.|[^\n<>\\])*>|(?!<)[^ \t\n\x00-\x1f]+|(?=\))/).replace("title",/"(?:\\[\s\S]|[^"\\])*"|'(?:\\[\s\S]|[^'\\])*'|\((?:\\[\s\S]|[^)\\])*\)/).getRegex(),It=g(/^!?\[(label)\]\[(ref)\]/).replace("label",ie).replace("ref",ge).getRegex(),At=g(/^!?\[(ref)\](?:\[\])?/).replace("ref",ge).getRegex(),ye=/(?!\s*\])(?:\\[\s\S]|[^\[\]\\]){1,999}/,Et=g(/(?:[^\[\]\\`]*(?:\[(?:brackets|\\[\s\S]|[^\[\]\\])*\]|\\[\s\S]|`+(?!`)[^`]*?`+(?!`)|``+(?=\]))){0,999}?[^\[\]\\`]*?/).replace("brackets",Me).getRegex(),zt=g("reflink|nolink(?!\\()","g").replace("reflink",g(/^!?\[(label)\]\[(ref)\]/).replace("label",Et).replace("ref",ye).getRegex()).replace("nolink",g(/^!?\[(ref)\](?:\[\])?/).replace("ref",ye).getRegex()).getRegex(),Se=/[hH][tT][tT][pP][sS]?|[fF][tT][pP]/,Mt=/[A-Za-z0-9._+-]+@[a-zA-Z0-9-_]+(?:\.[a-zA-Z0-9-_]*[a-zA-Z0-9])+(?![\w-])/,Bt=g(/(?:mailto:email|xmpp:email(?:\/[A-Za-z0-9@.]+)?)/).replace(/email/g,Mt).getRegex(),me={_backpedal:q,anyPunctuation:yt,anyPunctuationOutsideCode:St,autolink:_t,blockSkip:pt,br:Ie,code:st,del:q,delLDelim:q,delRDelim:q,emStrongLDelim:ct,emStrongRDelimAst:kt,emStrongRDelimUnd:bt,escape:rt,link:Ct,nolink:At,punctuation:ot,reflink:It,reflinkSearch:zt,tag:Lt,text:it,url:q},Dt={...me,emStrongLDelim:gt,emStrongRDelimAst:xt,emStrongRDelimUnd:Tt,link:g(/^!?\[(label)\]\((.*?)\)/).replace("label",ie).getRegex(),reflink:g(/^!?\[(label)\]\s*\[([^\]]*)\]/).replace("label",ie).getRegex()},pe={...me,emStrongRDelimAst:ft,emStrongLDelim:ht,delLDelim:Ot,delRDelim:Pt,url:g(/^emailProtocol|^((?:protocol):\/\/|www\.)(?:[a-zA-Z0-9\-]+\.?)+[^\s<]*|^email/).replace("emailProtocol",Bt).replace("protocol",Se).replace("email",/[A-Za-z0-9._+-]+(@)[a-zA-Z0-9-_]+(?:\.[a-zA-Z0-9-_]*[a-zA-Z0-9])+(?![\w-])/).getRegex(),_backpedal:/(?:[^?!.,:;*_'"~()&]+|\([^)]*\)|&(?![a-zA-Z0-9]+;$)|[?!.,:;*_'"~)]+(?!$))+/,del:/^(~~?)(?=[^\s~])((?:\\[\s\S]|[^\\])*?(?:\\[\s\S]|[^\s~\\]))\1(?=[^~]|$)/,text:g(/^(?:[^a-zA-Z0-9](?=emailProtocol)|(`+|~+|[^`~])(?:(?=[`~])|(?= {2,}\n)|(?=[a-zA-Z0-9.!#$%&'*+\/=?_`{\|}~-]+@)|[\s\S]*?(?:(?=[\\<!\[`*~_]|\b_|protocol:\/\/|wwwStart|$)|[^ ](?= {2,}\n)|[^a-zA-Z0-9](?=emailProtocol)|[^a-zA-Z0-9.!#$%&'*+\/=?_`{\|}~-](?=[a-zA-Z0-9.!#$%&'*+\/=?_`{\|}~-]+@))))/).replace("protocol",Se).replace(/emailProtocol/g,/(?:mailto|xmpp):/).replace("wwwStart",_e?"(?<![^\\s*_~(])www\\.":"www\\.").getRegex()},qt={...pe,br:g(Ie).replace("{2,}","*").getRegex(),text:g(pe.text).replace("\\b_","\\b_| {2,}\\n").replace(/\{2,\}/g,"*").getRegex()},ee={normal:fe,gfm:tt,pedantic:nt},F={normal:me,gfm:pe,breaks:qt,pedantic:Dt};var vt={"&":"&amp;","<":"&lt;",">":"&gt;",'"':"&quot;","'":"&#39;"},Be=l=>vt[l];function y(l,e){if(e){if(O.escapeTest.test(l))return l.replace(O.escapeReplace,Be)}else if(O.escapeTestNoEncode.test(l))return l.replace(O.escapeReplaceNoEncode,Be);return l}function De(l){return O.numericCharacterReference.test(l)?l.replace(O.numericCharacterReferenceOrAmpersand,(e,t,n)=>{if(t===void 0&&n===void 0)return "&amp;";let r=t===void 0?Number.parseInt(n,16):Number.parseInt(t,10);return r===0||r>1114111||r>=55296&&r<=57343?"\uFFFD":r===38?"&amp;":String.fromCodePoint(r)}):l}function xe(l){try{l=encodeURI(l).replace(O.percentDecode,"%");}catch{return null}return l}function be(l,e){let t=l.replace(O.findPipe,(s,o,i)=>{let a=false,c=o;for(;--c>=0&&i[c]==="\\";)a=!a;return a?"|":" |"}),n=t.split(O.splitPipe),r=0;if(n[0].trim()||n.shift(),n.length>0&&!n.at(-1)?.trim()&&n.pop(),e)if(n.length>e)n.splice(e);else for(;n.length<e;)n.push("");for(;r<n.length;r++)n[r]=n[r].trim().replace(O.slashPipe,"|");return n}function C(l,e,t){let n=l.length;if(n===0)return "";let r=0;for(;r<n;){let s=l.charAt(n-r-1);if(s===e&&true)r++;else break}return l.slice(0,n-r)}function Re(l){let e=l.split(`
`),t=e.length-1;for(;t>=0&&O.blankLine.test(e[t]);)t--;return e.length-t<=2?l:e.slice(0,t+1).join(`
`)}function W(l){return l.trim().replace(O.multipleSpaceGlobal," ").toLowerCase().toUpperCase().toLowerCase()}function Te(l,e){if(l.indexOf(e[0])===-1&&l.indexOf(e[1])===-1)return  -1;let t=0;for(let n=0;n<l.length;n++)if(l[n]==="\\")n++;else if(l[n]===e[0])t++;else if(l[n]===e[1]&&(t--,t<0))return n;return t>0?-2:-1}var Q=new WeakMap;function Oe(l){let e={"*":-1,_:-1},t=-1,n=l.length;for(let r=0;r<n;r++){let s=l[r];if(s!=="*"&&s!=="_"&&s!=="~")continue;let o=r===0?`
`:l[r-1],i=r+1;for(;i<n&&l[i]===s;)i++;o!==" "&&o!=="	"&&o!==`
`&&o!=="\r"&&o!=="\f"&&(s==="~"?t=r:e[s]=r),r=i-1;}return {maskedSrc:l,lastPossibleEmStrongCloserIndex:e,lastPossibleDelCloserIndex:t}}function qe(l,e){let t=Oe(e),n=Q.get(l);n?n.push(t):Q.set(l,[t]);}function ve(l){let e=Q.get(l);e&&(e.pop(),e.length===0&&Q.delete(l));}function oe(l,e,t){let n=Q.get(l)?.at(-1);return n&&n.maskedSrc===e?n.lastPossibleEmStrongCloserIndex[t]:Oe(e).lastPossibleEmStrongCloserIndex[t]}function ae(l,e){let t=Q.get(l)?.at(-1);return t&&t.maskedSrc===e?t.lastPossibleDelCloserIndex:Oe(e).lastPossibleDelCloserIndex}function te(l,e=0){let t=e,n="";for(let r of l)if(r==="	"){let s=4-t%4;n+=" ".repeat(s),t+=s;}else n+=r,t++;return n}function Ht(l,e){let t="";for(let n=0;n<l.length;n++){if(l[n]==="`"){let r=e.inline.code.exec(l.slice(n));if(r){t+=r[0],n+=r[0].length-1;continue}}if(l[n]==="\\"&&(l[n+1]==="["||l[n+1]==="]")){t+=l[n+1],n++;continue}t+=l[n];}return t}function He(l,e,t,n,r){let s=e.href,o=e.title||null,i=Ht(l[1],r),a=l[0].charAt(0)==="!",c=n.state.inLink,u=n.state.linkEmitted,d=n.state.inRawBlock;n.state.inLink=true,n.state.linkEmitted=false;let h=n.inlineTokens(i),p=n.state.linkEmitted;if(n.state.linkEmitted=u,n.state.inLink=c,!a){if(p){n.state.inRawBlock=d;return}n.state.linkEmitted=true;}return {type:a?"image":"link",raw:t,href:s,title:o,text:i,tokens:h}}function Zt(l,e,t){let n=l.match(t.other.indentCodeCompensation);if(n===null)return e;let r=n[1];return e.split(`
`).map(s=>{let o=s.match(t.other.beginningSpace);if(o===null)return s;let[i]=o;return s.slice(Math.min(i.length,r.length))}).join(`
`)}function Ze(l,e,t,n){if(!e.includes("<"))return  false;for(let r=0;r<e.length;r++){if(e[r]==="\\"){r++;continue}if(e[r]==="`"){let i=n.inline.code.exec(e.slice(r));if(i){r+=i[0].length-1;continue}}if(e[r]!=="<")continue;let s=l.slice(t+r),o=n.inline.tag.exec(s)||n.inline.autolink.exec(s);if(o){if(o[0].length>e.length-r)return  true;r+=o[0].length-1;}}return  false}var _=class{options;rules;lexer;constructor(e){this.options=e||S;}space(e){let t=this.rules.block.newline.exec(e);if(t&&t[0].length>0)return {type:"space",raw:t[0]}}code(e){let t=this.rules.block.code.exec(e);if(t){let n=this.options.pedantic?t[0]:Re(t[0]),r=n.replace(this.rules.other.codeRemoveIndent,"");return {type:"code",raw:n,codeBlockStyle:"indented",text:r}}}fences(e){let t=this.rules.block.fences.exec(e);if(t){let n=t[0],r=Zt(n,t[3]||"",this.rules);return t[3]!==void 0&&(r===""||r.endsWith(`
`))&&(r+=`
`),{type:"code",raw:n,lang:t[2]?t[2].trim().replace(this.rules.inline.anyPunctuation,"$1"):t[2],text:r}}}heading(e){let t=this.rules.block.heading.exec(e);if(t){let n=t[2].trim();if(this.rules.other.endingHash.test(n)){let r=C(n,"#");(this.options.pedantic||!r||this.rules.other.endingSpaceTabChar.test(r))&&(n=r.trim());}return {type:"heading",raw:C(t[0],`
`),depth:t[1].length,text:n,tokens:this.lexer.inline(n)}}}hr(e){let t=this.rules.block.hr.exec(e);if(t)return {type:"hr",raw:C(t[0],`
`)}}blockquote(e){let t=this.rules.block.blockquote.exec(e);if(t){let n=C(t[0],`
`).split(`
`),r="",s="",o=[];for(;n.length>0;){let i=false,a=[],c;for(c=0;c<n.length;c++)if(this.rules.other.blockquoteStart.test(n[c]))a.push(n[c]),i=true;else if(!i)a.push(n[c]);else break;n=n.slice(c);let u=a.join(`
`),d=u.replace(this.rules.other.blockquoteMarkerWhitespace,(k,m,b)=>b.startsWith(" ")?m+" "+b.slice(1):m+te(b,m.length)).replace(this.rules.other.blockquoteSetextReplace,`
    $1`).replace(this.rules.other.blockquoteSetextReplace2,"");r=r?`${r}
${u}`:u,s=s?`${s}
${d}`:d;let h=this.lexer.state.top;if(this.lexer.state.top=true,this.lexer.blockTokens(d,o,true),this.lexer.state.top=h,n.length===0)break;let p=o.at(-1);if(p?.type==="code"||p?.type==="heading"||p?.type==="hr"||p?.type==="html"||p?.type==="table")break;if(p?.type==="blockquote"){let k=p,m=n.join(`
`),b=k.raw+`
`+m.replace(this.rules.other.blockquoteSetextReplace2,""),f=this.blockquote(b);o[o.length-1]=f;let R=b.substring(f.raw.length).replace(/^\n/,""),E=R?R.split(`
`).length:0,T=E?n.slice(0,-E):n;if(T.length>0&&(r=`${r}
${T.join(`
`)}`),s=s.substring(0,s.length-k.text.length)+f.text,n=n.slice(T.length),n.length>0&&this.rules.other.blockquoteStart.test(n[0]))continue;break}else if(p?.type==="list"){let k=p,m=k.raw+`
`+n.join(`
`),b=this.list(m);o[o.length-1]=b;let f=b.raw.length>k.raw.length?m.slice(k.raw.length+1,b.raw.length).split(`
`).length:0;if(f>0){let R=n.slice(0,f).join(`
`);r=`${r}
${R}`,s=`${s}
${R}`;}if(n=n.slice(f),n.length>0&&!this.rules.other.blockquoteStart.test(n[0]))break;continue}}return {type:"blockquote",raw:r,tokens:o,text:s}}}list(e){let t=this.rules.block.list.exec(e);if(t){if(!this.options.pedantic&&this.lexer.state.lastToken?.type==="text"&&!this.rules.other.listInterruptsParagraph.test(e))return;let n=e,r=()=>n.length-e.length,s=t[1].trim(),o=s.length>1,i={type:"list",raw:"",ordered:o,start:o?+s.slice(0,-1):"",loose:false,items:[]};s=o?`\\d{1,9}\\${s.slice(-1)}`:`\\${s}`,this.options.pedantic&&(s=o?s:"[*+-]");let a=this.rules.other.listItemRegex(s),c=false;for(;e;){let h=false,p="";if(!(t=a.exec(e))||this.rules.block.hr.test(e))break;let k=r();e=e.substring(t[0].length);let m=t[2].split(`
`,1)[0],b=t[1].length,f=this.options.pedantic?te(m,b):m.replace(this.rules.other.leadingSpaceTab,H=>te(H,b)),R=e.split(`
`,1)[0],E=!f.trim(),T=0;if(this.options.pedantic?(T=2,p=f.trimStart()):E?T=b+1:(T=f.search(this.rules.other.nonSpaceChar),T=T>4?1:T,p=f.slice(T),T+=b),E&&this.rules.other.blankLine.test(R)&&(e=e.substring(R.length+1),h=true),!h){let H=this.rules.other.nextBulletRegex(T),K=this.rules.other.hrRegex(T),re=this.rules.other.fencesBeginRegex(T),B=this.options.pedantic?this.rules.other.pedanticHeadingBeginRegex(T):this.rules.other.headingBeginRegex(T),X=this.rules.other.htmlBeginRegex(T),se=this.rules.other.blockquoteBeginRegex(T),le=false;for(;e;){let we=e.split(`
`,1)[0],Z;if(R=we,this.options.pedantic?(R=R.replace(this.rules.other.listReplaceNesting,"  "),Z=R):Z=R.replace(this.rules.other.leadingSpaceTab,$=>te($)),re.test(R)||B.test(R)||X.test(R)||se.test(R)||H.test(R)||K.test(R))break;if(Z.search(this.rules.other.nonSpaceChar)>=T||!R.trim())p+=`
`+Z.slice(T),le=false;else {if(E)break;let $=f;if(!this.options.pedantic&&!p.includes(`
`)&&!f.includes("	")){let j;for(;!K.test($)&&(j=this.rules.other.nestedBlockMarker.exec($));)$=$.slice(j[0].length);if(!$.trim())break}if($.replace(this.rules.other.tabCharGlobal,"    ").search(this.rules.other.nonSpaceChar)>=4||re.test($)||B.test($)||X.test($)||K.test($))break;if(!this.options.pedantic&&!le){let j=f.replace(this.rules.other.nestedContainerMarkers,"");if(this.rules.block.fences.test(j)||this.rules.block.heading.test(j)||this.rules.block.hr.test(j))break}let je=!this.options.pedantic&&/^ {0,3}(?:=+|-+) *$/.test(R)&&this.rules.block.lheading.test(`${f}
${R}`)?`    ${Z.replace(/^ {0,3}/,"")}`:R;p+=`
`+je,le=true;}E=!R.trim(),e=e.substring(we.length+1),f=Z.slice(T);}}let U=n.slice(k,r());i.loose||(c?i.loose=true:this.rules.other.doubleBlankLine.test(U)&&(c=true)),i.items.push({type:"list_item",raw:U,task:!!this.options.gfm&&this.rules.other.listIsTask.test(p),loose:false,text:p,tokens:[]});}let u=i.items.at(-1);if(u)u.raw=u.raw.trimEnd(),u.text=u.text.trimEnd();else return;i.raw=n.slice(0,r()).trimEnd();let d=[];for(let h of i.items)if(this.lexer.state.top=false,d.push(this.lexer.inlineQueue.length),h.tokens=this.lexer.blockTokens(h.text,[]),!i.loose){let p=h.tokens.filter(m=>m.type==="space"),k=p.length>0&&p.some(m=>this.rules.other.anyLine.test(m.raw));i.loose=k;}for(let h=0;h<i.items.length;h++){let p=i.items[h],k=p.tokens[0];if(p.task&&(k?.type==="text"||k?.type==="paragraph")){p.text=p.text.replace(this.rules.other.listReplaceTask,""),k.raw=k.raw.replace(this.rules.other.listReplaceTask,""),k.text=k.text.replace(this.rules.other.listReplaceTask,"");let m=this.lexer.inlineQueue;for(let f=d[h];f<m.length;f++)if(m[f].tokens===k.tokens){m[f].src=m[f].src.replace(this.rules.other.listReplaceTask,"");break}let b=this.rules.other.listTaskCheckbox.exec(p.raw);if(b){let f={type:"checkbox",raw:b[0]+" ",checked:b[0]!=="[ ]"};p.checked=f.checked,i.loose?p.tokens[0]&&["paragraph","text"].includes(p.tokens[0].type)&&"tokens"in p.tokens[0]&&p.tokens[0].tokens?(p.tokens[0].raw=f.raw+p.tokens[0].raw,p.tokens[0].text=f.raw+p.tokens[0].text,p.tokens[0].tokens.unshift(f)):p.tokens.unshift({type:"paragraph",raw:f.raw,text:f.raw,tokens:[f]}):p.tokens.unshift(f);}}else p.task&&(p.task=false);}if(i.loose)for(let h of i.items){h.loose=true;for(let p of h.tokens)p.type==="text"&&(p.type="paragraph");}return i}}html(e){let t=this.rules.block.html.exec(e);if(t){if(this.lexer.state.lastToken?.type==="paragraph"&&!this.rules.other.htmlBeginRegex(4).test(e))return;let n=Re(t[0]);return {type:"html",block:true,raw:n,pre:t[1]==="pre"||t[1]==="script"||t[1]==="style",text:n}}}def(e){let t=this.rules.block.def.exec(e);if(t){if(!this.rules.other.startAngleBracket.test(t[2])&&Te(t[2],"()")!==-1)return;let n=W(t[1]),r=t[2]?t[2].replace(this.rules.other.hrefBrackets,"$1").replace(this.rules.inline.anyPunctuation,"$1"):"",s=t[3]?t[3].substring(1,t[3].length-1).replace(this.rules.inline.anyPunctuation,"$1"):t[3];return {type:"def",tag:n,raw:C(t[0],`
`),href:r,title:s}}}table(e){let t=this.rules.block.table.exec(e);if(!t||!this.rules.other.tableDelimiter.test(t[2]))return;let n=be(t[1]),r=t[2].replace(this.rules.other.tableAlignChars,"").split("|"),s=t[3]?.trim()?t[3].replace(this.rules.other.tableRowBlankLine,"").split(`
`):[],o={type:"table",raw:C(t[0],`
`),header:[],align:[],rows:[]};if(n.length===r.length){for(let i of r)this.rules.other.tableAlignRight.test(i)?o.align.push("right"):this.rules.other.tableAlignCenter.test(i)?o.align.push("center"):this.rules.other.tableAlignLeft.test(i)?o.align.push("left"):o.align.push(null);for(let i=0;i<n.length;i++)o.header.push({text:n[i],tokens:this.lexer.inline(n[i]),header:true,align:o.align[i]});for(let i of s)o.rows.push(be(i,o.header.length).map((a,c)=>({text:a,tokens:this.lexer.inline(a),header:false,align:o.align[c]})));return o}}lheading(e){let t=this.rules.block.lheading.exec(e);if(t){let n=t[1].trim();return {type:"heading",raw:C(t[0],`
`),depth:t[2].charAt(0)==="="?1:2,text:n,tokens:this.lexer.inline(n)}}}paragraph(e){let t=this.rules.block.paragraph.exec(e);if(t){let n=t[1].charAt(t[1].length-1)===`
`?t[1].slice(0,-1):t[1];return {type:"paragraph",raw:t[0],text:n,tokens:this.lexer.inline(n)}}}text(e){let t=this.rules.block.text.exec(e);if(t)return {type:"text",raw:t[0],text:t[0],tokens:this.lexer.inline(t[0])}}escape(e){if(e.charCodeAt(0)!==92)return;let t=this.rules.inline.escape.exec(e);if(t)return {type:"escape",raw:t[0],text:t[1]}}tag(e){if(e.charCodeAt(0)!==60)return;let t=this.rules.inline.tag.exec(e);if(t)return !this.lexer.state.inLink&&this.rules.other.startATag.test(t[0])?this.lexer.state.inLink=true:this.lexer.state.inLink&&this.rules.other.endATag.test(t[0])&&(this.lexer.state.inLink=false),!this.lexer.state.inRawBlock&&this.rules.other.startPreScriptTag.test(t[0])?this.lexer.state.inRawBlock=true:this.lexer.state.inRawBlock&&this.rules.other.endPreScriptTag.test(t[0])&&(this.lexer.state.inRawBlock=false),{type:"html",raw:t[0],inLink:this.lexer.state.inLink,inRawBlock:this.lexer.state.inRawBlock,block:false,text:t[0]}}link(e){if(this.lexer.state.linkParenPossible===false)return;let t=e.charCodeAt(0);if(t!==91&&t!==33)return;let n=this.rules.inline.link.exec(e);if(n){let r=n[0].charAt(0)==="!"?2:1;if(!this.options.pedantic&&Ze(e,n[1],r,this.rules))return;let s=n[2].trim();if(!this.options.pedantic&&this.rules.other.startAngleBracket.test(s)){if(!this.rules.other.endAngleBracket.test(s))return;let c=C(s.slice(0,-1),"\\");if((s.length-c.length)%2===0)return}else {let c=Te(n[2],"()");if(c===-2)return;if(c>-1){let d=(n[0].indexOf("!")===0?5:4)+n[1].length+c;n[2]=n[2].substring(0,c),n[0]=n[0].substring(0,d).trim(),n[3]="";}}let o=C(n[0].slice(0,-1),"\\");if((n[0].length-o.length)%2===0)return;let i=n[2],a="";if(this.options.pedantic){let c=this.rules.other.pedanticHrefTitle.exec(i);c&&(i=c[1],a=c[3]);}else a=n[3]?n[3].slice(1,-1):"";return i=i.trim(),this.rules.other.startAngleBracket.test(i)&&(this.options.pedantic&&!this.rules.other.endAngleBracket.test(s)?i=i.slice(1):i=i.slice(1,-1)),He(n,{href:i&&i.replace(this.rules.inline.anyPunctuation,"$1"),title:a&&a.replace(this.rules.inline.anyPunctuation,"$1")},n[0],this.lexer,this.rules)}}reflink(e,t){let n=e.charCodeAt(0);if(n!==91&&n!==33)return;let r;if((r=this.rules.inline.reflink.exec(e))||(r=this.rules.inline.nolink.exec(e))){let s=r[0].charAt(0)==="!"?2:1;if(!this.options.pedantic&&Ze(e,r[1],s,this.rules))return;let o=t[W(r[2]||r[1])];if(!o){let i=r[0].charAt(0);return {type:"text",raw:i,text:i}}return He(r,o,r[0],this.lexer,this.rules)}}emStrong(e,t,n=""){let r=this.rules.inline.emStrongLDelim.exec(e);if(!r||!r[1]&&!r[2]&&!r[3]&&!r[4])return;let s=r[0][0],o=n===s,i=t.length-e.length,a=i;for(;!this.options.pedantic&&a>0&&t[a-1]===s;)a--;let c=[...t.slice(Math.max(0,a-2),a)].at(-1)??"",u=c==="*"||c==="_"||!!this.rules.inline.punctuation.exec(c);a<i&&(n=c);let d=a<i?u:n==="*"||n==="_"||!!this.rules.inline.punctuation.exec(n);if(r[4]&&n.match(this.rules.other.unicodeAlphaNumeric))return;let h=r[1]||r[3]||"";if(!h||!n||d){let p=[...r[0]].length-1,k,m,b=p,f=0,R=i-a+p,E=!this.options.pedantic&&!!c.trim()&&(!!h||s==="*"&&!u);if(s!=="*"&&s!=="_")return;let T=s==="*"?this.rules.inline.emStrongRDelimAst:this.rules.inline.emStrongRDelimUnd,U=oe(this,t,s),H=t.length-e.length+p;if(U<H)return;t=t.slice(-1*e.length+p);let K=U-H;for(T.lastIndex=0;(r=T.exec(t))!==null&&!(r.index>K);){if(k=r[1]||r[2]||r[3]||r[4]||r[5]||r[6],!k)continue;if(m=[...k].length,r[3]||r[4]){b+=m;continue}else if((r[5]||r[6]||E)&&R%3&&!((R+m)%3)){if(o&&(r[5]||r[6]))break;f+=m;continue}if(b-=m,b>0)continue;m=Math.min(m,m+b+f);let re=[...r[0]][0].length,B=e.slice(0,p+r.index+re+m);if(Math.min(p,m)%2){let se=B.slice(1,-1);return {type:"em",raw:B,text:se,tokens:this.lexer.inlineTokens(se)}}let X=B.slice(2,-2);return {type:"strong",raw:B,text:X,tokens:this.lexer.inlineTokens(X)}}}}codespan(e){if(e.charCodeAt(0)!==96)return;let t=this.rules.inline.code.exec(e);if(t){let n=t[2].replace(this.rules.other.newLineCharGlobal," "),r=this.rules.other.nonSpaceChar.test(n),s=this.rules.other.startingSpaceChar.test(n)&&this.rules.other.endingSpaceChar.test(n);return r&&s&&(n=n.substring(1,n.length-1)),{type:"codespan",raw:t[0],text:n}}}br(e){let t=e.charCodeAt(0);if(t!==32&&t!==92&&t!==10)return;let n=this.rules.inline.br.exec(e);if(n)return {type:"br",raw:n[0]}}del(e,t,n=""){if(e.charCodeAt(0)!==126)return;let r=this.rules.inline.delLDelim.exec(e);if(!r)return;if(!(r[1]||"")||!n||this.rules.inline.punctuation.exec(n)){let o=[...r[0]].length-1,i,a,c=o,u=this.rules.inline.delRDelim,d=ae(this,t),h=t.length-e.length+o;if(d<h)return;t=t.slice(-1*e.length+o);let p=d-h;for(u.lastIndex=0;(r=u.exec(t))!==null&&!(r.index>p);){if(i=r[1]||r[2]||r[3]||r[4]||r[5]||r[6],!i||(a=[...i].length,a!==o))continue;if(r[3]||r[4]){c+=a;continue}if(c-=a,c>0)continue;a=Math.min(a,a+c);let k=[...r[0]][0].length,m=e.slice(0,o+r.index+k+a),b=m.slice(o,-o);return {type:"del",raw:m,text:b,tokens:this.lexer.inlineTokens(b)}}}}autolink(e){if(e.charCodeAt(0)!==60)return;let t=this.rules.inline.autolink.exec(e);if(t){let n,r;return t[2]==="@"?(n=t[1],r="mailto:"+n):(n=t[1],r=n),{type:"link",raw:t[0],text:n,href:r,autolink:true,tokens:[{type:"text",raw:n,text:n}]}}}url(e){let t;if(t=this.rules.inline.url.exec(e)){let n,r;if(t[2]==="@")n=t[0],r="mailto:"+n;else {let s;do s=t[0],t[0]=this.rules.inline._backpedal.exec(t[0])?.[0]??"";while(s!==t[0]);n=t[0],t[1]==="www."?r="http://"+t[0]:r=t[0];}return {type:"link",raw:t[0],text:n,href:r,autolink:true,tokens:[{type:"text",raw:n,text:n}]}}}inlineText(e){let t=this.rules.inline.text.exec(e);if(t){let n=this.lexer.state.inRawBlock;return {type:"text",raw:t[0],text:n?t[0]:De(t[0]),escaped:n}}}};var w=class l{tokens;options;state;inlineQueue;tokenizer;constructor(e){this.tokens=[],this.tokens.links=Object.create(null),this.options=e||S,this.options.tokenizer=this.options.tokenizer||new _,this.tokenizer=this.options.tokenizer,this.tokenizer.options=this.options,this.tokenizer.lexer=this,this.inlineQueue=[],this.state={inLink:false,inRawBlock:false,linkEmitted:false,linkParenPossible:true,top:true};let t={other:O,block:ee.normal,inline:F.normal};this.options.pedantic?(t.block=ee.pedantic,t.inline=F.pedantic):this.options.gfm&&(t.block=ee.gfm,this.options.breaks?t.inline=F.breaks:t.inline=F.gfm),this.tokenizer.rules=t;}static get rules(){return {block:ee,inline:F}}static lex(e,t){return new l(t).lex(e)}static lexInline(e,t){return new l(t).inlineTokens(e)}lex(e){e=e.replace(O.carriageReturn,`
`),this.blockTokens(e,this.tokens);for(let t=0;t<this.inlineQueue.length;t++){let n=this.inlineQueue[t];this.state.inRawBlock=false,this.inlineTokens(n.src,n.tokens);}return this.inlineQueue=[],this.tokens}blockTokens(e,t=[],n=false){this.tokenizer.lexer=this;let r=this.state.lastToken;this.options.pedantic&&(e=e.replace(O.tabCharGlobal,"    ").replace(O.spaceLine,""));let s=1/0,o,i=this.options.gfm&&!this.options.pedantic&&this.tokenizer.paragraph===_.prototype.paragraph;for(;e;){if(e.length<s)s=e.length;else {this.infiniteLoopError(e.charCodeAt(0));break}this.state.lastToken=t.at(-1);let a;if(this.options.extensions?.block?.some(u=>(a=u.call({lexer:this},e,t))?(e=e.substring(a.raw.length),t.push(a),true):false))continue;if(a=this.tokenizer.space(e)){e=e.substring(a.raw.length);let u=t.at(-1);a.raw.length===1&&u!==void 0?u.raw+=`
`:t.push(a);continue}if(a=this.tokenizer.code(e)){e=e.substring(a.raw.length);let u=t.at(-1);u?.type==="paragraph"||u?.type==="text"?(u.raw+=(u.raw.endsWith(`
`)?"":`
`)+a.raw,u.text+=`
`+a.text,this.inlineQueue.at(-1).src=u.text):t.push(a);continue}if(a=this.tokenizer.fences(e)){e=e.substring(a.raw.length),t.push(a);continue}if(a=this.tokenizer.heading(e)){e=e.substring(a.raw.length),t.push(a);continue}if(a=this.tokenizer.hr(e)){e=e.substring(a.raw.length),t.push(a);continue}if(a=this.tokenizer.blockquote(e)){e=e.substring(a.raw.length),t.push(a);continue}if(a=this.tokenizer.list(e)){e=e.substring(a.raw.length),t.push(a);continue}if(a=this.tokenizer.html(e)){e=e.substring(a.raw.length),t.push(a);continue}if(a=this.tokenizer.def(e)){e=e.substring(a.raw.length);let u=t.at(-1);u?.type==="paragraph"||u?.type==="text"?(u.raw+=(u.raw.endsWith(`
`)?"":`
`)+a.raw,u.text+=`
`+a.raw,this.inlineQueue.at(-1).src=u.text):(this.tokens.links[a.tag]||(this.tokens.links[a.tag]={href:a.href,title:a.title}),t.push(a));continue}if(a=this.tokenizer.table(e)){e=e.substring(a.raw.length),t.push(a);continue}if(a=this.tokenizer.lheading(e)){e=e.substring(a.raw.length),t.push(a);continue}let c=e;if(this.options.extensions?.startBlock){let u=1/0,d=e.slice(1),h;this.options.extensions.startBlock.forEach(p=>{h=p.call({lexer:this},d),typeof h=="number"&&h>=0&&(u=Math.min(u,h));}),u<1/0&&u>=0&&(c=e.substring(0,u+1));}if(this.state.top&&(a=this.tokenizer.paragraph(c))){let u=t.at(-1);(n||u===o&&i)&&u?.type==="paragraph"?(u.raw+=(u.raw.endsWith(`
`)?"":`
`)+a.raw,u.text+=`
`+a.text,this.inlineQueue.pop(),this.inlineQueue.at(-1).src=u.text,o=u):(t.push(a),o=a),n=c.length!==e.length,e=e.substring(a.raw.length);continue}if(a=this.tokenizer.text(e)){e=e.substring(a.raw.length);let u=t.at(-1);u?.type==="text"?(u.raw+=(u.raw.endsWith(`
`)?"":`
`)+a.raw,u.text+=`
`+a.text,this.inlineQueue.pop(),this.inlineQueue.at(-1).src=u.text):t.push(a);continue}if(e){this.infiniteLoopError(e.charCodeAt(0));break}}return this.state.top=true,this.state.lastToken=r,t}inline(e,t=[]){return this.inlineQueue.push({src:e,tokens:t}),t}linkInText(e){if(!e.includes("["))return  false;let t=this.tokenizer.rules.inline.link;for(let n of e.matchAll(this.tokenizer.rules.inline.blockSkip))if(t.test(n[0])&&e.charAt(n.index-1)!=="!")return  true;for(let n of e.matchAll(this.tokenizer.rules.inline.reflinkSearch)){let r=n[0],s=r.lastIndexOf("[");if(!(r.charAt(0)==="!"||!Object.hasOwn(this.tokens.links,W(r.slice(s+1,-1))))&&!(s>1&&this.linkInText(r.slice(1,s-1))))return  true}return  false}inlineTokens(e,t=[]){this.tokenizer.lexer=this;let n=this.state.linkParenPossible;this.state.linkParenPossible=e.includes(")");try{return this.#t(e,t)}finally{this.state.linkParenPossible=n;}}#t(e,t){let n=e.includes("*")||e.includes("_")||e.includes("~"),r=n||this.options.hooks?.emStrongMask||this.tokenizer.emStrong!==_.prototype.emStrong||this.tokenizer.del!==_.prototype.del?this.#r(e):e;if(!n)return this.#e(e,r,t);qe(this.tokenizer,r);try{return this.#e(e,r,t)}finally{ve(this.tokenizer);}}#e(e,t,n){let r=false,s="",o=1/0;for(;e;){if(e.length<o)o=e.length;else {this.infiniteLoopError(e.charCodeAt(0));break}r||(s=""),r=false;let i;if(this.options.extensions?.inline?.some(u=>(i=u.call({lexer:this},e,n))?(e=e.substring(i.raw.length),n.push(i),true):false))continue;if(i=this.tokenizer.escape(e)){e=e.substring(i.raw.length),n.push(i);continue}if(i=this.tokenizer.tag(e)){e=e.substring(i.raw.length),n.push(i);continue}if(i=this.tokenizer.link(e)){e=e.substring(i.raw.length),n.push(i);continue}if(i=this.tokenizer.reflink(e,this.tokens.links)){e=e.substring(i.raw.length);let u=n.at(-1);i.type==="text"&&u?.type==="text"?(u.raw+=i.raw,u.text+=i.text):n.push(i);continue}let a=e[0];if(a==="*"||a==="_"){let u=t.length-e.length;if(oe(this.tokenizer,t,a)<=u){let h=1;for(;h<e.length&&e.charCodeAt(h)===a.charCodeAt(0);)h++;let p=e.substring(0,h),k=n.at(-1);k?.type==="text"&&!k.escaped?(k.raw+=p,k.text+=p):n.push({type:"text",raw:p,text:p,escaped:false}),e=e.substring(h),s=a,r=true;continue}}else if(a==="~"){let u=t.length-e.length;if(ae(this.tokenizer,t)<=u){let h=1;for(;h<e.length&&e.charCodeAt(h)===126;)h++;let p=e.substring(0,h),k=n.at(-1);k?.type==="text"&&!k.escaped?(k.raw+=p,k.text+=p):n.push({type:"text",raw:p,text:p,escaped:false}),e=e.substring(h),s=a,r=true;continue}}if(i=this.tokenizer.emStrong(e,t,s)){e=e.substring(i.raw.length),n.push(i);continue}if(i=this.tokenizer.codespan(e)){e=e.substring(i.raw.length),n.push(i);continue}if(i=this.tokenizer.br(e)){e=e.substring(i.raw.length),n.push(i);continue}if(i=this.tokenizer.del(e,t,s)){e=e.substring(i.raw.length),n.push(i);continue}if(i=this.tokenizer.autolink(e)){e=e.substring(i.raw.length),n.push(i);continue}if(!this.state.inLink&&(i=this.tokenizer.url(e))){e=e.substring(i.raw.length),n.push(i);continue}let c=e;if(this.options.extensions?.startInline){let u=1/0,d=e.slice(1),h;this.options.extensions.startInline.forEach(p=>{h=p.call({lexer:this},d),typeof h=="number"&&h>=0&&(u=Math.min(u,h));}),u<1/0&&u>=0&&(c=e.substring(0,u+1));}if(i=this.tokenizer.inlineText(c)){e=e.substring(i.raw.length),i.raw.slice(-1)!=="_"&&(s=i.raw.slice(-1)),r=true;let u=n.at(-1);u?.type==="text"?(u.raw+=i.raw,u.text+=i.text):n.push(i);continue}if(e){this.infiniteLoopError(e.charCodeAt(0));break}}return n}#n(e){let{blockSkip:t,tag:n,autolink:r}=this.tokenizer.rules.inline,s="",o=0,i;for(t.lastIndex=0;i=t.exec(e);){let a=i.index+(i[2]?i[2].length:0),c=i.index+i[0].length;if(e.charAt(a)==="<"){let u=e.slice(a),d=n.exec(u)||r.exec(u);if(!d){t.lastIndex=a+1;continue}c=a+d[0].length,t.lastIndex=c;}s+=e.slice(o,a)+"["+"a".repeat(c-a-2)+"]",o=c;}return s+e.slice(o)}#r(e){let t=e;if(this.tokens.links&&e.includes("[")){let n=this.tokenizer.rules.inline.reflinkSearch,r=s=>{let o=s.lastIndexOf("[");if(!Object.hasOwn(this.tokens.links,W(s.slice(o+1,-1))))return s;if(o>1&&s.charAt(0)!=="!"){let i=s.slice(1,o-1);if(this.linkInText(i))return "["+i.replace(n,r)+"]["+"a".repeat(s.length-o-2)+"]"}return "["+"a".repeat(s.length-2)+"]"};t=t.replace(n,r);}return t=t.replace(this.tokenizer.rules.inline.anyPunctuationOutsideCode,(n,r,s)=>s?"+".repeat(n.length):r?r+n.slice(r.length,-r.length).replace(/`/g,"+")+r:n),t=this.#n(t),t=this.options.hooks?.emStrongMask?.call({lexer:this},t)??t,t}infiniteLoopError(e){let t="Infinite loop on byte: "+e;if(this.options.silent)console.error(t);else throw new Error(t)}};var I=class{options;parser;constructor(e){this.options=e||S;}space(e){return ""}code({text:e,lang:t,escaped:n}){let r=(t||"").match(O.notSpaceStart)?.[0],s=e?e.replace(O.endingNewline,"")+`
`:"";return r?'<pre><code class="language-'+y(r)+'">'+(n?s:y(s,true))+`</code></pre>
`:"<pre><code>"+(n?s:y(s,true))+`</code></pre>
`}blockquote({tokens:e}){return `<blockquote>
${this.parser.parse(e)}</blockquote>
`}html({text:e}){return e}def(e){return ""}heading({tokens:e,depth:t}){return `<h${t}>${this.parser.parseInline(e)}</h${t}>
`}hr(e){return `<hr>
`}list(e){let t=e.ordered,n=e.start,r="";for(let i=0;i<e.items.length;i++){let a=e.items[i];r+=this.listitem(a);}let s=t?"ol":"ul",o=t&&n!==1?' start="'+n+'"':"";return "<"+s+o+`>
`+r+"</"+s+`>
`}listitem(e){return `<li>${this.parser.parse(e.tokens)}</li>
`}checkbox({checked:e}){return "<input "+(e?'checked="" ':"")+'disabled="" type="checkbox"> '}paragraph({tokens:e}){return `<p>${this.parser.parseInline(e)}</p>
`}table(e){let t="",n="";for(let s=0;s<e.header.length;s++)n+=this.tablecell(e.header[s]);t+=this.tablerow({text:n});let r="";for(let s=0;s<e.rows.length;s++){let o=e.rows[s];n="";for(let i=0;i<o.length;i++)n+=this.tablecell(o[i]);r+=this.tablerow({text:n});}return r&&(r=`<tbody>${r}</tbody>`),`<table>
<thead>
`+t+`</thead>
`+r+`</table>
`}tablerow({text:e}){return `<tr>
${e}</tr>
`}tablecell(e){let t=this.parser.parseInline(e.tokens),n=e.header?"th":"td";return (e.align?`<${n} align="${e.align}">`:`<${n}>`)+t+`</${n}>
`}strong({tokens:e}){return `<strong>${this.parser.parseInline(e)}</strong>`}em({tokens:e}){return `<em>${this.parser.parseInline(e)}</em>`}codespan({text:e}){return `<code>${y(e,true)}</code>`}br(e){return "<br>"}del({tokens:e}){return `<del>${this.parser.parseInline(e)}</del>`}link({href:e,title:t,text:n,tokens:r,autolink:s}){let o=s?y(n,true):this.parser.parseInline(r),i=xe(e);if(i===null)return o;e=y(i,s);let a='<a href="'+e+'"';return t&&(a+=' title="'+y(t)+'"'),a+=">"+o+"</a>",a}image({href:e,title:t,text:n,tokens:r}){r&&(n=this.parser.parseInline(r,this.parser.textRenderer));let s=xe(e);if(s===null)return y(n);e=s;let o=`<img src="${y(e)}" alt="${y(n)}"`;return t&&(o+=` title="${y(t)}"`),o+=">",o}text(e){return "tokens"in e&&e.tokens?this.parser.parseInline(e.tokens):"escaped"in e&&e.escaped?e.text:y(e.text)}};var z=class{parser;strong({text:e,tokens:t}){return t?this.parser.parseInline(t,this):e}em({text:e,tokens:t}){return t?this.parser.parseInline(t,this):e}codespan({text:e}){return e}del({text:e,tokens:t}){return t?this.parser.parseInline(t,this):e}html({text:e}){return e}text({text:e}){return e}link({text:e,tokens:t}){return t?this.parser.parseInline(t,this):e}image({text:e,tokens:t}){return t?this.parser.parseInline(t,this):e}br(){return `
`}checkbox({raw:e}){return e}};var P=class l{options;renderer;textRenderer;constructor(e){this.options=e||S,this.options.renderer=this.options.renderer||new I,this.renderer=this.options.renderer,this.renderer.options=this.options,this.renderer.parser=this,this.textRenderer=new z,this.textRenderer.parser=this;}static parse(e,t){return new l(t).parse(e)}static parseInline(e,t){return new l(t).parseInline(e)}parse(e){this.renderer.parser=this;let t="";for(let n=0;n<e.length;n++){let r=e[n];if(this.options.extensions?.renderers?.[r.type]){let o=r,i=this.options.extensions.renderers[o.type].call({parser:this},o);if(i!==false||!["space","hr","heading","code","table","blockquote","list","checkbox","html","def","paragraph","text"].includes(o.type)){t+=i===false?"":i??"";continue}}let s=r;switch(s.type){case "space":{t+=this.renderer.space(s);break}case "hr":{t+=this.renderer.hr(s);break}case "heading":{t+=this.renderer.heading(s);break}case "code":{t+=this.renderer.code(s);break}case "table":{t+=this.renderer.table(s);break}case "blockquote":{t+=this.renderer.blockquote(s);break}case "list":{t+=this.renderer.list(s);break}case "checkbox":{t+=this.renderer.checkbox(s);break}case "html":{t+=this.renderer.html(s);break}case "def":{t+=this.renderer.def(s);break}case "paragraph":{t+=this.renderer.paragraph(s);break}case "text":{t+=this.renderer.text(s);break}default:{let o='Token with "'+s.type+'" type was not found.';if(this.options.silent)return console.error(o),"";throw new Error(o)}}}return t}parseInline(e,t=this.renderer){this.renderer.parser=this;let n="";for(let r=0;r<e.length;r++){let s=e[r];if(this.options.extensions?.renderers?.[s.type]){let i=this.options.extensions.renderers[s.type].call({parser:this},s);if(i!==false||!["escape","html","link","image","checkbox","strong","em","codespan","br","del","text"].includes(s.type)){n+=i===false?"":i??"";continue}}let o=s;switch(o.type){case "escape":{n+=t.text(o);break}case "html":{n+=t.html(o);break}case "link":{n+=t.link(o);break}case "image":{n+=t.image(o);break}case "checkbox":{n+=t.checkbox(o);break}case "strong":{n+=t.strong(o);break}case "em":{n+=t.em(o);break}case "codespan":{n+=t.codespan(o);break}case "br":{n+=t.br(o);break}case "del":{n+=t.del(o);break}case "text":{n+=t.text(o);break}default:{let i='Token with "'+o.type+'" type was not found.';if(this.options.silent)return console.error(i),"";throw new Error(i)}}}return n}};var A=class{options;block;constructor(e){this.options=e||S;}static passThroughHooks=new Set(["preprocess","postprocess","processAllTokens","emStrongMask"]);static passThroughHooksRespectAsync=new Set(["preprocess","postprocess","processAllTokens"]);preprocess(e){return e}postprocess(e){return e}processAllTokens(e){return e}emStrongMask(e){return e}provideLexer(e=this.block){return e?w.lex:w.lexInline}provideParser(e=this.block){return e?P.parse:P.parseInline}};function M(l,e){if(Array.isArray(e))for(let t=0;t<e.length;t++)l.push(e[t]);else l.push(e);}var ne=class{defaults=G();options=this.setOptions;parse=this.parseMarkdown(true);parseInline=this.parseMarkdown(false);Parser=P;Renderer=I;TextRenderer=z;Lexer=w;Tokenizer=_;Hooks=A;constructor(...e){this.use(...e);}walkTokens(e,t){let n=[];for(let r of e)switch(M(n,t.call(this,r)),r.type){case "table":{let s=r;for(let o of s.header)M(n,this.walkTokens(o.tokens,t));for(let o of s.rows)for(let i of o)M(n,this.walkTokens(i.tokens,t));break}case "list":{let s=r;M(n,this.walkTokens(s.items,t));break}default:{let s=r;this.defaults.extensions?.childTokens?.[s.type]?this.defaults.extensions.childTokens[s.type].forEach(o=>{let i=s[o].flat(1/0);M(n,this.walkTokens(i,t));}):s.tokens&&M(n,this.walkTokens(s.tokens,t));}}return n}use(...e){let t=this.defaults.extensions||{renderers:Object.create(null),childTokens:Object.create(null)};return e.forEach(n=>{let r={...n};if(r.async=this.defaults.async||r.async||false,n.extensions&&(n.extensions.forEach(s=>{if(!s.name)throw new Error("extension name required");if("renderer"in s){let o=t.renderers[s.name];o?t.renderers[s.name]=function(...i){let a=s.renderer.apply(this,i);return a===false&&(a=o.apply(this,i)),a}:t.renderers[s.name]=s.renderer;}if("tokenizer"in s){if(!s.level||s.level!=="block"&&s.level!=="inline")throw new Error("extension level must be 'block' or 'inline'");let o=t[s.level];o?o.unshift(s.tokenizer):t[s.level]=[s.tokenizer],s.start&&(s.level==="block"?t.startBlock?t.startBlock.push(s.start):t.startBlock=[s.start]:s.level==="inline"&&(t.startInline?t.startInline.push(s.start):t.startInline=[s.start]));}"childTokens"in s&&s.childTokens&&(t.childTokens[s.name]=s.childTokens);}),r.extensions=t),n.renderer){let s=this.defaults.renderer||new I(this.defaults);for(let o in n.renderer){if(!(o in s))throw new Error(`renderer '${o}' does not exist`);if(["options","parser"].includes(o))continue;let i=o,a=n.renderer[i],c=s[i];s[i]=(...u)=>{let d=a.apply(s,u);return d===false&&(d=c.apply(s,u)),d===false?"":d??""};}r.renderer=s;}if(n.tokenizer){let s=this.defaults.tokenizer||new _(this.defaults);for(let o in n.tokenizer){if(!(o in s))throw new Error(`tokenizer '${o}' does not exist`);if(["options","rules","lexer"].includes(o))continue;let i=o,a=n.tokenizer[i],c=s[i];s[i]=(...u)=>{let d=a.apply(s,u);return d===false&&(d=c.apply(s,u)),d};}r.tokenizer=s;}if(n.hooks){let s=this.defaults.hooks||new A;for(let o in n.hooks){if(!(o in s))throw new Error(`hook '${o}' does not exist`);if(["options","block"].includes(o))continue;let i=o,a=n.hooks[i],c=s[i];A.passThroughHooks.has(o)?s[i]=u=>{if(s.options.async&&A.passThroughHooksRespectAsync.has(o))return (async()=>{let h=await a.call(s,u);return c.call(s,h)})();let d=a.call(s,u);return c.call(s,d)}:s[i]=(...u)=>{if(s.options.async)return (async()=>{let h=await a.apply(s,u);return h===false&&(h=await c.apply(s,u)),h})();let d=a.apply(s,u);return d===false&&(d=c.apply(s,u)),d};}r.hooks=s;}if(n.walkTokens){let s=this.defaults.walkTokens,o=n.walkTokens;r.walkTokens=function(i){let a=[];return M(a,o.call(this,i)),s&&M(a,s.call(this,i)),a};}this.defaults={...this.defaults,...r};}),this}setOptions(e){return this.defaults={...this.defaults,...e},this}lexer(e,t){return w.lex(e,t??this.defaults)}parser(e,t){return P.parse(e,t??this.defaults)}parseMarkdown(e){return (n,r)=>{let s={...r},o={...this.defaults,...s},i=this.onError(!!o.silent,!!o.async);if(this.defaults.async===true&&s.async===false)return i(new Error("marked(): The async option was set to true by an extension. Remove async: false from the parse options object to return a Promise."));if(typeof n>"u"||n===null)return i(new Error("marked(): input parameter is undefined or null"));if(typeof n!="string")return i(new Error("marked(): input parameter is of type "+Object.prototype.toString.call(n)+", string expected"));if(o.hooks&&(o.hooks.options=o,o.hooks.block=e),o.async)return (async()=>{let a=o.hooks?await o.hooks.preprocess(n):n,u=await(o.hooks?await o.hooks.provideLexer(e):e?w.lex:w.lexInline)(a,o),d=o.hooks?await o.hooks.processAllTokens(u):u;o.walkTokens&&await Promise.all(this.walkTokens(d,o.walkTokens));let p=await(o.hooks?await o.hooks.provideParser(e):e?P.parse:P.parseInline)(d,o);return o.hooks?await o.hooks.postprocess(p):p})().catch(i);try{o.hooks&&(n=o.hooks.preprocess(n));let c=(o.hooks?o.hooks.provideLexer(e):e?w.lex:w.lexInline)(n,o);o.hooks&&(c=o.hooks.processAllTokens(c)),o.walkTokens&&this.walkTokens(c,o.walkTokens);let d=(o.hooks?o.hooks.provideParser(e):e?P.parse:P.parseInline)(c,o);return o.hooks&&(d=o.hooks.postprocess(d)),d}catch(a){return i(a)}}}onError(e,t){return n=>{if(n.message+=`
Please report this to https://github.com/markedjs/marked.`,e){let r="<p>An error occurred:</p><pre>"+y(n.message+"",true)+"</pre>";return t?Promise.resolve(r):r}if(t)return Promise.reject(n);throw n}}};var v=new ne;function x(l,e){return v.parse(l,e)}x.options=x.setOptions=function(l){return v.setOptions(l),x.defaults=v.defaults,ue(x.defaults),x};x.getDefaults=G;x.defaults=S;function jt(...l){return v.use(...l),x.defaults=v.defaults,ue(x.defaults),x}x.use=jt;x.walkTokens=function(l,e){return v.walkTokens(l,e)};x.parseInline=v.parseInline;x.Parser=P;x.parser=P.parse;x.Renderer=I;x.TextRenderer=z;x.Lexer=w;x.lexer=w.lex;x.Tokenizer=_;x.Hooks=A;x.parse=x;x.options;x.setOptions;x.walkTokens;x.parseInline;P.parse;w.lex;

function summaryPage(title, summaries) {
    const parts = summaries.map((markdown) => withAlerts(x.parse(markdown, { async: false, gfm: true })));
    return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${STYLE}</style>
<main>${parts.join('<hr>\n')}</main>
</html>
`;
}
function withAlerts(html) {
    return html.replace(/<blockquote>\s*<p>\[!([A-Z]+)\]\n/g, (_, kind) => `<blockquote class="${kind.toLowerCase()}"><p>`);
}
const STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; }
th, td { border: 1px solid #8886; padding: .4rem .8rem; text-align: left; }
pre { overflow-x: auto; background: #8882; padding: .8rem; border-radius: 6px; }
blockquote { margin: 1rem 0; padding: .1rem 1rem; border-left: 4px solid #888; }
blockquote.caution { border-color: #cf222e; }
blockquote.warning { border-color: #bf8700; }
blockquote.note { border-color: #0969da; }
`;

const COMMANDS = [
    'add-mask',
    'add-matcher',
    'add-path',
    'debug',
    'echo',
    'endgroup',
    'error',
    'group',
    'notice',
    'remove-matcher',
    'save-state',
    'set-env',
    'set-output',
    'stop-commands',
    'warning',
];
function commandReader() {
    let token;
    return ({ stream, text }) => {
        const known = token === undefined ? COMMANDS : [...COMMANDS, token];
        const command = parseCommand(text, known);
        if (!command)
            return undefined;
        if (token !== undefined) {
            if (command.name !== token)
                return undefined;
            token = undefined;
        }
        else if (command.name === 'stop-commands' && isStopToken(command.data)) {
            token = command.data.toLowerCase();
        }
        return { ...asShown(command), stream, line: text };
    };
}
const MAX_ANNOTATION_LENGTH = 4_096;
function asShown(command) {
    if (!['error', 'warning', 'notice'].includes(command.name))
        return command;
    return { ...command, data: command.data.slice(0, MAX_ANNOTATION_LENGTH) };
}
function masksOf(commands) {
    const secrets = commands
        .filter(({ name }) => name === 'add-mask')
        .flatMap(({ data }) => [data, ...linesOf(data)]);
    return [...new Set(secrets)].filter((secret) => secret.trim() !== '');
}
function masked(text, masks) {
    return [...masks]
        .sort((one, other) => other.length - one.length)
        .reduce((done, mask) => done.replaceAll(mask, '***'), text);
}
function uploadedSummary(summary, masks) {
    return linesOf(summary)
        .map((line) => `${masked(line, masks)}\n`)
        .join('');
}
function linesOf(text) {
    const lines = [];
    const splitter = lineSplitter((line) => lines.push(line));
    splitter.push(text);
    splitter.end();
    return lines;
}
const MAX_WINDOWS_VARIABLE_LENGTH = 32_766;
function windowsWarnings(env) {
    return Object.entries(env)
        .filter(([, value = '']) => value.length > MAX_WINDOWS_VARIABLE_LENGTH)
        .map(([name, value = '']) => `Environment variable '${name}' exceeds the maximum supported length. Environment variable length: ${value.length} , Maximum supported length: ${MAX_WINDOWS_VARIABLE_LENGTH}`);
}
function isStopToken(data) {
    const token = data.toLowerCase();
    return token !== '' && token !== 'pause-logging' && !COMMANDS.includes(token);
}
function parseCommand(line, known = COMMANDS) {
    return parseNew(line, known) ?? parseOld(line, known);
}
function parseNew(line, known) {
    const text = line.replace(LEADING_BLANKS, '');
    if (!text.startsWith('::'))
        return undefined;
    const end = text.indexOf('::', 2);
    if (end < 0)
        return undefined;
    return command$1(text.slice(2, end), text.slice(end + 2), known, NEW_FORM);
}
function parseOld(line, known) {
    const start = line.indexOf('##[');
    if (start < 0)
        return undefined;
    const end = line.indexOf(']', start);
    if (end < 0)
        return undefined;
    return command$1(line.slice(start + 3, end), line.slice(end + 1), known, OLD_FORM);
}
const NEW_DATA = [
    ['%0D', '\r'],
    ['%0A', '\n'],
    ['%25', '%'],
];
const NEW_FORM = {
    between: ',',
    trims: true,
    dataEscapes: NEW_DATA,
    propertyEscapes: [['%3A', ':'], ['%2C', ','], ...NEW_DATA],
};
const OLD_DATA = [['%3B', ';'], ['%5D', ']'], ...NEW_DATA];
const OLD_FORM = { between: ';', trims: false, dataEscapes: OLD_DATA, propertyEscapes: OLD_DATA };
function command$1(info, data, known, form) {
    const blank = info.indexOf(' ');
    const name = (blank < 0 ? info : info.slice(0, blank)).toLowerCase();
    if (!known.includes(name))
        return undefined;
    const properties = blank < 0 ? {} : propertiesOf(info.slice(blank + 1), form);
    return { name, properties, data: unescaped(data, form.dataEscapes) };
}
function propertiesOf(text, { between, trims, propertyEscapes }) {
    const pairs = (trims ? text.trim() : text).split(between).flatMap((pair) => {
        const [, key, value] = /^=*([^=]+)=+([^=].*)$/s.exec(pair) ?? [];
        return key === undefined || value === undefined
            ? []
            : [[key, unescaped(value, propertyEscapes)]];
    });
    return Object.fromEntries(pairs);
}
function unescaped(text, escapes) {
    return escapes.reduce((done, [written, character]) => done.replaceAll(written, character), text);
}
const LEADING_BLANKS = /^[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;
function lineSplitter(take) {
    let begun = [];
    let afterReturn = false;
    return {
        push(chunk) {
            if (chunk === '')
                return;
            const text = afterReturn && chunk.startsWith('\n') ? chunk.slice(1) : chunk;
            afterReturn = chunk.endsWith('\r');
            const [first = '', ...others] = text.split(/\r\n|\n|\r/);
            begun.push(first);
            for (const other of others) {
                take(begun.join(''));
                begun = [other];
            }
        },
        end() {
            const last = begun.join('');
            if (last !== '')
                take(last);
            begun = [];
        },
    };
}
function parseFileCommands(text, windows = process.platform === 'win32') {
    const pairs = [];
    const lines = fileLines(text.replace(/^\ufeff/, ''), windows);
    for (const line of lines) {
        if (line.text === '')
            continue;
        const separator = /=|<</.exec(line.text);
        if (!separator)
            return { pairs, error: `Invalid format '${line.text}'` };
        const name = line.text.slice(0, separator.index);
        const rest = line.text.slice(separator.index + separator[0].length);
        if (separator[0] === '=') {
            pairs.push([name, rest]);
            continue;
        }
        if (name === '' || rest === '') {
            return {
                pairs,
                error: `Invalid format '${line.text}'. Name must not be empty and delimiter must not be empty`,
            };
        }
        const value = valueUpTo(rest, lines);
        if (value === undefined)
            return { pairs, error: `Invalid value. Matching delimiter not found '${rest}'` };
        pairs.push([name, value]);
    }
    return { pairs };
}
function valueUpTo(delimiter, lines) {
    const parts = [];
    let end = '';
    for (let next = lines.next(); !next.done; next = lines.next()) {
        if (next.value.text === delimiter)
            return parts.join('');
        parts.push(end, next.value.text);
        end = next.value.end;
    }
    return undefined;
}
function* fileLines(text, windows) {
    let start = 0;
    while (start < text.length) {
        const feed = text.indexOf('\n', start);
        if (feed < 0) {
            yield { text: text.slice(start), end: '' };
            return;
        }
        const isCrlf = windows && feed > start && text[feed - 1] === '\r';
        const stop = isCrlf ? feed - 1 : feed;
        yield { text: text.slice(start, stop), end: text.slice(stop, feed + 1) };
        start = feed + 1;
    }
}

const CODES = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, blue: 34 };
function painter(useColor) {
    return (color, text) => (useColor ? `\u001b[${CODES[color]}m${text}\u001b[0m` : text);
}
function renderLog(run, paint) {
    const masks = [];
    let depth = '';
    return run.lines.flatMap((line) => {
        const { command } = line;
        if (command)
            masks.push(...masksOf([command]));
        if (command?.name === 'group' || command?.name === 'endgroup')
            depth = '';
        const shown = renderLine(line, paint).map((text) => depth + masked(text, masks));
        if (command?.name === 'group')
            depth = '  ';
        return shown;
    });
}
function renderLine({ text, command }, paint) {
    if (!command)
        return [text];
    const render = RENDERED[command.name];
    return render ? [render(command, paint)].flat() : [text];
}
const RENDERED = {
    'add-mask': (_command, paint) => paint('dim', '(token masked)'),
    debug: () => [],
    endgroup: () => [],
    group: ({ data }, paint) => paint('bold', `▾ ${data}`),
    error: ({ data }, paint) => paint('red', `Error: ${data}`).split('\n'),
    warning: ({ data }, paint) => paint('yellow', `Warning: ${data}`).split('\n'),
    notice: ({ data }, paint) => paint('blue', `Notice: ${data}`).split('\n'),
};
function renderTable(entries) {
    const names = Object.keys(entries);
    const width = Math.max(0, ...names.map((name) => name.length));
    return Object.entries(entries).map(([name, value]) => {
        const lines = abbreviate(value).replaceAll('\n', `\n${' '.repeat(width)} | `);
        return `${name.padEnd(width)} = ${lines}`;
    });
}
const MAX_VALUE_LENGTH = 400;
function abbreviate(value) {
    if (value.length <= MAX_VALUE_LENGTH)
        return value;
    return `${value.slice(0, MAX_VALUE_LENGTH)}… (${value.length} characters)`;
}

const TIMEOUT = 120_000;
const SUMMARY_LIMIT = 1_048_576;
const KEPT = ['PATH', 'HOME', 'SystemRoot', 'windir', 'ComSpec', 'PATHEXT', 'TEMP', 'TMP', 'USERPROFILE'];
async function runAction(options) {
    return startAction(options).finished;
}
function startAction(options) {
    const place = makePlace(options.workspace);
    try {
        const env = environment(options, place);
        const child = node_child_process.spawn(options.node ?? process.execPath, [options.entry], {
            cwd: place.workspace,
            env,
            stdio: ['ignore', 'pipe', 'pipe'],
        });
        return { child, folder: place.folder, finished: finish(child, place, options, env) };
    }
    catch (error) {
        removeFolder(place.folder);
        throw error;
    }
}
function makePlace(givenWorkspace) {
    const folder = node_fs.mkdtempSync(node_path.join(node_os.tmpdir(), 'action-run-'));
    const folderFor = (name) => {
        node_fs.mkdirSync(node_path.join(folder, name));
        return node_path.join(folder, name);
    };
    const temp = folderFor('temp');
    const workspace = givenWorkspace ?? folderFor('workspace');
    const commands = folderFor('file-commands');
    const fresh = (name, text = '') => {
        node_fs.writeFileSync(node_path.join(commands, name), text);
        return node_path.join(commands, name);
    };
    const files = {
        GITHUB_OUTPUT: fresh('output'),
        GITHUB_STEP_SUMMARY: fresh('summary.md'),
        GITHUB_ENV: fresh('env'),
        GITHUB_STATE: fresh('state'),
        GITHUB_PATH: fresh('path'),
    };
    return { folder, workspace, temp, files, eventPath: fresh('event.json', '{}') };
}
function environment({ inputs = {}, env = {} }, place) {
    const kept = KEPT.map((name) => [name, process.env[name]]);
    const given = Object.entries(inputs).map(([name, value]) => [inputVariable(name), value]);
    return {
        ...Object.fromEntries(kept),
        ...jobVariables(place),
        ...place.files,
        ...Object.fromEntries(given),
        ...env,
    };
}
function inputVariable(name) {
    return `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`;
}
function jobVariables({ workspace, temp, eventPath }) {
    return {
        CI: 'true',
        GITHUB_ACTIONS: 'true',
        GITHUB_ACTION: 'override',
        GITHUB_ACTOR: 'octocat',
        GITHUB_TRIGGERING_ACTOR: 'octocat',
        GITHUB_REPOSITORY: 'acme/shop',
        GITHUB_REPOSITORY_OWNER: 'acme',
        GITHUB_RUN_ID: '777',
        GITHUB_RUN_NUMBER: '7',
        GITHUB_RUN_ATTEMPT: '1',
        GITHUB_SERVER_URL: 'https://github.com',
        GITHUB_API_URL: 'https://api.github.com',
        GITHUB_GRAPHQL_URL: 'https://api.github.com/graphql',
        GITHUB_WORKFLOW: 'Override results',
        GITHUB_WORKFLOW_REF: 'acme/shop/.github/workflows/override.yml@refs/heads/main',
        GITHUB_JOB: 'override',
        GITHUB_EVENT_NAME: 'workflow_dispatch',
        GITHUB_EVENT_PATH: eventPath,
        GITHUB_REF: 'refs/heads/main',
        GITHUB_REF_NAME: 'main',
        GITHUB_REF_TYPE: 'branch',
        GITHUB_SHA: '0123456789abcdef0123456789abcdef01234567',
        GITHUB_WORKSPACE: workspace,
        RUNNER_TEMP: temp,
        RUNNER_OS: runnerSystem(),
        RUNNER_ARCH: process.arch.toUpperCase(),
        RUNNER_NAME: 'sandbox',
        RUNNER_ENVIRONMENT: 'self-hosted',
    };
}
function runnerSystem() {
    if (process.platform === 'win32')
        return 'Windows';
    return process.platform === 'darwin' ? 'macOS' : 'Linux';
}
async function finish(child, place, options, env) {
    const started = performance.now();
    const lines = [];
    const read = commandReader();
    const watch = watchOver(child, options);
    const take = (stream) => (text) => {
        const command = read({ stream, text });
        lines.push(command ? { stream, text, command } : { stream, text });
        watch.onLine(text);
    };
    try {
        const [end, stdout, stderr] = await Promise.all([
            endOf(child),
            collect(child.stdout, take('stdout')),
            collect(child.stderr, take('stderr')),
        ]);
        const durationMs = performance.now() - started;
        const printed = told(lines);
        return { ...end, stdout, stderr, durationMs, ...printed, ...leftBehind(place, printed.commands, env) };
    }
    catch (error) {
        removeFolder(place.folder);
        throw error;
    }
    finally {
        watch.end();
    }
}
function watchOver(child, { signalAfter, timeout = TIMEOUT }) {
    const { signal = 'SIGINT', milliseconds, output } = signalAfter ?? {};
    let isSent = false;
    const send = () => {
        if (!isSent)
            child.kill(signal);
        isSent = true;
    };
    const timers = [setTimeout(() => child.kill('SIGKILL'), timeout)];
    if (milliseconds !== undefined)
        timers.push(setTimeout(send, milliseconds));
    return {
        onLine: (text) => {
            if (output !== undefined && text.includes(output))
                send();
        },
        end: () => {
            for (const timer of timers)
                clearTimeout(timer);
        },
    };
}
function endOf(child) {
    return new Promise((resolve, reject) => {
        child.once('error', reject);
        child.once('exit', (exitCode, signal) => resolve({ exitCode, signal }));
    });
}
async function collect(stream, take) {
    const chunks = [];
    const splitter = lineSplitter(take);
    for await (const chunk of stream.setEncoding('utf8')) {
        chunks.push(chunk);
        splitter.push(chunk);
    }
    splitter.end();
    return chunks.join('');
}
function told(lines) {
    const output = lines.map(({ text }) => `${text}\n`).join('');
    return { lines, output, commands: lines.flatMap(({ command }) => command ?? []) };
}
function leftBehind({ folder, files }, commands, env) {
    const summary = textOf$1(files.GITHUB_STEP_SUMMARY);
    const outputs = parseFileCommands(textOf$1(files.GITHUB_OUTPUT));
    const others = [files.GITHUB_ENV, files.GITHUB_STATE].map((file) => parseFileCommands(textOf$1(file)));
    const runnerErrors = [outputs, ...others].flatMap(({ error }) => error ?? []);
    if (Buffer.byteLength(summary) > SUMMARY_LIMIT)
        runnerErrors.push('The job summary is larger than 1 MiB');
    if (env['RUNNER_OS'] === 'Windows')
        runnerErrors.push(...windowsWarnings(env));
    return {
        outputs: Object.fromEntries(outputs.pairs),
        summary,
        uploadedSummary: uploadedSummary(summary, masksOf(commands)),
        summaryFile: files.GITHUB_STEP_SUMMARY,
        runnerErrors,
        folder,
        dispose: () => removeFolder(folder),
    };
}
function textOf$1(file) {
    return node_fs.existsSync(file) ? node_fs.readFileSync(file, 'utf8') : '';
}
function removeFolder(folder) {
    node_fs.rmSync(folder, { recursive: true, force: true });
}

const SMOKE = { id: '31', name: 'Smoke' };
const CHECKOUT = { id: '32', name: 'Checkout' };
const ACCOUNT = { id: '33', name: 'Account' };
const WINDOWS = { id: '71', name: 'Windows Chrome' };
const MACOS = { id: '72', name: 'macOS Safari' };
const LOGIN = { id: '411', name: 'Login works' };
const SEARCH = { id: '412', name: 'Search finds products' };
const LOGOUT = { id: '413', name: 'Logout ends the session' };
const START_PAGE = { id: '414', name: 'Start page loads' };
const TOTAL = { id: '421', name: 'Checkout total' };
const VOUCHER = { id: '422', name: 'Voucher lowers the price' };
const PAYMENT = { id: '423', name: 'Payment by card' };
const CONFIRMATION = { id: '424', name: 'Confirmation is mailed' };
const GUEST = { id: '425', name: 'Checkout as a guest' };
const CART = { id: '426', name: 'Cart & wish list keep their items' };
const PROFILE = { id: '431', name: 'Profile can be edited' };
const PASSWORD = { id: '432', name: 'Account › Password can be changed' };
const ADDRESS = { id: '433', name: 'Address can be edited' };
const NEWSLETTER = { id: '434', name: 'Newsletter can be cancelled' };
function row(runId, testCaseResultId, testCase, suite, machine, result, iterations = []) {
    return {
        testCaseResultId,
        testCaseId: testCase.id,
        testCaseName: testCase.name,
        result,
        testSuiteId: suite.id,
        testSuiteName: suite.name,
        testSuiteResultId: `${runId}${machine.id}${suite.id}`,
        machineId: machine.id,
        machineTitle: machine.name,
        machineResultId: `${runId}${machine.id}`,
        iterations,
    };
}
const SHOP = {
    executionId: '57',
    executionName: 'Shop regression',
    status: 'STATUS_COMPLETED',
    message: 'Test plan execution completed',
    buildNo: '2024.6.1',
    appUrl: 'https://shop.example.com',
    startTime: Date.UTC(2024, 5, 3, 6, 0, 0),
    endTime: Date.UTC(2024, 5, 3, 6, 42, 10),
    reRunParentId: null,
    childResultId: null,
};
const NIGHTLY = { ...SHOP, executionId: '58', executionName: 'Shop at night', buildNo: null };
const RUNS = [
    {
        ...SHOP,
        id: '239',
        result: 'FAILURE',
        results: [
            row('239', '3646', LOGIN, SMOKE, WINDOWS, 'FAILURE'),
            row('239', '3647', SEARCH, SMOKE, WINDOWS, 'FAILURE'),
            row('239', '3648', LOGOUT, SMOKE, WINDOWS, 'SUCCESS'),
            row('239', '3649', TOTAL, CHECKOUT, WINDOWS, 'FAILURE'),
            row('239', '3650', VOUCHER, CHECKOUT, WINDOWS, 'NOT_EXECUTED'),
            row('239', '3651', PAYMENT, CHECKOUT, WINDOWS, 'FAILURE', [
                { iterationResultId: '8101', setName: 'Visa', result: 'SUCCESS' },
                { iterationResultId: '8102', setName: 'Mastercard', result: 'FAILURE' },
                { iterationResultId: '8103', setName: 'Expired card', result: 'SUCCESS' },
            ]),
            row('239', '3652', CONFIRMATION, CHECKOUT, WINDOWS, 'ABORTED'),
            row('239', '3653', PROFILE, ACCOUNT, WINDOWS, 'SUCCESS'),
            row('239', '3654', PASSWORD, ACCOUNT, WINDOWS, 'FAILURE'),
            row('239', '3655', LOGIN, SMOKE, MACOS, 'SUCCESS'),
            row('239', '3656', START_PAGE, SMOKE, MACOS, 'SUCCESS'),
            row('239', '3657', GUEST, CHECKOUT, MACOS, 'STOPPED'),
            row('239', '3658', CART, CHECKOUT, MACOS, 'SUCCESS'),
            row('239', '3659', ADDRESS, ACCOUNT, MACOS, 'NOT_EXECUTED'),
            row('239', '3660', NEWSLETTER, ACCOUNT, MACOS, 'SUCCESS'),
        ],
    },
    {
        ...SHOP,
        id: '240',
        result: 'FAILURE',
        startTime: Date.UTC(2024, 5, 3, 7, 15, 0),
        endTime: Date.UTC(2024, 5, 3, 7, 24, 30),
        reRunParentId: '239',
        results: [
            row('240', '3746', LOGIN, SMOKE, WINDOWS, 'SUCCESS'),
            row('240', '3747', SEARCH, SMOKE, WINDOWS, 'FAILURE'),
            row('240', '3749', TOTAL, CHECKOUT, WINDOWS, 'FAILURE'),
            row('240', '3754', PASSWORD, ACCOUNT, WINDOWS, 'SUCCESS'),
        ],
    },
    {
        ...SHOP,
        id: '241',
        result: null,
        status: 'STATUS_IN_PROGRESS',
        message: null,
        startTime: Date.UTC(2024, 5, 3, 8, 0, 0),
        endTime: null,
        results: [
            row('241', '3801', LOGIN, SMOKE, WINDOWS, 'SUCCESS'),
            row('241', '3802', SEARCH, SMOKE, WINDOWS, 'FAILURE'),
            row('241', '3803', TOTAL, CHECKOUT, WINDOWS, 'QUEUED'),
        ],
    },
    {
        ...SHOP,
        id: '242',
        result: 'FAILURE',
        buildNo: null,
        startTime: Date.UTC(2024, 5, 4, 6, 0, 0),
        endTime: Date.UTC(2024, 5, 4, 6, 5, 0),
        results: [
            row('242', '9007199254740992', LOGIN, SMOKE, WINDOWS, 'FAILURE'),
            row('242', '9007199254740993', SEARCH, SMOKE, WINDOWS, 'FAILURE'),
            row('242', '9223372036854775806', TOTAL, CHECKOUT, WINDOWS, 'FAILURE'),
            row('242', '9223372036854775807', VOUCHER, CHECKOUT, WINDOWS, 'FAILURE'),
        ],
    },
    {
        ...SHOP,
        id: '243',
        result: 'FAILURE',
        startTime: Date.UTC(2024, 5, 5, 6, 0, 0),
        endTime: Date.UTC(2024, 5, 5, 6, 10, 0),
        childResultId: '244',
        results: [
            row('243', '3901', LOGIN, SMOKE, WINDOWS, 'SUCCESS'),
            row('243', '3902', TOTAL, CHECKOUT, WINDOWS, 'FAILURE'),
        ],
    },
    {
        ...SHOP,
        id: '244',
        result: 'FAILURE',
        startTime: Date.UTC(2024, 5, 5, 6, 11, 0),
        endTime: Date.UTC(2024, 5, 5, 6, 13, 0),
        reRunParentId: '243',
        results: [row('244', '3912', TOTAL, CHECKOUT, WINDOWS, 'FAILURE')],
    },
    {
        ...NIGHTLY,
        id: '245',
        result: null,
        status: 'STATUS_CREATED',
        message: null,
        startTime: Date.UTC(2024, 5, 6, 3, 17, 0),
        endTime: null,
        childResultId: '246',
        course: {
            statuses: ['STATUS_QUEUED', 'STATUS_IN_PROGRESS'],
            results: { 4001: 'SUCCESS', 4002: 'FAILURE', 4003: 'FAILURE' },
            readingsBeforeRerun: 1,
        },
        results: [
            row('245', '4001', LOGIN, SMOKE, WINDOWS, 'QUEUED'),
            row('245', '4002', TOTAL, CHECKOUT, WINDOWS, 'QUEUED'),
            row('245', '4003', PAYMENT, CHECKOUT, WINDOWS, 'QUEUED', [
                { iterationResultId: '8201', setName: 'Visa', result: 'SUCCESS' },
                { iterationResultId: '8202', setName: 'Mastercard', result: 'FAILURE' },
            ]),
        ],
    },
    {
        ...NIGHTLY,
        id: '246',
        result: null,
        status: 'STATUS_QUEUED',
        message: null,
        startTime: Date.UTC(2024, 5, 6, 3, 30, 0),
        endTime: null,
        reRunParentId: '245',
        course: { statuses: ['STATUS_IN_PROGRESS'], results: { 4012: 'SUCCESS', 4013: 'SUCCESS' } },
        results: [
            row('246', '4012', TOTAL, CHECKOUT, WINDOWS, 'QUEUED'),
            row('246', '4013', PAYMENT, CHECKOUT, WINDOWS, 'QUEUED', [
                { iterationResultId: '8212', setName: 'Mastercard', result: 'SUCCESS' },
            ]),
        ],
    },
    {
        ...SHOP,
        id: '247',
        result: 'FAILURE',
        startTime: Date.UTC(2024, 5, 7, 6, 0, 0),
        endTime: Date.UTC(2024, 5, 7, 6, 20, 0),
        childResultId: '248',
        childResultAs: 'id',
        results: [
            row('247', '4101', LOGIN, SMOKE, WINDOWS, 'FAILURE'),
            row('247', '4102', LOGOUT, SMOKE, WINDOWS, 'SUCCESS'),
            row('247', '4103', TOTAL, CHECKOUT, WINDOWS, 'FAILURE'),
            row('247', '4104', LOGIN, SMOKE, MACOS, 'NOT_EXECUTED'),
        ],
    },
    {
        ...SHOP,
        id: '248',
        result: 'FAILURE',
        startTime: Date.UTC(2024, 5, 7, 6, 30, 0),
        endTime: Date.UTC(2024, 5, 7, 6, 40, 0),
        reRunParentId: '247',
        childResultId: '249',
        results: [
            row('248', '4111', LOGIN, SMOKE, WINDOWS, 'SUCCESS'),
            row('248', '4113', TOTAL, CHECKOUT, WINDOWS, 'FAILURE'),
            row('248', '4114', LOGIN, SMOKE, MACOS, 'SUCCESS'),
        ],
    },
    {
        ...SHOP,
        id: '249',
        result: 'SUCCESS',
        startTime: Date.UTC(2024, 5, 7, 6, 45, 0),
        endTime: Date.UTC(2024, 5, 7, 6, 50, 0),
        reRunParentId: '248',
        results: [row('249', '4123', TOTAL, CHECKOUT, WINDOWS, 'SUCCESS')],
    },
];

function replacesAnswer(fault) {
    return hasOwnAnswer(fault) || isMute(fault);
}
function isMute({ reset, garbage, stall }) {
    return reset === true || garbage === true || stall === 'before-headers';
}
function replyWith(fault, real) {
    const { status, headers, body } = hasOwnAnswer(fault) ? ownAnswer(fault) : real;
    return { status, headers: { ...headers, ...fault.headers }, body };
}
async function send(response, reply, fault, signal) {
    const { cut, drip, stall } = fault;
    if (isMute(fault))
        mute(response.socket, fault);
    else if (cut !== undefined)
        cutShort(response, reply, cut);
    else if (stall)
        begin(response, reply).write(reply.body.subarray(0, reply.body.length / 2));
    else if (drip !== undefined)
        await dripOut(response, reply, drip, signal);
    else
        begin(response, reply).end(reply.body);
}
function script(...faults) {
    const left = [...faults];
    return ({ method }) => (method === 'PUT' ? left.shift() : undefined);
}
function hasOwnAnswer({ status, body }) {
    return status !== undefined || body !== undefined;
}
function ownAnswer({ status = 200, body = '' }) {
    return { status, headers: { 'content-type': 'application/json' }, body: Buffer.from(body) };
}
function mute(socket, { reset, garbage }) {
    if (garbage) {
        socket?.write('220 this is not HTTP\r\n\r\n');
        socket?.destroySoon();
    }
    else if (reset) {
        if (socket instanceof node_tls.TLSSocket)
            socket.destroy();
        else
            socket?.resetAndDestroy();
    }
}
function begin(response, { status, headers, body }, length = body.length) {
    const mayHaveBody = status !== 204 && status !== 304;
    response.writeHead(status, mayHaveBody ? { 'content-length': String(length), ...headers } : headers);
    response.flushHeaders();
    return response;
}
function cutShort(response, reply, bytes) {
    begin(response, reply, Math.max(reply.body.length, bytes + 1)).write(reply.body.subarray(0, bytes));
    response.socket?.destroySoon();
}
async function dripOut(response, reply, pause, signal) {
    begin(response, reply);
    for (const byte of reply.body) {
        await promises.setTimeout(pause, undefined, { signal });
        if (response.destroyed)
            return;
        response.write(Buffer.of(byte));
    }
    response.end();
}

function readJson(text) {
    const mark = `integer ${node_crypto.randomUUID()} `;
    return JSON.parse(quoteIntegers(text, mark), (_key, value) => typeof value === 'string' && value.startsWith(mark) ? BigInt(value.slice(mark.length)) : value);
}
function writeJson(value) {
    if (typeof value === 'bigint')
        return String(value);
    if (Array.isArray(value))
        return `[${value.map(writeJson).join(',')}]`;
    if (value === null || typeof value !== 'object')
        return JSON.stringify(value);
    const members = Object.entries(value).map(([key, member]) => `${JSON.stringify(key)}:${writeJson(member)}`);
    return `{${members.join(',')}}`;
}
function quoteIntegers(text, mark) {
    const pieces = [];
    let copied = 0;
    const find = /"|-?\d[\d.eE+-]*/g;
    for (let found = find.exec(text); found; found = find.exec(text)) {
        if (found[0] === '"')
            find.lastIndex = endOfString(text, find.lastIndex);
        else if (isInteger(found[0]) && !isKey(text, find.lastIndex)) {
            pieces.push(text.slice(copied, found.index), `"${mark}${found[0]}"`);
            copied = find.lastIndex;
        }
    }
    return pieces.join('') + text.slice(copied);
}
function isInteger(token) {
    return /^-?(?:0|[1-9]\d*)$/.test(token);
}
function isKey(text, end) {
    const colon = /[ \t\r\n]*:/y;
    colon.lastIndex = end;
    return colon.test(text);
}
function endOfString(text, start) {
    const find = /["\\]/g;
    find.lastIndex = start;
    for (let found = find.exec(text); found; found = find.exec(text)) {
        if (found[0] === '"')
            return find.lastIndex;
        find.lastIndex += 1;
    }
    return text.length;
}

function junitReport(run) {
    const machines = [...new Set(run.results.map(({ machineTitle }) => machineTitle))];
    const suites = machines.map((machine) => testSuite(run, machine, run.results.filter(({ machineTitle }) => machineTitle === machine)));
    return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<testsuites>\n${suites.join('')}</testsuites>\n`;
}
function testSuite(run, machine, results) {
    const failures = results.filter(({ result }) => result !== 'SUCCESS').length;
    const attributes = {
        name: `${run.executionName} || ${machine}`,
        timestamp: new Date(run.startTime).toISOString(),
        tests: String(results.length),
        failures: String(failures),
        errors: String(failures),
        time: '00.000',
    };
    return `  <testsuite${written$1(attributes)}>\n${results.map(testCase).join('')}  </testsuite>\n`;
}
function testCase({ testCaseName, testSuiteName, result }) {
    const attributes = written$1({ name: testCaseName, classname: testSuiteName, time: '00.000' });
    if (result === 'SUCCESS')
        return `    <testcase${attributes}/>\n`;
    return `    <testcase${attributes}>\n      <failure>The result is ${result}</failure>\n    </testcase>\n`;
}
function written$1(attributes) {
    return Object.entries(attributes)
        .map(([name, value]) => ` ${name}="${escaped(value)}"`)
        .join('');
}
function escaped(text) {
    return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

const SETTABLE = ['SUCCESS', 'FAILURE', 'NOT_EXECUTED'];
const LARGEST_LONG = 9223372036854775807n;
class Testsigma {
    #runs;
    #courses = new Map();
    #history = [];
    #between;
    #now;
    constructor(runs, { separator = '<br>', now = Date.now } = {}) {
        this.#runs = new Map(structuredClone(runs).map((run) => [run.id, run]));
        for (const { id, course } of runs)
            if (course)
                this.#courses.set(id, courseLeft(course));
        this.#between = separator === ' ' ? separator : ` ${separator} `;
        this.#now = now;
    }
    get runs() {
        return [...this.#runs.values()];
    }
    get history() {
        return this.#history;
    }
    historyOf(testCaseResultId) {
        return this.#history.filter((entry) => entry.testCaseResultId === testCaseResultId);
    }
    resultOf(testCaseResultId) {
        return this.runs
            .flatMap(({ results }) => results)
            .find((result) => result.testCaseResultId === testCaseResultId)?.result;
    }
    override(runId, entries, { apply = true } = {}) {
        const orders = readOrders(entries);
        if (typeof orders === 'string')
            return { ...refusal(400, orders), applied: [] };
        const run = this.#runs.get(runId);
        if (!run)
            return { ...unknownRun(runId), applied: [] };
        const related = new Map(run.results.map((result) => [result.testCaseResultId, result]));
        const errors = orders
            .filter((order) => !related.has(order.testCaseResultId))
            .map((order) => unrelated(order, runId));
        if (errors.length === orders.length)
            return { ...refusal(400, this.#failed(errors)), applied: [] };
        const applied = apply ? this.#apply(run, related, orders) : [];
        const message = errors.length === 0 ? 'Overridden the results successfully' : 'Overridden the result partially';
        return { ...found({ errors, message }), applied };
    }
    run(id) {
        const run = this.#runs.get(id);
        if (!run)
            return unknownRun(id);
        this.#goOn(run);
        return found(this.#describe(run));
    }
    start(executionId) {
        const run = this.runs.find((one) => one.executionId === executionId && one.course);
        return run ? found(this.#describe(run)) : refusal(404, `Test plan ${executionId} is not found`);
    }
    #goOn(run) {
        const left = this.#courses.get(run.id);
        if (!left || !run.course)
            return;
        const status = left.statuses.shift();
        if (status !== undefined)
            run.status = status;
        else if (run.endTime === null)
            this.#end(run, run.course);
        else
            left.readingsBeforeRerun -= 1;
    }
    #end(run, { results }) {
        for (const one of run.results)
            one.result = results[one.testCaseResultId] ?? one.result;
        run.status = 'STATUS_COMPLETED';
        run.message = 'Test plan execution completed';
        run.endTime = this.#now();
        run.result = verdict(run.results);
    }
    #rerunOf({ id, childResultId, endTime }) {
        const waits = (this.#courses.get(id)?.readingsBeforeRerun ?? 0) > 0 || endTime === null;
        return childResultId === null || waits ? undefined : this.#runs.get(childResultId);
    }
    listing(id) {
        const run = this.#runs.get(id);
        if (!run)
            return unknownRun(id);
        return found({
            executionId: BigInt(run.executionId),
            executionResultId: BigInt(run.id),
            result: run.result,
            status: run.status,
            testCases: run.results.map(listed),
        });
    }
    junit(id) {
        const run = this.#runs.get(id);
        return run ? { status: 200, contentType: 'application/xml', body: junitReport(run) } : unknownRun(id);
    }
    #apply(run, related, orders) {
        const at = this.#now();
        const applied = orders.flatMap((order) => {
            const target = related.get(order.testCaseResultId);
            if (!target)
                return [];
            const before = target.result;
            target.result = order.result;
            return [{ runId: run.id, ...order, before, at }];
        });
        this.#history.push(...applied);
        if (run.result !== null)
            run.result = verdict(run.results);
        return applied;
    }
    #failed(causes) {
        return `Failed to override the result,${this.#between}cause :${causes.join(this.#between)}`;
    }
    #describe(run) {
        const child = this.#rerunOf(run);
        return {
            id: BigInt(run.id),
            executionId: BigInt(run.executionId),
            startTime: run.startTime,
            endTime: run.endTime,
            duration: run.endTime === null ? null : run.endTime - run.startTime,
            result: run.result,
            status: run.status,
            message: run.message,
            buildNo: run.buildNo,
            app_url: run.appUrl,
            reRunParentId: run.reRunParentId === null ? null : BigInt(run.reRunParentId),
            childResult: child ? this.#describeRerun(child, run.childResultAs) : null,
            ...counts(run.results),
        };
    }
    #describeRerun(child, as) {
        return as === 'id' ? BigInt(child.id) : this.#describe(child);
    }
}
function courseLeft({ statuses, readingsBeforeRerun = 0 }) {
    return { statuses: [...statuses], readingsBeforeRerun };
}
function refusal(status, error) {
    const body = { timeStamp: null, error, code: null, fieldErrors: null, objectErrors: null };
    return { status, contentType: 'application/json', body };
}
function found(body) {
    return { status: 200, contentType: 'application/json', body };
}
function unknownRun(id) {
    return refusal(404, `Execution run ${id} is not found`);
}
function unrelated({ testCaseResultId }, runId) {
    return `Given test case result id ${testCaseResultId} is not related to execution run ${runId}`;
}
function verdict(results) {
    const seen = new Set(results.map(({ result }) => result));
    if (seen.has('FAILURE') || seen.has('ABORTED') || seen.has('STOPPED'))
        return 'FAILURE';
    return seen.has('SUCCESS') ? 'SUCCESS' : 'NOT_EXECUTED';
}
function counts(results) {
    const count = (wanted) => results.filter(({ result }) => result === wanted).length;
    return {
        totalCount: results.length,
        passedCount: count('SUCCESS'),
        failedCount: count('FAILURE'),
        abortedCount: count('ABORTED'),
        stoppedCount: count('STOPPED'),
        notExecutedCount: count('NOT_EXECUTED'),
        queuedCount: count('QUEUED'),
    };
}
function listed({ iterations, ...entry }) {
    return {
        testCaseId: BigInt(entry.testCaseId),
        testCaseName: entry.testCaseName,
        testCaseResultId: BigInt(entry.testCaseResultId),
        result: entry.result,
        isDataDrivenCase: iterations.length > 0,
        iterationResults: iterations.map(({ iterationResultId, setName, result }) => ({
            iterationResultId: BigInt(iterationResultId),
            setName,
            result,
        })),
        testSuiteId: BigInt(entry.testSuiteId),
        testSuiteName: entry.testSuiteName,
        testSuiteResultId: BigInt(entry.testSuiteResultId),
        machineId: BigInt(entry.machineId),
        machineTitle: entry.machineTitle,
        machineResultId: BigInt(entry.machineResultId),
    };
}
function readOrders(entries) {
    if (!Array.isArray(entries))
        return 'The request body is not an array of results';
    if (entries.length === 0)
        return 'The request body holds no result';
    const orders = [];
    for (const [index, entry] of entries.entries()) {
        const order = readOrder(entry);
        if (typeof order === 'string')
            return `Result ${index + 1} of the request body: ${order}`;
        orders.push(order);
    }
    return orders;
}
function readOrder(entry) {
    if (entry === null || typeof entry !== 'object' || Array.isArray(entry))
        return 'it is not an object';
    const { testCaseResultId, comment, result } = entry;
    if (typeof testCaseResultId !== 'bigint')
        return 'testCaseResultId is not an integer';
    if (testCaseResultId > LARGEST_LONG || testCaseResultId < -LARGEST_LONG)
        return 'testCaseResultId is no long';
    if (typeof comment !== 'string')
        return 'comment is not a text';
    if (!isSettable(result))
        return 'result is none of SUCCESS, FAILURE, NOT_EXECUTED';
    return { testCaseResultId: String(testCaseResultId), comment, result };
}
function isSettable(result) {
    return typeof result === 'string' && SETTABLE.includes(result);
}

const TOKEN = 'sandbox-token';
const NO_FAULT = {};
async function startSandbox(options = {}) {
    const { runs = RUNS, token = TOKEN, prefix = '', separator, latency = 0, tls, faults, onDone } = options;
    const requests = [];
    const stalled = new Set();
    const closing = new AbortController();
    async function serve(request, response) {
        const seen = remember(request, requests);
        response.on('close', () => {
            stalled.delete(response);
            onDone?.(seen);
        });
        seen.body = await textOf(request);
        const fault = sandbox.faults?.(seen) ?? NO_FAULT;
        const apply = fault.apply ?? !replacesAnswer(fault);
        const reply = replyWith(fault, written(answer(seen, sandbox, prefix, apply)));
        await pause(latency + (fault.delay ?? 0), closing.signal);
        if (response.destroyed)
            return;
        if (!isMute(fault))
            seen.answered = reply.status;
        await send(response, reply, fault, closing.signal);
        if (fault.stall)
            stalled.add(response);
    }
    const listener = (request, response) => {
        response.on('error', () => undefined);
        serve(request, response).catch((error) => giveUp(response, error));
    };
    const server = tls ? node_https.createServer({ ...tls }, listener) : node_http.createServer(listener);
    const port = await listen(server, options.port ?? 0);
    const sandbox = {
        address: `${tls ? 'https' : 'http'}://127.0.0.1:${port}${prefix}`,
        token,
        testsigma: new Testsigma(runs, { separator }),
        requests,
        faults,
        get stalled() {
            return stalled.size;
        },
        close: () => {
            closing.abort();
            return shut(server);
        },
    };
    return sandbox;
}
const ROUTES = [
    { path: /^\/api\/v1\/execution_results()$/, method: 'POST', answer: started },
    { path: /^\/api\/v1\/execution_results\/(\d+)\/override$/, method: 'PUT', answer: overridden },
    {
        path: /^\/api\/v1\/execution_results\/(\d+)$/,
        method: 'GET',
        answer: ({ testsigma, runId }) => testsigma.run(runId),
    },
    {
        path: /^\/api\/v1\/execution_results\/(\d+)\/test_case_results$/,
        method: 'GET',
        answer: ({ testsigma, runId }) => testsigma.listing(runId),
    },
    { path: /^\/api\/v1\/reports\/junit\/(\d+)$/, method: 'GET', answer: reported },
];
function answer(seen, { token, testsigma }, prefix, apply) {
    const refused = unauthorised(seen, token);
    if (refused)
        return refused;
    const [path = ''] = seen.path.split('?', 1);
    const local = path.startsWith(prefix) ? path.slice(prefix.length) : '';
    for (const route of ROUTES) {
        const runId = route.path.exec(local)?.[1];
        if (runId === undefined)
            continue;
        return wrongMethod(seen, route) ?? route.answer({ runId, seen, testsigma, apply });
    }
    return refusal(404, `No handler found for ${seen.method} ${path}`);
}
function unauthorised({ headers }, token) {
    const given = /^Bearer +(.+)$/i.exec(headers.authorization ?? '')?.[1];
    if (given === undefined)
        return refusal(401, 'No JWT token found');
    return given === token ? undefined : refusal(401, 'Invalid JWT token');
}
function wrongMethod({ method }, route) {
    return method === route.method ? undefined : refusal(405, `Request method '${method}' not supported`);
}
function started({ testsigma, seen }) {
    const body = readable(seen.body);
    const plan = typeof body === 'object' && body !== null && !Array.isArray(body) ? body['executionId'] : null;
    return typeof plan === 'bigint' ? testsigma.start(String(plan)) : refusal(400, 'executionId is missing');
}
function overridden({ testsigma, runId, seen, apply }) {
    const type = seen.headers['content-type'] ?? '';
    if (!/^application\/json\b/i.test(type))
        return refusal(415, `Content type '${type}' not supported`);
    const entries = readable(seen.body);
    if (entries === undefined)
        return { status: 400, contentType: 'application/json' };
    return testsigma.override(runId, entries, { apply });
}
function readable(body) {
    try {
        return readJson(body);
    }
    catch {
        return undefined;
    }
}
function reported({ testsigma, runId, seen }) {
    const takesXml = /\bapplication\/(?:xml|\*)|\*\/\*/.test(seen.headers.accept ?? '*/*');
    return takesXml ? testsigma.junit(runId) : refusal(406, 'Could not find acceptable representation');
}
function written({ status, contentType, body }) {
    if (body === undefined)
        return { status, headers: {}, body: Buffer.alloc(0) };
    const text = contentType === 'application/xml' && typeof body === 'string' ? body : writeJson(body);
    return { status, headers: { 'content-type': contentType }, body: Buffer.from(text) };
}
function remember(request, requests) {
    const seen = {
        number: requests.length + 1,
        method: request.method ?? '',
        path: request.url ?? '',
        headers: request.headers,
        body: '',
        receivedAt: Date.now(),
        remotePort: request.socket.remotePort ?? 0,
    };
    requests.push(seen);
    return seen;
}
async function textOf(request) {
    const chunks = [];
    for await (const chunk of request)
        chunks.push(chunk);
    return Buffer.concat(chunks).toString('utf8');
}
async function pause(milliseconds, signal) {
    if (milliseconds > 0)
        await promises.setTimeout(milliseconds, undefined, { signal });
}
function giveUp(response, error) {
    if (response.headersSent || response.destroyed)
        response.destroy();
    else
        response.writeHead(500).end(String(error));
}
function listen(server, port) {
    return new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, '127.0.0.1', () => resolve(server.address().port));
    });
}
function shut(server) {
    return new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
    });
}

const FIRST_SCENARIO = 'first';
const SCENARIOS = {
    [FIRST_SCENARIO]: {
        title: 'Override flaky failures. One ID is from another run',
        steps: [
            {
                about: 'Override by ID',
                inputs: () => ({
                    'run-id': '239',
                    results: '3646: passed\n3647: passed\n3654: not_executed\n3648: passed\n2286: passed\n',
                    comment: 'Flaky network, reviewed manually',
                }),
                exitCode: 0,
            },
        ],
    },
    plan: {
        title: 'Plan first, then apply exactly that plan',
        steps: [
            {
                about: 'Dry run: nothing is sent',
                inputs: () => ({
                    'run-id': '239',
                    results: 'Search finds products: passed\nCheckout total: {result: passed, onlyIf: failed}\n',
                    'dry-run': 'true',
                }),
                exitCode: 0,
            },
            {
                about: 'Apply the output plan-results, and verify',
                inputs: (before) => ({
                    'run-id': '239',
                    results: before['plan-results'] ?? '',
                    verify: 'true',
                }),
                exitCode: 0,
            },
        ],
    },
    names: {
        title: 'Name tests instead of looking up IDs. A typo is caught before anything is sent',
        steps: [
            {
                about: 'With a typo, and a name that exists on two machines',
                inputs: () => ({ 'run-id': '239', results: 'Chekout total: passed\nLogin works: passed\n' }),
                exitCode: 1,
            },
            {
                about: 'Corrected as suggested',
                inputs: () => ({
                    'run-id': '239',
                    results: 'Checkout total: passed\nLogin works: {result: passed, machine: Windows Chrome}\nPassword can be changed: passed\n',
                }),
                exitCode: 0,
            },
        ],
    },
    junit: {
        title: 'Take results from a JUnit report, as your tests write it',
        steps: [
            {
                about: 'Matched by tag [TS-412] and by name',
                files: {
                    'junit.xml': `<testsuites><testsuite name="shop">
  <testcase name="finds products [TS-412]"/>
  <testcase name="Checkout total"/>
  <testcase name="Payment by card"><failure message="declined"/></testcase>
  <testcase name="Profile can be edited"><skipped/></testcase>
  <testcase name="internal helper"/>
</testsuite></testsuites>
`,
                },
                inputs: () => ({ 'run-id': '239', 'junit-files': 'junit.xml', machine: 'Windows Chrome' }),
                exitCode: 0,
            },
        ],
    },
    rerun: {
        title: 'The run is red, its reruns passed: take them over',
        steps: [
            {
                about: 'Wait until the run and its reruns have ended, and take over what passed in them',
                inputs: () => ({ 'run-id': '247', 'results-from-run': 'latest-rerun', 'wait-for-run-seconds': '60' }),
                exitCode: 0,
            },
        ],
    },
    retry: {
        title: 'Testsigma has a bad day. Nothing is lost',
        steps: [
            {
                about: 'Overloaded, then the connection breaks: retried automatically',
                inputs: () => ({ 'run-id': '239', results: '{3646: passed}' }),
                faults: () => script({ status: 503 }, { reset: true, apply: true }),
                exitCode: 0,
            },
            {
                about: 'An outage: the step fails and says what is left',
                inputs: () => ({
                    'run-id': '239',
                    results: '{3647: passed, 3649: passed}',
                    'batch-size': '1',
                    'max-retries': '0',
                }),
                faults: () => script({}, { status: 503 }, { status: 503 }),
                exitCode: 1,
            },
            {
                about: 'The output retry-results does the rest',
                inputs: (before) => ({ 'run-id': '239', results: before['retry-results'] ?? '' }),
                exitCode: 0,
            },
        ],
    },
    undo: {
        title: 'Override, then undo it',
        steps: [
            {
                about: 'Override',
                inputs: () => ({ 'run-id': '239', results: '{3646: passed, 3650: passed, 3652: passed}' }),
                exitCode: 0,
            },
            {
                about: 'The output undo-results restores what can be restored',
                inputs: (before) => ({ 'run-id': '239', results: before['undo-results'] ?? '' }),
                exitCode: 0,
            },
        ],
    },
    policy: {
        title: 'A policy limits what may be overridden',
        steps: [
            {
                about: 'Against the policy: nothing is sent',
                inputs: () => ({
                    'run-id': '239',
                    results: '{Payment by card: passed, Checkout total: passed}',
                    policy: "protected: [Payment by card]\ncommentPattern: 'SHOP-\\d+'\n",
                }),
                exitCode: 1,
            },
            {
                about: 'Within the policy',
                inputs: () => ({
                    'run-id': '239',
                    results: '{Checkout total: passed}',
                    comment: 'Known issue SHOP-42',
                    policy: "protected: [Payment by card]\ncommentPattern: 'SHOP-\\d+'\n",
                }),
                exitCode: 0,
            },
        ],
    },
};
function ownScenario(inputs) {
    return {
        title: 'Your own inputs',
        steps: [
            {
                about: 'On one of the runs 239 to 249',
                inputs: () => ({ 'run-id': '239', ...inputs }),
            },
        ],
    };
}

function stepDetails(run, requests, changes, paint) {
    return [
        '',
        ...section('Log', renderLog(run, paint), paint),
        ...section('Outputs', renderTable(run.outputs), paint),
        ...section('Requests', requests.map(requestLine$1), paint),
        ...section('Changes', changes.map(changeLine), paint),
        `Job summary as Markdown: ${run.summary === '' ? 'none was written' : run.summaryFile}`,
        `All files of the step, yours to delete: ${run.folder}`,
    ];
}
function section(title, lines, paint) {
    const shown = lines.length > 0 ? lines : ['(none)'];
    return [
        `${title}:`,
        ...shown.flatMap((line) => line.split('\n')).map((line) => `  ${paint('dim', '│')} ${line}`),
        '',
    ];
}
function requestLine$1({ method, path, answered, body }) {
    return `${method} ${path} → ${answered ?? 'no response'}${body === '' ? '' : `\n${abbreviate(body)}`}`;
}
function changeLine({ runId, testCaseResultId, before, result, comment }) {
    return `run ${runId}, result ${testCaseResultId}: ${before} → ${result}, "${comment}"`;
}

async function demo(options) {
    const { write, entry = committedAction(), inputs, scenario: name = FIRST_SCENARIO } = options;
    const scenario = inputs ? ownScenario(inputs) : SCENARIOS[name];
    if (!node_fs.existsSync(entry)) {
        write(`The action is not built: ${entry} does not exist. Build it with: npm run build\n`);
        return 1;
    }
    if (!scenario)
        throw new Error(`There is no scenario "${name}"`);
    const sandbox = await startSandbox();
    const { workspace, verbose = false, useColor = false } = options;
    const context = { sandbox, entry, workspace, verbose, write, paint: painter(useColor) };
    write(`${context.paint('bold', scenario.title)}\n`);
    write('A local sandbox stands in for Testsigma. Nothing leaves this machine.\n');
    try {
        const { summaries, asExpected } = await runScenario(scenario, context);
        write(`\nJob summary: ${writePage(scenario.title, summaries)}\n`);
        write(`Try next:    npm run demo -- ${inputs ? '--help' : nextWords(name)}\n`);
        return asExpected ? 0 : 1;
    }
    finally {
        await sandbox.close();
    }
}
function committedAction() {
    return node_path.join(node_path.dirname(node_path.dirname(node_url.fileURLToPath((typeof document === 'undefined' ? require('u' + 'rl').pathToFileURL(__filename).href : (_documentCurrentScript && _documentCurrentScript.tagName.toUpperCase() === 'SCRIPT' && _documentCurrentScript.src || new URL('index.js', document.baseURI).href))))), 'index.js');
}
function nextWords(name) {
    const names = Object.keys(SCENARIOS);
    const next = names[names.indexOf(name) + 1];
    return next === undefined ? "--results '{3646: passed}'" : `--scenario ${next}`;
}
function writePage(title, summaries) {
    const file = node_path.join(node_fs.mkdtempSync(node_path.join(node_os.tmpdir(), 'testsigma-demo-')), 'summary.html');
    node_fs.writeFileSync(file, summaryPage(title, summaries));
    return node_url.pathToFileURL(file).href;
}
async function runScenario({ steps }, context) {
    const summaries = [];
    let asExpected = true;
    let outputs = {};
    for (const [index, step] of steps.entries()) {
        const title = steps.length > 1 ? `Step ${index + 1}: ${step.about}` : step.about;
        context.write(`\n${context.paint('bold', title)}\n`);
        if (index === 0)
            context.write(`${runLine('before', context.sandbox, step.inputs({})['run-id'])}\n`);
        const run = await runStep(step, outputs, context);
        asExpected = run.exitCode === (step.exitCode ?? 0) && asExpected;
        outputs = run.outputs;
        summaries.push(run.summary);
    }
    return { summaries, asExpected };
}
async function runStep(step, before, { sandbox, entry, workspace, verbose, write, paint }) {
    const inputs = step.inputs(before);
    const folder = step.files ? folderWith(step.files) : undefined;
    const [requestsBefore, changesBefore] = [sandbox.requests.length, sandbox.testsigma.history.length];
    write(`${inputLines(withReferences(inputs, before), step.files).join('\n')}\n`);
    sandbox.faults = step.faults?.();
    const run = await runAction({
        entry,
        workspace: folder ?? workspace,
        inputs: { ...inputs, 'base-url': sandbox.address, 'api-token': sandbox.token },
    });
    const requests = sandbox.requests.slice(requestsBefore);
    const changes = sandbox.testsigma.history.slice(changesBefore);
    const lines = [...outcomeLines(run, step, paint), runLine('after', sandbox, inputs['run-id'])];
    write(`${[...lines, ...(verbose ? stepDetails(run, requests, changes, paint) : [])].join('\n')}\n`);
    if (!verbose)
        run.dispose();
    if (folder)
        node_fs.rmSync(folder, { recursive: true });
    return run;
}
function folderWith(files) {
    const folder = node_fs.mkdtempSync(node_path.join(node_os.tmpdir(), 'testsigma-demo-'));
    for (const [path, text] of Object.entries(files))
        node_fs.writeFileSync(node_path.join(folder, path), text);
    return folder;
}
function runLine(when, { testsigma }, runId = '') {
    const run = testsigma.runs.find(({ id }) => id === runId);
    return `  Run ${runId} ${when}: ${run ? runText(run) : 'the sandbox has no such run'}`;
}
function runText({ result, status, results }) {
    const words = [...new Set([...COMMON, ...results.map((one) => one.result)])];
    const parts = words.flatMap((word) => {
        const count = results.filter((one) => one.result === word).length;
        return count === 0 ? [] : [`${count} ${resultLabel(word)}`];
    });
    return `${result === null ? status : resultLabel(result)} (${parts.join(', ')})`;
}
const COMMON = ['SUCCESS', 'FAILURE', 'NOT_EXECUTED'];
const MAX_INPUT_LINES = 8;
const MAX_LINE_LENGTH = 100;
function withReferences(inputs, before) {
    const outputs = new Map(Object.entries(before).map(([name, value]) => [value, name]));
    const shown = Object.entries(inputs).map(([name, value]) => {
        const output = value.startsWith('[') ? outputs.get(value) : undefined;
        return [name, output === undefined ? value : `\${{ steps.previous.outputs.${output} }}`];
    });
    return Object.fromEntries(shown);
}
function inputLines(inputs, files = {}) {
    const lines = (values) => Object.entries(values).flatMap(([name, value]) => inputLine(name, value));
    return [...lines(files), 'with:', ...lines(inputs).map((line) => `  ${line}`)].map((line) => `  ${line}`);
}
function inputLine(name, value) {
    const lines = value.trimEnd().split('\n').map(cut);
    if (lines.length === 1)
        return [`${name}: ${lines[0]}`];
    const more = lines.length - MAX_INPUT_LINES;
    const rest = more > 0 ? [`  … ${more} more lines`] : [];
    return [`${name}: |`, ...lines.slice(0, MAX_INPUT_LINES).map((line) => `  ${line}`), ...rest];
}
function cut(line) {
    return line.length > MAX_LINE_LENGTH ? `${line.slice(0, MAX_LINE_LENGTH - 1)}…` : line;
}
function outcomeLines(run, step, paint) {
    const { results, problems } = reportOf(run);
    const retries = run.lines.filter(({ text }) => /^\s*attempt \d/i.test(text)).map(({ text }) => text.trim());
    const { exitCode = run.exitCode } = step;
    const unexpected = run.exitCode === exitCode ? '' : `, expected ${exitCode}`;
    const isRed = run.exitCode !== 0 || unexpected !== '';
    return [
        ...retries.map((text) => paint('dim', `  ↻ ${text}`)),
        ...problems.map((one) => paint('red', `  ✗ ${problemText(one)}`)),
        ...results.map((one) => resultLine$1(one, paint)),
        ...(problems.length + results.length === 0 ? [`  ${run.outputs['message'] ?? ''}`] : []),
        ...run.runnerErrors.map((error) => paint('red', `  ✗ The runner reports: ${error}`)),
        `  Step ${paint(isRed ? 'red' : 'green', isRed ? 'failed' : 'passed')} (exit code ${run.exitCode ?? run.signal}${unexpected}), status: ${run.outputs['status'] ?? 'none'}`,
    ];
}
function problemText({ input, file, line, column, message }) {
    const place = file === null ? input : file;
    const at = [line === null ? '' : `, line ${line}`, column === null ? '' : `, column ${column}`].join('');
    return `${place}${at}: ${message}`;
}
function reportOf(run) {
    const file = run.outputs['report-file'];
    if (!file || !node_fs.existsSync(file))
        return { results: [], problems: [] };
    return JSON.parse(node_fs.readFileSync(file, 'utf8'));
}
const MARKS = {
    overridden: ['✓', 'green'],
    planned: ['○', 'blue'],
    unchanged: ['–', 'dim'],
};
function resultLine$1(one, paint) {
    const { testCaseResultId, name, machine, before, requested, status } = one;
    const [mark, color] = MARKS[status] ?? ['✗', 'red'];
    const test = name === null ? `${testCaseResultId}` : `${name}${machine === null ? '' : ` (${machine})`}`;
    const from = before === null || status === 'unchanged' ? '' : `${resultLabel(before)} → `;
    const to = status === 'unchanged' && before !== null ? before : requested;
    const message = one.message.replace(/ when read at \S+Z/, '');
    const reason = status === 'overridden' ? '' : ` (${status}${message === '' ? '' : `: ${message}`})`;
    return `  ${paint(color, mark)} ${test}: ${from}${resultLabel(to)}${reason}`;
}

async function serve({ port = 0, signal, write }) {
    const onDone = (request) => write(`${requestLine(request)}\n`);
    const sandbox = await startSandbox({ port, onDone }).catch((error) => {
        if (Object(error).code !== 'EADDRINUSE')
            throw error;
        throw new Error(`Port ${port} is in use. Choose another one, or leave --port out for a free one.`);
    });
    write(greeting(sandbox));
    if (!signal.aborted)
        await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
    await sandbox.close();
}
function greeting({ address, token, testsigma }) {
    const lines = [
        `A sandbox for Testsigma is running at ${address} until Ctrl-C.`,
        `API key: ${token}`,
        '',
        'Runs:',
        ...testsigma.runs.flatMap(runLines),
        '',
        'Override a result:',
        `  curl -X PUT ${address}/api/v1/execution_results/239/override \\`,
        `    -H 'Authorization: Bearer ${token}' -H 'Content-Type: application/json' \\`,
        `    -d '[{"testCaseResultId":3646,"comment":"Reviewed manually","result":"SUCCESS"}]'`,
        '',
        'Read the run:',
        `  curl -H 'Authorization: Bearer ${token}' ${address}/api/v1/execution_results/239/test_case_results`,
        '',
    ];
    return `${lines.join('\n')}\n`;
}
function runLines({ id, executionName, status, result, reRunParentId, results }) {
    const state = result === null ? status : resultLabel(result);
    const parent = reRunParentId === null ? '' : `, a rerun of ${reRunParentId}`;
    return [`  ${id} ${executionName}: ${state}${parent}`, ...results.map((one) => `    ${resultLine(one)}`)];
}
function resultLine({ testCaseResultId, testCaseName, testSuiteName, machineTitle, result, }) {
    return `${testCaseResultId} ${testCaseName} (${testSuiteName}, ${machineTitle}): ${resultLabel(result)}`;
}
function requestLine({ method, path, answered, body }) {
    return `${method} ${path} → ${answered ?? 'no response'}${body === '' ? '' : ` ${body}`}`;
}

const USAGE = `Usage:
  npm run demo                                  show the action at work on a local sandbox
  npm run demo -- --scenario <name>             ${Object.keys(SCENARIOS).join('|')}
  npm run demo -- --results '3646: passed'      try your own results document on run 239
  npm run demo -- --results-file my.yml         the same from a file
  npm run demo -- --<input> <value> ...         any other input of the action, such as --run-id 240 or --dry-run
  npm run demo -- --verbose                     also show the log, the outputs and the requests of each step
  npm run sandbox [-- --port <number>]          keep the sandbox running, to try it with curl
Without npm: node dist/sandbox/index.js demo|serve, with the same flags.
`;
const RESERVED = ['base-url', 'api-token'];
const ALIASES = {
    'results-file': 'results-files',
    'junit-file': 'junit-files',
};
const SERVE_FLAGS = { withValue: ['port'], boolean: ['help'] };
class UsageError extends Error {
}
async function main(words, deps) {
    try {
        return await command(words, deps);
    }
    catch (error) {
        const isUsage = error instanceof UsageError;
        deps.err(`${error instanceof Error ? error.message : String(error)}\n${isUsage ? `\n${USAGE}` : ''}`);
        return isUsage ? 2 : 1;
    }
}
async function command([name, ...words], deps) {
    if ([name, ...words].some((word) => word === '--help' || word === '-h')) {
        deps.out(USAGE);
        return 0;
    }
    if (name === 'demo')
        return runDemo(words, deps);
    if (name === 'serve') {
        await serve({ ...portFrom(words), signal: deps.untilInterrupted(), write: deps.out });
        return 0;
    }
    throw new UsageError(name === undefined ? 'Which command?' : unknown(name, ['demo', 'serve']));
}
function runDemo(words, { env, cwd, isTerminal, out, entry }) {
    const flags = parseFlags(words, demoFlags());
    const reserved = RESERVED.find((flag) => flags.has(flag));
    if (reserved !== undefined)
        throw new UsageError(`--${reserved} is set by the demo: it talks to the sandbox only.`);
    const { scenario, verbose, ...inputs } = Object.fromEntries(flags);
    if (scenario !== undefined && !(scenario in SCENARIOS))
        throw new UsageError(unknown(scenario, Object.keys(SCENARIOS)));
    const own = Object.keys(inputs).length === 0 ? undefined : inputs;
    if (scenario !== undefined && own)
        throw new UsageError('Give either --scenario or inputs of your own.');
    return demo({
        write: out,
        useColor: isTerminal && !env['NO_COLOR'],
        verbose: verbose === 'true',
        ...(scenario === undefined ? {} : { scenario }),
        ...(own ? { inputs: own, workspace: userFolder(env, cwd) } : {}),
        ...(entry === undefined ? {} : { entry }),
    });
}
function demoFlags() {
    let folder = node_path.dirname(node_url.fileURLToPath((typeof document === 'undefined' ? require('u' + 'rl').pathToFileURL(__filename).href : (_documentCurrentScript && _documentCurrentScript.tagName.toUpperCase() === 'SCRIPT' && _documentCurrentScript.src || new URL('index.js', document.baseURI).href))));
    while (!node_fs.existsSync(node_path.join(folder, 'action.yml')) && folder !== node_path.dirname(folder))
        folder = node_path.dirname(folder);
    const [, inputs = ''] = node_fs.readFileSync(node_path.join(folder, 'action.yml'), 'utf8').split(/^(?:inputs|outputs):$/m);
    const blocks = inputs.split(/^ {2}(?=[a-z])/m).slice(1);
    const names = (isBoolean) => blocks
        .filter((block) => /^ +default: '?(?:true|false)'?$/m.test(block) === isBoolean)
        .map((block) => block.replace(/:.*/s, ''));
    return {
        withValue: [...names(false), ...Object.keys(ALIASES), 'scenario'],
        boolean: [...names(true), 'verbose', 'help'],
    };
}
function unknown(word, known) {
    const suggestion = closest(word, known, 1 / 2);
    return `Unknown: ${word}.${suggestion === undefined ? '' : ` Did you mean ${suggestion}?`}`;
}
function userFolder(env, cwd) {
    return (env['npm_lifecycle_event'] === 'demo' ? env['INIT_CWD'] : undefined) ?? cwd;
}
function portFrom(words) {
    const port = parseFlags(words, SERVE_FLAGS).get('port');
    if (port === undefined)
        return {};
    if (!/^\d{1,5}$/.test(port) || Number(port) > 65535)
        throw new UsageError(`Not a port: ${port}.`);
    return { port: Number(port) };
}
function parseFlags(words, known) {
    const values = new Map();
    const left = [...words];
    for (let word = left.shift(); word !== undefined; word = left.shift()) {
        const [, name, , given] = /^--([a-z][a-z0-9-]*)(=(.*))?$/s.exec(word) ?? [];
        if (name === undefined)
            throw new UsageError(`Not understood: ${word}. Flags begin with --`);
        assertKnown(name, known);
        const hasNext = given === undefined && left[0] !== undefined && !left[0].startsWith('--');
        const value = given ?? (hasNext ? left.shift() : undefined) ?? valueAlone(name, known);
        const input = ALIASES[name] ?? name;
        const before = values.get(input);
        values.set(input, before === undefined ? value : `${before}\n${value}`);
    }
    return values;
}
function valueAlone(name, known) {
    if (!known.boolean.includes(name))
        throw new UsageError(`--${name} needs a value.`);
    return 'true';
}
function assertKnown(name, { withValue, boolean }) {
    const names = [...withValue, ...boolean].map((one) => `--${one}`);
    if (!names.includes(`--${name}`))
        throw new UsageError(unknown(`--${name}`, names));
}

main(process.argv.slice(2), {
    env: process.env,
    cwd: process.cwd(),
    isTerminal: process.stdout.isTTY === true,
    untilInterrupted,
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
}).then((exitCode) => {
    process.exitCode = exitCode;
});
function untilInterrupted() {
    const ending = new AbortController();
    for (const signal of ['SIGINT', 'SIGTERM'])
        process.once(signal, () => ending.abort());
    return ending.signal;
}
