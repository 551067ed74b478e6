import type { LabelRate } from '../notice/rate';
import { groupName, singlesLabel, type GroupRef } from './groupRef';
import { statusGroup } from './jobCounts';
import { isNoChange, type JobChange } from './jobDiff';
import type { JobStore } from './jobStore';
import { foundChange, foundLabels } from './foundLabels';
import { IdMatches } from './idMatches';
import { countJobs, drained, failureRows, type JobTotals } from './jobTotals';
import { LateStatuses, lookThrough } from './lateStatuses';
import { fewJobs } from './scale';
import { noteRepaint, sameTop, topRows, touchedGroups } from './treeLayout';
import type { LayoutSources, PageRef, Repaint, TopRows } from './treeLayout';
import { countJobsOf, emptyView, isDone, rateOf, viewGroup, viewStatuses } from './groupView';
import type { Computed, GroupFacts, GroupView, Layout } from './groupView';

interface JobGroupsDeps extends LayoutSources {
  readonly store: JobStore;
}

/** The tree as it is shown: groups with their rows, remembered so that a change tells what it moved. */
export class JobGroups {
  private readonly views = new Map<string, Computed>();
  /** Of labels, computed once for each change of their jobs, whatever the layout. */
  private readonly counted = new Map<string, GroupFacts & { rate?: LabelRate }>();
  private readonly ids = new IdMatches();
  private readonly failed = new Map<string, ReadonlyMap<string, readonly string[]>>();
  private tops: TopRows | undefined;
  private known: JobTotals | undefined;
  private seen: ReadonlyMap<string, number> | undefined;
  private readonly late = new LateStatuses();
  /** "Earlier" is decided when the tree is laid out: no row moves because of time alone. */
  private layoutAt: number;
  /** Counts what makes a status' jobs others. */
  private changes = 0;

  constructor(private readonly deps: JobGroupsDeps) {
    this.layoutAt = deps.now();
  }

  /** In the order of tracking, then the single jobs; or the statuses. A filter hides groups that it empties. */
  top(): TopRows {
    return (this.tops ??= this.layOut());
  }

  /** Whether a label has a row, at the top or under "Earlier". */
  hasRow(label: string): boolean {
    const { labels, earlier } = this.top();
    return labels.includes(label) || earlier.includes(label);
  }

  /** What a group shows; computed once for each change. */
  view(ref: GroupRef): GroupView {
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
    const facts = this.facts(label);
    return (facts.rate ??= rateOf(facts, this.deps.store.jobsOf(label)));
  }

  /** The failed jobs of a label by what the server said of them; computed once for each change. */
  failures(label: string): ReadonlyMap<string, readonly string[]> {
    const known = this.failed.get(label) ?? failureRows(this.deps.store, label);
    this.failed.set(label, known);
    return known;
  }

  /** The groups of the present layout that a job stands in. */
  groupsOf(jobId: string): readonly GroupRef[] {
    const { store } = this.deps;
    const job = store.job(jobId);
    if (this.deps.arrangement().groupBy === 'status') return job ? [{ status: statusGroup(job.status) }] : [];
    const labels = (job?.under ?? []).filter((label) => store.label(label)?.guest === false);
    const isSingle = store.singleIds.includes(jobId);
    return [...labels, ...(isSingle ? [singlesLabel] : [])].map((label) => ({ label }));
  }

  /** Counts over all jobs; computed once for each change. */
  totals(): JobTotals {
    return (this.known ??= drained(countJobs(this.deps.store, this.deps.filter(), this.ids)));
  }

  /** Labels that tracked jobs carry and that are not tracked, with their numbers of jobs; computed once for each change. */
  found(): ReadonlyMap<string, number> {
    return (this.seen ??= foundLabels(this.deps.store));
  }

  /** Forgets how everything was laid out: another filter, another arrangement. */
  invalidate(): void {
    this.views.clear();
    this.begin();
  }

  /** Other labels, or another profile: of a label whose jobs are the same, what was computed still holds. */
  retrack(): void {
    const { store } = this.deps;
    for (const [name, { ref, jobs }] of this.views) {
      const isSame =
        'label' in ref && jobs && store.label(ref.label)?.guest === false && store.jobsOf(ref.label) === jobs;
      if (!isSame) this.views.delete(name);
    }
    this.counted.clear();
    this.begin();
  }

  /**
   * Computes what the rows at the top, the totals and the pages are made of, in small steps: then none takes long.
   * @param pages that are on the screen
   */
  *prepare(pages: Iterable<PageRef> = []): Generator<void, void> {
    yield* this.prepareGroups();
    for (const { group, index } of pages) if (this.stands(group)) yield* this.view(group).rows.prepare(index);
  }

