import type { DetailQueue } from './detailQueue';
import { isFinished } from './job';
import type { JobStore } from './jobStore';

interface DetailFeedDeps {
  readonly store: JobStore;
  readonly queue: DetailQueue;
}

/** Decides whose details are wanted, as jobs change and rows are opened (status-api, "Details"). */
export class DetailFeed {
  private readonly expanded = new Set<string>();

  constructor(private readonly deps: DetailFeedDeps) {}

  /** These jobs changed: a failed one is worth its message, one that runs again knows nothing any more. */
  feed(jobIds: Iterable<string>): void {
    for (const id of jobIds) {
      const job = this.deps.store.job(id);
      if (!job || !isFinished(job.status)) this.deps.queue.drop(id);
      else if (!this.deps.store.details(id)) this.want(id, job.status);
    }
  }

  /** The row of a job was opened: its results are what the user waits for. */
  open(jobId: string): void {
    if (!this.deps.store.details(jobId)) this.deps.queue.request(jobId, 'opened');
  }

  /** The rows of a label are on the screen: its completed jobs are worth asking for when nothing else is. */
  expandLabel(label: string): void {
    this.expanded.add(label);
    for (const id of this.completed(label)) this.deps.queue.request(id, 'completed');
  }

  collapseLabel(label: string): void {
    this.expanded.delete(label);
    for (const id of this.completed(label)) this.deps.queue.drop(id, 'completed');
  }

  /** Another profile or another key: begins anew. */
  restart(): void {
    this.deps.queue.reset();
    this.feed([...this.deps.store.jobs()].map((job) => job.id));
  }

  private want(id: string, status: string): void {
    const { queue } = this.deps;
    queue.forget(id);
    if (status === 'failed') queue.request(id, 'failed');
    else if (this.isUnderExpanded(id)) queue.request(id, 'completed');
  }

  private isUnderExpanded(id: string): boolean {
    const labels = this.deps.store.job(id)?.labels ?? [];
    return labels.some((label) => this.expanded.has(label));
  }

  private completed(label: string): readonly string[] {
    const { store } = this.deps;
    const ids = store.label(label)?.jobIds ?? [];
    return ids.filter((id) => store.job(id)?.status === 'completed' && !store.details(id));
  }
}
