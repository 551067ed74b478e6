import { leftOf, type Clock } from '../clock';
import type { Disposable } from '../event';

export interface SeldomDeps {
  readonly clock: Clock;
  /** Shortest time between two runs, in ms. */
  readonly pause: number;
  readonly run: () => void;
}

/** Runs at once when asked, but not more often than the pause allows: what is asked meanwhile is one run at its end. */
export class Seldom implements Disposable {
  private lastAt = -Infinity;
  private timer: Disposable | undefined;
  private isDisposed = false;

  constructor(private readonly deps: SeldomDeps) {}

  ask(): void {
    if (this.timer || this.isDisposed) return;
    const { clock, pause } = this.deps;
    const wait = leftOf(clock, this.lastAt, pause);
    if (wait === 0) this.run();
    else this.timer = clock.after(wait, () => this.run());
  }

  dispose(): void {
    this.isDisposed = true;
    this.timer?.dispose();
  }

  private run(): void {
    this.timer = undefined;
    this.lastAt = this.deps.clock.now();
    this.deps.run();
  }
}