  private *prepareGroups(): Generator<void, void> {
    const { store, filter, arrangement } = this.deps;
    const { changes } = this;
    const totals = yield* countJobs(store, filter(), this.ids);
    // What changed meanwhile is counted before the change, or after it.
    if (changes === this.changes) this.known = totals;
    if (arrangement().groupBy === 'status') {
      const { turn } = this.late;
      const views = yield* lookThrough(store, this.layout);
      // What changed meanwhile is noted, and caught up with after this, never during it; or it made another turn.
      if (turn === this.late.turn) this.late.views = views;
      return;
    }
    for (const { label } of store.labels) {
      if (!isDone(this.view({ label }))) this.rate(label);
      yield;
    }
  }

  /** What a change of the store moved or changed on the screen, but for what `catchUp` tells. */
  repaint(change: JobChange): Repaint {
    const { store } = this.deps;
    const into = { all: false, groups: [], jobs: [], found: foundChange(store, change) };
    if (isNoChange(change)) return into;
    this.changes++;
    [this.known, this.seen] = [undefined, undefined];
    this.failed.clear();
    const isLate = this.isWide;
    if (isLate) this.late.note(change);
    else this.late.clear();
    for (const entry of this.touched(change)) {
      if ('status' in entry.ref && (isLate || !this.stands(entry.ref))) continue;
      const before = entry.view;
      entry.view = this.compute(entry.ref);
      if (entry.jobs && 'label' in entry.ref) entry.jobs = store.jobsOf(entry.ref.label);
      noteRepaint({ ...entry, before, change }, into);
    }
    this.readAhead(change.labels);
    return { ...into, all: this.hasNewTop() };
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
    return this.late.isBehind;
  }

  /**
   * Looks through the groups by status, also those first read meanwhile, in small steps; until it ends they stay what they were.
   * To be begun while nothing is being prepared: that would take what changed during both for told.
   * @returns what that moved or changed on the screen; undefined when all was laid out anew meanwhile
   */
  *catchUp(): Generator<void, Repaint | undefined> {
    const shown = (): Computed[] => [...this.views.values()].filter(({ ref }) => 'status' in ref);
    const jobs = yield* this.late.look(this.deps.store, this.layout, shown());
    if (!jobs) return undefined;
    const into = { all: false, groups: [], jobs: [], found: { list: false, labels: [] } };
    for (const entry of shown()) {
      const before = entry.view;
      entry.view = this.compute(entry.ref);
      noteRepaint({ ...entry, before, change: { labels: new Set(), jobs } }, into);
    }
    return { ...into, all: this.hasNewTop() };
  }

  /** Labels that were answered are counted one by one as they are: their rows are drawn all at once. */
  private readAhead(labels: ReadonlySet<string>): void {
    if (this.deps.arrangement().groupBy === 'status') return;
    for (const label of labels)
      if (this.deps.store.label(label)?.guest === false && !isDone(this.view({ label }))) this.rate(label);
  }

  /** What was computed of groups that the change is about. */
  private touched(change: JobChange): Computed[] {
    const refs = touchedGroups(this.deps.store, change);
    for (const ref of refs) if ('label' in ref) this.counted.delete(ref.label);
    return refs.flatMap((ref) => this.views.get(groupName(ref)) ?? []);
  }

  private compute(ref: GroupRef): GroupView {
    const { layout, ids, deps } = this;
    if (!('status' in ref)) return viewGroup(deps.store, { ...ref, ids, facts: () => this.facts(ref.label) }, layout);
    this.late.views ??= drained(viewStatuses(deps.store, layout));
    return this.late.views.get(groupName(ref)) ?? emptyView(layout);
  }

  private facts(label: string): GroupFacts & { rate?: LabelRate } {
    const known = this.counted.get(label) ?? { ...countJobsOf(this.deps.store.jobsOf(label)) };
    this.counted.set(label, known);
    return known;
  }

  private get layout(): Layout {
    return { filter: this.deps.filter(), arrangement: this.deps.arrangement() };
  }

  private begin(): void {
    this.changes++;
    this.failed.clear();
    [this.tops, this.known, this.seen] = [undefined, undefined, undefined];
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
    const { store, filter, arrangement } = this.deps;
    // Read once: a setting takes so long to read that doing it for each of 5,000 labels blocks the window.
    const after = this.deps.earlierAfterMs();
    const earlierBefore = after > 0 ? (this.layoutAt - after) / 1000 : 0;
    const view = (ref: GroupRef): GroupView => this.view(ref);
    return topRows({ store, filter: filter(), arrangement: arrangement(), view, earlierBefore });
  }
}
