import type { Clock } from '../clock';
import type { Disposable } from '../event';
import type { DetailFeed } from './detailFeed';

/** So long after a label was opened its jobs are looked through, in ms: its rows are on the screen by then. */
const lookAfter = 400;

interface LateExpansionDeps {
  readonly clock: Clock;
  readonly details: Pick<DetailFeed, 'expandLabel' | 'collapseLabel'>;
}

/**
 * Which completed jobs of a label that opens are worth a request: nobody waits for that, but for the rows, which would
 * come after 20,000 jobs were looked through.
 */
export class LateExpansion implements Disposable {
  private readonly waiting = new Map<string, Disposable>();

  constructor(private readonly deps: LateExpansionDeps) {}

  /** The rows of a label are on the screen, or about to be. May be told again and again. */
  expand(label: string): void {
    if (this.waiting.has(label)) return;
    this.waiting.set(
      label,
      this.deps.clock.after(lookAfter, () => {
        this.waiting.delete(label);
        this.deps.details.expandLabel(label);
      }),
    );
  }

  collapse(label: string): void {
    this.drop(label);
    this.deps.details.collapseLabel(label);
  }

  dispose(): void {
    for (const label of [...this.waiting.keys()]) this.drop(label);
  }

  private drop(label: string): void {
    this.waiting.get(label)?.dispose();
    this.waiting.delete(label);
  }
}
