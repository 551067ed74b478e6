import type { RequestInfo } from '../core/api/request';
import type { Log } from '../core/log';
import { rowText } from '../core/jobs/rowText';

/** A line for each request: never the key, never a link. */
export function logRequests(log: Log): (info: RequestInfo) => void {
  return ({ kind, selector, status, ms, bytes }) => {
    log.debug(
      `POST ${kind} ${rowText(selector, '-', 60)} → ${status ?? 'no answer'} in ${Math.round(ms)} ms, ${bytes} bytes`,
    );
  };
}
