import type { Clock } from '../core/clock';
import type { Disposable } from '../core/event';
import type { JobGroups } from '../core/jobs/jobGroups';
import type { Log } from '../core/log';
import { drained } from '../core/jobs/jobTotals';
import { newRepaint, type Repaint } from '../core/jobs/treeLayout';
import { Seldom } from '../core/notice/seldom';
import type { Slices } from '../core/snapshot/slices';

/** Groups over all jobs are looked through at most so often, in ms. */
const pause = 500;

interface LateRowsDeps {
  readonly clock: Clock;
  readonly groups: Pick<JobGroups, 'isBehind' | 'isUntold' | 'catchUp' | 'repaint' | 'repainting'>;
  readonly slices: Slices;
  /** Resolves once the tree is not being laid out anew: that looks through all groups, too. */
  readonly settled: () => Promise<void>;
  readonly paint: (repaint: Repaint) => Generator<void, void>;
  readonly log: Pick<Log, 'error'>;
}

/** Shows what changed, in slices: of groups by status, which are made of all jobs, a moment after the rest. */
export class LateRows implements Disposable {
  private readonly seldom: Seldom;
  private isRunning = false;
  private isDisposed = false;

  constructor(private readonly deps: LateRowsDeps) {
    this.seldom = new Seldom({ clock: deps.clock, pause, run: () => void this.run() });
  }

  /** Shows what changed since this was called last. @param atOnce somebody waits for it */
  gather(atOnce: boolean): void {
    const { groups, slices } = this.deps;
    slices.begin();
    if (atOnce) drained(this.painting(groups.repaint()));
    else void this.inSlices();
  }

  private async inSlices(): Promise<void> {
    const repaint = await this.gathered();
    if (repaint) await this.paint(repaint);
  }

  /** A group that cannot be laid out is told of all the same, and those after it are laid out: no error comes twice. */
  private async gathered(): Promise<Repaint | undefined> {
    const { slices, groups, log } = this.deps;
    try {
      return await slices.through(groups.repainting());
    } catch (error) {
      log.error(`The rows that changed could not be laid out: ${String(error)}`);
      return groups.isUntold ? this.gathered() : undefined;
    }
  }

  private async paint(repaint: Repaint): Promise<void> {
    await this.deps.slices.through(this.painting(repaint));
  }

  private *painting(repaint: Repaint): Generator<void, void> {
    const parts = this.deps.paint(repaint);
    while (!this.isDisposed && !parts.next().done) yield;
    if (!this.isDisposed) this.catchUp();
  }

  private catchUp(): void {
    if (this.deps.groups.isBehind && !this.isRunning) this.seldom.ask();
  }

  dispose(): void {
    this.isDisposed = true;
    this.seldom.dispose();
  }

  private async run(): Promise<void> {
    this.isRunning = true;
    const repaint = await this.look().catch((error: unknown) => {
      this.deps.log.error(`The groups that changed could not be looked through: ${String(error)}`);
      return { ...newRepaint(), all: true };
    });
    this.isRunning = false;
    if (repaint) await this.paint(repaint);
    else this.catchUp();
  }

  private async look(): Promise<Repaint | undefined> {
    const { slices, groups, settled } = this.deps;
    await settled();
    // Laid out anew since: nothing is left to look through.
    if (!groups.isBehind) return undefined;
    slices.begin();
    return slices.through(groups.catchUp());
  }
}
