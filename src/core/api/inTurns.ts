import type { Transport } from './transport';

/**
 * Lets the reader of one answer after the other go on, each at a turn of the event loop of its own: six that come at once
 * are read, stored and followed by six more requests, which together would hold up everybody else on the thread.
 *
 * @param rest gives the event loop back, and resolves at the next turn
 */
export function inTurns(transport: Transport, rest: () => Promise<void>): Transport {
  let last = Promise.resolve();
  return async (url, request) => {
    const response = await transport(url, request);
    const { status, headers } = response;
    const arrayBuffer = async (): Promise<ArrayBuffer> => {
      const body = await response.arrayBuffer();
      await (last = last.then(rest));
      return body;
    };
    return { status, headers, arrayBuffer };
  };
}
