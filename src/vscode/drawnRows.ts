const rowsPerStep = 50;

/**
 * Rows as they are drawn. VS Code takes in thousands of them in one turn of the event loop, so where it is known that it
 * will read them they are drawn ahead, in small steps.
 */
export class DrawnRows<T> {
  private readonly ahead = new Map<string, T>();

  constructor(private readonly draw: (element: string) => T) {}

  /** A row that is read; what was drawn ahead is read once. */
  take(element: string): T {
    const drawn = this.ahead.get(element);
    if (drawn === undefined) return this.draw(element);
    this.ahead.delete(element);
    return drawn;
  }

  /** Draws rows that are about to be read. */
  *drawAhead(elements: Iterable<string>): Generator<void, void> {
    let count = 0;
    for (const element of elements) {
      this.ahead.set(element, this.draw(element));
      if (++count % rowsPerStep === 0) yield;
    }
  }

  /** Something changed that rows may say: what was drawn ahead is drawn again when it is read. */
  clear(): void {
    this.ahead.clear();
  }
}
