/** Failures told apart by what the user can do about them, once, where they happen. */
export type FailureKind =
  | 'unauthorized' // 401: sign in again
  | 'forbidden' // 403: the key is known and may not do this
  | 'billing' // not_enough_balance, overage_payment_failed
  | 'query' // 400: the label, id or range is wrong
  | 'wrongUrl' // 404 not_found, a redirect, not HTTP: the base URL is wrong
  | 'rateLimited' // 429
  | 'server' // 408, 5xx
  | 'offline' // DNS, refused, reset
  | 'proxy' // 407, or the proxy cannot be reached
  | 'tls' // certificate
  | 'timeout' // our own time limit; never "failed", never "cancelled"
  | 'tooLarge' // over the size cap
  | 'shape' // 200 that is not the documented JSON
  | 'cancelled'; // the user or a newer request ended it

export interface FailureInit {
  /** HTTP status, where there was an answer. */
  readonly status?: number;
  /** Plain text from the server, at most 200 characters, for people. Never HTML to render. */
  readonly detail?: string;
  /** Last segment of the error body's `type`, such as `not_found`: for code to compare, not to show. */
  readonly serverKind?: string;
  /** Pause the server asked for, in ms, already clamped (at most 5 minutes). */
  readonly retryAfterMs?: number;
  readonly cause?: unknown;
}

const failureMark = Symbol.for('bannerJobs.failure');

/** The one error that leaves `core/api` and `core/images`. Its message holds no key and no link. */
export class Failure extends Error {
  /** Code that is loaded late has a copy of this class: the mark makes `instanceof` true across the copies. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === 'object' && value !== null && failureMark in value;
  }

  readonly [failureMark] = true;
  override readonly name = 'Failure';
  readonly status: number | undefined;
  readonly detail: string | undefined;
  readonly serverKind: string | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(
    readonly kind: FailureKind,
    message: string,
    init: FailureInit = {},
  ) {
    super(message, { cause: init.cause });
    this.status = init.status;
    this.detail = init.detail;
    this.serverKind = init.serverKind;
    this.retryAfterMs = init.retryAfterMs;
  }
}
