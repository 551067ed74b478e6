/** Gives the event loop back, and resolves at its next turn. */
export function rest(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
