import type { PollState } from '../jobs/pollState';
import type { PollHandover } from '../jobs/pollHandover';
import type { PollPace } from '../jobs/pollPause';
import type { RunScope } from '../jobs/pollRun';
import type { ProcessMark } from './processes';

/** What a window needs, as its shell tells it. No secret. */
export interface WishFacts {
  /** See `profileId`; undefined while the window has nothing to do with others. */
  readonly profile: string | undefined;
  readonly labels: readonly string[];
  readonly jobIds: readonly string[];
  readonly visible: boolean;
  readonly focused: boolean;
  /** The setting allows polling. */
  readonly enabled: boolean;
  readonly pace: PollPace;
  readonly hasKey: boolean;
}

/** A refresh that a window asks of the one that leads. */
export interface Ask {
  readonly id: string;
  readonly scope: RunScope;
}

/** How polling goes in the window that leads, for those that follow. */
export interface PollNews extends PollHandover {
  /** When the next run comes, ms since 1970. */
  readonly nextAt?: number;
}

/** How polling stands in this window. */
export type OwnPolling = Pick<PollState, 'nextAt'> & PollHandover;

/** What is told of polling in this window. */
export function newsOf({ nextAt, notBefore, failure, failures, lastAt, settledAt }: OwnPolling): PollNews {
  return {
    ...(nextAt === undefined ? {} : { nextAt }),
    ...(notBefore === undefined ? {} : { notBefore }),
    ...(failure ? { failure: { kind: failure.kind, message: failure.message } } : {}),
    ...(failures === undefined ? {} : { failures }),
    ...(lastAt === undefined ? {} : { lastAt }),
    ...(settledAt === undefined ? {} : { settledAt }),
  };
}

/** In ms: what nobody waits for is told so coarsely, for each word of it is a write. */
const coarse = 60_000;

/** What a window tells that asks for no other: only that the server is to be left alone, so that the one that leads does so. */
export function toldByFollower({ notBefore, failure }: PollNews): PollNews | undefined {
  return notBefore === undefined || !failure ? undefined : { notBefore, failure };
}

/**
 * What of it the others are told. While nobody follows, only what a window must know that opens and takes over: that the
 * server is to be left alone, and when everything was asked for last; nothing is written for each run.
 */
export function toldNews(news: PollNews, isFollowed: boolean): PollNews | undefined {
  const { notBefore, failure, settledAt } = news;
  if (isFollowed || notBefore !== undefined || failure?.kind === 'unauthorized') return news;
  return settledAt === undefined ? undefined : { settledAt: Math.floor(settledAt / coarse) * coarse };
}

/** What a window tells the others, in a small file of its own. */
export interface Wish extends WishFacts {
  readonly id: string;
  /** What the window runs in. */
  readonly process: ProcessMark;
  /** ms since 1970. */
  readonly startedAt: number;
  /** True while this window asks the server for all windows of its profile. */
  readonly leads: boolean;
  /** What was answered since then, by this leader or those before it, is not old. ms since 1970. */
  readonly freshSince: number;
  readonly asks: readonly Ask[];
  /** Ids of asks of others that this window took, and of those that it did. */
  readonly taken: readonly string[];
  readonly done: readonly string[];
  readonly poll?: PollNews;
}

/** The wish in a file's text; undefined when it is none, or of another version. Never throws. */
export function readWish(text: string): Wish | undefined {
  try {
    const value = JSON.parse(text) as Record<string, unknown> | null;
    return value && isWish(value) ? (value as unknown as Wish) : undefined;
  } catch {
    return undefined;
  }
}

/** By field: which value it must have. */
const checks: Readonly<Record<string, (value: unknown) => boolean>> = {
  id: isText,
  profile: (value) => value === undefined || isText(value),
  process: (value) => isText(field(value, 'machine')) && isPid(field(value, 'pid')),
  ...{ startedAt: isNumber, freshSince: isNumber },
  ...{ leads: isFlag, hasKey: isFlag, enabled: isFlag, visible: isFlag, focused: isFlag },
  labels: (value) => isListOf(value, isText),
  jobIds: (value) => isListOf(value, isText),
  pace: (value) => ['quickest', 'slowest', 'hidden'].every((name) => isNumber(field(value, name))),
  asks: (value) => isListOf(value, (ask) => isText(field(ask, 'id')) && isScope(field(ask, 'scope'))),
  taken: (value) => isListOf(value, isText),
  done: (value) => isListOf(value, isText),
  poll: (value) => value === undefined || (value !== null && isPoll(value)),
};

function isWish(value: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(checks).every(([name, isGood]) => isGood(value[name]));
}

function isScope(value: unknown): boolean {
  const kind = field(value, 'kind');
  if (kind === 'label') return isText(field(value, 'label'));
  return kind === 'all' || (kind === 'job' && isText(field(value, 'id')));
}

function isPoll(value: unknown): boolean {
  const numbers = ['nextAt', 'lastAt', 'settledAt', 'notBefore', 'failures'].map((name) => field(value, name));
  if (numbers.some((each) => each !== undefined && !isNumber(each))) return false;
  const failure = field(value, 'failure');
  return failure === undefined || (isText(field(failure, 'kind')) && isText(field(failure, 'message')));
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function isListOf(value: unknown, isGood: (entry: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isGood);
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

function isFlag(value: unknown): boolean {
  return typeof value === 'boolean';
}

function isPid(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) > 0;
}

function isNumber(value: unknown): boolean {
  return typeof value === 'number' && Number.isFinite(value);
}
