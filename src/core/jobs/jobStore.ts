import type { JobAnswer, LabelAnswer } from '../api/answer';
import { Failure } from '../api/failure';
import { Emitter, type Disposable } from '../event';
import type { Job, JobDetails, TrackedJob } from './job';
import { isNoChange, newChange, sameDetails, sameList, type Changing, type JobChange } from './jobDiff';
import { singlesLabel } from './groupRef';
import { JobRecords } from './jobRecords';
import { KeptTimes } from './keptTimes';
import { detailsOf, retrackedLabels, type LabelState } from './labelState';
import { answeredStep, restoredStep, type LabelStep } from './labelStep';
import type { SavedJob, SavedPiece } from './savedLabel';
import type { SharedPlaces } from './sharedParts';
import { noGuests, SingleJobs, type Guests } from './singleJobs';
import type { StoreBatch } from './storeBatch';

const nobody: readonly string[] = [];

/** The tracked jobs of one profile, as last told by its server. Reading it never asks the network. */
export class JobStore implements Disposable {
  private labelStates = new Map<string, LabelState>();
  private readonly singles = new SingleJobs();
  private shown: readonly LabelState[] | undefined;
  private readonly keptTimes = new KeptTimes();
  private readonly changed = new Emitter<JobChange>();

  /** At most one event a batch, and none for an answer equal to the last one. */
  readonly onDidChange = this.changed.event;
  private readonly records: JobRecords;

  /** @param now the time of an answer, in ms since 1970 */
  constructor(private readonly now: () => number) {
    this.records = new JobRecords(now);
  }

  /** Labels tracked by this window, in the order given to `track`. */
  get labels(): readonly LabelState[] {
    return (this.shown ??= this.allLabels.filter(({ guest }) => !guest));
  }

  /** Those that other windows track as well: everything to ask for. */
  get allLabels(): readonly LabelState[] {
    return [...this.labelStates.values()];
  }

  /** Ids tracked one by one in this window, in the order given to `track`. */
  get singleIds(): readonly string[] {
    return this.singles.own;
  }

  /** Those that other windows track as well. */
  get allSingleIds(): readonly string[] {
    return [...this.singles.own, ...this.singles.guests];
  }

  /** Number of jobs known. */
  get size(): number {
    return this.records.size;
  }

  /** Labels that known jobs carry, whoever tracks them, with the number of these jobs. */
  get carriedLabels(): ReadonlyMap<string, number> {
    return this.records.carriedLabels.counts;
  }

  /** Who holds the known jobs, with the counts of these jobs, and of all that this window tracks. */
  get places(): Pick<SharedPlaces, 'all' | 'own'> {
    return this.records.places;
  }

  label(label: string): LabelState | undefined {
    return this.labelStates.get(label);
  }

  /** Another object after a break: what was being read for a label (empty: the single jobs) before is of no use then. */
  trackingOf(label: string): object | undefined {
    return label === singlesLabel ? this.singles.tracking : this.labelStates.get(label)?.tracking;
  }

  /** The jobs of a label, in the order of the server. The list stays the same while nobody comes, goes or changes places. */
  jobsOf(label: string): readonly TrackedJob[] {
    return this.records.list(this.labelStates.get(label)?.jobIds ?? nobody);
  }

  job(id: string): TrackedJob | undefined {
    return this.records.get(id);
  }

  /** All known jobs. */
  jobs(): IterableIterator<TrackedJob> {
    return this.records.values();
  }

  details(id: string): JobDetails | undefined {
    return this.records.get(id)?.details;
  }

  /** True when the server said that it knows no such job. */
  isUnknown(id: string): boolean {
    return this.singles.isUnknown(id);
  }

  /** Why the last query for a job by its id failed. */
  failure(id: string): Failure | undefined {
    return this.singles.failure(id);
  }

  /** Tracks exactly these; what is known of the others is forgotten. */
  track(labels: readonly string[], jobIds: readonly string[], guests: Guests = noGuests): void {
    const ids = [...new Set(jobIds)];
    const theirs = guests.jobIds.filter((id) => !ids.includes(id));
    const all = [...new Set([...labels, ...guests.labels])];
    if (this.isTracking(labels, all) && this.singles.isSame(ids, theirs)) return;
    this.holdSingles(ids, theirs);
    this.holdLabels(new Set(labels), all);
    this.tell({ ...newChange(), tracked: true });
  }

  /** Forgets everything, for another profile. */
  reset(): void {
    this.labelStates.clear();
    this.keptTimes.clear();
    this.holdSingles([], []);
    this.records.clear();
    this.tell({ ...newChange(), tracked: true });
  }

  /** Takes what a run brought. An answer for a label that is no longer tracked is dropped. */
  apply(batch: StoreBatch): JobChange {
    const change = newChange();
    const asOf = batch.askedAt ?? this.now();
    for (const [label, answer] of batch.labels ?? []) this.applyLabel(label, answer, { change, asOf });
    for (const job of batch.seen ?? []) if (this.records.get(job.id)) this.put(job, asOf, change);
    for (const [id, answer] of batch.jobs ?? []) this.applyJob(id, answer, change);
    return this.tell(change);
  }

