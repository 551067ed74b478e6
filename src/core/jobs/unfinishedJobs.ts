import type { Disposable } from '../event';
import { isFinished, knownStatus, type TrackedJob } from './job';
import type { JobStore } from './jobStore';

/** The known jobs that are not finished, kept up to date by what changes: a run must not look at 100,000 jobs. */
export class UnfinishedJobs implements Disposable {
  private readonly ids = new Set<string>();
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

  /** Ids of the unfinished jobs. */
  get all(): ReadonlySet<string> {
    if (this.mayHoldGone) for (const id of this.ids) if (!this.store.job(id)) this.ids.delete(id);
    this.mayHoldGone = false;
    return this.ids;
  }

  /** True when each of them has a status that the API does not document: it may never end (rule 7). */
  get areAllUnknown(): boolean {
    for (const id of this.all) if (knownStatus(this.store.job(id)?.status ?? '')) return false;
    return true;
  }

  dispose(): void {
    this.subscription.dispose();
  }

  private note(id: string, job: TrackedJob | undefined): void {
    if (job && !isFinished(job.status)) this.ids.add(id);
    else this.ids.delete(id);
  }
}
