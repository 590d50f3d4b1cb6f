/** What to check if every request is rejected, or if something else responds instead of Testsigma. */
import type { HttpResponse } from '../runtime/http.js';
import { truncate } from '../text/format.js';
import { meaningOf, statusText } from './http-status.js';

/** The service and the run that a request is about. */
export interface RequestTarget {
  readonly runId: string;
  /** `base-url` without a slash at its end. */
  readonly baseUrl: string;
}

/** What to check after a response with this status; empty if nothing is known. */
export function adviceOn(response: HttpResponse, { runId, baseUrl }: RequestTarget): string {
  return meaningOf(response).advice.replaceAll('{run}', runId).replaceAll('{base-url}', baseUrl);
}

/** What responded instead of Testsigma's API, and what to check. */
export function foreignResponse(response: HttpResponse, target: RequestTarget): string {
  const { status, headers } = response;
  if (status >= 300 && status < 400)
    return `${statusText(status)}, ${redirectAdvice(headers.location, target.baseUrl)}`;
  const check = `Check that base-url (${target.baseUrl}) is Testsigma's and that no login page, proxy or firewall responds in its place`;
  return [`${statusText(status)} with ${contents(response)}`, check, adviceOn(response, target)]
    .filter((part) => part !== '')
    .join('. ');
}

/** The longest title of a page in a message, in UTF-16 units. */
const MAX_TITLE_LENGTH = 100;

function contents({ body, complete }: HttpResponse): string {
  if (body.trim() === '') return 'an empty body';
  if (/^\s*</.test(body)) {
    const title = /<title[^>]*>([^<]{1,1000})/i.exec(body.slice(0, 10_000))?.[1]?.trim();
    return title ? `a web page titled "${truncate(title, MAX_TITLE_LENGTH)}"` : 'a web page';
  }
  return complete ? 'a body that is not as documented' : 'a body that is too large or truncated';
}

/** Where a redirect points, and what that usually means. Its query is not shown: it may contain anything. */
function redirectAdvice(location: string | undefined, baseUrl: string): string {
  const target = location && URL.canParse(location, baseUrl) ? new URL(location, baseUrl) : undefined;
  if (!target || !/^https?:$/.test(target.protocol)) return 'a redirect without a usable URL';
  const { protocol, host, pathname } = target;
  return `a redirect to ${protocol}//${host}${pathname}: ${redirectMeaning(target, new URL(baseUrl))}`;
}

function redirectMeaning(target: URL, base: URL): string {
  if (/log-?in|sign-?in|sso|oauth|auth/i.test(target.host + target.pathname)) {
    return 'a login page, so the key was not accepted there, or base-url is not the URL of the API';
  }
  if (target.host !== base.host) {
    return `the host was renamed or is another region; if it is right, set base-url to ${target.origin}`;
  }
  if (target.protocol !== base.protocol) return `base-url should begin with ${target.protocol}//`;
  return 'base-url may lack a path or have one too many';
}
