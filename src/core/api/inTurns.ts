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
