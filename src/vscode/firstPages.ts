import type { Clock } from '../core/clock';
import type { Disposable } from '../core/event';
import { groupName, type GroupRef } from '../core/jobs/groupRef';
import type { JobGroups } from '../core/jobs/jobGroups';
import type { Log } from '../core/log';
import type { Slices } from '../core/snapshot/slices';

/** Rows have been quiet for so long, in ms: a label whose jobs are coming in says something else more often. */
const quietFor = 1000;

/** What first pages are of. */
export interface FirstPagesDeps {
  readonly clock: Clock;
  readonly groups: Pick<JobGroups, 'peek'>;
  readonly slices: () => Slices;
  readonly log: Pick<Log, 'error'>;
}

/**
 * Puts the first page of groups in order whose row is on the screen, in slices, before somebody opens them: of 20,000 rows
 * that takes longer than VS Code waits between its question for the pages and the one for the rows on the first.
 */
export class FirstPages implements Disposable {
  private readonly drawn = new Map<string, GroupRef>();
  private timer: Disposable | undefined;

  constructor(private readonly deps: FirstPagesDeps) {}

  /** The row of a group is drawn. */
  seen(group: GroupRef): void {
    this.drawn.set(groupName(group), group);
    this.timer?.dispose();
    this.timer = this.deps.clock.after(quietFor, () => void this.order());
  }

  dispose(): void {
    this.timer?.dispose();
    this.drawn.clear();
  }

  private async order(): Promise<void> {
    const { slices, log } = this.deps;
    const groups = [...this.drawn.values()];
    this.drawn.clear();
    try {
      await slices().through(this.ordering(groups));
    } catch (error) {
      log.error(`Rows could not be put in order ahead: ${String(error)}`);
    }
  }

  private *ordering(drawn: readonly GroupRef[]): Generator<void, void> {
    const { groups } = this.deps;
    for (const group of drawn) {
      yield* groups.peek(group)?.rows.order() ?? [];
      yield;
    }
  }
}
