import type { Clock } from '../../src/core/clock';
import type { Disposable } from '../../src/core/event';

interface Timer {
  readonly at: number;
  readonly callback: () => void;
}

/** Another clock, which the test moves on: what falls due by that is called at once. */
export class MovedClock implements Clock {
  private ahead = 0;
  private readonly timers = new Set<Timer>();

  constructor(private readonly real: Clock) {}

  now(): number {
    return this.real.now() + this.ahead;
  }

  after(ms: number, callback: () => void): Disposable {
    const timer = { at: this.now() + ms, callback };
    this.timers.add(timer);
    const real = this.real.after(ms, () => this.call(timer));
    return {
      dispose: () => {
        this.timers.delete(timer);
        real.dispose();
      },
    };
  }

  /** Moves time on by `ms`. */
  pass(ms: number): void {
    this.ahead += ms;
    for (const timer of [...this.timers]) if (timer.at <= this.now()) this.call(timer);
  }

  private call(timer: Timer): void {
    if (this.timers.delete(timer)) timer.callback();
  }
}
