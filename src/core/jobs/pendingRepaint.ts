import { mergedChange, type JobChange } from './jobDiff';
import { newRepaint, type Repaint } from './treeLayout';

/**
 * Changes that were not laid out yet, and what must be repainted for those that were. A server is quicker than an eye: a
 * hundred answers may be one repaint.
 */
export class PendingRepaint {
  private readonly changes: JobChange[] = [];
  /** Grows as changes are laid out. */
  into = newRepaint();

  /** A change came. */
  note(change: JobChange): void {
    this.changes.push(change);
  }

  /** True when something is to be laid out. */
  get isNeeded(): boolean {
    return this.changes.length > 0;
  }

  /** What is to be laid out now. @returns undefined: nothing changed */
  takeChange(): JobChange | undefined {
    return this.changes.length > 0 ? mergedChange(this.changes.splice(0)) : undefined;
  }

  /** What must be repainted since this was called last. */
  takeRepaint(): Repaint {
    const { into } = this;
    this.into = newRepaint();
    return into;
  }

  /** All is laid out and repainted anew. */
  clear(): void {
    this.changes.length = 0;
    this.takeRepaint();
  }
}
