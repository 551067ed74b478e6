import { Failure } from '../api/failure';
import { leftOf, type Clock } from '../clock';
import { Emitter, type Disposable } from '../event';
import { DetailOutcomes, DetailPause, detailPriorities, WaitingDetails } from './waitingDetails';
import type { DetailPriority, DetailRequest } from './waitingDetails';

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

/**
 * Asks for the details of jobs, the most urgent first, each once; one that fails, a few times.
 *
 * Not p-queue: whether a job may start depends on the setting, the view and what else waits at that moment, not on when
 * it was added, and the pause between completed jobs must follow `Clock`.
 */
export class DetailQueue implements Disposable {
  private readonly waiting = new WaitingDetails();
  private readonly running = new Map<string, DetailRequest>();
  private readonly outcomes = new DetailOutcomes();
  private readonly emitter = new Emitter<string | undefined>();
  private sent = 0;
  private failed = 0;
  private readonly pausing: DetailPause;
  private lastTold: Failure | undefined;
  private disposed = false;
  private lastCompletedAt = -Infinity;
  private timer: Disposable | undefined;

  /** The job whose `isLoading` or `failure` changed; undefined when it may be all of them. */
  readonly onDidChange = this.emitter.event;

  constructor(private readonly deps: DetailQueueDeps) {
    this.pausing = new DetailPause(deps.clock, () => this.resume());
  }

  get counts(): DetailCounts {
    return { sent: this.sent, failed: this.failed, waiting: this.waiting.size, running: this.running.size };
  }

  /** True after a failure that may meet every job, until the server answers again or its `Retry-After` is over. */
  get isPaused(): boolean {
    return this.pausing.failure !== undefined;
  }

  /** True while the job's row should say "Loading…". */
  isLoading(jobId: string): boolean {
    return this.running.has(jobId) || (!this.isPaused && this.waiting.priorityOf(jobId) === 'opened');
  }

  /** Why the last request for the job failed, or why it must wait; opening it once more asks again. */
  failure(jobId: string): Failure | undefined {
    const own = this.outcomes.failure(jobId);
    return own ?? (this.waiting.priorityOf(jobId) && this.pausing.failure);
  }

  /** Asks for a job whose details did not come yet. After a failure only `opened` asks again, even while paused. */
  request(jobId: string, priority: DetailPriority): void {
    this.requestAll([jobId], priority);
  }

  /** As `request`, looking once at what may start. */
  requestAll(jobIds: Iterable<string>, priority: DetailPriority): void {
    if (this.disposed) return;
    for (const jobId of jobIds) this.want(jobId, priority);
    this.pump();
  }

  /**
   * The job left the view: it is no longer waited for. A request that is under way is let finish.
   * @param only drops it only if this is why it waits, so that a cell out of view does not drop a failed job
   */
  drop(jobId: string, only?: DetailPriority): void {
    this.dropAll([jobId], only);
  }

  /** As `drop`, looking once at what may start. */
  dropAll(jobIds: Iterable<string>, only?: DetailPriority): void {
    for (const jobId of jobIds) {
      const wasLoading = this.isLoading(jobId);
      this.waiting.remove(jobId, only);
      if (wasLoading && !this.isLoading(jobId)) this.emitter.fire(jobId);
    }
    this.pump();
  }

  /** Drops all others, and what is known of them; ends their requests. */
  retain(keep: (jobId: string) => boolean): void {
    this.waiting.retain(keep);
    this.outcomes.retain(keep);
    for (const jobId of [...this.running.keys()]) if (!keep(jobId)) this.end(jobId);
    this.pump();
  }

  /** The job changed: it may be asked for once more, an answer under way is old, and an opened job is asked for anew. */
  forget(jobId: string): void {
    const wasOpened = this.running.get(jobId)?.priority === 'opened';
    this.outcomes.forget(jobId);
    this.end(jobId);
    if (wasOpened) this.request(jobId, 'opened');
  }

  /** Looks again at what may start: the view was shown, or the setting changed. */
  wake(): void {
    this.pump();
  }

