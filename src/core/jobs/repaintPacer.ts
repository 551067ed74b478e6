import { leftOf, type Clock } from '../clock';
import type { Disposable } from '../event';

/** A row that is open is read anew with all the rows below it, so it is repainted at most so often, in ms. */
const openPause = 2000;

/**
 * Between two repaints, in ms. VS Code waits for 200 ms of silence before it takes up more of them, and reveals no row
 * until then: a change every few ms, as thousands of answers make, would keep both waiting for as long as it lasts.
 */
const pause = 400;

interface RepaintPacerDeps {
  readonly clock: Clock;
  /** True for a row whose rows below are on the screen. */
  readonly isOpen: (element: string) => boolean;
  /** @param atOnce somebody waits for it */
  readonly fire: (elements: string[], atOnce: boolean) => void;
}

/** Passes rows on to be repainted: at once, but no two times within the pause, and an open row not within two seconds. */
export class RepaintPacer implements Disposable {
  private readonly lastAt = new Map<string, number>();
  private readonly waiting = new Set<string>();
  private timer: Disposable | undefined;
  private firedAt = -Infinity;

  constructor(private readonly deps: RepaintPacerDeps) {}

  repaint(elements: readonly string[]): void {
    for (const element of elements) this.waiting.add(element);
    this.pass();
  }

  /** Passes on at once whatever waits: somebody is about to go to a row of it. */
  flush(): void {
    if (this.waiting.size > 0) this.send([...this.waiting], true);
    this.wait();
  }

  /** Everything is read anew: nothing need wait any more. */
  clear(): void {
    this.waiting.clear();
    this.lastAt.clear();
    this.timer?.dispose();
    this.timer = undefined;
    this.firedAt = this.deps.clock.now();
  }

  dispose(): void {
    this.clear();
  }

  private pass(): void {
    const due = [...this.waiting].filter((element) => this.waitOf(element) === 0);
    if (due.length > 0) this.send(due, false);
    this.wait();
  }

  private send(elements: string[], atOnce: boolean): void {
    const { clock, isOpen, fire } = this.deps;
    this.firedAt = clock.now();
    for (const element of elements) {
      this.waiting.delete(element);
      if (isOpen(element)) this.lastAt.set(element, this.firedAt);
    }
    fire(elements, atOnce);
  }

  /** In ms. */
  private waitOf(element: string): number {
    const { clock, isOpen } = this.deps;
    const opened = isOpen(element) ? leftOf(clock, this.lastAt.get(element) ?? -Infinity, openPause) : 0;
    return Math.max(opened, leftOf(clock, this.firedAt, pause));
  }

  private wait(): void {
    this.timer?.dispose();
    this.timer = undefined;
    if (this.waiting.size === 0) return;
    let soonest = Infinity;
    for (const element of this.waiting) soonest = Math.min(soonest, this.waitOf(element));
    this.timer = this.deps.clock.after(soonest, () => {
      this.timer = undefined;
      this.pass();
    });
  }
}
