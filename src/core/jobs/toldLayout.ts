import { foundChange } from './foundLabels';
import { groupName, type GroupRef } from './groupRef';
import type { Computed, GroupView } from './groupView';
import { addChange, mergedChange, newChange, newMerging, type JobChange, type Merging } from './jobDiff';
import type { JobStore } from './jobStore';
import { newRepaint, noteFound, noteRepaint, sameTop } from './treeLayout';
import type { PageRef, Repaint, Repainting, TopRows, Touched } from './treeLayout';

interface ToldLayoutDeps {
  readonly store: JobStore;
  /** Whether a group has its place in the layout of now. */
  readonly stands: (ref: GroupRef) => boolean;
  /** What a group shows now. */
  readonly view: (ref: GroupRef) => GroupView;
  /** Whether the row of a group says how fast it gets done now. */
  readonly keepsSpeed: (ref: GroupRef) => boolean;
  /** The rows at the top, as they are now. */
  readonly top: () => TopRows;
}

/** How all was laid out. */
interface Layouts {
  readonly views: readonly Computed[];
  /** undefined: nobody read it, or it holds no more. */
  readonly top: TopRows | undefined;
}

/** What is on the screen while all is laid out anew: what comes of it is compared with that, and only what moved is repainted. */
export class ToldLayout {
  private told: Layouts | undefined;
  private changes: JobChange[] = [];
  /** The last of them: what came since all began to be laid out anew. */
  private since: Merging | undefined;
  private isAnew = false;
  private wasRead = false;

  constructor(private readonly deps: ToldLayoutDeps) {}

  /**
   * All is laid out anew from now on.
   * @param told as it was until now
   * @param changes that were not repainted yet
   */
  begin(told: Layouts, changes: readonly JobChange[]): void {
    if (!this.isAnew) this.told = told;
    // Of the layout that did not come to its end, some rows may be on the screen.
    else if (this.wasRead) this.told = undefined;
    this.isAnew = true;
    this.wasRead = false;
    this.changes.push(...changes);
    this.since = undefined;
  }

  /** A change came: rows that are drawn may not say it, whoever is told of it now. */
  note(change: JobChange): void {
    if (!this.isAnew) return;
    if (!this.since) this.changes.push((this.since = newMerging()));
    addChange(this.since, change);
  }

  /** Somebody read how rows are laid out. */
  read(): void {
    this.wasRead = true;
  }

  /** Everything is to be repainted, whatever was told. */
  forget(): void {
    this.told = undefined;
  }

  /**
   * All is laid out anew, and this ends it, in small steps.
   * @param pages that are on the screen
   * @param draw gets ready what will be read then, in small steps
   * @returns what that moved or changed
   */
  *moved(pages: Iterable<PageRef>, draw?: (repaint: Repaint) => Iterable<void>): Generator<void, Repaint> {
    const into = newRepaint();
    const { views = [], top } = this.told ?? {};
    into.all = !top || !sameTop(top, this.deps.top());
    const open = new Set(Array.from(pages, ({ group }) => groupName(group)));
    if (!into.all) for (const each of views) yield* this.compare(each, open.has(groupName(each.ref)), into);
    noteFound(foundChange(this.deps.store, this.carried()), into);
    yield* draw?.(into) ?? [];
    this.told = undefined;
    this.changes = [];
    this.since = undefined;
    this.isAnew = false;
    return into;
  }

  /** Rows that were read and are not on the screen may be put on it again without being read: those are read anew, unseen. */
  private *compare({ ref, view: before }: Computed, isOpen: boolean, into: Repainting): Generator<void, void> {
    const { stands, view, keepsSpeed } = this.deps;
    if (!stands(ref)) return;
    const { rows } = view(ref);
    if (isOpen) for (const index of before.rows.pagesRead) yield* rows.prepare(index);
    yield;
    const now = view(ref);
    const readsSame = (): boolean =>
      keepsSpeed(ref) && (isOpen ? before.rows.hasSamePages(now.rows) : before.rows.isUnread);
    noteRepaint({ ref, before, view: now, change: this.change(), readsSame }, into);
  }

  /** Asked of each row, not put together: 100,000 jobs may have changed. */
  private change(): Touched {
    const { changes } = this;
    return {
      labels: { has: (label) => changes.some(({ labels }) => labels.has(label)) },
      jobs: { has: (id) => changes.some(({ jobs }) => jobs.has(id)) },
    };
  }

  private carried(): JobChange {
    return mergedChange(this.changes.map(({ carried = new Map<string, number>() }) => ({ ...newChange(), carried })));
  }
}
