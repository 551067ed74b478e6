import * as vscode from 'vscode';
import { singlesLabel } from '../core/jobs/jobGroups';
import type { JobChange } from '../core/jobs/jobDiff';
import { viewId } from './contributions';
import type { Profiles } from './profiles';
import { rowItem, type RowSources } from './rowItems';
import { rowTooltip } from './rowTooltip';
import { elementOf, parentOf, type TreeNode } from './treeNode';
import type { ViewStatus } from './viewStatus';

export interface JobTreeDeps extends RowSources {
  readonly profiles: Profiles;
  readonly status: ViewStatus;
  readonly log: vscode.LogOutputChannel;
}

/** Labels → jobs → results. Elements are texts, the same for the same row, so that VS Code keeps what is selected. */
export class JobTree implements vscode.TreeDataProvider<string>, vscode.Disposable {
  private readonly nodes = new Map<string, TreeNode>();
  /** Jobs whose row was opened before their results were known. */
  private readonly loading = new Set<string>();
  private readonly emitter = new vscode.EventEmitter<string[] | undefined>();
  readonly onDidChangeTreeData = this.emitter.event;
  readonly view: vscode.TreeView<string>;

  constructor(private readonly deps: JobTreeDeps) {
    this.view = vscode.window.createTreeView(viewId, {
      treeDataProvider: this,
      canSelectMany: true,
      showCollapseAll: true,
    });
  }

  /** The row behind an element, if it was ever shown or made. */
  node(element: string): TreeNode | undefined {
    return this.nodes.get(element);
  }

  /** The element of a row; known from then on. */
  element(node: TreeNode): string {
    const element = elementOf(this.deps.profiles.active.name, node);
    this.nodes.set(element, node);
    return element;
  }

  getChildren(element?: string): string[] {
    return this.children(element).map((node) => this.element(node));
  }

  /** A throw here would blank the whole view: a row that cannot be drawn says so instead. */
  getTreeItem(element: string): vscode.TreeItem {
    const node = this.nodes.get(element);
    try {
      if (node) return rowItem(node, element, this.deps);
    } catch (error) {
      this.deps.log.error(`A row could not be drawn: ${String(error)}`);
    }
    const item = new vscode.TreeItem(this.deps.t('(this row could not be shown)'));
    item.id = element;
    return item;
  }

  getParent(element: string): string | undefined {
    const node = this.nodes.get(element);
    const parent = node && parentOf(node);
    return parent && this.element(parent);
  }

  resolveTreeItem(item: vscode.TreeItem, element: string): vscode.TreeItem {
    const node = this.nodes.get(element);
    const tooltip = node && rowTooltip(node, this.deps);
    if (tooltip) item.tooltip = tooltip;
    return item;
  }

  /** Repaints what a change of the store touched, and nothing else. */
  show(change: JobChange): void {
    if (change.tracked) {
      this.showAll();
      return;
    }
    const repaint = this.deps.groups.repaint(change);
    if (repaint.all) {
      this.emitter.fire(undefined);
      return;
    }
    const rows = [...repaint.labels.map(labelNode), ...repaint.jobs.map((job) => ({ kind: 'job' as const, ...job }))];
    const elements = rows
      .map((node) => elementOf(this.deps.profiles.active.name, node))
      .filter((id) => this.nodes.has(id));
    if (elements.length > 0) this.emitter.fire(elements);
  }

  /** The request for a job's results began or ended: an opened row says so. */
  showDetails(jobId: string | undefined): void {
    if (jobId === undefined || !this.loading.has(jobId)) return;
    const labels = [...(this.deps.store.job(jobId)?.labels ?? []), singlesLabel];
    const elements = labels.map((label) => elementOf(this.deps.profiles.active.name, { kind: 'job', label, jobId }));
    const shown = elements.filter((element) => this.nodes.has(element));
    if (shown.length > 0) this.emitter.fire(shown);
  }

  /** Repaints everything: other labels, another filter, another profile. */
  showAll(): void {
    this.deps.groups.invalidate();
    this.emitter.fire(undefined);
  }

  /** Scrolls to a row and selects it; a row that is not there any more is left alone. */
  async reveal(node: TreeNode, options: { focus?: boolean; expand?: boolean } = {}): Promise<void> {
    try {
      await this.view.reveal(this.element(node), { select: true, ...options });
    } catch (error) {
      this.deps.log.debug(`A row could not be revealed: ${String(error)}`);
    }
  }

  dispose(): void {
    this.view.dispose();
    this.emitter.dispose();
  }

  private children(element: string | undefined): readonly TreeNode[] {
    if (element === undefined) return this.deps.status.isEmpty ? [] : this.deps.groups.top().map(labelNode);
    const node = this.nodes.get(element);
    if (node?.kind === 'label') return this.labelChildren(node.label);
    if (node?.kind === 'singles') return this.jobNodes(singlesLabel);
    return node?.kind === 'job' ? this.resultNodes(node) : [];
  }

  private labelChildren(label: string): readonly TreeNode[] {
    const state = this.deps.store.label(label);
    const rows: TreeNode[] = [...this.jobNodes(label)];
    const note = (kind: (TreeNode & { kind: 'note' })['note']): void =>
      void rows.push({ kind: 'note', label, note: kind });
    if (!state) return rows;
    if (state.unreadable > 0) note('unreadable');
    if (state.failure) note(state.asOf === undefined || state.complete ? 'failed' : 'partial');
    else if (state.jobIds.length === 0) note(state.asOf === undefined ? 'loading' : 'noJobs');
    return rows;
  }

  private jobNodes(label: string): readonly TreeNode[] {
    return this.deps.groups.view(label).shownIds.map((jobId) => ({ kind: 'job', label, jobId }));
  }

  private resultNodes({ label, jobId }: { label: string; jobId: string }): readonly TreeNode[] {
    const results = this.deps.store.details(jobId)?.results;
    if (!results) {
      this.loading.add(jobId);
      return [{ kind: 'note', label, jobId, note: this.deps.queue.failure(jobId) ? 'failed' : 'loading' }];
    }
    if (results.length === 0) return [{ kind: 'note', label, jobId, note: 'noResults' }];
    return results.map((_result, index) => ({ kind: 'result', label, jobId, index }));
  }
}

function labelNode(label: string): TreeNode {
  return label === singlesLabel ? { kind: 'singles' } : { kind: 'label', label };
}
