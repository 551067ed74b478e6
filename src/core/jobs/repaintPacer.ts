import type { Clock } from '../clock';
import type { Disposable } from '../event';

/** A row that is open is read anew with all the rows below it, so it is repainted at most so often, in ms. */
const openPause = 2000;

interface RepaintPacerDeps {
  readonly clock: Clock;
  /** True for a row whose rows below are on the screen. */
  readonly isOpen: (element: string) => boolean;
  readonly fire: (elements: string[]) => void;
}

/** Passes rows on to be repainted: at once, but an open one not again within two seconds; then once, however often asked. */
export class RepaintPacer implements Disposable {
  private readonly lastAt = new Map<string, number>();
  private readonly waiting = new Set<string>();
  private timer: Disposable | undefined;

  constructor(private readonly deps: RepaintPacerDeps) {}

  repaint(elements: readonly string[]): void {
    const now = this.deps.clock.now();
    const due = elements.filter((element) => this.isDue(element, now));
    for (const element of elements) if (!due.includes(element)) this.waiting.add(element);
    this.pass(due, now);
    this.wait();
  }

  /** Everything is read anew: nothing need wait any more. */
  clear(): void {
    this.waiting.clear();
    this.lastAt.clear();
    this.timer?.dispose();
    this.timer = undefined;
  }

  dispose(): void {
    this.clear();
  }

  private isDue(element: string, now: number): boolean {
    return !this.deps.isOpen(element) || now - (this.lastAt.get(element) ?? -Infinity) >= openPause;
  }

  private pass(due: readonly string[], now: number): void {
    for (const element of due) {
      this.waiting.delete(element);
      if (this.deps.isOpen(element)) this.lastAt.set(element, now);
    }
    if (due.length > 0) this.deps.fire([...due]);
  }

  private wait(): void {
    if (this.timer || this.waiting.size === 0) return;
    const { clock } = this.deps;
    const soonest = Math.min(...[...this.waiting].map((element) => (this.lastAt.get(element) ?? 0) + openPause));
    this.timer = clock.after(Math.max(0, soonest - clock.now()), () => {
      this.timer = undefined;
      const now = clock.now();
      this.pass(
        [...this.waiting].filter((element) => this.isDue(element, now)),
        now,
      );
      this.wait();
    });
  }
}
