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
  /** Finds out what was asked for, and has it repainted. @param atOnce somebody waits for it */
  readonly gather: (atOnce: boolean) => void;
  /** @param atOnce somebody waits for it */
  readonly fire: (elements: string[], atOnce: boolean) => void;
}

/** Passes rows on to be repainted: at once, but no two times within the pause, and an open row not within two seconds. */
export class RepaintPacer implements Disposable {
  private readonly lastAt = new Map<string, number>();
  private readonly waiting = new Set<string>();
  private timer: Disposable | undefined;
  private firedAt = -Infinity;
  private isAsked = false;
  private gatheredAt = -Infinity;

  constructor(private readonly deps: RepaintPacerDeps) {}

  /** Something changed: which rows that repaints is found out when they may be. */
  ask(): void {
    if (this.isAsked) return;
    this.isAsked = true;
    this.wait();
  }

  repaint(elements: readonly string[]): void {
    for (const element of elements) this.waiting.add(element);
    this.pass();
  }

  /** Passes on at once whatever waits: somebody is about to go to a row of it. */
  flush(): void {
    // What is being found out just now is found out at once, too.
    this.gather(true);
    if (this.waiting.size > 0) this.send([...this.waiting], true);
    this.wait();
  }

  /** Passes these on at once, for somebody waits for them; the others wait on. */
  now(elements: string[]): void {
    if (elements.length > 0) this.send(elements, true);
    this.wait();
  }

  /** Everything is read anew: no row need wait any more. */
  clear(): void {
    this.waiting.clear();
    this.lastAt.clear();
    this.firedAt = this.deps.clock.now();
    this.wait();
  }

  dispose(): void {
    this.isAsked = false;
    this.clear();
  }

  private pass(): void {
    if (this.waitToGather() === 0) this.gather(false);
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

  private gather(atOnce: boolean): void {
    this.isAsked = false;
    this.gatheredAt = this.deps.clock.now();
    this.deps.gather(atOnce);
  }

  /** In ms; never when nothing was asked for. */
  private waitToGather(): number {
    if (!this.isAsked) return Infinity;
    const { clock } = this.deps;
    return Math.max(leftOf(clock, this.gatheredAt, pause), leftOf(clock, this.firedAt, pause));
  }

  private wait(): void {
    this.timer?.dispose();
    this.timer = undefined;
    let soonest = this.waitToGather();
    for (const element of this.waiting) soonest = Math.min(soonest, this.waitOf(element));
    if (soonest === Infinity) return;
    this.timer = this.deps.clock.after(soonest, () => {
      this.timer = undefined;
      this.pass();
    });
  }
}
