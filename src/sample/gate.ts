import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

const loopbackHost = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?$/i;

/**
 * Why a request may not come in at all. A page in a browser always shows itself by its Origin, or, when it points a
 * name of its own at this machine, by its Host.
 *
 * @returns undefined for a request that may
 */
export function refusal(headers: IncomingHttpHeaders): string | undefined {
  if (!loopbackHost.test(headers.host ?? '')) return 'The sample server answers a loopback Host only.';
  return headers.origin === undefined ? undefined : 'The sample server answers no web page.';
}

/** Whether the header is exactly `Bearer <key>`, compared in a time that tells nothing of the key. */
export function hasKey(headers: IncomingHttpHeaders, key: string): boolean {
  return timingSafeEqual(digest(headers.authorization ?? ''), digest(`Bearer ${key}`));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
