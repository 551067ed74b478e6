import type { DetailQueue } from './detailQueue';
import { isFinished } from './job';
import type { Slices } from '../snapshot/slices';
import type { JobStore } from './jobStore';
import { jobsPerStep } from './scale';

interface DetailFeedDeps {
  readonly store: JobStore;
  readonly queue: DetailQueue;
  readonly slices: Slices;
}

/** Decides whose details are wanted, as jobs change and rows are opened (status-api, "Details"). */
export class DetailFeed {
  private readonly expanded = new Set<string>();
  /** Counts clients, and times without one. */
  private turn = 0;

  constructor(private readonly deps: DetailFeedDeps) {}

  /** These jobs changed: a failed one is worth its message, one that runs again knows nothing any more. */
  feed(jobIds: Iterable<string>): void {
    const { store, queue } = this.deps;
    const lists = { unfinished: [] as string[], failed: [] as string[], completed: [] as string[] };
    for (const id of jobIds) {
      const job = store.job(id);
      if (!job || !isFinished(job.status)) lists.unfinished.push(id);
      else if (!store.details(id)) (job.status === 'failed' ? lists.failed : lists.completed).push(id);
    }
    queue.dropAll(lists.unfinished);
    for (const id of [...lists.failed, ...lists.completed]) queue.forget(id);
    queue.requestAll(lists.failed, 'failed');
    if (lists.completed.length === 0 || this.expanded.size === 0) return;
    queue.requestAll(
      lists.completed.filter((id) => this.isUnderExpanded(id)),
      'completed',
    );
  }

  /** Other jobs or labels are tracked: the rest is asked for no more. */
  retain(): void {
    const { store, queue } = this.deps;
    for (const label of this.expanded) if (!store.label(label)) this.expanded.delete(label);
    queue.retain((id) => store.job(id) !== undefined);
  }

  /** The row of a job was opened: its results are what the user waits for. */
  open(jobId: string): void {
    if (!this.deps.store.details(jobId)) this.deps.queue.request(jobId, 'opened');
  }

  /**
   * The rows of a label are on the screen: its completed jobs are worth asking for when nothing else is.
   * May be told again and again.
   */
  expandLabel(label: string): void {
    if (this.expanded.has(label)) return;
    this.expanded.add(label);
    this.deps.queue.requestAll(this.completed(label), 'completed');
  }

  collapseLabel(label: string): void {
    if (!this.expanded.delete(label)) return;
    this.deps.queue.dropAll(
      this.completed(label).filter((id) => !this.isUnderExpanded(id)),
      'completed',
    );
  }

  /**
   * Another profile, another key, or none. Of many jobs the first thousand are looked at now, the others in slices.
   *
   * @param client the one in use from now on; without one there is nobody to ask, and what is expanded is told anew
   */
  restart(client: object | undefined): void {
    const { store, queue } = this.deps;
    this.turn++;
    if (!client) {
      this.expanded.clear();
      queue.reset();
      return;
    }
    void this.feedAll(Array.from(store.jobs(), ({ id }) => id));
    queue.resume();
  }

  private async feedAll(ids: readonly string[]): Promise<void> {
    const { turn } = this;
    this.deps.slices.begin();
    for (let from = 0; from < ids.length && turn === this.turn; from += jobsPerStep) {
      this.feed(ids.slice(from, from + jobsPerStep));
      await this.deps.slices.breathe();
    }
  }

  /** By the lists that the tree shows: a job's own labels may say otherwise. */
  private isUnderExpanded(jobId: string): boolean {
    return this.deps.store.job(jobId)?.under.some((label) => this.expanded.has(label)) ?? false;
  }

  private completed(label: string): readonly string[] {
    const { store } = this.deps;
    const ids = store.label(label)?.jobIds ?? [];
    return ids.filter((id) => store.job(id)?.status === 'completed' && !store.details(id));
  }
}
