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
  readonly jobs?: ReadonlyMap<string, JobAnswer | Failure | undefined>;
  /** When the label answers were asked for, ms since 1970: what a job itself told since then is newer. */
  readonly askedAt?: number;
}

interface JobRecord {
  readonly job: Job;
  readonly sortKey: string;
  /** How old what is known of the status may be, ms since 1970. */
  readonly asOf: number;
  readonly details?: JobDetails;
}

/** Where the jobs of an answer go: what they changed, and as of when they are. */
interface Putting {
  readonly changed: Set<string>;
  readonly asOf: number;
}

/** The tracked jobs of one profile, as last told by its server. Reading it never asks the network. */
export class JobStore implements Disposable {
  private readonly records = new Map<string, JobRecord>();
  private readonly labelStates = new Map<string, LabelState>();
  private readonly unknown = new Set<string>();
  private readonly failures = new Map<string, Failure>();
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

  /** Number of tracked labels. */
  get labelCount(): number {
    return this.labelStates.size;
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

  /** Why the last query for a job by its id failed. */
  failure(id: string): Failure | undefined {
    return this.failures.get(id);
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
      if (this.applyLabel(label, answer, { changed: change.jobs, asOf: batch.askedAt ?? this.now() }))
        change.labels.add(label);
    }
    for (const [id, answer] of batch.jobs ?? []) this.applyJob(id, answer, change.jobs);
    if (change.labels.size > 0) this.prune();
    if (!isNoChange(change)) this.changed.fire(change);
    return change;
  }

  dispose(): void {
    this.changed.dispose();
  }

  private applyLabel(label: string, answer: LabelAnswer | Failure, into: Putting): boolean {
    const before = this.labelStates.get(label);
    if (!before) return false;
    if (!(answer instanceof Failure)) for (const job of answer.jobs) this.put(job, into);
    const after = mergeLabel(before, answer, this.now());
    this.labelStates.set(label, after);
    return !sameLabel(before, after);
  }

  private put(job: Job, { changed, asOf }: Putting): void {
    const before = this.records.get(job.id);
    this.unknown.delete(job.id);
    this.failures.delete(job.id);
    // A page that was asked for before the job told of itself knows less than the job did.
    if (before && (before.asOf > asOf || sameJob(before.job, job))) return;
    changed.add(job.id);
    const sortKey = before?.sortKey ?? naturalKey(job.id);
    // A job that changed its status was run again or finished: what was known of its results is over (rule 8).
    const keep = before?.details && before.job.status === job.status ? { details: before.details } : {};
    this.records.set(job.id, { job, sortKey, asOf, ...keep });
  }

  private applyJob(id: string, answer: JobAnswer | Failure | undefined, changed: Set<string>): void {
    if (!this.isTracked(id)) return;
    if (answer instanceof Failure) this.note(id, changed, () => this.failures.set(id, answer));
    else if (answer) this.take(id, answer, changed);
    else if (!this.records.has(id) && !this.unknown.has(id)) this.note(id, changed, () => this.unknown.add(id));
  }

  private note(id: string, changed: Set<string>, write: () => void): void {
    write();
    changed.add(id);
  }

  private take(id: string, answer: JobAnswer, changed: Set<string>): void {
    const asOf = this.now();
    this.put(answer.job, { changed, asOf });
    const record = this.records.get(id);
    const details = detailsOf(answer);
    if (!record) return;
    const { job, sortKey } = record;
    this.records.set(id, { job, sortKey, asOf, ...(details ? { details } : {}) });
    if (!sameDetails(record.details, details)) changed.add(id);
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
    for (const id of this.failures.keys()) if (!kept.has(id)) this.failures.delete(id);
  }
}
