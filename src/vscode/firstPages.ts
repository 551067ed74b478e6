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
  /** Groups whose row was drawn, by name. */
  private readonly groups = new Map<string, GroupRef>();
  /** When each has been quiet for long enough, ms since 1970. */
  private readonly due = new Map<string, number>();
  private timer: Disposable | undefined;
  private isDisposed = false;

  constructor(private readonly deps: FirstPagesDeps) {}

  /** The row of a group is drawn. */
  seen(group: GroupRef): void {
    const name = groupName(group);
    this.groups.set(name, group);
    this.due.set(name, this.deps.clock.now() + quietFor);
    this.wait();
  }

  /** All groups have their rows in another order. */
  again(): void {
    for (const group of this.groups.values()) this.seen(group);
  }

  /** Another profile. */
  clear(): void {
    this.groups.clear();
    this.due.clear();
  }

  dispose(): void {
    this.isDisposed = true;
    this.timer?.dispose();
  }

  private wait(): void {
    const { clock } = this.deps;
    if (this.timer || this.isDisposed || this.due.size === 0) return;
    const soonest = Math.min(...this.due.values());
    this.timer = clock.after(Math.max(0, soonest - clock.now()), () => {
      this.timer = undefined;
      void this.order().finally(() => this.wait());
    });
  }

  private async order(): Promise<void> {
    const { slices, log } = this.deps;
    try {
      await slices().through(this.ordering());
    } catch (error) {
      log.error(`Rows could not be put in order ahead: ${String(error)}`);
    }
  }

  private *ordering(): Generator<void, void> {
    const { groups, clock } = this.deps;
    for (const [name, at] of [...this.due]) {
      if (at > clock.now()) continue;
      this.due.delete(name);
      const group = this.groups.get(name);
      const view = group && groups.peek(group);
      if (!view) this.groups.delete(name);
      yield* view?.rows.order() ?? [];
      yield;
      if (this.isDisposed) return;
    }
  }
}
