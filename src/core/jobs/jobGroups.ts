import type { LabelRate } from '../notice/rate';
import { groupName, singlesLabel, type GroupRef } from './groupRef';
import { isNoChange, type JobChange } from './jobDiff';
import type { JobStore } from './jobStore';
import { foundChange } from './foundLabels';
import { JobSums } from './jobSums';
import { drained, type JobTotals } from './jobTotals';
import { LateStatuses } from './lateStatuses';
import { fewJobs } from './scale';
import { PendingRepaint, type Laying } from './pendingRepaint';
import { groupsOfJob, newRepaint, noteFound, noteRepaint, sameTop, topRows, touchedGroups } from './treeLayout';
import type { LayoutSources, PageRef, Repaint, Repainting, TopRows } from './treeLayout';
import { emptyView, isDone, stillHolds, viewGroup, viewStatuses } from './groupView';
import type { Computed, GroupView, Layout } from './groupView';
import { LabelFacts } from './labelFacts';

interface JobGroupsDeps extends LayoutSources {
  readonly store: JobStore;
}

/** The tree as it is shown: groups with their rows, remembered so that a change tells what it moved. */
export class JobGroups {
  private readonly views = new Map<string, Computed>();
  private readonly counted: LabelFacts;
  private readonly sums: JobSums;
  private tops: TopRows | undefined;
  private readonly late = new LateStatuses();
  private readonly pending: PendingRepaint;
  /** "Earlier" is decided when the tree is laid out: no row moves because of time alone. */
  private layoutAt: number;

  constructor(private readonly deps: JobGroupsDeps) {
    this.counted = new LabelFacts(deps.store);
    this.sums = new JobSums(deps);
    this.pending = new PendingRepaint({
      touched: (change) => this.touched(change),
      begin: (change) => this.begin(change),
      renew: (entry, change, into) => this.renew(entry, change, into),
      end: (change, into) => this.end(change, into),
    });
    this.layoutAt = deps.now();
  }

  /** In the order of tracking, then the single jobs; or the statuses. A filter hides groups that it empties. */
  top(): TopRows {
    this.settle();
    return (this.tops ??= this.layOut());
  }

  /** Whether a label has a row, at the top or under "Earlier". */
  hasRow(label: string): boolean {
    const { labels, earlier } = this.top();
    return labels.includes(label) || earlier.includes(label);
  }

  /** What a group shows; computed once for each change. */
  view(ref: GroupRef): GroupView {
    this.settle();
    return this.look(ref);
  }

  private look(ref: GroupRef): GroupView {
    const name = groupName(ref);
    const known = this.views.get(name);
    if (known) return known.view;
    const view = this.compute(ref);
    const jobs = 'label' in ref && ref.label !== singlesLabel ? this.deps.store.jobsOf(ref.label) : undefined;
    this.views.set(name, { ref, view, jobs });
    return view;
  }

  /** How fast a label gets done; computed once for each change. */
  rate(label: string): LabelRate {
    this.settle();
    return this.counted.rate(label);
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
    return this.sums.found();
  }

  /** Forgets how everything was laid out: another filter, another arrangement. */
  invalidate(): void {
    this.views.clear();
    this.beginAnew();
  }

  /** Other labels, or another profile: of a label whose jobs are the same, what was computed still holds. */
  retrack(): void {
    for (const [name, known] of this.views) if (!stillHolds(this.deps.store, known)) this.views.delete(name);
    this.counted.clear();
    this.beginAnew();
  }

  /**
   * Computes what the rows at the top, the totals and the pages are made of, in small steps: then none takes long.
   * @param pages that are on the screen
   */
  *prepare(pages: Iterable<PageRef> = []): Generator<void, void> {
    const { store, arrangement } = this.deps;
    yield* this.sums.prepare();
    if (arrangement().groupBy === 'status') yield* this.late.prepare(store, this.layout);
    else
      for (const { label } of store.labels) {
        this.readAhead(label);
        yield;
      }
    for (const { group, index } of pages) if (this.stands(group)) yield* this.view(group).rows.prepare(index);
  }

