import PQueue from 'p-queue';
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

/** At most `limit` pieces of work at once (status-api, "Limits"). Make one, and share it. */
export function createRequestSlots(limit = requestsAtOnce): RequestSlots {
  const queue = new PQueue({ concurrency: limit });
  return { run: (work, options) => queue.add(work, options) };
}
