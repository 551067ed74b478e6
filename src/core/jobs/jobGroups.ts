import type { LabelRate } from '../notice/rate';
import type { GroupRef } from './groupRef';
import type { Computed, GroupView } from './groupView';
import { GroupViews } from './groupViews';
import { isNoChange, newChange, type JobChange } from './jobDiff';
import type { JobStore } from './jobStore';
import { foundChange } from './foundLabels';
import { JobSums } from './jobSums';
import { drained, type JobTotals } from './jobTotals';
import { LateStatuses } from './lateStatuses';
import { fewJobs } from './scale';
import { PendingRepaint, type Laying, type Pending } from './pendingRepaint';
import { ToldLayout } from './toldLayout';
import { TopLayout } from './topLayout';
import { groupsOfJob, newRepaint, noteFound, touchLabels } from './treeLayout';
import type { LayoutSources, PageRef, Repaint, Repainting, TopRows } from './treeLayout';

interface JobGroupsDeps extends LayoutSources {
  readonly store: JobStore;
}

/** The tree as it is shown: groups with their rows, remembered so that a change tells what it moved. */
export class JobGroups {
  private readonly views: GroupViews;
  private readonly sums: JobSums;
  private readonly tops: TopLayout;
  private readonly late = new LateStatuses();
  private readonly pending: PendingRepaint;
  private readonly told: ToldLayout;

  constructor(private readonly deps: JobGroupsDeps) {
    this.sums = new JobSums(deps);
    this.views = new GroupViews({ ...deps, ids: this.sums.ids, late: this.late });
    this.tops = new TopLayout({ ...deps, view: (ref) => this.views.look(ref) });
    this.told = new ToldLayout({
      store: deps.store,
      stands: (ref) => this.stands(ref),
      view: (ref) => this.now().look(ref),
      keepsSpeed: (ref) => this.views.keepsSpeed(ref),
      top: () => this.topNow(),
    });
    this.pending = new PendingRepaint({
      touch: (change, into) => touchLabels(deps.store, change, into),
      begin: (pending) => this.begin(pending),
      renew: (entry, change, into) => this.views.renew(entry, change, into),
      end: (change, into) => this.end(change, into),
    });
  }

  /** In the order of tracking, then the single jobs; or the statuses. A filter hides groups that it empties. */
  top(): TopRows {
    this.told.read();
    return this.topNow();
  }

  /** Whether a label has a row, at the top or under "Earlier". */
  hasRow(label: string): boolean {
    const { labels, earlier } = this.top();
    return labels.includes(label) || earlier.includes(label);
  }

  /** What a group shows; computed once for each change. */
  view(ref: GroupRef): GroupView {
    this.told.read();
    return this.now().look(ref);
  }

  /** What is known of a group as nobody reads it: it is left as it was, and computed no further. */
  peek(ref: GroupRef): GroupView | undefined {
    return this.views.peek(ref);
  }

  /** How fast a label gets done; computed once for each change. */
  rate(label: string): LabelRate {
    return this.now().rate(label);
  }

  /** The same, for the row of the label, which is drawn with it now. */
  drawnRate(label: string): LabelRate {
    return this.now().drawnRate(label);
  }

  /** The failed jobs of a label by what the server said of them; computed once for each change. */
  failures(label: string): ReadonlyMap<string, readonly string[]> {
    return this.sums.failures(label);
  }

  /** The groups of the present layout that a job stands in. */
  groupsOf(jobId: string): readonly GroupRef[] {
    return groupsOfJob(this.deps.store, this.deps.arrangement(), jobId);
  }

  /** Counts over all jobs; computed once for each change. */
  totals(): JobTotals {
    return this.sums.totals();
  }

  /** Labels that tracked jobs carry and that are not tracked, with their numbers of jobs; computed once for each change. */
  found(): ReadonlyMap<string, number> {
    // Who reads it draws it: what it was until now is no more what is on the screen.
    drained(this.pending.layOut());
    return this.sums.found();
  }

  /** Forgets how everything was laid out: another filter, another arrangement. `moved` is to be asked what that moved. */
  invalidate(): void {
    this.told.begin({ views: this.views.all(), top: this.tops.known }, this.beginAnew());
    this.views.clear();
  }

  /** Other labels, or another profile: of a label whose jobs are the same, what was computed still holds. */
  retrack(): void {
    this.views.retrack();
    this.beginAnew();
    this.pending.take();
    this.told.forget();
  }

