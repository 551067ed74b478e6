import type { Disposable } from '../core/event';
import type { Clock } from '../core/clock';

/** More rows than a screen shows. */
const firstRows = 100;

/** Longest wait for the rest of the rows, in ms, and how often is looked. */
const longestWait = 2000;
const lookEvery = 50;

interface FirstRowsDeps {
  readonly clock: Clock;
  /** Lets the rows below a row be read again. */
  readonly readAgain: (element: string) => void;
  /** The same for one that is on the screen in part. */
  readonly readAll: (element: string) => void;
}

/**
 * Of a row that is opened the first rows are read alone, and all of them right after: VS Code shows none before it has
 * all that it was given, which takes it five times as long for 2,000 rows as for the hundred that somebody sees.
 */
export class FirstRows implements Disposable {
  /** Rows whose rows below were not all read yet, each with the timer that has them read. */
  private readonly parts = new Map<string, Disposable>();
  private held = 0;

  constructor(private readonly deps: FirstRowsDeps) {}

  /**
   * What is read of the rows below a row.
   * @param isOpened they were not on the screen before
   */
  of<T>(element: string, isOpened: boolean, rows: readonly T[]): readonly T[] {
    this.drop(element);
    if (!isOpened || this.held > 0 || rows.length <= firstRows) return rows;
    this.parts.set(
      element,
      this.deps.clock.after(0, () => this.deps.readAll(element)),
    );
    return rows.slice(0, firstRows);
  }

  /** The row was closed or is gone: nobody waits for the rest, and VS Code is not to take the part for all when it opens again. */
  forget(element: string): void {
    if (this.drop(element)) this.deps.readAgain(element);
  }

  /** Looks for a row, which may be any of them: until that ends they are read whole. Waits for the rest of what is there in part. */
  async whole<T>(look: () => Promise<T>): Promise<T> {
    this.held++;
    try {
      for (let waited = 0; this.parts.size > 0 && waited < longestWait; waited += lookEvery)
        await new Promise<void>((resolve) => this.deps.clock.after(lookEvery, resolve));
      return await look();
    } finally {
      this.held--;
    }
  }

  dispose(): void {
    for (const timer of this.parts.values()) timer.dispose();
    this.parts.clear();
  }

  private drop(element: string): boolean {
    this.parts.get(element)?.dispose();
    return this.parts.delete(element);
  }
}
