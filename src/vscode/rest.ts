import { inTurns } from '../core/api/inTurns';

/** Gives the event loop back, and resolves at its next turn. */
export function rest(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Resolves when it is the caller's turn: of whatever in this window waits by it, one piece goes on at each turn. */
export const ownTurn = inTurns(rest);
