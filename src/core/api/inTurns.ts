import type { Transport } from './transport';

/**
 * Lets the reader of one answer after the other go on, each at a turn of the event loop of its own: six that come at once
 * are read and stored, which together would hold up everybody else on the thread.
 *
 * @param rest gives the event loop back, and resolves at the next turn
 * @returns resolves when it is the caller's turn
 */
export function inTurns(rest: () => Promise<void>): () => Promise<void> {
  let last = Promise.resolve();
  return () => (last = last.then(rest));
}

/** So many requests go before each way to the network has its code compiled and its connections made: six at once, by two ways. */
const coldRequests = 20;

/**
 * Sends each of the first requests in a turn of its own: of six that leave at once each takes 5 to 10 ms of a processor.
 * Later ones take a tenth of that, and wait for nothing.
 *
 * @param rest gives the event loop back, and resolves at the next turn
 */
export function firstInTurns(transport: Transport, rest: () => Promise<void>): Transport {
  const turn = inTurns(rest);
  let sent = 0;
  return async (url, request) => {
    if (sent++ < coldRequests) await turn();
    return transport(url, request);
  };
}
