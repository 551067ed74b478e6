import { loggedName } from '../core/api/linkText';
import type { RequestInfo } from '../core/api/request';
import type { Log } from '../core/log';

/** A line for each request: never the key, never a link's query, not even of one that is tracked as a label; see `loggedName`. */
export function logRequests(log: Log): (info: RequestInfo) => void {
  return (info) => {
    const { status, ms, bytes } = info;
    log.debug(`POST ${asked(info)} → ${status ?? 'no answer'} in ${Math.round(ms)} ms, ${bytes} bytes`);
  };
}

function asked({ path, kind, selector, start }: RequestInfo): string {
  const place = start === undefined ? '' : ` from ${start}`;
  return `${path} ${kind} ${loggedName(selector, 60)}${place}`;
}
