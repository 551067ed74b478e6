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
  /** False while another window asks for this one. */
  readonly leads: boolean;
  /** There is a key, or none is needed. */
  readonly signedIn: boolean;
  /** Anything is tracked. */
  readonly tracked: boolean;
  /** Some of it may be asked for: not all of it was called wrong by the server. */
  readonly askable: boolean;
  /** The view is on the screen. */
  readonly visible: boolean;
  /** The window has the focus. */
  readonly focused: boolean;
  /** Something tracked is unfinished, or a label that was tracked lately never had a job. */
  readonly unfinished: boolean;
  /** All that is unfinished has a status that the API does not document (rule 7). */
  readonly onlyUnknown: boolean;
  /** Good runs in a row that changed nothing. */
  readonly quietRuns: number;
  /** Why the last run failed, if it did. */
  readonly failure: Failure | undefined;
  /** Runs in a row that failed. */
  readonly failures: number;
  readonly pace: PollPace;
}

/** What the next run waits for. */
export type WaitReason = 'askedToWait' | 'retry' | 'watched' | 'onlyUnknown' | 'unwatched' | 'idle' | 'idleHidden';

/** Why no run comes by itself. */
export type RestReason =
  'following' | 'signedOut' | 'refused' | 'nothingTracked' | 'disabled' | 'nothingToAsk' | 'unfocused' | 'neverHidden';

/** When the next run comes, in ms from the last one, or why none does. */
export type PollPause =
  { readonly why: WaitReason; readonly ms: number } | { readonly why: RestReason; readonly ms: undefined };

const seconds = 1000;
const minutes = 60 * seconds;

/** `Retry-After` and backoff are capped alike, in ms (status-api, "Limits"). */
export const longestPause = 5 * minutes;

/** Pauses in ms. */
const pauses = { unwatched: 60 * seconds, idle: 2 * minutes, firstRetry: 4 * seconds } as const;

/** Each run that changes nothing makes the next pause so many times longer. */
const growth = 1.5;

/** Pauses are spread by up to this share either way, so that windows do not ask in step. */
const jitter = 0.2;

/**
 * How long to wait until the next run.
 *
 * @param random 0…1, for the jitter; a pause that the server asked for is kept to the second
 */
export function pollPause(facts: PauseFacts, random: number): PollPause {
  const rest = restReason(facts);
  if (rest) return { why: rest, ms: undefined };
  const why = waitReason(facts);
  const ms = pauseOf(why, facts);
  return { why, ms: why === 'askedToWait' ? ms : Math.round(ms * (1 + jitter * (2 * random - 1))) };
}

function restReason(facts: PauseFacts): RestReason | undefined {
  if (!facts.leads) return 'following';
  if (!facts.signedIn) return 'signedOut';
  if (facts.failure?.kind === 'unauthorized') return 'refused';
  if (!facts.tracked) return 'nothingTracked';
  if (!facts.enabled) return 'disabled';
  if (!facts.askable) return 'nothingToAsk';
  if (facts.unfinished) return undefined;
  // After a failure, too: whoever comes back to the window is told anew.
  if (!facts.focused) return 'unfocused';
  return facts.visible || facts.pace.hidden > 0 ? undefined : 'neverHidden';
}

/** A query that the server called wrong is not asked again: what comes next is about the others. */
function isToRetry(failure: Failure | undefined): failure is Failure {
  return failure !== undefined && failure.kind !== 'query';
}

function waitReason({ failure, unfinished, onlyUnknown, visible, focused }: PauseFacts): WaitReason {
  if (isToRetry(failure)) return failure.retryAfterMs === undefined ? 'retry' : 'askedToWait';
  if (!unfinished) return visible ? 'idle' : 'idleHidden';
  if (!visible || !focused) return 'unwatched';
  return onlyUnknown ? 'onlyUnknown' : 'watched';
}

function pauseOf(why: WaitReason, { failure, failures, quietRuns, pace }: PauseFacts): number {
  switch (why) {
    case 'askedToWait':
      return Math.min(failure?.retryAfterMs ?? 0, longestPause);
    case 'retry':
      return Math.min(pauses.firstRetry * 2 ** failures, longestPause / (1 + jitter));
    case 'watched':
      return Math.min(pace.quickest * growth ** quietRuns, pace.slowest);
    case 'onlyUnknown':
      return pace.slowest;
    case 'unwatched':
      return Math.max(pauses.unwatched, pace.slowest);
    case 'idle':
      return Math.max(pauses.idle, pace.slowest);
    case 'idleHidden':
      return pace.hidden;
    default:
      return why satisfies never;
  }
}
