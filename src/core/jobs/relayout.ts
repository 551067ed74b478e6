import { Emitter, type Disposable } from '../event';
import type { Slices } from '../snapshot/slices';
import type { JobGroups } from './jobGroups';
import type { JobStore } from './jobStore';
import { fewJobs } from './scale';
import type { PageRef } from './treeLayout';

interface RelayoutDeps {
  readonly store: Pick<JobStore, 'size'>;
  readonly groups: Pick<JobGroups, 'invalidate' | 'prepare'>;
  readonly slices: Slices;
  /** The pages on the screen. */
  readonly pages?: () => Iterable<PageRef>;
  /** It begins: what was drawn for the layout before is over. */
  readonly begun?: () => void;
  /** Draws the rows on the screen, in small steps. */
  readonly rows?: () => Iterable<void>;
}

/** Lays the tree out anew for another filter or arrangement: of many jobs in slices, and what is shown stays meanwhile. */
export class Relayout implements Disposable {
  private readonly done = new Emitter<void>();
  private turn = 0;
  private running = Promise.resolve();

  /** True until it ends: whoever looks at all jobs meanwhile does at once what is being done in slices. */
  isBusy = false;

  /** Everything is laid out anew, and reads fast. */
  readonly onDidEnd = this.done.event;

  constructor(private readonly deps: RelayoutDeps) {}

  /** To be called for each other filter or arrangement: the last one ends what was begun for those before it. */
  begin(): void {
    const { store, groups } = this.deps;
    this.deps.begun?.();
    groups.invalidate();
    this.isBusy = true;
    this.turn++;
    if (store.size < fewJobs) this.end();
    else this.running = this.inSlices(this.turn);
  }

  /** To be awaited before something is looked for in the tree. */
  async settled(): Promise<void> {
    while (this.isBusy) await this.running;
  }

  dispose(): void {
    this.turn = NaN;
    this.isBusy = false;
    this.done.dispose();
  }

  private end(): void {
    this.isBusy = false;
    this.done.fire();
  }

  private async inSlices(turn: number): Promise<void> {
    const { slices } = this.deps;
    slices.begin();
    const steps = this.steps();
    while (turn === this.turn && !steps.next().done) await slices.breathe();
    if (turn === this.turn) this.end();
  }

  private *steps(): Generator<void, void> {
    const { groups, pages, rows } = this.deps;
    yield* groups.prepare(pages?.());
    yield* rows?.() ?? [];
  }
}
