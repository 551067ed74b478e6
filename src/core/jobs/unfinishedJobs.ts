import type { Disposable } from '../event';
import { isFinished, type TrackedJob } from './job';
import { statusGroup } from './jobCounts';
import type { JobStore } from './jobStore';

/** The known jobs that are not finished, kept up to date by what changes: a run must not look at 100,000 jobs. */
export class UnfinishedJobs implements Disposable {
  private readonly jobs = new Map<string, TrackedJob>();
  private readonly subscription: Disposable;
  /** Jobs may have been forgotten since the last look. */
  private mayHoldGone = false;

  constructor(private readonly store: JobStore) {
    for (const job of store.jobs()) this.note(job.id, job);
    this.subscription = store.onDidChange((change) => {
      for (const id of change.jobs) this.note(id, store.job(id));
      this.mayHoldGone ||= change.tracked || change.labels.size > 0;
    });
  }

  /** By id. */
  get all(): ReadonlyMap<string, TrackedJob> {
    if (this.mayHoldGone) for (const id of this.jobs.keys()) if (!this.store.job(id)) this.jobs.delete(id);
    this.mayHoldGone = false;
    return this.jobs;
  }

  /** True when each of them has a status that the API does not document: it may never end (rule 7). */
  get areAllUnknown(): boolean {
    for (const { status } of this.all.values()) if (statusGroup(status) !== 'other') return false;
    return true;
  }

  dispose(): void {
    this.subscription.dispose();
  }

  private note(id: string, job: TrackedJob | undefined): void {
    if (job && !isFinished(job.status)) this.jobs.set(id, job);
    else this.jobs.delete(id);
  }
}
