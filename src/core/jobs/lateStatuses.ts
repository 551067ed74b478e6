import { groupName, type GroupRef } from './groupRef';
import { viewStatuses, type GroupView, type Layout } from './groupView';
import { mergedChange, newChange, type JobChange } from './jobDiff';
import type { JobStore } from './jobStore';
import { manyRows } from './scale';

interface Shown {
  readonly ref: GroupRef;
  readonly view: GroupView;
}

/** The groups by status, and which jobs changed since they were looked through: of many jobs that is done in small steps. */
export class LateStatuses {
  private jobs: Set<string> | undefined;
  /** Those that are looked through just now. */
  private inHand: ReadonlySet<string> = new Set();
  /** As last looked through; undefined: to be looked through when they are read. */
  views: ReadonlyMap<string, GroupView> | undefined;
  /** Another number each time that all is laid out anew. */
  turn = 0;

  /** True when something changed of which the groups say nothing yet. */
  get isBehind(): boolean {
    return this.jobs !== undefined;
  }

  /** A change that is caught up with later. @returns it */
  note(change: JobChange): JobChange {
    this.jobs ??= new Set();
    for (const id of change.jobs) this.jobs.add(id);
    return change;
  }

  /** There are few jobs now: a change is taken in at once. @returns it, with what was not caught up with until now */
  end(change: JobChange): JobChange {
    const jobs = this.clear();
    return jobs.size > 0 ? mergedChange([{ ...newChange(), jobs }, change]) : change;
  }

  /** All is laid out anew: what is looked through just now is not wanted any more. @returns jobs that were not caught up with */
  clear(): ReadonlySet<string> {
    const late = new Set([...(this.jobs ?? []), ...this.inHand]);
    this.turn++;
    this.jobs = undefined;
    this.inHand = new Set();
    this.views = undefined;
    return late;
  }

  /** Looks through all jobs once, in small steps: they are laid out anew. */
  *prepare(store: JobStore, layout: Layout): Generator<void, void> {
    const { turn } = this;
    const views = yield* lookThrough(store, layout);
    // What changed meanwhile is noted, and caught up with after this, never during it; or it made another turn.
    if (turn === this.turn) this.views = views;
  }

  /**
   * Takes what changed so far and looks through all jobs.
   * @param shown groups whose pages are to be read in what comes of it
   * @returns what had changed; undefined when all was laid out anew meanwhile
   */
  *look(store: JobStore, layout: Layout, shown: readonly Shown[]): Generator<void, ReadonlySet<string> | undefined> {
    const { turn, jobs = new Set() } = this;
    this.jobs = undefined;
    this.inHand = jobs;
    const views = yield* lookThrough(store, layout);
    for (const { ref, view } of shown)
      for (const index of view.rows.pagesRead) yield* views.get(groupName(ref))?.rows.prepare(index) ?? [];
    if (turn !== this.turn) return undefined;
    this.inHand = new Set();
    this.views = views;
    return jobs;
  }
}

/** All groups by status, with the first page of those that take long to put in order: it may be opened next. */
function* lookThrough(store: JobStore, layout: Layout): Generator<void, ReadonlyMap<string, GroupView>> {
  const views = yield* viewStatuses(store, layout);
  for (const { rows } of views.values()) if (rows.length >= manyRows) yield* rows.prepare(0);
  return views;
}