  /** Takes a piece of a snapshot: what the server told since stays. A label that is not tracked is dropped. */
  restore(piece: SavedPiece): JobChange {
    const change = newChange();
    const { label } = piece.head;
    if (label !== '' && !this.labelStates.has(label)) return change;
    for (const job of piece.jobs) if (label !== '' || this.singles.has(job.id)) this.restoreJob(job, piece, change);
    const state = piece.ids && this.labelStates.get(label);
    if (state) this.setLabel(restoredStep(state, piece, this.now()), change);
    return this.tell(change);
  }

  /** What finished in this label up to then is announced. @param at whole seconds since 1970 */
  noticed(label: string, at: number): void {
    const state = this.labelStates.get(label);
    if (!state) return;
    this.labelStates.set(label, { ...state, noticedAt: Math.max(state.noticedAt ?? 0, at) });
    this.shown = undefined;
    this.changed.fire({ ...newChange(), kept: new Set([label]) });
  }

  dispose(): void {
    this.changed.dispose();
  }

  private isTracking(own: readonly string[], all: readonly string[]): boolean {
    const shown = this.labels.map((state) => state.label);
    return sameList([...this.labelStates.keys()], all) && sameList(shown, [...new Set(own)]);
  }

  private holdLabels(own: ReadonlySet<string>, all: readonly string[]): void {
    const { states, gone } = retrackedLabels(this.labelStates, { own, all }, this.now());
    this.labelStates = new Map(states);
    this.records.releaseAll(gone);
    this.records.places.setOwn(own);
  }

  private holdSingles(own: readonly string[], guests: readonly string[]): void {
    const gone = this.singles.replace(own, guests);
    for (const id of own) this.records.hold(id, undefined);
    for (const id of guests) this.records.hold(id, singlesLabel);
    for (const id of [...gone, ...guests]) this.records.release(id, undefined);
    for (const id of [...gone, ...own]) this.records.release(id, singlesLabel);
  }

  /** A job that stands somewhere else is news, whatever is told of it. One that is tracked by its id stays when its label lets it go. */
  private hold(id: string, label?: string): boolean {
    const isNews = label !== undefined && this.records.hold(id, label);
    const isSingle = this.singles.has(id) && this.records.hold(id, this.singles.isGuest(id) ? singlesLabel : undefined);
    return isNews || isSingle;
  }

  private applyLabel(label: string, answer: LabelAnswer | Failure, into: { change: Changing; asOf: number }): void {
    const state = this.labelStates.get(label);
    if (!state) return;
    if (!(answer instanceof Failure)) {
      // What was told as the answer grew is here, but for jobs that were not known then, or were let go since.
      const isNew = ({ id }: Job, index: number): boolean =>
        index >= (answer.told ?? 0) || !this.records.get(id)?.under.includes(label);
      for (const job of answer.jobs.filter(isNew)) {
        this.put(job, into.asOf, into.change);
        if (this.hold(job.id, label)) into.change.jobs.add(job.id);
      }
    }
    this.setLabel(answeredStep(state, answer, this.now()), into.change);
  }

  /** Replaces what is known of a label; jobs that left its list are let go, and told of where they stand elsewhere. */
  private setLabel({ after, isNews, isReordered, gone }: LabelStep, change: Changing): void {
    const { label } = after;
    this.labelStates.set(label, after);
    this.shown = undefined;
    if (isNews || gone.length > 0) change.labels.add(label);
    if (this.keptTimes.isDue(after, isNews) || isReordered) (change.kept ??= new Set()).add(label);
    for (const id of gone) if (!this.records.release(id, label)) change.jobs.add(id);
  }

  private restoreJob(job: SavedJob, { stale, writtenAt, head: { label } }: SavedPiece, { jobs }: Changing): void {
    const isNews = !stale && this.records.put(job, writtenAt);
    const isOther = this.records.restore(job, !stale);
    const isElsewhere = this.hold(job.id, label === singlesLabel ? undefined : label);
    if (isOther || isNews || isElsewhere) jobs.add(job.id);
  }

  private put(job: Job, asOf: number, { jobs }: Changing): void {
    this.singles.answered(job.id);
    if (this.records.put(job, asOf)) jobs.add(job.id);
  }

  private applyJob(id: string, answer: JobAnswer | Failure | undefined, change: Changing): void {
    const isKnown = this.records.get(id) !== undefined;
    if (!isKnown && !this.singles.has(id)) return;
    if (answer instanceof Failure) {
      this.singles.noteFailure(id, answer);
      change.jobs.add(id);
    } else if (answer) this.take(answer, change);
    else if (!isKnown && this.singles.noteUnknown(id)) change.jobs.add(id);
  }

  private take(answer: JobAnswer, change: Changing): void {
    const { id } = answer.job;
    this.put(answer.job, this.now(), change);
    if (this.hold(id)) change.jobs.add(id);
    const details = detailsOf(answer);
    if (this.records.setDetails(id, details, (before) => sameDetails(before, details))) change.jobs.add(id);
  }

  private tell(changing: Changing): JobChange {
    if (changing.tracked) this.shown = undefined;
    const carried = this.records.carriedLabels.takeChanged();
    const change: JobChange = carried.size > 0 ? { ...changing, carried } : changing;
    if (!isNoChange(change) || change.kept) this.changed.fire(change);
    return change;
  }
}
