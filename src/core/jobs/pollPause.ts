import type { Failure } from '../api/failure';

/** How fast to poll, as the user set it; see `readPace`. All in ms. */
export interface PollPace {
  /** First pause after something changed. */
  readonly quickest: number;
  /** Longest pause while something is unfinished and watched. */
  readonly slowest: number;
  /** Pause while nothing is unfinished and the view is hidden; 0: never. */
  readonly hidden: number;
}

/** What decides how long to wait before the next run. */
export interface PauseFacts {
  readonly enabled: boolean;
  /** The view is on the screen. */
  readonly visible: boolean;
  /** The window has the focus. */
  readonly focused: boolean;
  /** Something tracked is unfinished, or a label that was tracked lately never had a job. */
  readonly unfinished: boolean;
  /** Good runs in a row that changed nothing. */
  readonly quietRuns: number;
  /** Why the last run failed, if it did. */
  readonly failure: Failure | undefined;
  /** Runs in a row that failed. */
  readonly failures: number;
  readonly pace: PollPace;
}

const seconds = 1000;
const minutes = 60 * seconds;

/** Pauses in ms. `Retry-After` and backoff are capped alike (status-api, "Limits"). */
const pauses = { unwatched: 60 * seconds, idle: 2 * minutes, firstRetry: 4 * seconds, longest: 5 * minutes } as const;

/** Each run that changes nothing makes the next pause so many times longer. */
const growth = 1.5;

/** Pauses are spread by up to this share either way, so that windows do not ask in step. */
const jitter = 0.2;

/**
 * Milliseconds until the next run, or undefined: not by itself.
 *
 * @param random 0…1, for the jitter; a pause that the server asked for is kept to the second
 */
export function pollPause(facts: PauseFacts, random: number): number | undefined {
  if (!facts.enabled || facts.failure?.kind === 'unauthorized') return undefined;
  const asked = facts.failure?.retryAfterMs;
  if (asked !== undefined) return Math.min(asked, pauses.longest);
  const pause = facts.failure ? retryPause(facts.failures) : facts.unfinished ? busyPause(facts) : idlePause(facts);
  return pause === undefined ? undefined : Math.round(pause * (1 + jitter * (2 * random - 1)));
}

function retryPause(failures: number): number {
  return Math.min(pauses.firstRetry * 2 ** failures, pauses.longest / (1 + jitter));
}

function busyPause({ visible, focused, quietRuns, pace }: PauseFacts): number {
  if (!visible || !focused) return Math.max(pauses.unwatched, pace.slowest);
  return Math.min(pace.quickest * growth ** quietRuns, pace.slowest);
}

function idlePause({ visible, focused, pace }: PauseFacts): number | undefined {
  if (!focused) return undefined;
  if (visible) return Math.max(pauses.idle, pace.slowest);
  return pace.hidden > 0 ? pace.hidden : undefined;
}
