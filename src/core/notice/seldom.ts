import { leftOf, type Clock } from '../clock';
import type { Disposable } from '../event';

export interface SeldomDeps {
  readonly clock: Clock;
  /** Shortest time between two runs, in ms. */
  readonly pause: number;
  readonly run: () => void;
}

/**
 * Runs right after whoever asks for it is done, but not more often than the pause allows: what is asked meanwhile is one
 * run at its end. Not at once: a change of 100,000 jobs is heard by several, and all of them at once block the window.
 */
export class Seldom implements Disposable {
  private lastAt = -Infinity;
  private timer: Disposable | undefined;
  private isDisposed = false;

  constructor(private readonly deps: SeldomDeps) {}

  ask(): void {
    if (this.timer || this.isDisposed) return;
    const { clock, pause } = this.deps;
    this.timer = clock.after(leftOf(clock, this.lastAt, pause), () => this.run());
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