  /** Another request met a failure that would meet these too; told again of the same one, it does nothing. */
  pause(failure: Failure): void {
    if (failure === this.lastTold || this.disposed) return;
    this.lastTold = failure;
    this.stop(failure);
  }

  /** The server answers again: goes on, unless it asked for patience. */
  resume(): void {
    if (!this.isPaused || this.disposed || this.pausing.isHeld) return;
    this.pausing.end();
    this.emitter.fire(undefined);
    this.pump();
  }

  /** Another profile: stops all requests and knows of no job any more. */
  reset(): void {
    this.waiting.clear();
    for (const { abort } of this.running.values()) abort.abort();
    this.running.clear();
    this.outcomes.clear();
    this.timer?.dispose();
    this.pausing.end();
    this.emitter.fire(undefined);
  }

  dispose(): void {
    this.disposed = true;
    this.reset();
    this.emitter.dispose();
  }

  private want(jobId: string, priority: DetailPriority): void {
    const request = this.running.get(jobId);
    if (request && priority === 'opened') request.priority = priority;
    if (request || this.outcomes.isDone(jobId)) return;
    if (priority !== 'opened') {
      if (!this.outcomes.failure(jobId)) this.waiting.add(jobId, priority);
      return;
    }
    const isNew = this.waiting.priorityOf(jobId) !== 'opened';
    this.outcomes.allowTries(jobId);
    this.waiting.add(jobId, priority);
    if (isNew) this.emitter.fire(jobId);
    if (this.isPaused && !this.pausing.isHeld && this.running.size < atOnce) this.start(jobId, priority);
  }

  private pump(): void {
    if (this.isPaused || this.disposed || this.waiting.size === 0 || this.running.size >= atOnce) return;
    const setting = this.deps.setting();
    while (this.running.size < atOnce) {
      const next = detailPriorities.find((each) => this.waiting.first(each) !== undefined && this.may(each, setting));
      const jobId = next && this.waiting.first(next);
      if (next === undefined || jobId === undefined) return;
      this.start(jobId, next);
    }
  }

  private may(priority: DetailPriority, setting: DetailSetting): boolean {
    if (priority === 'failed') return setting !== 'whenOpened';
    if (priority !== 'completed') return true;
    return setting === 'all' && this.deps.isVisible() && this.running.size === 0 && this.completedIsDue();
  }

  private completedIsDue(): boolean {
    const wait = leftOf(this.deps.clock, this.lastCompletedAt, completedPauseMs);
    this.timer?.dispose();
    if (wait > 0) this.timer = this.deps.clock.after(wait, () => this.pump());
    return wait <= 0;
  }

  private start(jobId: string, priority: DetailPriority): void {
    this.waiting.remove(jobId);
    if (priority === 'completed') this.lastCompletedAt = this.deps.clock.now();
    void this.run(jobId, { abort: new AbortController(), isProbe: this.isPaused, priority });
  }

  private async run(jobId: string, request: DetailRequest): Promise<void> {
    this.running.set(jobId, request);
    this.outcomes.begin(jobId);
    this.sent++;
    this.emitter.fire(jobId);
    const failure = await this.outcome(jobId, request.abort.signal);
    // Forgotten meanwhile, or of another profile.
    if (this.running.get(jobId) !== request) return;
    this.running.delete(jobId);
    if (failure) this.fail(jobId, request.priority, failure);
    else this.outcomes.succeed(jobId);
    this.emitter.fire(jobId);
    if (!failure && request.isProbe) this.resume();
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
    const { again, stops } = this.outcomes.fail(jobId, failure);
    if (again) this.waiting.add(jobId, priority);
    if (stops) this.stop(failure);
  }

  private end(jobId: string): void {
    this.running.get(jobId)?.abort.abort();
    if (this.running.delete(jobId)) this.emitter.fire(jobId);
  }

  private stop(failure: Failure): void {
    this.pausing.begin(failure);
    this.emitter.fire(undefined);
  }
}
