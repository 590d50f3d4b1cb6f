/** Bodies of the API's responses to an override, as far as they are of a documented shape. */
import type { HttpResponse } from '../runtime/http.js';
import { truncate } from '../text/format.js';

/** The body of a 200. */
export interface SuccessBody {
  /** Everything that it says went wrong, `fieldErrors` and `objectErrors` included. */
  readonly errors: readonly string[];
  /** Empty if it is none of a text. */
  readonly message: string;
}

type Fields = Readonly<Record<string, unknown>>;

/** The body of a 200, if it is of the documented shape. */
export function successBody({ body, complete }: HttpResponse): SuccessBody | undefined {
  const fields = complete ? parseObject(body) : undefined;
  const errors = fields?.['errors'];
  if (!fields || !isTexts(errors)) return undefined;
  const message = fields['message'];
  return { errors: [...errors, ...detailTexts(fields)], message: typeof message === 'string' ? message : '' };
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

/** What a refusal says, if it is of the documented shape. A 401 may be plain text. */
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

/** A server's text as a reason. */
export function truncateReason(text: string): string {
  return truncate(text.trim(), MAX_REASON_LENGTH);
}

function detailTexts(fields: Fields): string[] {
  return [fields['fieldErrors'], fields['objectErrors']]
    .filter((part) => part !== null && part !== undefined && !(Array.isArray(part) && part.length === 0))
    .map((part) => (typeof part === 'string' ? part : jsonOf(part)))
    .filter((part) => part !== '' && part !== '{}');
}

/** Parsing JSON knows no depth at which it gives up, writing it does. */
function jsonOf(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch {
    return 'details that are nested too deeply to be shown';
  }
}

function parseObject(text: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Fields)
      : undefined;
  } catch {
    return undefined;
  }
}
