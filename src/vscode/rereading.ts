import type { TreeView } from 'vscode';
import type { Clock } from '../core/clock';
import type { Disposable } from '../core/event';
import { firstRows } from '../core/jobs/scale';
import type { OpenRows } from './openRows';
import { ownTurn } from './rest';

/** A view that comes back is read whole within this, in ms; that begins before the extension hears of it. */
const shownWithin = 1000;

/**
 * VS Code begins to read within this, in ms, after it was told to, of these rows or others, or of the view's message: it
 * gathers what it is told for 200 ms, and anew with each. It asks for the rows below one row as soon after it has those below
 * another.
 */
export const readsWithin = 300;

/** While they are drawn they may be laid out anew, and not be drawn any more: they are drawn so often. */
const mostTries = 3;

interface RereadingDeps {
  readonly clock: Clock;
  readonly view: Pick<TreeView<string>, 'visible' | 'onDidChangeVisibility'>;
  readonly open: Pick<OpenRows, 'drawnBelow'>;
  readonly drawn: { has(element: string): boolean };
  readonly relayout: { readonly isBusy: boolean; settled(): Promise<void> };
}

/**
 * Rows that VS Code reads again because it was told to. It asks for those below all open rows in one turn of the event
 * loop, one row after the other, and takes each answer in before it asks on: where they are many they are drawn in small
 * steps, and those below each row are given in a turn of their own.
 *
 * VS Code does nothing else to these rows meanwhile: it waits with what it is told next, and with a row that is gone to,
 * until all is read. For a view that comes back, which is read because it is there, that does not hold: there it is so
 * only where nothing was told right before that, and no row is gone to; and nothing is told between two rows of it.
 */
export class Rereading implements Disposable {
  /** Rows that were read in this turn. */
  private inTurn = 0;
  private underWay = 0;
  /** Of a view that comes back: until VS Code would have asked for more. */
  private gap: Disposable | undefined;
  private shownAt = -Infinity;
  private toldAt = -Infinity;
  /** It was told of something right before the view came back, and may begin to read that at any moment. */
  private isCrossed = false;
  private waiting: (() => void)[] = [];
  private readonly shown: Disposable;

  constructor(private readonly deps: RereadingDeps) {
    this.shown = deps.view.onDidChangeVisibility(() => {
      this.isCrossed = this.wasTold;
      this.shownAt = deps.clock.now();
    });
  }

  /**
   * True where more rows are too many for this turn, and may be given in a later one. While all is laid out any are: whoever
   * counts them does at once what is being done in slices.
   * @param isGoneTo a row is looked for just now
   */
  isLong(count: () => number, isGoneTo: boolean): boolean {
    this.took(this.deps.relayout.isBusy ? Infinity : count());
    if (this.inTurn <= firstRows) return false;
    if (!this.isBack) return true;
    return !isGoneTo && !(this.deps.view.visible ? this.isCrossed : this.wasTold);
  }

  /** VS Code is told to read something, as soon as it is not in the middle of reading. */
  tell(next: () => void): void {
    this.afterwards(() => {
      this.toldAt = this.deps.clock.now();
      next();
    });
  }

  /** VS Code gathers for longer: it reads later what it was told of and does not read yet. */
  gathersOn(): void {
    if (this.wasTold) this.toldAt = this.deps.clock.now();
  }

  /** Draws the rows below a row and gives them in a turn of their own. @param give their elements, as they are then */
  async read(element: string, give: () => string[]): Promise<string[]> {
    this.underWay++;
    this.closeGap();
    await ownTurn();
    await this.draw(element);
    await ownTurn();
    // VS Code takes them in before the next turn.
    setImmediate(() => this.end());
    const rows = give();
    // It writes its answer in one go with what it takes in last: that is the next row, where that has few.
    this.took(rows.length);
    return rows;
  }

  /** Goes on once VS Code is not in the middle of reading: one of 1.100 shows an error where rows that it reads are renewed. */
  afterwards(next: () => void): void {
    if (this.underWay === 0 && !this.gap) next();
    else this.waiting.push(next);
  }

  /** To be awaited before a row is gone to. */
  settled(): Promise<void> {
    return new Promise((resolve) => this.afterwards(resolve));
  }

  dispose(): void {
    this.shown.dispose();
    this.closeGap();
  }

  /** True while VS Code may read a view because it is there; it hears of that a moment later. */
  private get isBack(): boolean {
    return !this.deps.view.visible || this.isWithin(shownWithin, this.shownAt);
  }

  private took(rows: number): void {
    if (this.inTurn === 0) setImmediate(() => (this.inTurn = 0));
    this.inTurn += rows;
  }

  private get wasTold(): boolean {
    return this.isWithin(readsWithin, this.toldAt);
  }

  private isWithin(limit: number, at: number): boolean {
    return Math.abs(this.deps.clock.now() - at) < limit;
  }

  private async draw(element: string): Promise<void> {
    const { open, drawn, relayout } = this.deps;
    for (let tries = 0; tries < mostTries; tries++) {
      await relayout.settled();
      const below = await open.drawnBelow(element);
      if (!relayout.isBusy && below.filter((each) => !drawn.has(each)).length <= firstRows) return;
    }
  }

  private end(): void {
    if (--this.underWay > 0) return;
    if (this.isBack) this.openGap();
    else this.goOn();
  }

  private openGap(): void {
    const { clock } = this.deps;
    // As long as VS Code asks for more, the view is still coming back.
    this.shownAt = clock.now();
    this.gap = clock.after(readsWithin, () => {
      this.gap = undefined;
      this.goOn();
    });
  }

  private closeGap(): void {
    this.gap?.dispose();
    this.gap = undefined;
  }

  private goOn(): void {
    const { waiting } = this;
    this.waiting = [];
    for (const next of waiting) next();
  }
}
