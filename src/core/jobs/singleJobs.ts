import type { Failure } from '../api/failure';
import { sameList } from './jobDiff';

/** What is tracked for other windows: asked for here, shown there. */
export interface Guests {
  readonly labels: readonly string[];
  readonly jobIds: readonly string[];
}

/** No other window tracks anything. */
export const noGuests: Guests = { labels: [], jobIds: [] };

/** The jobs that are tracked by their ids, and how asking for jobs by their ids went. */
export class SingleJobs {
  private readonly unknown = new Set<string>();
  private readonly failures = new Map<string, Failure>();
  private all: ReadonlySet<string> = new Set();

  /** Tracked by this window, in order. */
  own: readonly string[] = [];
  /** Tracked by other windows only. */
  guests: readonly string[] = [];
  /** Another object whenever an id comes: what was read before is not all that is to be read. */
  tracking: object = {};

  has(id: string): boolean {
    return this.all.has(id);
  }

  isGuest(id: string): boolean {
    return this.guests.includes(id);
  }

  isSame(own: readonly string[], guests: readonly string[]): boolean {
    return sameList(this.own, own) && sameList(this.guests, guests);
  }

  /** @param guests none of `own` @returns the ids that are tracked no more */
  replace(own: readonly string[], guests: readonly string[]): readonly string[] {
    const now = new Set([...own, ...guests]);
    const gone = [...this.all].filter((id) => !now.has(id));
    if ([...now].some((id) => !this.all.has(id))) this.tracking = {};
    for (const id of gone) this.answered(id);
    [this.own, this.guests, this.all] = [own, guests, now];
    return gone;
  }

  isUnknown(id: string): boolean {
    return this.unknown.has(id);
  }

  failure(id: string): Failure | undefined {
    return this.failures.get(id);
  }

  /** The job is known: what was noted of it is over. */
  answered(id: string): void {
    this.unknown.delete(id);
    this.failures.delete(id);
  }

  /** Notes that the server knows no such job. @returns false when that was noted before */
  noteUnknown(id: string): boolean {
    const isNews = !this.unknown.has(id);
    this.unknown.add(id);
    return isNews;
  }

  noteFailure(id: string, failure: Failure): void {
    this.failures.set(id, failure);
  }
}
