import * as vscode from 'vscode';
import { noFilter, parseFilter, sameFilter, type JobFilter } from '../core/jobs/jobFilter';

const filterKey = 'filter';

/** The filter of this window: kept over a reload. */
export class FilterState implements vscode.Disposable {
  private readonly emitter = new vscode.EventEmitter<JobFilter>();
  private filter: JobFilter;

  readonly onDidChange = this.emitter.event;

  constructor(private readonly workspaceState: vscode.Memento) {
    this.filter = parseFilter(workspaceState.get(filterKey));
  }

  get current(): JobFilter {
    return this.filter;
  }

  /** Shows another choice at once; `keep` also stores it. */
  set(filter: JobFilter, keep = true): void {
    if (keep) void this.workspaceState.update(filterKey, filter);
    if (sameFilter(filter, this.filter)) return;
    this.filter = filter;
    this.emitter.fire(filter);
  }

  clear(): void {
    this.set(noFilter);
  }

  dispose(): void {
    this.emitter.dispose();
  }
}
