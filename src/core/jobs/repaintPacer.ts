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
  /** True where there is such a row. */
  readonly hasOpen: () => boolean;
  /** Finds out what was asked for, and has it repainted. @param atOnce somebody waits for it */
  readonly gather: (atOnce: boolean) => void;
  /** @param atOnce somebody waits for it */
  readonly fire: (elements: string[], atOnce: boolean) => void;
  /** Lets everything be read anew, and calls `clear` once it does. */
  readonly fireAll: () => void;
}

/** Passes rows on to be repainted: at once, but no two times within the pause, and an open row not within two seconds. */
export class RepaintPacer implements Disposable {
  private readonly lastAt = new Map<string, number>();
  private readonly waiting = new Set<string>();
  private timer: Disposable | undefined;
  private firedAt = -Infinity;
  /** When everything was read anew. */
  private allAt = -Infinity;
  /** Since when it is to be; undefined: it is as it was. */
  private allAskedAt: number | undefined;
  private isAsked = false;
  private isDisposed = false;
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

  /**
   * Rows came or went at the top: everything is read anew, what is open with it. Open rows that wait come with that.
   * @returns false when that is not done yet
   */
  repaintAll(): boolean {
    this.allAskedAt ??= this.deps.clock.now();
    this.pass();
    return !this.isAllWaiting;
  }

  /** Passes on at once whatever waits: somebody is about to go to a row of it. */
  flush(): void {
    // What is being found out just now is found out at once, too.
    this.gather(true);
    if (this.isAllWaiting) this.sendAll();
    else if (this.waiting.size > 0) this.send([...this.waiting], true);
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
    this.allAskedAt = undefined;
    this.firedAt = this.allAt = this.deps.clock.now();
    this.wait();
  }

  /** Nothing is repainted any more. */
  get isOver(): boolean {
    return this.isDisposed;
  }

  dispose(): void {
    this.isDisposed = true;
    this.isAsked = false;
    this.clear();
  }

  private pass(): void {
    if (this.waitToGather() === 0) this.gather(false);
    if (this.waitOfAll() === 0) this.sendAll();
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

  private get isAllWaiting(): boolean {
    return this.allAskedAt !== undefined;
  }

  private sendAll(): void {
    this.allAskedAt = undefined;
    this.deps.fireAll();
  }

  /** In ms; an open row does not go before everything does. */
  private waitOf(element: string): number {
    const isOpen = this.deps.isOpen(element);
    if (isOpen && this.isAllWaiting) return Infinity;
    return Math.max(isOpen ? this.waitOfOpen(element) : 0, leftOf(this.deps.clock, this.firedAt, pause));
  }

  /** In ms, of a row that is open. */
  private waitOfOpen(element: string): number {
    return leftOf(this.deps.clock, Math.max(this.lastAt.get(element) ?? -Infinity, this.allAt), openPause);
  }

  /** In ms; never when everything is as it was. Whatever is opened and read meanwhile, no longer than an open row waits. */
  private waitOfAll(): number {
    if (this.allAskedAt === undefined) return Infinity;
    const { clock, isOpen, hasOpen } = this.deps;
    let left = hasOpen() ? leftOf(clock, this.allAt, openPause) : 0;
    for (const element of this.lastAt.keys()) if (isOpen(element)) left = Math.max(left, this.waitOfOpen(element));
    return Math.max(Math.min(left, leftOf(clock, this.allAskedAt, openPause)), leftOf(clock, this.firedAt, pause));
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
    let soonest = Math.min(this.waitToGather(), this.waitOfAll());
    for (const element of this.waiting) soonest = Math.min(soonest, this.waitOf(element));
    if (soonest === Infinity) return;
    this.timer = this.deps.clock.after(soonest, () => {
      this.timer = undefined;
      this.pass();
    });
  }
}
