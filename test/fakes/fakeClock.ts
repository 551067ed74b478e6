import type { Clock } from '../../src/core/clock';
import type { Disposable } from '../../src/core/event';

interface Timer {
  at: number;
  readonly callback: () => void;
}

/** A clock that stands still until the test moves it. */
export class FakeClock implements Clock {
  private time: number;
  private readonly timers = new Set<Timer>();

  /** @param start ms since 1970-01-01 UTC; by default 2026-01-01. */
  constructor(start = Date.UTC(2026, 0, 1)) {
    this.time = start;
  }

  now(): number {
    return this.time;
  }

  after(ms: number, callback: () => void): Disposable {
    const timer = { at: this.time + Math.max(0, ms), callback };
    this.timers.add(timer);
    return { dispose: () => this.timers.delete(timer) };
  }

  /** Timers that are still waiting: 0 once everything is disposed. */
  get pending(): number {
    return this.timers.size;
  }

  /** Moves time on by `ms`, calling what falls due in order; promises settle between two timers. */
  async advance(ms: number): Promise<void> {
    const end = this.time + ms;
    await settle();
    for (let due = this.next(end); due; due = this.next(end)) {
      this.timers.delete(due);
      this.time = due.at;
      due.callback();
      await settle();
    }
    this.time = end;
  }

  /** The machine slept: time is `ms` later at once, and each timer that fell due meanwhile is called late. */
  async jump(ms: number): Promise<void> {
    this.time += ms;
    const due = [...this.timers].filter((timer) => timer.at <= this.time).sort((a, b) => a.at - b.at);
    for (const timer of due) {
      if (this.timers.delete(timer)) timer.callback();
      await settle();
    }
  }

  /** Someone sets the clock back by `ms`: timers count what passes, and do not see it. */
  setBack(ms: number): void {
    this.time -= ms;
    for (const timer of this.timers) timer.at -= ms;
  }

  private next(end: number): Timer | undefined {
    return [...this.timers].filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
  }
}

/** Lets every promise that can settle without I/O do so. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
