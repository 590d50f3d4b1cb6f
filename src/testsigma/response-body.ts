/** Bodies of the API's responses to an override, if they are of a documented shape. */
import type { HttpResponse } from '../runtime/http.js';
import { type Fields, fieldsOf } from '../text/fields.js';
import { truncate } from '../text/format.js';
import { hasDuplicateKeys } from '../text/json.js';

/** The body of a 200. */
export interface SuccessBody {
  /** Everything that it says went wrong, `fieldErrors` and `objectErrors` included. */
  readonly errors: readonly string[];
  /** Empty if there is none. */
  readonly message: string;
}

/** The body of a 200, if it is of the documented shape. */
export function successBody({ body, complete }: HttpResponse): SuccessBody | undefined {
  const fields = complete ? parseObject(body) : undefined;
  const errors = fields?.['errors'];
  if (!fields || !isTexts(errors)) return undefined;
  const message = fields['message'];
  const everything = [...errors, ...detailTexts(fields), ...denials(fields)];
  return { errors: everything, message: typeof message === 'string' ? message : '' };
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

/** The error text of a rejection, if it is of the documented shape. A 401 may be plain text. */
export function refusalText({ status, body, complete }: HttpResponse): string | undefined {
  const fields = complete ? parseObject(body) : undefined;
  if (fields) {
    const error = fields['error'];
    return typeof error === 'string' ? [error, ...detailTexts(fields)].join('; ') : undefined;
  }
  const isPlainText = complete && body.trim() !== '' && !/^\s*[<{[]/.test(body);
  return status === 401 && isPlainText ? body.trim() : undefined;
}

/** The most of a server's text that is kept as a reason, in UTF-16 units. */
const MAX_REASON_LENGTH = 1_000;

/** A server's text as a reason, trimmed and truncated. */
export function truncateReason(text: string): string {
  return truncate(text.trim(), MAX_REASON_LENGTH);
}

/** Fields of the documented body of a 200, or of an error, that {@link successBody} takes for themselves. */
const DOCUMENTED = ['errors', 'message', 'fieldErrors', 'objectErrors'];
/** What other fields are called that deny a success if they hold anything. */
const DENYING_KEY = /error|fail|reject|refus|denied|invalid|^code$/i;
const AFFIRMING_KEY = /success|^ok$/i;

/** What else in the body of a 200 says that not everything succeeded. */
function denials(fields: Fields): string[] {
  return Object.entries(fields)
    .filter(([key]) => !DOCUMENTED.includes(key))
    .filter(([key, value]) =>
      AFFIRMING_KEY.test(key) ? /^false$/i.test(String(value)) : DENYING_KEY.test(key) && !isEmpty(value),
    )
    .map(([key, value]) => `${key}: ${jsonOf(value)}`);
}

function isEmpty(value: unknown): boolean {
  return !value || ['[]', '{}', '"0"', '"false"'].includes(jsonOf(value));
}

function detailTexts(fields: Fields): string[] {
  return [fields['fieldErrors'], fields['objectErrors']]
    .filter((part) => part !== null && part !== undefined && !(Array.isArray(part) && part.length === 0))
    .map((part) => (typeof part === 'string' ? part : jsonOf(part)))
    .filter((part) => part !== '' && part !== '{}');
}

/** Unlike parsing, writing JSON fails if it is nested too deeply. */
function jsonOf(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch {
    return 'details that are nested too deeply to be shown';
  }
}

/** An object that has a key twice is none: readers disagree about which one counts. */
function parseObject(text: string): Fields | undefined {
  if (hasDuplicateKeys(text)) return undefined;
  try {
    return fieldsOf(JSON.parse(text));
  } catch {
    return undefined;
  }
}
