import type { Clock } from '../clock';
import { checkCrop } from '../crop/cropChecks';
import { jobOfCrop, labelCropChecks, type LabelCropProblem, type LabelCropProblems } from '../crop/labelCropChecks';
import { Emitter, type Disposable } from '../event';
import type { Log } from '../log';
import type { Slices } from '../snapshot/slices';
import type { CropShapes } from './cropShapes';
import { cropsOf } from './cropsOf';
import type { TrackedJob } from './job';
import type { JobChange } from './jobDiff';
import type { JobStore } from './jobStore';
import { drained } from './jobTotals';
import { jobsPerStep } from './scale';

/** Crops come in by the second while results are read: a label is looked through at most so often, in ms. */
const pauseMs = 2000;

/** The problems of jobs, of all their results together; a job without one is not in it. */
type Report = ReadonlyMap<string, readonly LabelCropProblem[]>;

const none: readonly LabelCropProblem[] = [];
const nothing: Report = new Map();

export interface CropReportsDeps {
  readonly store: JobStore;
  readonly clock: Clock;
  /** For labels with many jobs. */
  readonly slices: Slices;
  readonly log: Pick<Log, 'error'>;
  /** What contact sheets have seen of pictures. */
  readonly sheets: Pick<CropShapes, 'ratioOf' | 'onDidChange'>;
}

/**
 * What is wrong with the crops of the labels that somebody looks at. One crop more may make others unlike the rest, so
 * a label is looked through as a whole: when it is first asked about, and a moment after its jobs changed.
 */
export class CropReports implements Disposable {
  private readonly reports = new Map<string, Report>();
  private readonly touched = new Set<string>();
  /** Labels with many jobs that were asked about for the first time. */
  private readonly asked = new Set<string>();
  private readonly changed = new Emitter<readonly string[]>();
  private readonly heard: readonly Disposable[];
  private timer: Disposable | undefined;
  private isLooking = false;
  private isDisposed = false;
  /** Ids of the jobs of which something else is said now. */
  readonly onDidChange = this.changed.event;

  constructor(private readonly deps: CropReportsDeps) {
    const { store, sheets } = deps;
    this.heard = [
      store.onDidChange((change) => this.storeChanged(change)),
      sheets.onDidChange((id) => this.touch(store.job(id)?.under ?? [])),
    ];
  }

  /**
   * What is wrong with a job's crops, as one of a label's; costs a look the first time a label with few jobs is asked
   * about; of one with many nothing is said before that look, which begins right after.
   * A job that is tracked by its id alone is like no other.
   */
  problems(label: string, job: TrackedJob): readonly LabelCropProblem[] {
    if (!job.details?.results.length) return none;
    if (!this.deps.store.label(label))
      return job.details.results.flatMap(({ crop }) => (crop ? checkCrop(crop) : none));
    const report = this.reports.get(label) ?? this.firstReport(label);
    return report.get(job.id) ?? none;
  }

  dispose(): void {
    this.isDisposed = true;
    for (const heard of this.heard) heard.dispose();
    this.timer?.dispose();
    this.changed.dispose();
  }

  /** Of a label with many jobs nothing is known yet: it is looked through right after, in slices. */
  private firstReport(label: string): Report {
    const isLarge = (this.deps.store.label(label)?.jobIds.length ?? 0) > jobsPerStep;
    const report = isLarge ? nothing : drained(this.lookingThrough(label));
    this.reports.set(label, report);
    if (isLarge) this.asked.add(label);
    if (isLarge) this.wait(0);
    return report;
  }

  private storeChanged({ tracked, jobs, labels }: JobChange): void {
    const { store } = this.deps;
    if (tracked) for (const label of [...this.reports.keys()]) if (!store.label(label)) this.reports.delete(label);
    this.touch([...labels].concat([...jobs].flatMap((id) => store.job(id)?.under ?? [])));
  }

  private touch(labels: readonly string[]): void {
    for (const label of labels) if (this.reports.has(label)) this.touched.add(label);
    if (this.touched.size > 0) this.wait(pauseMs);
  }

  /** @param ms 0: whatever waits longer comes with it */
  private wait(ms: number): void {
    if (this.isLooking || this.isDisposed) return;
    if (ms === 0) this.timer?.dispose();
    if (ms === 0 || !this.timer) this.timer = this.deps.clock.after(ms, () => void this.catchUp());
  }

  private async catchUp(): Promise<void> {
    this.timer = undefined;
    this.isLooking = true;
    const touched = [...this.touched];
    this.touched.clear();
    for (let label = this.next(touched); label !== undefined; label = this.next(touched)) await this.renew(label);
    this.isLooking = false;
    this.touch([]);
  }

  /** Somebody waits for those that were asked about for the first time, also for those that were meanwhile. */
  private next(touched: string[]): string | undefined {
    for (const label of this.asked) {
      this.asked.delete(label);
      return label;
    }
    return touched.shift();
  }

  /** Tells the jobs of a label of which something else is said now. */
  private async renew(label: string): Promise<void> {
    const before = this.reports.get(label);
    if (!before || this.isDisposed) return;
    try {
      const after = await this.deps.slices.through(this.lookingThrough(label));
      // Tracked no more, or anew: that is another look.
      if (this.reports.get(label) !== before) return;
      this.reports.set(label, after);
      const ids = difference(before, after);
      if (ids.length > 0) this.changed.fire(ids);
    } catch (error) {
      this.deps.log.error(`Crops could not be looked through: ${String(error)}`);
    }
  }

  private *lookingThrough(label: string): Generator<void, Report> {
    const { store, sheets } = this.deps;
    const crops = cropsOf(store, store.label(label)?.jobIds ?? [], (crop) => sheets.ratioOf(label, crop));
    const found = yield* labelCropChecks(crops);
    return found.size === 0 ? nothing : byJob(found);
  }
}

function byJob(found: LabelCropProblems): Report {
  const report = new Map<string, readonly LabelCropProblem[]>();
  for (const [key, problems] of found) {
    const jobId = jobOfCrop(key);
    report.set(jobId, [...(report.get(jobId) ?? none), ...problems]);
  }
  return report;
}

function difference(before: Report, after: Report): readonly string[] {
  const isSame = (id: string): boolean => String(before.get(id) ?? '') === String(after.get(id) ?? '');
  return [...new Set([...before.keys(), ...after.keys()])].filter((id) => !isSame(id));
}
