import { requestsAtOnce } from './limits';
import type { Transport } from './transport';

/** Resolves when it is the caller's turn. @param first before those that do not say so, unless too many of them wait */
export type Turn = (first?: boolean) => Promise<void>;

/** More answers than are asked for at once would pile up unread while a quick server is asked on. */
const mostUnread = requestsAtOnce;

/**
 * Lets one piece of work after the other go on, each at a turn of the event loop of its own: six answers that come at
 * once, each read and stored, and six requests that leave for them, together would hold up everybody else on the thread.
 *
 * @param rest gives the event loop back, and resolves at the next turn
 */
export function inTurns(rest: () => Promise<void>): Turn {
  const waiting = { first: [] as (() => void)[], others: [] as (() => void)[] };
  let isGoing = false;
  const go = async (): Promise<void> => {
    isGoing = true;
    while (waiting.first.length + waiting.others.length > 0) {
      await rest();
      const isOthers = waiting.first.length === 0 || waiting.others.length > mostUnread;
      waiting[isOthers ? 'others' : 'first'].shift()?.();
    }
    isGoing = false;
  };
  return (first = false) =>
    new Promise((resolve) => {
      waiting[first ? 'first' : 'others'].push(resolve);
      if (!isGoing) void go();
    });
}

/**
 * Sends each request at its turn: VS Code looks up six of its settings for each, which takes 1 to 3 ms of a processor, and
 * of the first six each takes 5 to 10 ms. It goes before answers that wait to be read: while those are, it is on its way.
 */
export function sentInTurns(transport: Transport, turn: Turn): Transport {
  return async (url, request) => {
    await turn(true);
    return transport(url, request);
  };
}
