import { Failure } from '../api/failure';

/** When a window asked, and in vain how often, for the one that asks after it. Times in ms since 1970. */
export interface PollPast {
  /** Runs in a row that failed, up to now: the pauses grow by it. */
  readonly failures?: number;
  /** When the last run ended. */
  readonly lastAt?: number;
  /** When the last run ended that was good and left nothing open of what is tracked. */
  readonly settledAt?: number;
}

/** A failure as windows tell it: a `FailureKind` and its message. */
interface ToldFailure {
  readonly kind: string;
  readonly message: string;
}

/** How polling stood in the window that asked until now. */
export interface PollHandover extends PollPast {
  /** The server asked to wait until then. */
  readonly notBefore?: number;
  /** Why the last run failed, or in which words the server asked to wait. */
  readonly failure?: ToldFailure;
}

/** What the server asked of one window, for all of the same profile. `notBefore` in ms since 1970. */
export interface AskedToWait {
  readonly notBefore: number;
  readonly failure: ToldFailure;
}

/** The latest wait of several; undefined when nobody was asked for one. */
export function longestWait(told: readonly (PollHandover | undefined)[]): AskedToWait | undefined {
  const waits = told.flatMap((one) =>
    one?.notBefore !== undefined && one.failure ? [{ notBefore: one.notBefore, failure: one.failure }] : [],
  );
  return waits.sort((one, other) => other.notBefore - one.notBefore)[0];
}

/** What was asked for completely within this time need not be asked for again by the window that takes over, in ms. */
const recently = 600_000;

/** True when the window that takes over knows by the saved jobs what the one before it knew. @param now ms since 1970 */
export function isSettled({ settledAt }: PollHandover, now: number): boolean {
  return settledAt !== undefined && Math.abs(now - settledAt) < recently;
}

/** The failure of the window before, as if this one had met it; undefined when there was none. @param now ms since 1970 */
export function inheritedFailure({ failure, notBefore }: PollHandover, now: number): Failure | undefined {
  if (!failure) return undefined;
  const { kind, message } = failure;
  if (kind === 'unauthorized' || kind === 'query') return new Failure(kind, message);
  if (notBefore === undefined) return new Failure('server', message);
  return new Failure('rateLimited', message, { retryAfterMs: Math.max(0, notBefore - now) });
}
