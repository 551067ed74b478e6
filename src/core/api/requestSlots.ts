import type { Clock } from '../clock';
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
 * The first request of a session goes alone, and one more may join it after each such time, in ms: whatever runs for the
 * first time takes ten times as long, and six answers at once would have all of it run for the first time together, while
 * VS Code draws the first rows. A thread that rests between gets a processor sooner, too, where there are few.
 */
const warmUpStep = 250;

/**
 * At most `limit` pieces of work at once (status-api, "Limits"). Make one, and share it.
 *
 * @param warmUp with it there is one at first, and the limit is reached 1.25 s after the first
 */
export function createRequestSlots(limit = requestsAtOnce, warmUp?: Clock): RequestSlots {
  const queue = new WorkQueue({ concurrency: warmUp ? 1 : limit });
  const warm = (clock: Clock): void => {
    if (queue.concurrency === limit) return;
    clock.after(warmUpStep, () => {
      queue.concurrency++;
      warm(clock);
    });
  };
  let isCold = warmUp !== undefined;
  return {
    run: (work, options) => {
      if (isCold && warmUp) warm(warmUp);
      isCold = false;
      return queue.add(work, options);
    },
  };
}
