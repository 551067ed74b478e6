import { defaultArrangement, type Arrangement } from '../../src/core/jobs/arrangement';
import type { GroupRef } from '../../src/core/jobs/groupRef';
import { noFilter, type JobFilter } from '../../src/core/jobs/jobFilter';
import { JobGroups } from '../../src/core/jobs/jobGroups';
import { JobStore } from '../../src/core/jobs/jobStore';
import type { Repaint } from '../../src/core/jobs/treeLayout';

/** A store with its groups, a filter and an arrangement that the test sets, and what must be repainted. */
export class TreeWorld {
  filter: JobFilter = noFilter;
  arrangement: Arrangement = defaultArrangement;
  earlierAfterMs = 0;
  /** ms since 1970 */
  now = 0;
  readonly store = new JobStore(() => this.now);
  readonly groups = this.freshGroups();
  /** One for each change. */
  readonly repaints: Repaint[] = [];

  /** @param paints false: the test asks for repaints when it wants them */
  constructor({ paints = true } = {}) {
    this.store.onDidChange((change) => {
      if (change.tracked) this.groups.retrack();
      else this.groups.changed(change);
      if (paints && !change.tracked) this.repaints.push(this.groups.repaint());
    });
  }

  /** Groups of the same jobs, of which nobody has read anything. */
  freshGroups(): JobGroups {
    return new JobGroups({
      store: this.store,
      filter: () => this.filter,
      arrangement: () => this.arrangement,
      earlierAfterMs: () => this.earlierAfterMs,
      now: () => this.now,
    });
  }

  /** Filters and arranges anew. */
  lay(change: Partial<Pick<TreeWorld, 'filter' | 'arrangement'>>): void {
    Object.assign(this, change);
    this.groups.invalidate();
  }

  /** The rows on a page of a group, the first one by default. */
  rows(group: GroupRef, page = 0): readonly string[] {
    return this.groups.view(group).rows.page(page);
  }

  /** Names of the rows at the top. */
  get top(): readonly string[] {
    return this.groups.top().groups.map((group) => ('label' in group ? group.label : group.status));
  }
}
