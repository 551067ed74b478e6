import { english, type Translate } from '../translate';

/** An address the API may be asked at, and the one origin its key belongs to. */
export interface BaseUrl {
  /** Normalised, without a trailing slash; an international name is in its ASCII form, so that look-alikes show. */
  readonly baseUrl: string;
  readonly origin: string;
}

/**
 * Reads a base URL as a user types it. `https` may go anywhere, `http` only to this machine: the key travels with it.
 * @param t for the sentence; English, for the log, if nothing else is given
 * @returns the normalised address, or a sentence that says what is wrong
 */
export function cleanBaseUrl(text: string, t: Translate = english): BaseUrl | { readonly reason: string } {
  const typed = text.trim();
  const reason = textFault(typed, t);
  if (reason !== undefined) return { reason };
  const url = parse(typed);
  if (!url) return { reason: t('This is not a valid address.') };
  const hostReason = hostFault(url, t);
  if (hostReason !== undefined) return { reason: hostReason };
  return { baseUrl: url.origin + url.pathname.replace(/\/+$/, ''), origin: url.origin };
}

/** Looks at the text itself: the URL parser would silently drop or repair what is refused here. */
function textFault(typed: string, t: Translate): string | undefined {
  if (typed === '') return t('Enter the base URL, such as https://us1-api.crop.photo/v1.');
  if (typed.length > 2048) return t('The base URL is too long.');
  if (/[\p{Cc}\p{Cf}\s\\]/u.test(typed))
    return t('The base URL contains a blank, a backslash or an invisible character.');
  if (!/^https?:\/\/[^/]/i.test(typed)) return t('The base URL must start with https:// and a host name.');
  if (/^[^/]*\/\/[^/?#]*@/.test(typed)) return t('The base URL must not contain a user name or password.');
  if (typed.includes('?')) return t('The base URL must not contain a query (?…).');
  if (typed.includes('#')) return t('The base URL must not contain a fragment (#…).');
  return undefined;
}

function parse(typed: string): URL | undefined {
  return URL.canParse(typed) ? new URL(typed) : undefined;
}

/** The parser has already turned 127.1, 0x7f000001 and the like into dotted numbers. */
function hostFault({ protocol, hostname }: URL, t: Translate): string | undefined {
  if (hostname === '0.0.0.0' || hostname === '[::]')
    return t('This address means every network interface. Use localhost or 127.0.0.1.');
  if (protocol === 'https:' || isLoopback(hostname)) return undefined;
  return t('Use https://. Plain http:// is only for this machine (localhost, 127.0.0.1, [::1]).');
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
