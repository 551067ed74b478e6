import { CarriedLabels } from './carriedLabels';
import { changedHistory, joinHistories, newHistory } from './jobHistory';
import type { Job, JobDetails, JobHistory, PastState, TrackedJob } from './job';
import { sameDetails, sameSet } from './jobDiff';
import { naturalKey } from './naturalKey';
import { isHeld, nowhere, SharedHistories, SharedLists, SharedPlaces, type CountedPlace } from './sharedParts';
import type { SavedJob } from './savedLabel';

/** A job as it is kept: changed in place, for there may be 100,000. Everything else sees it as `TrackedJob`. */
class JobRecord implements TrackedJob {
  readonly id: string;
  status: string;
  labels: readonly string[];
  history: JobHistory;
  details: JobDetails | undefined;
  readonly sortKey: string;
  place: CountedPlace = nowhere;
  /** How old what is known of the status may be, in ms since the records were made: a small integer for weeks. */
  asOf: number;

  constructor(job: Job & { readonly details?: JobDetails | undefined }, history: JobHistory, asOf: number) {
    this.id = job.id;
    this.status = job.status;
    this.labels = job.labels;
    this.history = history;
    this.details = job.details;
    this.asOf = asOf;
    this.sortKey = naturalKey(job.id);
  }

  get firstSeen(): number {
    return this.history.firstSeen;
  }

  get changedAt(): number {
    return this.history.changedAt;
  }

  get past(): readonly PastState[] {
    return this.history.past;
  }

  get under(): readonly string[] {
    return this.place.under;
  }

  get isSingle(): boolean {
    return this.place.isSingle;
  }
}

/** All known jobs, by id. A job is known as long as a label or the list of single jobs holds it. */
export class JobRecords {
  private readonly records = new Map<string, JobRecord>();
  private readonly lists = new SharedLists();
  private readonly held = new SharedPlaces();
  private readonly histories = new SharedHistories();
  private readonly carried = new CarriedLabels();
  private readonly looked = new WeakMap<readonly string[], readonly TrackedJob[]>();
  private readonly bornAt: number;

  /** @param now ms since 1970 */
  constructor(private readonly now: () => number) {
    this.bornAt = now();
  }

  get size(): number {
    return this.records.size;
  }

  /** How many of the jobs carry each label. */
  get carriedLabels(): Pick<CarriedLabels, 'counts' | 'takeChanged'> {
    return this.carried;
  }

  /** Where jobs stand, each with its counts, and the counts of all jobs that this window tracks. */
  get places(): Pick<SharedPlaces, 'all' | 'own' | 'setOwn'> {
    return this.held;
  }

  get(id: string): TrackedJob | undefined {
    return this.records.get(id);
  }

  /** The records of these ids; as long as they are held, the same list gives the same answer without looking again. */
  list(ids: readonly string[]): readonly TrackedJob[] {
    const known = this.looked.get(ids) ?? this.lookUp(ids);
    this.looked.set(ids, known);
    return known;
  }

  values(): IterableIterator<TrackedJob> {
    return this.records.values();
  }

  /**
   * Takes what the server told of a job.
   * @param asOf ms since 1970: a page that was asked for before the job told of itself knows less than the job did
   * @returns true when it says something new
   */
  put(job: Job, asOf: number): boolean {
    const age = Math.round(asOf - this.bornAt);
    const record = this.records.get(job.id);
    if (!record) {
      this.keep(job, newHistory(this.now()), age);
      return true;
    }
    // After now only once the clock was set back: that tells nothing of who knows more.
    if (record.asOf > age && record.asOf <= this.age()) return false;
    const hasMoved = record.status !== job.status;
    if (!hasMoved && sameSet(record.labels, job.labels)) return false;
    if (hasMoved) this.move(record, job.status);
    this.carried.remove(record.labels);
    record.labels = this.lists.of(job.labels);
    this.carried.add(record.labels);
    return true;
  }

