import type { JobAnswer, LabelAnswer } from '../api/answer';
import { Failure } from '../api/failure';
import { Emitter, type Disposable } from '../event';
import type { Job, JobDetails } from './job';
import { isNoChange, sameDetails, sameJob, sameList, type JobChange } from './jobDiff';
import { detailsOf, mergeLabel, newLabel, sameLabel, type LabelState } from './labelState';
import { naturalKey } from './naturalKey';

/** What a run brought: applied at once, told by at most one event. */
export interface StoreBatch {
  readonly labels?: ReadonlyMap<string, LabelAnswer | Failure>;
  /** By id; undefined: the server knows no such job (rule 10). */
  readonly jobs?: ReadonlyMap<string, JobAnswer | undefined>;
}

interface JobRecord {
  readonly job: Job;
  readonly sortKey: string;
  readonly details?: JobDetails;
}

/** The tracked jobs of one profile, as last told by its server. Reading it never asks the network. */
export class JobStore implements Disposable {
  private readonly records = new Map<string, JobRecord>();
  private readonly labelStates = new Map<string, LabelState>();
  private readonly unknown = new Set<string>();
  private singles: readonly string[] = [];
  private readonly changed = new Emitter<JobChange>();

  /** At most one event a batch, and none for an answer equal to the last one. */
  readonly onDidChange = this.changed.event;

  /** @param now the time of an answer, in ms since 1970 */
  constructor(private readonly now: () => number) {}

  /** Tracked labels, in the order given to `track`. */
  get labels(): readonly LabelState[] {
    return [...this.labelStates.values()];
  }

  /** Ids tracked one by one, in the order given to `track`. */
  get singleIds(): readonly string[] {
    return this.singles;
  }

  /** Number of different jobs known. */
  get size(): number {
    return this.records.size;
  }

  label(label: string): LabelState | undefined {
    return this.labelStates.get(label);
  }

  job(id: string): Job | undefined {
    return this.records.get(id)?.job;
  }

  /** All known jobs, in no promised order. */
  *jobs(): IterableIterator<Job> {
    for (const record of this.records.values()) yield record.job;
  }

  details(id: string): JobDetails | undefined {
    return this.records.get(id)?.details;
  }

  /** See `naturalKey`; empty for a job that is not known. */
  sortKey(id: string): string {
    return this.records.get(id)?.sortKey ?? '';
  }

  /** True when the server said that it knows no such job. */
  isUnknown(id: string): boolean {
    return this.unknown.has(id);
  }

  /** Tracks exactly these; what is known of the others is forgotten. */
  track(labels: readonly string[], jobIds: readonly string[]): void {
    if (sameList([...this.labelStates.keys()], labels) && sameList(this.singles, jobIds)) return;
    const before = new Map(this.labelStates);
    this.labelStates.clear();
    for (const label of labels) this.labelStates.set(label, before.get(label) ?? newLabel(label, this.now()));
    this.singles = [...new Set(jobIds)];
    this.prune();
    this.changed.fire({ tracked: true, labels: new Set(), jobs: new Set() });
  }

  /** Forgets everything, for another profile. */
  reset(): void {
    this.labelStates.clear();
    this.singles = [];
    this.prune();
    this.changed.fire({ tracked: true, labels: new Set(), jobs: new Set() });
  }

  /** Takes what a run brought. An answer for a label that is no longer tracked is dropped. */
  apply(batch: StoreBatch): JobChange {
    const change = { tracked: false, labels: new Set<string>(), jobs: new Set<string>() };
    for (const [label, answer] of batch.labels ?? []) {
      if (this.applyLabel(label, answer, change.jobs)) change.labels.add(label);
    }
    for (const [id, answer] of batch.jobs ?? []) this.applyJob(id, answer, change.jobs);
    if (change.labels.size > 0) this.prune();
    if (!isNoChange(change)) this.changed.fire(change);
    return change;
  }

  dispose(): void {
    this.changed.dispose();
  }

  private applyLabel(label: string, answer: LabelAnswer | Failure, jobs: Set<string>): boolean {
    const before = this.labelStates.get(label);
    if (!before) return false;
    if (!(answer instanceof Failure)) for (const job of answer.jobs) this.put(job, jobs);
    const after = mergeLabel(before, answer, this.now());
    this.labelStates.set(label, after);
    return !sameLabel(before, after);
  }

  private put(job: Job, changed: Set<string>): void {
    const before = this.records.get(job.id);
    this.unknown.delete(job.id);
    if (before && sameJob(before.job, job)) return;
    changed.add(job.id);
    const sortKey = before?.sortKey ?? naturalKey(job.id);
    // A job that changed its status was run again or finished: what was known of its results is over (rule 8).
    const keep = before?.details && before.job.status === job.status ? { details: before.details } : {};
    this.records.set(job.id, { job, sortKey, ...keep });
  }

  private applyJob(id: string, answer: JobAnswer | undefined, changed: Set<string>): void {
    if (!answer) {
      if (!this.records.has(id) && this.singles.includes(id) && !this.unknown.has(id)) {
        this.unknown.add(id);
        changed.add(id);
      }
      return;
    }
    if (!this.isTracked(id)) return;
    this.put(answer.job, changed);
    const record = this.records.get(id);
    const details = detailsOf(answer);
    if (!record || sameDetails(record.details, details)) return;
    changed.add(id);
    this.records.set(id, { job: record.job, sortKey: record.sortKey, ...(details ? { details } : {}) });
  }

  private isTracked(id: string): boolean {
    return this.records.has(id) || this.singles.includes(id);
  }

  /** Forgets jobs that stand nowhere any more. */
  private prune(): void {
    const kept = new Set(this.singles);
    for (const state of this.labelStates.values()) for (const id of state.jobIds) kept.add(id);
    for (const id of this.records.keys()) if (!kept.has(id)) this.records.delete(id);
    for (const id of this.unknown) if (!kept.has(id)) this.unknown.delete(id);
  }
}
