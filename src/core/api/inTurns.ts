import type { Transport } from './transport';

/**
 * Lets one piece of work after the other go on, each at a turn of the event loop of its own: six answers that come at
 * once, each read and stored, and six requests that leave for them, together would hold up everybody else on the thread.
 *
 * @param rest gives the event loop back, and resolves at the next turn
 * @returns resolves when it is the caller's turn
 */
export function inTurns(rest: () => Promise<void>): () => Promise<void> {
  let last = Promise.resolve();
  return () => (last = last.then(rest));
}

/**
 * Sends each request at its turn: VS Code looks up six of its settings for each, which takes 1 to 3 ms of a processor, and
 * of the first six each takes 5 to 10 ms.
 *
 * @param turn resolves when it is the caller's turn
 */
export function sentInTurns(transport: Transport, turn: () => Promise<void>): Transport {
  return async (url, request) => {
    await turn();
    return transport(url, request);
  };
}
