import type { LabelRate } from '../notice/rate';
import type { Arrangement } from './arrangement';
import { groupName, singlesLabel, type GroupRef } from './groupRef';
import { emptyView, isDone, stillHolds, viewGroup, viewStatuses } from './groupView';
import type { Computed, GroupView, Layout } from './groupView';
import type { IdMatches } from './idMatches';
import type { JobChange } from './jobDiff';
import type { JobFilter } from './jobFilter';
import type { JobStore } from './jobStore';
import { drained } from './jobTotals';
import { LabelFacts } from './labelFacts';
import type { LateStatuses } from './lateStatuses';
import { groupsOfLabels, noteRepaint, type Repainting } from './treeLayout';

interface GroupViewsDeps {
  readonly store: JobStore;
  readonly filter: () => JobFilter;
  readonly arrangement: () => Arrangement;
  /** What is known of the filter's text. */
  readonly ids: IdMatches;
  readonly late: LateStatuses;
}

/** What groups show, as it was computed when somebody looked at it first, or when a change was laid out. */
export class GroupViews {
  private readonly known = new Map<string, Computed>();
  private readonly counted: LabelFacts;

  constructor(private readonly deps: GroupViewsDeps) {
    this.counted = new LabelFacts(deps.store);
  }

  get layout(): Layout {
    return { filter: this.deps.filter(), arrangement: this.deps.arrangement() };
  }

  /** Whether a group has its place in the present layout. */
  stands(ref: GroupRef): boolean {
    return 'status' in ref === (this.deps.arrangement().groupBy === 'status');
  }

  /** All that was computed. */
  all(): Computed[] {
    return [...this.known.values()];
  }

  /** What was computed of a group and holds, as far as changes were laid out. */
  peek(ref: GroupRef): GroupView | undefined {
    return this.known.get(groupName(ref))?.view;
  }

  look(ref: GroupRef): GroupView {
    const name = groupName(ref);
    const known = this.known.get(name) ?? this.computed(ref);
    this.known.set(name, known);
    return known.view;
  }

  rate(label: string): LabelRate {
    return this.counted.rate(label);
  }

  drawnRate(label: string): LabelRate {
    return this.counted.drawnRate(label);
  }

  /** Whether the row of a group says how fast it gets done now. */
  keepsSpeed(ref: GroupRef): boolean {
    return 'status' in ref || this.counted.keepsSpeed(ref.label);
  }

  /** Labels that were answered are counted as they are laid out: their rows are drawn all at once. */
  readAhead(label: string): void {
    if (this.stands({ label }) && this.deps.store.label(label)?.guest === false && !isDone(this.look({ label })))
      this.counted.rate(label);
  }

  /** Computes a group anew, and notes what that changed on the screen. One that cannot be is computed when it is read. */
  renew(entry: Computed, change: Pick<JobChange, 'labels' | 'jobs'>, into: Repainting): void {
    try {
      this.compareAnew(entry, change, into);
    } catch (error) {
      this.known.delete(groupName(entry.ref));
      into.groups.push(entry.ref);
      throw error;
    }
  }

  /** What was computed of groups that a change of these labels is about; what was counted of them holds no more. */
  touched(labels: ReadonlySet<string>): Computed[] {
    const refs = groupsOfLabels(this.deps.store, labels);
    for (const ref of refs) if ('label' in ref) this.counted.forget(ref.label);
    return refs.flatMap((ref) => this.known.get(groupName(ref)) ?? []);
  }

  /** Forgets what was computed of them. */
  forget(labels: ReadonlySet<string>): void {
    for (const { ref } of this.touched(labels)) this.known.delete(groupName(ref));
  }

  /** Another layout: what was counted of labels still holds. */
  clear(): void {
    this.known.clear();
  }

  /** Other labels, or another profile: of a label whose jobs are the same, what was computed still holds. */
  retrack(): void {
    for (const [name, known] of this.known) if (!stillHolds(this.deps.store, known)) this.known.delete(name);
    this.counted.clear();
  }

  private compareAnew(entry: Computed, change: Pick<JobChange, 'labels' | 'jobs'>, into: Repainting): void {
    const before = entry.view;
    Object.assign(entry, this.computed(entry.ref));
    const readsSame = (): boolean => this.keepsSpeed(entry.ref) && before.rows.readsSame(entry.view.rows, change.jobs);
    noteRepaint({ ...entry, before, change, readsSame }, into);
    if ('label' in entry.ref && change.labels.has(entry.ref.label)) this.readAhead(entry.ref.label);
  }

  private computed(ref: GroupRef): Computed {
    const isLabel = 'label' in ref && ref.label !== singlesLabel;
    return { ref, view: this.compute(ref), jobs: isLabel ? this.deps.store.jobsOf(ref.label) : undefined };
  }

  private compute(ref: GroupRef): GroupView {
    const { layout, deps } = this;
    const { store, late, ids } = deps;
    if (!('status' in ref)) return viewGroup(store, { ...ref, ids, facts: () => this.counted.of(ref.label) }, layout);
    late.views ??= drained(viewStatuses(store, layout));
    return late.views.get(groupName(ref)) ?? emptyView(layout);
  }
}
