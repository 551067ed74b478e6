import type { Arrangement } from './arrangement';
import { groupName, singlesLabel, statusRefs, type GroupRef } from './groupRef';
import { statusGroup } from './jobCounts';
import { isNoChange, sameList, type JobChange } from './jobDiff';
import { isEmptyFilter, type JobFilter } from './jobFilter';
import type { JobStore } from './jobStore';
import { foundChange, foundLabels, hasFoundLabels, type FoundChange } from './foundLabels';
import { countJobs, failureRows, type JobTotals } from './jobTotals';
import { emptyView, isDone, sameHead, viewGroup, viewStatuses, type GroupView } from './groupView';

/** What must be repainted after a change. */
export interface Repaint {
  /** Rows came or went at the top: everything. */
  readonly all: boolean;
  /** Groups whose own row, or whose list of rows, changed. */
  readonly groups: readonly GroupRef[];
  /** Jobs whose row changed and stayed in its place, with the group they stand in. */
  readonly jobs: readonly { readonly group: GroupRef; readonly jobId: string }[];
  /** What became of the labels seen on tracked jobs. */
  readonly found: FoundChange;
}

/** The rows at the top. */
export interface TopRows {
  readonly groups: readonly GroupRef[];
  /** The labels among the groups. */
  readonly labels: readonly string[];
  /** Labels that have been finished for long, under a row of their own. */
  readonly earlier: readonly string[];
  /** True when tracked jobs carry labels that are not tracked. */
  readonly hasFound: boolean;
}

interface JobGroupsDeps {
  readonly store: JobStore;
  readonly filter: () => JobFilter;
  readonly arrangement: () => Arrangement;
  /** Labels finished for so long stand under "Earlier", in ms; 0: never. */
  readonly earlierAfterMs: () => number;
  /** ms since 1970 */
  readonly now: () => number;
}

/** The tree as it is shown: groups with their rows, remembered so that a change tells what it moved. */
export class JobGroups {
  private readonly views = new Map<string, { readonly ref: GroupRef; view: GroupView }>();
  private readonly failed = new Map<string, ReadonlyMap<string, readonly string[]>>();
  private statusViews: ReadonlyMap<string, GroupView> | undefined;
  private tops: TopRows | undefined;
  private known: JobTotals | undefined;
  private seen: ReadonlyMap<string, number> | undefined;
  /** "Earlier" is decided when the tree is laid out: no row moves because of time alone. */
  private layoutAt: number;

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
    this.views.set(name, { ref, view });
    return view;
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
    return (this.known ??= countJobs(this.deps.store, this.deps.filter()));
  }

  /** Labels that tracked jobs carry and that are not tracked, with their numbers of jobs; computed once for each change. */
  found(): ReadonlyMap<string, number> {
    return (this.seen ??= foundLabels(this.deps.store));
  }

  /** Forgets what was shown: another filter, another arrangement, another profile, other labels. */
  invalidate(): void {
    this.views.clear();
    this.failed.clear();
    [this.tops, this.known, this.statusViews, this.seen] = [undefined, undefined, undefined, undefined];
    this.layoutAt = this.deps.now();
  }

  /** What a change of the store moved or changed on the screen. */
  repaint(change: JobChange): Repaint {
    const found = foundChange(this.deps.store, change);
    if (isNoChange(change)) return { all: false, groups: [], jobs: [], found };
    [this.known, this.statusViews, this.seen] = [undefined, undefined, undefined];
    this.failed.clear();
    const groups: GroupRef[] = [];
    const jobs: { group: GroupRef; jobId: string }[] = [];
    for (const entry of this.touched(change)) {
      const before = entry.view;
      entry.view = this.compute(entry.ref);
      const isNewHead = 'label' in entry.ref && change.labels.has(entry.ref.label);
      if (isNewHead || !sameHead(before, entry.view) || !before.rows.readsSame(entry.view.rows)) groups.push(entry.ref);
      else for (const jobId of before.rows.shown()) if (change.jobs.has(jobId)) jobs.push({ group: entry.ref, jobId });
    }
    return { all: this.hasNewTop(), groups, jobs, found };
  }

  /** What was computed of groups that the change is about. */
  private touched({ labels, jobs }: JobChange): { readonly ref: GroupRef; view: GroupView }[] {
    const names = new Set([...labels].map((label) => groupName({ label })));
    if (jobs.size > 0) for (const ref of statusRefs) names.add(groupName(ref));
    for (const id of jobs) {
      for (const label of this.deps.store.job(id)?.under ?? []) names.add(groupName({ label }));
    }
    if (this.deps.store.singleIds.length > 0) names.add(groupName({ label: singlesLabel }));
    return [...names].flatMap((name) => this.views.get(name) ?? []);
  }

  private compute(ref: GroupRef): GroupView {
    const layout = { filter: this.deps.filter(), arrangement: this.deps.arrangement() };
    if (!('status' in ref)) return viewGroup(this.deps.store, ref, layout);
    this.statusViews ??= viewStatuses(this.deps.store, layout);
    return this.statusViews.get(groupName(ref)) ?? emptyView(layout);
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

function sameTop(left: TopRows, right: TopRows): boolean {
  return (
    left.hasFound === right.hasFound &&
    sameList(left.earlier, right.earlier) &&
    sameList(left.groups.map(groupName), right.groups.map(groupName))
  );
}
