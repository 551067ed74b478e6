import type { Failure } from '../api/failure';

/** What decides how long to wait before the next run. */
export interface PauseFacts {
  /** Polling is switched on. */
  readonly enabled: boolean;
  /** The view is on the screen and the window has the focus. */
  readonly watched: boolean;
  /** Something tracked is unfinished, or a label never had a job. */
  readonly unfinished: boolean;
  /** Why the last run failed, if it did. */
  readonly failure: Failure | undefined;
  /** Runs in a row that failed. */
  readonly failures: number;
}

const seconds = 1000;
const minutes = 60 * seconds;

/** Pauses in ms. `Retry-After` and backoff are capped alike (status-api, limits). */
const pauses = { watched: 4 * seconds, unwatched: 60 * seconds, idle: 2 * minutes, longest: 5 * minutes } as const;

/** Milliseconds until the next run, or undefined: not by itself. */
export function pollPause(facts: PauseFacts): number | undefined {
  if (!facts.enabled) return undefined;
  if (facts.failure) return failurePause(facts.failure, facts.failures);
  if (facts.unfinished) return facts.watched ? pauses.watched : pauses.unwatched;
  return facts.watched ? pauses.idle : undefined;
}

function failurePause(failure: Failure, failures: number): number | undefined {
  if (failure.kind === 'unauthorized') return undefined;
  if (failure.retryAfterMs !== undefined) return Math.min(failure.retryAfterMs, pauses.longest);
  return Math.min(pauses.watched * 2 ** failures, pauses.longest);
}
