import type { Failure, FailureKind } from '../api/failure';
import type { Clock } from '../clock';
import type { Disposable } from '../event';

/** Why a job's details are wanted, most urgent first (status-api, "Details: who asks for results, and when"). */
export const detailPriorities = ['opened', 'failed', 'sheet', 'completed'] as const;
export type DetailPriority = (typeof detailPriorities)[number];

/** Jobs waiting for their details, each in one line, first come first served within a line. */
export class WaitingDetails {
  private readonly lines: Readonly<Record<DetailPriority, Set<string>>> = {
    opened: new Set(),
    failed: new Set(),
    sheet: new Set(),
    completed: new Set(),
  };

  get size(): number {
    return detailPriorities.reduce((sum, priority) => sum + this.lines[priority].size, 0);
  }

  /** The line the job waits in. */
  priorityOf(jobId: string): DetailPriority | undefined {
    return detailPriorities.find((priority) => this.lines[priority].has(jobId));
  }

  /** Puts the job into a line, unless it waits in one as urgent. */
  add(jobId: string, priority: DetailPriority): void {
    const now = this.priorityOf(jobId);
    if (now !== undefined && detailPriorities.indexOf(now) <= detailPriorities.indexOf(priority)) return;
    this.remove(jobId);
    this.lines[priority].add(jobId);
  }

  /** @param only removes it only from this line */
  remove(jobId: string, only?: DetailPriority): void {
    for (const priority of only === undefined ? detailPriorities : [only]) this.lines[priority].delete(jobId);
  }

  /** Who has waited longest in a line. */
  first(priority: DetailPriority): string | undefined {
    return this.lines[priority].values().next().value;
  }

  retain(keep: (jobId: string) => boolean): void {
    for (const priority of detailPriorities) {
      for (const jobId of this.lines[priority]) if (!keep(jobId)) this.lines[priority].delete(jobId);
    }
  }

  clear(): void {
    for (const priority of detailPriorities) this.lines[priority].clear();
  }
}

/** A request under way. */
export interface DetailRequest {
  readonly abort: AbortController;
  /** Sent while the queue was paused: a good answer ends the pause. */
  readonly isProbe: boolean;
  /** Raised when the job is opened meanwhile. */
  priority: DetailPriority;
}

/** Failures of one job; any other may meet every job alike. */
const ofOneJob: ReadonlySet<FailureKind> = new Set(['query', 'shape', 'tooLarge']);

/** Failures that are about one job after all when it always ends in them. */
const perhapsOfOneJob: ReadonlySet<FailureKind> = new Set(['server', 'timeout']);

/** So often a job is asked for in vain before its failure stands. */
const mostTries = 3;

/** How the requests for each job ended: none is asked for without bound. */
export class DetailOutcomes {
  private readonly done = new Set<string>();
  private readonly failures = new Map<string, Failure>();
  private readonly tries = new Map<string, number>();

  isDone(jobId: string): boolean {
    return this.done.has(jobId);
  }

  /** Why the last request failed. */
  failure(jobId: string): Failure | undefined {
    return this.failures.get(jobId);
  }

  succeed(jobId: string): void {
    this.forget(jobId);
    this.done.add(jobId);
  }

  /** Says whether the job is worth another try, and whether the others would meet the same. */
  fail(jobId: string, failure: Failure): { readonly again: boolean; readonly stops: boolean } {
    this.failures.set(jobId, failure);
    if (ofOneJob.has(failure.kind)) return { again: false, stops: false };
    // Being told to wait says nothing of the job, so it is no try.
    const isTold = failure.kind === 'rateLimited' && failure.retryAfterMs !== undefined;
    const tries = (this.tries.get(jobId) ?? 0) + (isTold ? 0 : 1);
    this.tries.set(jobId, tries);
    const again = tries < mostTries;
    return { again, stops: failure.kind !== 'cancelled' && (again || !perhapsOfOneJob.has(failure.kind)) };
  }

  /** A request begins: the failure of the one before no longer stands. */
  begin(jobId: string): void {
    this.failures.delete(jobId);
  }

  /** The user asks: all tries are left again. */
  allowTries(jobId: string): void {
    this.tries.delete(jobId);
  }

  forget(jobId: string): void {
    for (const each of [this.done, this.failures, this.tries]) each.delete(jobId);
  }

  retain(keep: (jobId: string) => boolean): void {
    for (const each of [this.done, this.failures, this.tries]) {
      for (const jobId of each.keys()) if (!keep(jobId)) each.delete(jobId);
    }
  }

  clear(): void {
    for (const each of [this.done, this.failures, this.tries]) each.clear();
  }
}

/** Why nothing is asked for, and until when the server asked for patience. */
export class DetailPause {
  private reason: Failure | undefined;
  /** ms since 1970 */
  private notBefore = -Infinity;
  private timer: Disposable | undefined;

  /** @param onPatienceEnd called when the time that the server asked for is over */
  constructor(
    private readonly clock: Clock,
    private readonly onPatienceEnd: () => void,
  ) {}

  get failure(): Failure | undefined {
    return this.reason;
  }

  /** True until the server's `Retry-After` is over: nothing may be sent. */
  get isHeld(): boolean {
    return this.clock.now() < this.notBefore;
  }

  begin(failure: Failure): void {
    this.reason = failure;
    this.notBefore = Math.max(this.notBefore, this.clock.now() + (failure.retryAfterMs ?? -Infinity));
    this.timer?.dispose();
    if (this.isHeld) this.timer = this.clock.after(this.notBefore - this.clock.now(), () => this.endPatience());
  }

  end(): void {
    this.reason = undefined;
    this.notBefore = -Infinity;
    this.timer?.dispose();
  }

  private endPatience(): void {
    this.notBefore = -Infinity;
    this.onPatienceEnd();
  }
}
