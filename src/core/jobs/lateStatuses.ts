import { groupName, type GroupRef } from './groupRef';
import { viewStatuses, type GroupView, type Layout } from './groupView';
import { mergedChange, newChange, type JobChange } from './jobDiff';
import type { JobStore } from './jobStore';
import { jobsPerStep, manyRows } from './scale';

interface Shown {
  readonly ref: GroupRef;
  readonly view: GroupView;
}

interface Looked {
  readonly store: JobStore;
  readonly layout: Layout;
  readonly shown: readonly Shown[];
}

/** The groups by status, and which jobs changed since they were looked through: of many jobs that is done in small steps. */
export class LateStatuses {
  /** Of each change. Not put together as they come: a hundred thousand in one step would hold up the thread. */
  private noted: readonly ReadonlySet<string>[] = [];
  /** Those that are looked through just now. */
  private inHand: readonly ReadonlySet<string>[] = [];
  /** As last looked through; undefined: to be looked through when they are read. */
  views: ReadonlyMap<string, GroupView> | undefined;
  /** Another number each time that all is laid out anew. */
  turn = 0;

  /** True when something changed of which the groups say nothing yet. */
  get isBehind(): boolean {
    return this.noted.length > 0;
  }

  /** A change that is caught up with later. @returns it */
  note(change: JobChange): JobChange {
    this.noted = [...this.noted, change.jobs];
    return change;
  }

  /** There are few jobs now: a change is taken in at once. @returns it, with what was not caught up with until now */
  end(change: JobChange): JobChange {
    const late = this.clear();
    return late.length > 0 ? mergedChange([...late.map((jobs) => ({ ...newChange(), jobs })), change]) : change;
  }

  /** All is laid out anew: what is looked through just now is not wanted any more. @returns jobs that were not caught up with, change by change */
  clear(): readonly ReadonlySet<string>[] {
    const late = [...this.inHand, ...this.noted];
    this.turn++;
    [this.noted, this.inHand] = [[], []];
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
   * @throws what makes a group impossible to lay out; all are to be read anew then
   */
  *look(store: JobStore, layout: Layout, shown: readonly Shown[]): Generator<void, ReadonlySet<string> | undefined> {
    const { turn, noted } = this;
    this.noted = [];
    this.inHand = noted;
    try {
      return yield* this.lookAt(noted, { store, layout, shown });
    } catch (error) {
      // They are made when they are read then.
      if (turn === this.turn) this.clear();
      throw error;
    }
  }

  private *lookAt(
    noted: readonly ReadonlySet<string>[],
    { store, layout, shown }: Looked,
  ): Generator<void, ReadonlySet<string> | undefined> {
    const { turn } = this;
    const views = yield* lookThrough(store, layout);
    for (const { ref, view } of shown)
      for (const index of view.rows.pagesRead) yield* views.get(groupName(ref))?.rows.prepare(index) ?? [];
    const jobs = yield* together(noted);
    if (turn !== this.turn) return undefined;
    this.inHand = [];
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

function* together(sets: readonly ReadonlySet<string>[]): Generator<void, ReadonlySet<string>> {
  const [only] = sets;
  if (only && sets.length === 1) return only;
  const all = new Set<string>();
  let looked = 0;
  for (const set of sets)
    for (const each of set) {
      all.add(each);
      if (++looked % jobsPerStep === 0) yield;
    }
  return all;
}
