import { Failure, type FailureKind } from '../api/failure';
import type { Clock } from '../clock';
import { Emitter, type Disposable } from '../event';
import { detailPriorities, WaitingDetails, type DetailPriority } from './waitingDetails';

/** The setting `bannerJobs.details`: what is asked for without the user opening it. */
export type DetailSetting = 'whenOpened' | 'failed' | 'all';

export interface DetailQueueDeps {
  /** Asks for one job and keeps the answer. Rejects with `Failure`. */
  readonly fetch: (jobId: string, signal: AbortSignal) => Promise<void>;
  readonly clock: Clock;
  /** Read at each start, so that a change takes effect at once. */
  readonly setting: () => DetailSetting;
  /** Completed jobs are asked for only while someone looks. */
  readonly isVisible: () => boolean;
}

/** Counted since the queue was made, apart from status requests. */
export interface DetailCounts {
  readonly sent: number;
  readonly failed: number;
  readonly waiting: number;
  readonly running: number;
}

/** Of the six request slots, so many stay free for statuses. */
const atOnce = 3;
/** At most 2 completed jobs a second. */
const completedPauseMs = 500;

/** Failures of one job; any other would meet every job alike, so the queue pauses. */
const ofOneJob: ReadonlySet<FailureKind> = new Set(['query', 'shape', 'tooLarge']);

/**
 * Asks for the details of jobs, the most urgent first, each once.
 *
 * Not p-queue: whether a job may start depends on the setting, the view and what else waits at that moment, not on when
 * it was added, and the pause between completed jobs must follow `Clock`.
 */
export class DetailQueue implements Disposable {
  private readonly waiting = new WaitingDetails();
  private readonly running = new Map<string, AbortController>();
  private readonly done = new Set<string>();
  private readonly failures = new Map<string, Failure>();
  private readonly emitter = new Emitter<string | undefined>();
  private sent = 0;
  private failed = 0;
  private paused = false;
  private disposed = false;
  private lastCompletedAt = -Infinity;
  private timer: Disposable | undefined;

  /** The job whose `isLoading` or `failure` changed; undefined when it may be all of them. */
  readonly onDidChange = this.emitter.event;

  constructor(private readonly deps: DetailQueueDeps) {}

  get counts(): DetailCounts {
    return { sent: this.sent, failed: this.failed, waiting: this.waiting.size, running: this.running.size };
  }

  /** True after a failure that would meet every job, until `resume` or the end of the server's `Retry-After`. */
  get isPaused(): boolean {
    return this.paused;
  }

  /** True while the job's row should say "Loading…". */
  isLoading(jobId: string): boolean {
    return this.running.has(jobId) || (!this.paused && this.waiting.priorityOf(jobId) === 'opened');
  }

  /** Why the last request for the job failed; opening it once more asks again. */
  failure(jobId: string): Failure | undefined {
    return this.failures.get(jobId);
  }

  /** Asks for a job, unless its details came already. After a failure only `opened` asks again at once. */
  request(jobId: string, priority: DetailPriority): void {
    if (this.disposed || this.done.has(jobId) || this.running.has(jobId)) return;
    if (priority !== 'opened' && this.failures.has(jobId)) return;
    this.waiting.add(jobId, priority);
    if (priority === 'opened') this.emitter.fire(jobId);
    this.pump();
  }

  /**
   * The job left the view: it is no longer waited for. A request that is under way is let finish.
   * @param only drops it only if this is why it waits, so that a cell out of view does not drop a failed job
   */
  drop(jobId: string, only?: DetailPriority): void {
    const wasLoading = this.isLoading(jobId);
    this.waiting.remove(jobId, only);
    if (wasLoading && !this.isLoading(jobId)) this.emitter.fire(jobId);
    this.pump();
  }

  /** The job's status changed, or the user refreshes: it may be asked for once more, and an answer under way is old. */
  forget(jobId: string): void {
    this.done.delete(jobId);
    this.failures.delete(jobId);
    this.running.get(jobId)?.abort();
    if (this.running.delete(jobId)) this.emitter.fire(jobId);
  }

  /** Looks again at what may start: the view was shown, or the setting changed. */
  wake(): void {
    this.pump();
  }

  /** Starts nothing more; what is under way is let finish. */
  pause(): void {
    if (this.paused) return;
    this.paused = true;
    this.stopTimer();
    this.emitter.fire(undefined);
  }

  /** The server answers again: goes on. */
  resume(): void {
    if (!this.paused || this.disposed) return;
    this.paused = false;
    this.stopTimer();
    this.emitter.fire(undefined);
    this.pump();
  }

  /** Another profile: stops all requests and knows of no job any more. */
  reset(): void {
    this.waiting.clear();
    for (const controller of this.running.values()) controller.abort();
    this.running.clear();
    this.done.clear();
    this.failures.clear();
    this.stopTimer();
    this.paused = false;
    this.emitter.fire(undefined);
  }

  dispose(): void {
    this.disposed = true;
    this.reset();
    this.emitter.dispose();
  }

  private pump(): void {
    while (!this.paused && !this.disposed && this.running.size < atOnce) {
      const priority = detailPriorities.find((each) => this.waiting.first(each) !== undefined && this.mayStart(each));
      if (priority === undefined) return;
      this.startFirst(priority);
    }
  }

  private startFirst(priority: DetailPriority): void {
    const jobId = this.waiting.first(priority);
    if (jobId === undefined) return;
    this.waiting.remove(jobId);
    if (priority === 'completed') this.lastCompletedAt = this.deps.clock.now();
    void this.run(jobId, priority);
  }

  private mayStart(priority: DetailPriority): boolean {
    const setting = this.deps.setting();
    if (priority === 'failed') return setting !== 'whenOpened';
    if (priority !== 'completed') return true;
    return setting === 'all' && this.deps.isVisible() && this.running.size === 0 && this.completedIsDue();
  }

  private completedIsDue(): boolean {
    const wait = this.lastCompletedAt + completedPauseMs - this.deps.clock.now();
    if (wait > 0) this.pumpAfter(wait);
    return wait <= 0;
  }

  private async run(jobId: string, priority: DetailPriority): Promise<void> {
    const controller = new AbortController();
    this.running.set(jobId, controller);
    this.failures.delete(jobId);
    this.sent++;
    this.emitter.fire(jobId);
    const failure = await this.outcome(jobId, controller.signal);
    // Forgotten meanwhile, or of another profile.
    if (this.running.get(jobId) !== controller) return;
    this.running.delete(jobId);
    if (failure === undefined) this.done.add(jobId);
    else this.fail(jobId, priority, failure);
    this.emitter.fire(jobId);
    this.pump();
  }

  private async outcome(jobId: string, signal: AbortSignal): Promise<Failure | undefined> {
    try {
      await this.deps.fetch(jobId, signal);
      return undefined;
    } catch (error) {
      return error instanceof Failure ? error : new Failure('shape', 'The details cannot be read.', { cause: error });
    }
  }

  private fail(jobId: string, priority: DetailPriority, failure: Failure): void {
    this.failed++;
    this.failures.set(jobId, failure);
    if (ofOneJob.has(failure.kind)) return;
    this.waiting.add(jobId, priority);
    this.pause();
    if (failure.retryAfterMs !== undefined)
      this.timer ??= this.deps.clock.after(failure.retryAfterMs, () => this.resume());
  }

  private pumpAfter(ms: number): void {
    this.timer ??= this.deps.clock.after(ms, () => {
      this.timer = undefined;
      this.pump();
    });
  }

  private stopTimer(): void {
    this.timer?.dispose();
    this.timer = undefined;
  }
}
