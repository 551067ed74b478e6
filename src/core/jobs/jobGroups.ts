import { isEmptyFilter, type JobFilter } from './jobFilter';
import type { JobStore } from './jobStore';
import { sameHead, sameRows, viewLabel, type LabelView } from './labelView';

/** The label under which jobs stand that are tracked one by one; no tracked label is empty. */
export const singlesLabel = '';

/** What must be repainted after a change. */
export interface Repaint {
  /** Rows came, went or moved at the top: everything. */
  readonly all: boolean;
  /** Labels whose own row, or whose list of rows, changed. */
  readonly labels: readonly string[];
  /** Jobs whose row changed, with the label they stand under. */
  readonly jobs: readonly { readonly label: string; readonly jobId: string }[];
}

/** The tree as it is shown: labels with their rows, remembered so that a change tells what it moved. */
export class JobGroups {
  private readonly views = new Map<string, LabelView>();
  private tops: readonly string[] = [];

  constructor(
    private readonly store: JobStore,
    private readonly filter: () => JobFilter,
  ) {}

  /** Labels at the top, in the order of tracking, then the single jobs. A filter hides labels it empties. */
  top(): readonly string[] {
    const all = [...this.store.labels.map((state) => state.label), singlesLabel];
    return (this.tops = all.filter((label) => this.isShown(label)));
  }

  /** The rows of a label, computed once for each change. */
  view(label: string): LabelView {
    const known = this.views.get(label);
    if (known) return known;
    const view = this.compute(label);
    this.views.set(label, view);
    return view;
  }

  /** Forgets what was shown: another filter, another profile, other labels. */
  invalidate(): void {
    this.views.clear();
  }

  /** What a change of the store moved or changed on the screen. */
  repaint(change: { readonly labels: ReadonlySet<string>; readonly jobs: ReadonlySet<string> }): Repaint {
    const labels: string[] = [];
    const jobs: { label: string; jobId: string }[] = [];
    const topsBefore = this.tops;
    for (const [label, before] of [...this.views]) {
      const after = this.compute(label);
      this.views.set(label, after);
      if (change.labels.has(label) || !sameHead(before, after) || !sameRows(before, after)) labels.push(label);
      else for (const jobId of before.shownIds) if (change.jobs.has(jobId)) jobs.push({ label, jobId });
    }
    const tops = this.top();
    const all = tops.length !== topsBefore.length || tops.some((label, index) => label !== topsBefore[index]);
    return { all, labels, jobs };
  }

  private compute(label: string): LabelView {
    const jobIds = label === singlesLabel ? this.store.singleIds : (this.store.label(label)?.jobIds ?? []);
    return viewLabel(this.store, this.filter(), { label, jobIds });
  }

  private isShown(label: string): boolean {
    if (label === singlesLabel && this.store.singleIds.length === 0) return false;
    return isEmptyFilter(this.filter()) || this.view(label).shownIds.length > 0;
  }
}
