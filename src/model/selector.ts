/** The text that says which result is meant → a selector. */
import type { Selector } from './types.js';
import { looksLikeAddress, readAddress } from './testsigma-url.js';
import { idFault, looksLikeNumber } from './id.js';
import { bare } from './outcome.js';
import { quoted } from '../documents/source.js';

/** A selector, or what is wrong with the text. */
export type SelectorReading = { readonly selector: Selector } | { readonly fault: string };

/**
 * Reads a map's key, or an entry of a bare list: digits are a result id, an address of a result or of a test case
 * is what it points at, anything else is a test case's name.
 *
 * @param host the host of `base-url`, which an address must be on, since ids are regional; any where it is not known
 */
export function readSelector(text: string, host: string | undefined): SelectorReading {
  const word = bare(text);
  if (/^["'`]*$/.test(word))
    return { fault: 'nothing says which result is meant; write its id, its address or a name' };
  if (/^[0-9]+$/.test(word)) return readId(word);
  if (looksLikeAddress(word)) return readSelectorAddress(word, host);
  if (looksLikeNumber(word)) {
    return {
      fault: `${quoted(word)} is not a result id: an id is written with the digits 0 to 9 and nothing else. For a test case of that name write {name: '…'} in a list`,
    };
  }
  return { selector: { name: text.trim() } };
}

/** Reads what the key `testCaseResultId` takes: a result id, or the address of a result. */
export function readResultId(text: string, host: string | undefined): SelectorReading {
  const word = bare(text);
  return looksLikeAddress(word) ? readSelectorAddress(word, host, 'result') : readId(word);
}

function readId(word: string): SelectorReading {
  const fault = idFault(word);
  return fault
    ? { fault: `${quoted(word)} is not a result id: ${fault}` }
    : { selector: { testCaseResultId: word } };
}

/** Reads what the key `testCaseId` takes: a test case's id, or the address of a test case. */
export function readTestCaseId(text: string, host: string | undefined): SelectorReading {
  const word = bare(text);
  if (looksLikeAddress(word)) return readSelectorAddress(word, host, 'case');
  const fault = idFault(word);
  return fault
    ? { fault: `${quoted(word)} is not a test case id: ${fault}` }
    : { selector: { testCaseId: word } };
}

function readSelectorAddress(
  word: string,
  host: string | undefined,
  wanted?: 'result' | 'case',
): SelectorReading {
  const address = readAddress(word);
  if (!address) return { fault: `${quoted(word)} is not a valid address` };
  if (host !== undefined && address.host !== host) {
    return {
      fault: `${quoted(word)} is on ${address.host}, but base-url is on ${host}: ids belong to one host. Take the address from ${host}, or set base-url to the host of the address if that is your Testsigma`,
    };
  }
  const { result, case: testCase } = address.ids;
  if (result !== undefined && wanted !== 'case') return readId(result);
  if (testCase !== undefined && wanted !== 'result') return readTestCaseId(testCase, host);
  return { fault: `${quoted(word)} ${otherPage(address.ids.run, wanted)}` };
}

function otherPage(run: string | undefined, wanted: 'result' | 'case' | undefined): string {
  const expected = wanted === 'case' ? CASE : wanted === 'result' ? RESULT : `${RESULT} or ${CASE}`;
  const found = run === undefined ? 'is' : `is the address of run ${run},`;
  return `${found} not the address of ${expected}`;
}

const RESULT = 'a result (…/ui/td/test_case_results/<id>)';
const CASE = 'a test case (…/ui/td/cases/<id>)';
