import { sameTop, topRows, type LayoutSources, type TopRows } from './treeLayout';
import type { GroupRef } from './groupRef';
import type { GroupView } from './groupView';
import type { JobStore } from './jobStore';

interface TopLayoutDeps extends LayoutSources {
  readonly store: JobStore;
  readonly view: (ref: GroupRef) => GroupView;
}

/** The rows at the top, laid out when somebody reads them. */
export class TopLayout {
  private rows: TopRows | undefined;
  /** "Earlier" is decided when the tree is laid out: no row moves because of time alone. */
  private at: number;

  constructor(private readonly deps: TopLayoutDeps) {
    this.at = deps.now();
  }

  /** As they were laid out last; undefined: nobody has read them. */
  get known(): TopRows | undefined {
    return this.rows;
  }

  read(): TopRows {
    return (this.rows ??= this.layOut());
  }

  /** All is laid out anew. */
  clear(): void {
    this.rows = undefined;
    this.at = this.deps.now();
  }

  /** Something changed. @returns true when that moved rows that somebody has read */
  renew(): boolean {
    if (!this.rows) return false;
    const before = this.rows;
    this.rows = this.layOut();
    return !sameTop(before, this.rows);
  }

  private layOut(): TopRows {
    const { store, view, filter, arrangement, earlierAfterMs } = this.deps;
    // Read once: a setting takes so long to read that doing it for each of 5,000 labels blocks the window.
    const after = earlierAfterMs();
    const earlierBefore = after > 0 ? (this.at - after) / 1000 : 0;
    return topRows({ store, view, filter: filter(), arrangement: arrangement(), earlierBefore });
  }
}
