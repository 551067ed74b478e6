import { leftOf, type Clock } from '../clock';
import type { Disposable } from '../event';
import { WorkQueue } from '../workQueue';
import { requestsAtOnce } from './limits';

export interface SlotOptions {
  /** Leaves the line when it aborts, rejecting with its reason; work that has begun must watch it itself. */
  readonly signal: AbortSignal;
  /** Higher goes first; default 0. */
  readonly priority?: number;
}

/** The line that all requests of all profiles stand in. */
export interface RequestSlots {
  run<T>(work: () => Promise<T>, options: SlotOptions): Promise<T>;
}

/**
 * The first request of a session goes alone, and one more may join with each answer, but no two within the first of these
 * times and none later than the second, in ms: whatever runs for the first time takes ten times as long, and six answers at
 * once would have all of it run for the first time together, while VS Code draws the first rows. A thread that rests
 * between gets a processor sooner, too, where there are few.
 */
const warmUp = { soonest: 50, latest: 250 };

/**
 * At most `limit` pieces of work at once (status-api, "Limits"). Make one, and share it.
 *
 * @param clock with it there is one at first, and the limit is reached 0.25 s after the first at the soonest, 1.25 s at the latest
 */
export function createRequestSlots(limit = requestsAtOnce, clock?: Clock): RequestSlots {
  if (clock) return new WarmingSlots(limit, clock);
  const queue = new WorkQueue({ concurrency: limit });
  return { run: (work, options) => queue.add(work, options) };
}

/** Begins with one at once. */
class WarmingSlots implements RequestSlots {
  private readonly queue = new WorkQueue({ concurrency: 1 });
  /** When one more could join last: the first, when it began. */
  private openedAt: number | undefined;
  private timer: Disposable | undefined;

  constructor(
    private readonly limit: number,
    private readonly clock: Clock,
  ) {}

  run<T>(work: () => Promise<T>, options: SlotOptions): Promise<T> {
    if (this.openedAt === undefined) this.wait((this.openedAt = this.clock.now()), warmUp.latest);
    return this.queue.add(() => work().finally(() => this.answered()), options);
  }

  private answered(): void {
    if (this.openedAt !== undefined && this.queue.concurrency < this.limit) this.wait(this.openedAt, warmUp.soonest);
  }

  /** One more may join so long after the last one could. */
  private wait(since: number, ms: number): void {
    this.timer?.dispose();
    this.timer = this.clock.after(leftOf(this.clock, since, ms), () => this.open());
  }

  private open(): void {
    this.openedAt = this.clock.now();
    this.queue.concurrency++;
    if (this.queue.concurrency < this.limit) this.wait(this.openedAt, warmUp.latest);
  }
}
