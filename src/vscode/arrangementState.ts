import * as vscode from 'vscode';
import { parseArrangement, sameArrangement, type Arrangement } from '../core/jobs/arrangement';
import type { JobFilter } from '../core/jobs/jobFilter';

const arrangementKey = 'arrangement';

/** How the tree is laid out in this window: kept over a reload. */
export class ArrangementState implements vscode.Disposable {
  private readonly emitter = new vscode.EventEmitter<void>();
  private arrangement: Arrangement;

  readonly onDidChange = this.emitter.event;

  constructor(private readonly workspaceState: vscode.Memento) {
    this.arrangement = parseArrangement(workspaceState.get(arrangementKey));
  }

  get current(): Arrangement {
    return this.arrangement;
  }

  set(change: Partial<Arrangement>): void {
    const next = { ...this.arrangement, ...change };
    if (sameArrangement(next, this.arrangement)) return;
    this.arrangement = next;
    void this.workspaceState.update(arrangementKey, next);
    this.emitter.fire();
  }

  /** What was kept was deleted. */
  reset(to: Arrangement): void {
    this.arrangement = to;
    this.emitter.fire();
  }

  dispose(): void {
    this.emitter.dispose();
  }
}

/** What the tree is laid out by, read anew each time. */
export function layout(
  filter: { readonly current: JobFilter },
  arrangement: { readonly current: Arrangement },
  settings: { readonly earlierAfterMs: number },
): { filter: () => JobFilter; arrangement: () => Arrangement; earlierAfterMs: () => number } {
  return {
    filter: () => filter.current,
    arrangement: () => arrangement.current,
    earlierAfterMs: () => settings.earlierAfterMs,
  };
}
