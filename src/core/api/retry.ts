import { ExponentialBackoff, handleWhen, retry } from 'cockatiel';
import { Failure } from './failure';
import type { RequestLimits } from './limits';
import { guard } from './requestTimer';

/** Does work again when it failed by a fault that may be over in a moment. */
export type Retrying = <T>(work: () => Promise<T>, signal: AbortSignal) => Promise<T>;

/**
 * The one policy for requests that fail: a network fault, a 408 or a 5xx is tried once more after a short pause, which
 * is spread by chance. The status POST is a read, so that asking twice changes nothing on the server. A server that says
 * when to come again is left alone until then, and so is one that says 429: that waits for the next run, whose pauses
 * are `pollPause`'s. There is no circuit breaker: a run ends with the first failure that the rest of it would meet too.
 *
 * @returns a function that rejects with what `work` rejected with last, and at once with the signal's reason
 */
export function createRetrying({ retryMs }: RequestLimits): Retrying {
  const backoff = new ExponentialBackoff({ initialDelay: retryMs, maxDelay: 3 * retryMs });
  const policy = retry(handleWhen(mayPass), { maxAttempts: 1, backoff });
  return (work, signal) =>
    guard(
      signal,
      policy.execute(() => {
        // The policy does not look at the signal after its pause.
        signal.throwIfAborted();
        return work();
      }, signal),
    );
}

function mayPass(error: Error): boolean {
  if (!(error instanceof Failure) || error.retryAfterMs !== undefined) return false;
  return error.kind === 'offline' || error.kind === 'server';
}
