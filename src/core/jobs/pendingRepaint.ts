import type { Computed } from './groupView';
import { mergedChange, type JobChange } from './jobDiff';
import { newRepaint, type Repaint, type Repainting } from './treeLayout';

interface PendingRepaintDeps {
  /** A change is laid out from now on. @returns what is done group by group */
  readonly begin: (change: JobChange) => Laying;
  /** Lays out one of the groups. */
  readonly renew: (entry: Computed, change: JobChange, into: Repainting) => void;
  /** All of them are laid out. */
  readonly end: (change: JobChange, into: Repainting) => void;
}

/** A change that is being laid out. */
export interface Laying {
  readonly change: JobChange;
  /** Of groups that are yet to be laid out; taken from as they are. */
  readonly entries: Computed[];
}

/**
 * Changes that were not laid out yet, and what must be repainted for those that were. A server is quicker than an eye: a
 * hundred answers may be one repaint.
 */
export class PendingRepaint {
  private readonly changes: JobChange[] = [];
  private laying: Laying | undefined;
  private into = newRepaint();

  constructor(private readonly deps: PendingRepaintDeps) {}

  /** True when something is to be laid out. */
  get isNeeded(): boolean {
    return this.changes.length > 0 || this.laying !== undefined;
  }

  /** A change came. */
  note(change: JobChange): void {
    this.changes.push(change);
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
  clear(): readonly JobChange[] {
    const { laying, changes } = this;
    this.laying = undefined;
    return [...(laying ? [laying.change] : []), ...changes.splice(0)];
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
    if (this.changes.length === 0) return false;
    this.laying = this.deps.begin(mergedChange(this.changes.splice(0)));
    return true;
  }
}
