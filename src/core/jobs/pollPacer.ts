import { leftOf, type Clock } from '../clock';
import type { PollPast } from './pollHandover';
import { readPace } from './pollPace';
import { pollPause, type PauseFacts, type PollPause } from './pollPause';
import type { PollNeeds } from './pollNeeds';

/** What the shell tells of the world; see `PauseFacts`. A window leads unless it is told otherwise. */
export type Attention = Pick<PauseFacts, 'enabled' | 'visible' | 'focused' | 'pace'> & { readonly leads?: boolean };

/** What only the moment tells. */
export type PaceFacts = PollNeeds & Pick<PauseFacts, 'signedIn' | 'failure'> & { readonly random: number };

/** Someone who comes back to the view sees what is at most so old, in ms, or a new run. */
const freshness = 30_000;

const unread = { quickest: undefined, slowest: undefined, hiddenMinutes: undefined };
const atFirst = { enabled: true, visible: false, focused: false, leads: true, pace: readPace(unread) };

/** Counts how runs went and knows who watches: that sets the pace. */
export class PollPacer {
  private failures = 0;
  private quietRuns = 0;
  private ranAt = -Infinity;
  private world: Attention & { readonly leads: boolean } = atFirst;

  get attention(): Attention & { readonly leads: boolean } {
    return this.world;
  }

  /** ms since 1970; -Infinity before the first run. */
  get lastRunAt(): number {
    return this.ranAt;
  }

  /** A run is over, or there was nothing to ask. */
  ran(now: number): void {
    this.ranAt = now;
  }

  /** For the window that asks after this one. */
  get past(): PollPast {
    return this.failures === 0 ? {} : { failures: this.failures };
  }

  /** Goes on at the pace of the window that asked until now. @param now ms since 1970 */
  inherit({ lastAt, failures = 0 }: PollPast, now: number): void {
    this.ran(Math.min(now, Math.max(lastAt ?? now, this.ranAt)));
    this.failures = Math.max(0, failures);
  }

  /**
   * @param end `cancelled` says nothing of the server
   * @param isByItself the run came after its pause: one that somebody's hand or look brought makes no pause longer
   */
  count(end: 'good' | 'failed' | 'cancelled', hasNews: boolean, isByItself: boolean): void {
    this.quietRuns = hasNews ? 0 : this.quietRuns + 1;
    if (end === 'good') this.failures = 0;
    else if (end === 'failed' && (isByItself || this.failures === 0)) this.failures++;
  }

  /** Something new is to be asked: quick again. */
  hurry(): void {
    this.failures = 0;
    this.quietRuns = 0;
  }

  /** Another client, or none. */
  reset(): void {
    this.hurry();
    this.ranAt = -Infinity;
  }

  /** What is left of a pause that began with the last run; both in ms. */
  left(clock: Clock, ms: number): number {
    return leftOf(clock, this.ranAt, ms);
  }

  pause({ unfinished, awaited, random, ...facts }: PaceFacts): PollPause {
    const { failures, quietRuns, world } = this;
    return pollPause({ ...world, ...facts, unfinished: unfinished + awaited > 0, failures, quietRuns }, random);
  }

  /** Takes what the shell tells; undefined when it is what it told before. */
  attend(attention: Attention, now: number): 'back' | 'changed' | undefined {
    const before = this.world;
    const after = { leads: true, ...attention };
    if (isSame(before, after)) return undefined;
    this.world = after;
    return isBack(before, after) && Math.abs(now - this.ranAt) >= freshness ? 'back' : 'changed';
  }
}

/** Whatever the order in which it was told. */
function isSame(before: Attention, now: Attention): boolean {
  const names = ['enabled', 'visible', 'focused', 'leads'] as const;
  const paces = ['quickest', 'slowest', 'hidden'] as const;
  return (
    names.every((name) => before[name] === now[name]) && paces.every((name) => before.pace[name] === now.pace[name])
  );
}

/** The view was shown, or the window has the focus again and may ask for the view. */
function isBack(before: Attention, now: Attention): boolean {
  if (!now.enabled) return false;
  const isShown = now.visible && !before.visible;
  const hasFocus = now.focused && !before.focused;
  return isShown || (hasFocus && (now.visible || now.pace.hidden > 0));
}
