import type { Failure } from '../api/failure';
import type { Disposable } from '../event';
import type { DetailQueue } from '../jobs/detailQueue';
import type { JobStore } from '../jobs/jobStore';

export interface CheckAllDeps {
  readonly store: JobStore;
  readonly queue: Pick<DetailQueue, 'failure' | 'isPaused' | 'requestAll' | 'dropAll' | 'onDidChange'>;
}

export interface CheckAllOptions {
  readonly signal: AbortSignal;
  /** Told at each answer: how many of the jobs asked for are known, or could not be read. */
  readonly onProgress: (done: number) => void;
}

export interface CheckAllOutcome {
  /** Jobs that were asked for and whose details are known now. */
  readonly known: number;
  readonly unread: number;
  /** Why it stopped before its end; undefined when it did not, or was cancelled. */
  readonly failure?: Failure;
}

/** One run asks for so many jobs at most: a request each. */
export const mostChecked = 2000;

/** So many jobs wait in the queue at a time: the rest of it is for who scrolls meanwhile. */
const atOnce = 6;

/** The completed jobs whose crops are not known yet, as many as one run asks for. */
export function uncheckedJobs(store: JobStore, jobIds: Iterable<string>): readonly string[] {
  const lacking = [...new Set(jobIds)].filter((id) => store.job(id)?.status === 'completed' && !store.details(id));
  return lacking.slice(0, mostChecked);
}

/** Asks for the details of these jobs through the queue, until all are there or the signal aborts. Never rejects. */
export function checkAllCrops(
  deps: CheckAllDeps,
  jobIds: readonly string[],
  options: CheckAllOptions,
): Promise<CheckAllOutcome> {
  return new Promise((resolve) => new CheckRun(deps, jobIds, { ...options, onEnd: resolve }).step());
}

interface RunOptions extends CheckAllOptions {
  readonly onEnd: (outcome: CheckAllOutcome) => void;
}

class CheckRun {
  private readonly heard: Disposable;
  private hasEnded = false;
  private isQueued = false;

  constructor(
    private readonly deps: CheckAllDeps,
    private readonly jobIds: readonly string[],
    private readonly options: RunOptions,
  ) {
    this.heard = deps.queue.onDidChange(() => this.stepSoon());
    options.signal.addEventListener('abort', () => this.step(), { once: true });
  }

  step(): void {
    if (this.hasEnded) return;
    const { store, queue } = this.deps;
    // Untracked meanwhile, or run again: nothing to wait for.
    const open = this.jobIds.filter((id) => store.job(id)?.status === 'completed' && !store.details(id));
    const unread = open.filter((id) => queue.failure(id));
    const waiting = open.filter((id) => !queue.failure(id));
    this.options.onProgress(this.jobIds.length - waiting.length);
    const failure = queue.isPaused ? open.map((id) => queue.failure(id)).find((each) => each) : undefined;
    if (waiting.length === 0 || failure || this.options.signal.aborted) this.end(open, unread, failure);
    else queue.requestAll(waiting.slice(0, atOnce), 'sheet');
  }

  /**
   * The queue tells in the middle of starting one: what it would be given then would overtake. What a sheet that scrolls
   * on drops meanwhile is asked for again: jobs wait only while others run, whose end is told.
   */
  private stepSoon(): void {
    if (this.isQueued) return;
    this.isQueued = true;
    queueMicrotask(() => {
      this.isQueued = false;
      this.step();
    });
  }

  private end(open: readonly string[], unread: readonly string[], failure: Failure | undefined): void {
    this.hasEnded = true;
    this.heard.dispose();
    this.deps.queue.dropAll(open, 'sheet');
    const known = this.jobIds.length - open.length;
    this.options.onEnd({ known, unread: unread.length, ...(failure && { failure }) });
  }
}
