import type { Computed } from './groupView';
import { addChange, newMerging, type JobChange, type Merging } from './jobDiff';
import { newRepaint, type Repaint, type Repainting } from './treeLayout';

interface PendingRepaintDeps {
  /** Adds the labels that a change is about: of thousands of jobs they are looked up as each change comes, not all at once. */
  readonly touch: (change: JobChange, into: Set<string>) => void;
  /** A change is laid out from now on. @returns what is done group by group */
  readonly begin: (pending: Pending) => Laying;
  /** Lays out one of the groups. */
  readonly renew: (entry: Computed, change: JobChange, into: Repainting) => void;
  /** All of them are laid out. */
  readonly end: (change: JobChange, into: Repainting) => void;
}

/** What changed. */
export interface Pending {
  readonly change: JobChange;
  /** All labels that it is about. */
  readonly labels: ReadonlySet<string>;
}

/** A change that is being laid out. */
export interface Laying extends Pending {
  /** Of groups that are yet to be laid out; taken from as they are. */
  readonly entries: Computed[];
}

/**
 * Changes that were not laid out yet, and what must be repainted for those that were. A server is quicker than an eye: a
 * hundred answers may be one repaint.
 */
export class PendingRepaint {
  private gathered: { readonly change: Merging; readonly labels: Set<string> } | undefined;
  private laying: Laying | undefined;
  private into = newRepaint();

  constructor(private readonly deps: PendingRepaintDeps) {}

  /** True when something is to be laid out. */
  get isNeeded(): boolean {
    return this.gathered !== undefined || this.laying !== undefined;
  }

  /** True when something is to be laid out, or was and is not taken yet. */
  get isUntold(): boolean {
    const { all, groups, jobs, found } = this.into;
    return this.isNeeded || all || found.list || groups.length + jobs.length + found.labels.length > 0;
  }

  /** A change came. */
  note(change: JobChange): void {
    this.gathered ??= { change: newMerging(), labels: new Set() };
    addChange(this.gathered.change, change);
    this.deps.touch(change, this.gathered.labels);
  }

  /** Lays out all that changed, group by group. Whoever comes in between may do the rest at once, by the same. */
  *layOut(): Generator<void, void> {
    while (this.step()) yield;
  }

  /** What must be repainted since this was called last, of what was laid out. */
  take(): Repaint {
    const { into } = this;
    this.into = newRepaint();
    return into;
  }

  /** All is laid out anew. @returns changes that were not laid out yet, or only in part */
  clear(): readonly Pending[] {
    const { laying, gathered } = this;
    [this.laying, this.gathered] = [undefined, undefined];
    return [laying, gathered].filter((each) => each !== undefined);
  }

  /** @returns false when nothing is left to do */
  private step(): boolean {
    const { deps, laying, into } = this;
    const entry = laying?.entries.pop();
    if (!laying) return this.begin();
    if (entry) deps.renew(entry, laying.change, into);
    else {
      this.laying = undefined;
      deps.end(laying.change, into);
    }
    return true;
  }

  private begin(): boolean {
    const { gathered, deps } = this;
    if (!gathered) return false;
    this.gathered = undefined;
    this.laying = deps.begin(gathered);
    return true;
  }
}
