interface Given {
  readonly above: readonly string[];
  readonly rows: ReadonlySet<string>;
}

/**
 * The rows below each page as VS Code has them. A row may leave one page for another between two readings, and VS Code
 * must not have it below both: 1.100 shows an error in place of the second page, and later ones lose the row with the
 * first. So it is left out until the page that it left is read again. What moves a row from page to page lets all of them
 * be read again, with the row above them, so that it comes to its new page then.
 */
export class PageRows {
  private readonly given = new Map<string, Given>();

  /** The pages, each with the rows below it. */
  *all(): Iterable<readonly [page: string, rows: ReadonlySet<string>]> {
    for (const [page, { rows }] of this.given) yield [page, rows];
  }

  /** VS Code has nothing below this row: it is new, or read again. */
  taken(element: string): void {
    for (const [page, { above }] of this.given)
      if (page === element || above.includes(element)) this.given.delete(page);
  }

  /** VS Code has nothing at all. */
  clear(): void {
    this.given.clear();
  }

  /** @param above the rows that the page stands below @returns those of the rows that VS Code has below no other page */
  give(page: string, above: readonly string[], rows: string[]): string[] {
    this.given.delete(page);
    const others = [...this.given.values()];
    const free = rows.filter((row) => !others.some((other) => other.rows.has(row)));
    this.given.set(page, { above, rows: new Set(free) });
    return free;
  }
}
