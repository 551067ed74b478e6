import type { LabelRate } from '../notice/rate';
import type { Arrangement } from './arrangement';
import { groupName, singlesLabel, statusRefs, type GroupRef } from './groupRef';
import type { TrackedJob } from './job';
import { statusGroup } from './jobCounts';
import { isNoChange, type JobChange } from './jobDiff';
import { isEmptyFilter, type JobFilter } from './jobFilter';
import type { JobStore } from './jobStore';
import { foundChange, foundLabels, hasFoundLabels } from './foundLabels';
import { countJobs, drained, failureRows, IdMatches, type JobTotals } from './jobTotals';
import { sameTop, type Repaint, type TopRows } from './treeLayout';
import { emptyView, isDone, rateOf, sameHead, viewGroup, viewStatuses, type GroupView, type Layout } from './groupView';

interface JobGroupsDeps {
  readonly store: JobStore;
  readonly filter: () => JobFilter;
  readonly arrangement: () => Arrangement;
  /** Labels finished for so long stand under "Earlier", in ms; 0: never. */
  readonly earlierAfterMs: () => number;
  /** ms since 1970 */
  readonly now: () => number;
}

/** A page of the rows of a group, from 0. */
export interface PageRef {
  readonly group: GroupRef;
  readonly index: number;
}

/** What was computed of a group. */
interface Computed {
  readonly ref: GroupRef;
  view: GroupView;
  /** Of a label: the list that the view was made of. */
  jobs?: readonly TrackedJob[] | undefined;
}

/** The tree as it is shown: groups with their rows, remembered so that a change tells what it moved. */
export class JobGroups {
  private readonly views = new Map<string, Computed>();
  private readonly rates = new Map<string, LabelRate>();
  private readonly matches = new IdMatches();
  private readonly failed = new Map<string, ReadonlyMap<string, readonly string[]>>();
  private statusViews: ReadonlyMap<string, GroupView> | undefined;
  private tops: TopRows | undefined;
  private known: JobTotals | undefined;
  private seen: ReadonlyMap<string, number> | undefined;
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
    const known = this.rates.get(label) ?? rateOf(this.view({ label }), this.deps.store.jobsOf(label));
    this.rates.set(label, known);
    return known;
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
    return (this.known ??= drained(countJobs(this.deps.store, this.deps.filter(), this.matches)));
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
    this.rates.clear();
    this.begin();
  }

  /**
   * Computes what the rows at the top, the totals and the pages are made of, in small steps: then none takes long.
   * @param pages that are on the screen
   */
  *prepare(pages: Iterable<PageRef> = []): Generator<void, void> {
    yield* this.prepareGroups();
    for (const { group, index } of pages) {
      this.view(group).rows.page(index);
      yield;
    }
  }

  private *prepareGroups(): Generator<void, void> {
    const { store, filter, arrangement } = this.deps;
    const { changes } = this;
    const totals = yield* countJobs(store, filter(), this.matches);
    // What changed meanwhile is counted before the change, or after it.
    if (changes === this.changes) this.known = totals;
    if (arrangement().groupBy === 'status') {
      const views = yield* viewStatuses(store, this.layout);
      // As above.
      if (changes === this.changes) this.statusViews = views;
      return;
    }
    for (const { label } of store.labels) {
      if (!isDone(this.view({ label }))) this.rate(label);
      yield;
    }
  }

  /** What a change of the store moved or changed on the screen. */
  repaint(change: JobChange): Repaint {
    const found = foundChange(this.deps.store, change);
    if (isNoChange(change)) return { all: false, groups: [], jobs: [], found };
    this.changes++;
    [this.known, this.statusViews, this.seen] = [undefined, undefined, undefined];
    this.failed.clear();
    const groups: GroupRef[] = [];
    const jobs: { group: GroupRef; jobId: string }[] = [];
    for (const entry of this.touched(change)) {
      const before = entry.view;
      entry.view = this.compute(entry.ref);
      if (entry.jobs && 'label' in entry.ref) entry.jobs = this.deps.store.jobsOf(entry.ref.label);
      const isNewHead = 'label' in entry.ref && change.labels.has(entry.ref.label);
      if (isNewHead || !sameHead(before, entry.view) || !before.rows.readsSame(entry.view.rows)) groups.push(entry.ref);
      else for (const jobId of before.rows.shown()) if (change.jobs.has(jobId)) jobs.push({ group: entry.ref, jobId });
    }
    this.readAhead(change.labels);
    return { all: this.hasNewTop(), groups, jobs, found };
  }

  /** Labels that were answered are counted one by one as they are: their rows are drawn all at once. */
  private readAhead(labels: ReadonlySet<string>): void {
    if (this.deps.arrangement().groupBy === 'status') return;
    for (const label of labels)
      if (this.deps.store.label(label)?.guest === false && !isDone(this.view({ label }))) this.rate(label);
  }

  /** What was computed of groups that the change is about. */
  private touched({ labels, jobs }: JobChange): Computed[] {
    const own = new Set(labels);
    for (const id of jobs) for (const label of this.deps.store.job(id)?.under ?? []) own.add(label);
    for (const label of own) this.rates.delete(label);
    const names = new Set([...own].map((label) => groupName({ label })));
    if (jobs.size > 0) for (const ref of statusRefs) names.add(groupName(ref));
    if (this.deps.store.singleIds.length > 0) names.add(groupName({ label: singlesLabel }));
    return [...names].flatMap((name) => this.views.get(name) ?? []);
  }

  private compute(ref: GroupRef): GroupView {
    const { store } = this.deps;
    if (!('status' in ref)) return viewGroup(store, ref, this.layout);
    this.statusViews ??= drained(viewStatuses(store, this.layout));
    return this.statusViews.get(groupName(ref)) ?? emptyView(this.layout);
  }

  private get layout(): Layout {
    return { filter: this.deps.filter(), arrangement: this.deps.arrangement() };
  }

  private begin(): void {
    this.changes++;
    this.failed.clear();
    [this.tops, this.known, this.statusViews, this.seen] = [undefined, undefined, undefined, undefined];
    this.layoutAt = this.deps.now();
  }

  private hasNewTop(): boolean {
    if (!this.tops) return false;
    const before = this.tops;
    this.tops = this.layOut();
    return !sameTop(before, this.tops);
  }

  private layOut(): TopRows {
    const { store, arrangement } = this.deps;
    // In this order: under a filter nobody needs to look at all jobs for it.
    const hasFound = isEmptyFilter(this.deps.filter()) && hasFoundLabels(store);
    if (arrangement().groupBy === 'status')
      return { groups: statusRefs.filter((ref) => this.view(ref).rows.length > 0), labels: [], earlier: [], hasFound };
    const all = store.labels.map((state) => state.label).filter((label) => this.isShown(label));
    // Read once: a setting takes so long to read that doing it for each of 5,000 labels blocks the window.
    const after = this.deps.earlierAfterMs();
    const earlier = new Set(after > 0 ? all.filter((label) => this.isEarlier(label, after)) : []);
    const labels = all.filter((label) => !earlier.has(label));
    const singles = store.singleIds.length > 0 && this.isShown(singlesLabel) ? [singlesLabel] : [];
    const groups = [...labels, ...singles].map((label) => ({ label }));
    return { groups, labels, earlier: [...earlier], hasFound };
  }

  private isShown(label: string): boolean {
    return isEmptyFilter(this.deps.filter()) || this.view({ label }).rows.length > 0;
  }

  private isEarlier(label: string, after: number): boolean {
    const view = this.view({ label });
    return isDone(view) && view.changedAt * 1000 < this.layoutAt - after;
  }
}