  /**
   * Computes what the rows at the top, the totals and the pages are made of, in small steps: then none takes long.
   * @param pages that are on the screen
   */
  *prepare(pages: Iterable<PageRef> = []): Generator<void, void> {
    const { store, arrangement } = this.deps;
    yield* this.sums.prepare();
    if (arrangement().groupBy === 'status') yield* this.late.prepare(store, this.views.layout);
    for (const { label } of store.labels) {
      this.views.readAhead(label);
      yield;
    }
    for (const { group, index } of pages) if (this.stands(group)) yield* this.now().look(group).rows.prepare(index);
  }

  /**
   * All was laid out anew and prepared: ends that, in small steps.
   * @param pages that are on the screen
   * @param draw gets ready what will be read then
   * @returns what that moved or changed on the screen
   */
  *moved(pages: Iterable<PageRef> = [], draw?: (repaint: Repaint) => Iterable<void>): Generator<void, Repaint> {
    const repaint = yield* this.told.moved(pages, draw);
    if (repaint.all) this.pending.take();
    return repaint;
  }

  /** The store changed: what that makes of the groups is computed when they are read, or a repaint is asked for. */
  changed(change: JobChange): void {
    if (isNoChange(change)) return;
    this.sums.forget();
    this.told.note(change);
    this.pending.note(change);
  }

  /** What moved or changed on the screen since this was asked last, but for what `catchUp` tells. */
  repaint(): Repaint {
    return drained(this.repainting());
  }

  /** The same in small steps; what is read meanwhile is of now all the same. */
  *repainting(): Generator<void, Repaint> {
    yield* this.pending.layOut();
    return this.pending.take();
  }

  /** True when `repaint` has something to tell. */
  get isUntold(): boolean {
    return this.pending.isUntold;
  }

  /** Whether a group has its place in the present layout. */
  stands(ref: GroupRef): boolean {
    return this.views.stands(ref);
  }

  /** True where so many jobs are grouped by status that they are looked through in slices. */
  get isWide(): boolean {
    return this.deps.arrangement().groupBy === 'status' && this.deps.store.size >= fewJobs;
  }

  /** True while the groups by status say less than is known. */
  get isBehind(): boolean {
    return this.late.isBehind || (this.isWide && this.pending.isNeeded);
  }

  /**
   * Looks through the groups by status, also those first read meanwhile, in small steps; until it ends they stay what they were.
   * To be begun while nothing is being prepared: that would take what changed during both for told.
   * @returns what that moved or changed on the screen; undefined when all was laid out anew meanwhile
   */
  *catchUp(): Generator<void, Repaint | undefined> {
    const views = this.now();
    const shown = (): Computed[] => views.all().filter(({ ref }) => 'status' in ref);
    const jobs = yield* this.lookThrough(shown);
    if (!jobs) return undefined;
    const into = newRepaint();
    for (const entry of shown()) views.renew(entry, { labels: new Set(), jobs }, into);
    return { ...into, all: this.tops.renew() };
  }

  /** Where that fails, all is to be read anew. */
  private *lookThrough(shown: () => Computed[]): Generator<void, ReadonlySet<string> | undefined> {
    try {
      return yield* this.late.look(this.deps.store, this.views.layout, shown());
    } catch (error) {
      this.views.clear();
      throw error;
    }
  }

  /** With all that changed laid out: whatever is read of a view is of one moment. */
  private now(): GroupViews {
    drained(this.pending.layOut());
    return this.views;
  }

  private topNow(): TopRows {
    this.now();
    return this.tops.read();
  }

  private begin({ change: noted, labels }: Pending): Laying {
    const { isWide, views } = this;
    const change = isWide ? this.late.note(noted) : this.late.end(noted);
    const isNow = ({ ref }: Computed): boolean => 'label' in ref || (this.stands(ref) && !isWide);
    return { change, labels, entries: views.touched(labels).filter(isNow) };
  }

  private end(change: JobChange, into: Repainting): void {
    try {
      for (const label of change.labels) this.views.readAhead(label);
    } finally {
      noteFound(foundChange(this.deps.store, change), into);
      into.all = this.tops.renew() || into.all;
    }
  }

  /** @returns what was not laid out yet of the layout before */
  private beginAnew(): readonly JobChange[] {
    const pending = this.pending.clear();
    for (const { labels } of pending) this.views.forget(labels);
    this.sums.forget();
    this.tops.clear();
    const late = this.late.clear().map((jobs) => ({ ...newChange(), jobs }));
    return [...pending.map(({ change }) => change), ...late];
  }
}
