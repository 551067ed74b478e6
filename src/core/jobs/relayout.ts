import { Emitter, type Disposable } from '../event';
import type { Log } from '../log';
import type { Slices } from '../snapshot/slices';
import type { JobGroups } from './jobGroups';
import type { JobStore } from './jobStore';
import { drained } from './jobTotals';
import { fewJobs } from './scale';
import { newRepaint, type PageRef, type Repaint } from './treeLayout';

interface RelayoutDeps {
  readonly store: Pick<JobStore, 'size'>;
  readonly groups: Pick<JobGroups, 'invalidate' | 'prepare' | 'moved'>;
  readonly slices: Slices;
  /** The pages on the screen. */
  readonly pages?: () => Iterable<PageRef>;
  /** It begins: what was drawn for the layout before is over. */
  readonly begun?: () => void;
  /** Draws the rows on the screen that are to be repainted, in small steps. */
  readonly rows?: (repaint: Repaint) => Iterable<void>;
  readonly log?: Pick<Log, 'error'>;
}

/** Lays the tree out anew for another filter or arrangement: of many jobs in slices, and what is shown stays meanwhile. */
export class Relayout implements Disposable {
  private readonly done = new Emitter<Repaint>();
  private turn = 0;
  private running = Promise.resolve();

  /** True until it ends: whoever looks at all jobs meanwhile does at once what is being done in slices. */
  isBusy = false;

  /** Everything is laid out anew, and reads fast: what that moved is to be repainted. */
  readonly onDidEnd = this.done.event;

  constructor(private readonly deps: RelayoutDeps) {}

  /** To be called for each other filter or arrangement: the last one ends what was begun for those before it. */
  begin(): void {
    const { store, groups } = this.deps;
    this.deps.begun?.();
    groups.invalidate();
    this.isBusy = true;
    this.turn++;
    if (store.size < fewJobs) this.end(this.atOnce());
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

  private end(repaint: Repaint): void {
    this.isBusy = false;
    this.done.fire(repaint);
  }

  private async inSlices(turn: number): Promise<void> {
    const repaint = await this.through(turn).catch((error: unknown) => this.failed(error));
    if (repaint && turn === this.turn) this.end(repaint);
  }

  private atOnce(): Repaint {
    try {
      return drained(this.deps.groups.moved(this.deps.pages?.()));
    } catch (error) {
      return this.failed(error);
    }
  }

  /** Whatever can be read is read anew. */
  private failed(error: unknown): Repaint {
    this.deps.log?.error(`The tree could not be laid out ahead: ${String(error)}`);
    return { ...newRepaint(), all: true };
  }

  /** @returns undefined where another layout was begun meanwhile */
  private async through(turn: number): Promise<Repaint | undefined> {
    const { slices } = this.deps;
    slices.begin();
    const steps = this.steps();
    while (turn === this.turn) {
      const { done, value } = steps.next();
      if (done) return value;
      await slices.breathe();
    }
    return undefined;
  }

  private *steps(): Generator<void, Repaint> {
    const { groups, pages, rows } = this.deps;
    yield* groups.prepare(pages?.());
    return yield* groups.moved(pages?.(), rows);
  }
}
