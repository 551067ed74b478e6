import type { Clock } from '../clock';
import { Failure } from './failure';
import type { RequestLimits } from './limits';

/** The time limits of one request, and its caller's wish to end it, as one signal whose reason is a `Failure`. */
export interface RequestTimer {
  readonly signal: AbortSignal;
  /** The headers are here: from now on only the whole time counts. */
  headersCame(): void;
  /** Rejects with the signal's reason as soon as it aborts, whatever `work` does. */
  guard<T>(work: Promise<T>): Promise<T>;
  /** Stops the timers and closes what is still open. */
  end(): void;
}

export interface RequestTimerOptions {
  readonly clock: Clock;
  readonly limits: RequestLimits;
  readonly signal: AbortSignal;
  readonly host: string;
}

/** Why the signal of a request that is over aborts, which nobody sees: made once, for an error costs the stack that it is made with. */
let over: Failure | undefined;

/** Starts the limits of one request. */
export function startRequestTimer({ clock, limits, signal, host }: RequestTimerOptions): RequestTimer {
  const controller = new AbortController();
  const timeout = (ms: number): void =>
    controller.abort(new Failure('timeout', `${host} did not answer within ${ms / 1000} seconds.`));
  const headers = clock.after(limits.headersMs, () => timeout(limits.headersMs));
  const total = clock.after(limits.totalMs, () => timeout(limits.totalMs));
  const cancel = (): void => controller.abort(cancelled());
  signal.addEventListener('abort', cancel, { once: true });
  if (signal.aborted) cancel();
  return {
    signal: controller.signal,
    headersCame: () => headers.dispose(),
    guard: (work) => guard(controller.signal, work),
    end() {
      headers.dispose();
      total.dispose();
      signal.removeEventListener('abort', cancel);
      // A transport that gave up on a body may still hold the socket.
      controller.abort((over ??= cancelled()));
    },
  };
}

/** What a caller gets who ended the request itself. */
export function cancelled(): Failure {
  return new Failure('cancelled', 'The request was cancelled.');
}

/** Rejects with `signal.reason` as soon as the signal aborts, whatever `work` does. */
export async function guard<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  let onAbort = (): void => undefined;
  const aborted = new Promise<never>((_, reject) => {
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- the reason is what was asked for
    onAbort = () => reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) onAbort();
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
