import type { Clock } from '../core/clock';
import type { Disposable } from '../core/event';

/** When a page that lacks rows is read again, in ms: VS Code has taken in by then what it was given. */
const againAfter = 50;

interface Given {
  readonly above: string | undefined;
  readonly rows: ReadonlySet<string>;
}

interface PageRowsDeps {
  readonly clock: Clock;
  readonly readAgain: (pages: readonly string[]) => void;
}

/**
 * The rows below each page as VS Code has them. A row may leave one page for another between two readings, and VS Code
 * must not have it below both: 1.100 shows an error in place of the second page, and later ones lose the row with the
 * first. So it is left out until the page that it left was read again.
 */
export class PageRows implements Disposable {
  private readonly given = new Map<string, Given>();
  private readonly lacking = new Set<string>();
  private timer: Disposable | undefined;

  constructor(private readonly deps: PageRowsDeps) {}

  /** VS Code has nothing below this row: it is new, or read again. */
  taken(element: string): void {
    for (const [page, { above }] of this.given) if (page === element || above === element) this.given.delete(page);
  }

  /** VS Code has nothing at all. */
  clear(): void {
    this.given.clear();
  }

  /** @param above the row that the page stands below @returns those of the rows that VS Code has below no other page */
  give(page: string, above: string | undefined, rows: string[]): string[] {
    this.given.delete(page);
    const others = [...this.given.values()];
    const free = rows.filter((row) => !others.some((other) => other.rows.has(row)));
    this.given.set(page, { above, rows: new Set(free) });
    if (free.length < rows.length) this.lack(page);
    return free;
  }

  dispose(): void {
    this.timer?.dispose();
    this.lacking.clear();
  }

  private lack(page: string): void {
    this.lacking.add(page);
    this.timer ??= this.deps.clock.after(againAfter, () => {
      this.timer = undefined;
      const pages = [...this.lacking];
      this.lacking.clear();
      this.deps.readAgain(pages);
    });
  }
}