  /** The job itself told its details, just now. @returns true when they are other than before */
  setDetails(
    id: string,
    details: JobDetails | undefined,
    isSame: (before: JobDetails | undefined) => boolean,
  ): boolean {
    const record = this.records.get(id);
    if (!record) return false;
    record.asOf = this.age();
    if (isSame(record.details)) return false;
    record.details = details;
    return true;
  }

  /**
   * Takes a job of a snapshot; what is known already is newer.
   * @param follows the snapshot is of the window that asks for this one: what it saw of a job counts
   * @returns true when it says something new
   */
  restore(saved: SavedJob, follows: boolean): boolean {
    const record = this.records.get(saved.id);
    if (record) return follows && record.status === saved.status ? this.adopt(record, saved) : this.join(record, saved);
    this.keep(saved, saved, 0);
    return true;
  }

  /**
   * The job stands under this label from now on, or (undefined) among the single jobs. Unknown jobs are left alone.
   * @returns true when it did not before
   */
  hold(id: string, label: string | undefined): boolean {
    const record = this.records.get(id);
    if (!record || isHeld(record, label)) return false;
    this.stand(record, this.held.with(record.place, label));
    return true;
  }

  /** The opposite of `hold`; a job that nothing holds is forgotten. @returns true when it is */
  release(id: string, label: string | undefined): boolean {
    const record = this.records.get(id);
    if (!record) return false;
    if (isHeld(record, label)) this.stand(record, this.held.without(record.place, label));
    if (record.place !== nowhere) return false;
    this.carried.remove(record.labels);
    return this.records.delete(id);
  }

  /** Nothing stands under these labels any more, whether or not their lists name it: a list comes after its jobs. */
  releaseAll(labels: ReadonlySet<string>): void {
    if (labels.size === 0) return;
    for (const { id, under } of this.records.values())
      for (const label of under) if (labels.has(label)) this.release(id, label);
  }

  clear(): void {
    this.records.clear();
    this.lists.clear();
    this.held.clear();
    this.carried.clear();
  }

  private keep(job: Job & { readonly details?: JobDetails | undefined }, history: JobHistory, asOf: number): void {
    const { id, status, details } = job;
    const labels = this.lists.of(job.labels);
    this.carried.add(labels);
    this.records.set(id, new JobRecord({ id, status, labels, details }, this.histories.of(history), asOf));
  }

  private stand(record: JobRecord, place: CountedPlace): void {
    record.place.count(record.status, -1);
    record.place = place;
    place.count(record.status, 1);
  }

  private lookUp(ids: readonly string[]): readonly TrackedJob[] {
    const found: TrackedJob[] = [];
    for (const id of ids) {
      const record = this.records.get(id);
      if (record) found.push(record);
    }
    return found;
  }

  /** Now, in ms since this was made. */
  private age(): number {
    return Math.round(this.now() - this.bornAt);
  }

  /** A job that changed its status was run again or finished: what was known of its results is over (rule 8). */
  private move(record: JobRecord, status: string): void {
    record.history = changedHistory(record, this.now());
    record.place.count(record.status, -1);
    record.status = status;
    record.place.count(status, 1);
    record.details = undefined;
  }

  /** All windows tell the same story of a job: the one that asks saw it happen. */
  private adopt(record: JobRecord, { firstSeen, changedAt, past, details }: SavedJob): boolean {
    const isOther = firstSeen !== record.firstSeen || changedAt !== record.changedAt;
    record.history = this.histories.of({ firstSeen, changedAt, past });
    if (!details || sameDetails(record.details, details)) return isOther;
    record.details = details;
    return true;
  }

  private join(record: JobRecord, saved: SavedJob): boolean {
    const history = joinHistories(saved, record);
    const isNew = history.firstSeen !== record.firstSeen;
    record.history = this.histories.of(history);
    if (record.status !== saved.status || record.details || !saved.details) return isNew;
    record.details = saved.details;
    return true;
  }
}
