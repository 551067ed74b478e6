import type { Disposable } from './event';

/** Time as core sees it: one real clock in the shell, one fake in the tests. All times in ms. */
export interface Clock {
  /** Milliseconds since 1970-01-01 UTC. */
  now(): number;
  /** Calls back once after `ms` milliseconds; dispose the answer to prevent it. */
  after(ms: number, callback: () => void): Disposable;
}

/** Resolves after `ms` milliseconds; rejects with `signal.reason` when the signal aborts first. */
export function sleep(clock: Clock, ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(asError(signal.reason));
      return;
    }
    const onAbort = (): void => {
      timer.dispose();
      reject(asError(signal?.reason));
    };
    const timer = clock.after(ms, () => {
      signal?.removeEventListener('abort', onAbort);
      resolve();
    });
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}

/**
 * What is left of a pause, in ms, 0 when it is over. A clock that was set back must not make anyone wait for hours: what
 * seems to have begun in the future has begun long ago.
 *
 * @param since when the pause began, in ms since 1970
 * @param pause in ms
 */
export function leftOf(clock: Clock, since: number, pause: number): number {
  const passed = clock.now() - since;
  return passed < 0 ? 0 : Math.max(0, pause - passed);
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error('aborted', { cause: reason });
}
