import { maxRetryAfterMs } from './limits';

/**
 * Reads a `Retry-After` header in both of its forms.
 * @param now ms since 1970-01-01 UTC
 * @returns ms to wait, at most 5 minutes; undefined for what is absent, past or unreadable: then the backoff decides
 */
export function retryAfterMs(header: string | null, now: number): number | undefined {
  const wait = header === null ? NaN : waitOf(header.trim(), now);
  return wait > 0 ? Math.min(wait, maxRetryAfterMs) : undefined;
}

function waitOf(header: string, now: number): number {
  if (/^\d+$/.test(header)) return Number(header) * 1000;
  // `Date.parse` reads "-1" as a year and takes a date without a zone as local time.
  if (!/^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)/.test(header)) return NaN;
  return Date.parse(header.endsWith('GMT') ? header : `${header} GMT`) - now;
}
