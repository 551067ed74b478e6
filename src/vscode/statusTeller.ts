import type { TreeView } from 'vscode';
import type { Clock } from '../core/clock';
import type { Disposable } from '../core/event';
import type { JobChange } from '../core/jobs/jobDiff';
import { Seldom } from '../core/notice/seldom';
import type { ViewStatus } from './viewStatus';

/** All jobs are counted for the view's message at most so often, in ms. */
const pause = 1000;

interface StatusTellerDeps {
  readonly clock: Clock;
  readonly status: Pick<ViewStatus, 'isEmpty' | 'update'>;
  readonly tree: { readonly view: TreeView<string>; showAll(): void; readonly relayout: { readonly isBusy: boolean } };
}

/** Says what the view says besides its rows, when something changed. */
export class StatusTeller implements Disposable {
  private readonly seldom: Seldom;

  constructor(private readonly deps: StatusTellerDeps) {
    this.seldom = new Seldom({ clock: deps.clock, pause, run: () => this.tell() });
  }

  /** Says what is true now. */
  tell(): void {
    const { status, tree } = this.deps;
    // It tells at its end.
    if (tree.relayout.isBusy) return;
    if (status.update(tree.view)) tree.showAll();
  }

  /** Jobs changed, as they may many times a second: at once where rows take the place of a welcome, else before long. */
  jobsChanged({ tracked }: JobChange): void {
    if (tracked || this.deps.status.isEmpty) this.tell();
    else this.seldom.ask();
  }

  dispose(): void {
    this.seldom.dispose();
  }
}