  /** The store changed: what that makes of the groups is computed when they are read, or a repaint is asked for. */
  changed(change: JobChange): void {
    if (isNoChange(change)) return;
    this.sums.forget();
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

  /** Whether a group has its place in the present layout. */
  stands(ref: GroupRef): boolean {
    return 'status' in ref === (this.deps.arrangement().groupBy === 'status');
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
    this.settle();
    const shown = (): Computed[] => [...this.views.values()].filter(({ ref }) => 'status' in ref);
    const jobs = yield* this.late.look(this.deps.store, this.layout, shown());
    if (!jobs) return undefined;
    const into = newRepaint();
    for (const entry of shown()) this.renew(entry, { labels: new Set(), jobs }, into);
    return { ...into, all: this.hasNewTop() };
  }

  private settle(): void {
    drained(this.pending.layOut());
  }

  private renew(entry: Computed, change: Pick<JobChange, 'labels' | 'jobs'>, into: Repainting): void {
    const before = entry.view;
    entry.view = this.compute(entry.ref);
    if (entry.jobs && 'label' in entry.ref) entry.jobs = this.deps.store.jobsOf(entry.ref.label);
    noteRepaint({ ...entry, before, change }, into);
    if ('label' in entry.ref && change.labels.has(entry.ref.label)) this.readAhead(entry.ref.label);
  }

  private begin(noted: JobChange): Laying {
    const { isWide } = this;
    const change = isWide ? this.late.note(noted) : this.late.end(noted);
    const isNow = ({ ref }: Computed): boolean => 'label' in ref || (this.stands(ref) && !isWide);
    return { change, entries: this.touched(change).filter(isNow) };
  }

  private end(change: JobChange, into: Repainting): void {
    for (const label of change.labels) this.readAhead(label);
    noteFound(foundChange(this.deps.store, change), into);
    into.all = this.hasNewTop() || into.all;
  }

  /** Labels that were answered are counted as they are laid out: their rows are drawn all at once. */
  private readAhead(label: string): void {
    if (this.stands({ label }) && this.deps.store.label(label)?.guest === false && !isDone(this.look({ label })))
      this.counted.rate(label);
  }

  /** What was computed of groups that the change is about. */
  private touched(change: JobChange): Computed[] {
    const refs = touchedGroups(this.deps.store, change);
    for (const ref of refs) if ('label' in ref) this.counted.forget(ref.label);
    return refs.flatMap((ref) => this.views.get(groupName(ref)) ?? []);
  }

  private compute(ref: GroupRef): GroupView {
    const { layout, deps } = this;
    if (!('status' in ref))
      return viewGroup(deps.store, { ...ref, ids: this.sums.ids, facts: () => this.counted.of(ref.label) }, layout);
    this.late.views ??= drained(viewStatuses(deps.store, layout));
    return this.late.views.get(groupName(ref)) ?? emptyView(layout);
  }

  private get layout(): Layout {
    return { filter: this.deps.filter(), arrangement: this.deps.arrangement() };
  }

  private beginAnew(): void {
    for (const { ref } of this.pending.clear()) this.views.delete(groupName(ref));
    this.sums.forget();
    this.tops = undefined;
    this.late.clear();
    this.layoutAt = this.deps.now();
  }

  private hasNewTop(): boolean {
    if (!this.tops) return false;
    const before = this.tops;
    this.tops = this.layOut();
    return !sameTop(before, this.tops);
  }

  private layOut(): TopRows {
    const { store, earlierAfterMs } = this.deps;
    // Read once: a setting takes so long to read that doing it for each of 5,000 labels blocks the window.
    const after = earlierAfterMs();
    const earlierBefore = after > 0 ? (this.layoutAt - after) / 1000 : 0;
    return topRows({ ...this.layout, store, view: (ref) => this.look(ref), earlierBefore });
  }
}
