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
  private readonly showEmitter = new vscode.EventEmitter<TreeNode>();
  /** The profile that `nodes` are of. */
  private shownProfile = '';
  readonly onDidChangeTreeData = this.emitter.event;
  /**
   * The rows below a label, or below a job whose results are not known, are being read: it is open on the screen, even
   * if nobody opened it. Told after the reading, and at each reading again.
   */
  readonly onDidShow = this.showEmitter.event;
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
    const element = this.elementOf(node);
    this.nodes.set(element, node);
    return element;
  }

  getChildren(element?: string): string[] {
    const children = this.children(element).map((node) => this.element(node));
    const node = element === undefined ? undefined : this.nodes.get(element);
    if (node && this.isWorthTelling(node)) queueMicrotask(() => this.showEmitter.fire(node));
    return children;
  }

  /** A throw here would blank the whole view: a row that cannot be drawn says so instead. */
  getTreeItem(element: string): vscode.TreeItem {
    const node = this.nodes.get(element);
    // A row that is gone, which VS Code holds for a moment still.
    if (!node) return textItem(element, '');
    try {
      return rowItem(node, element, this.deps);
    } catch (error) {
      this.deps.log.error(`A row could not be drawn: ${String(error)}`);
      return textItem(element, this.deps.t('(this row could not be shown)'));
    }
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
      this.prune();
      this.showAll();
      return;
    }
    const repaint = this.deps.groups.repaint(change);
    if (repaint.all) {
      this.emitter.fire(undefined);
      return;
    }
    const rows = [...repaint.labels.map(labelNode), ...repaint.jobs.map((job) => ({ kind: 'job' as const, ...job }))];
    const elements = rows.map((node) => this.elementOf(node)).filter((id) => this.nodes.has(id));
    if (elements.length > 0) this.emitter.fire(elements);
  }

  /**
   * The request for a job's results began or ended: an opened row says so.
   * @param jobId undefined: that may be so of all jobs
   */
  showDetails(jobId: string | undefined): void {
    const jobIds = jobId === undefined ? [...this.loading] : this.loading.has(jobId) ? [jobId] : [];
    const labels = [...this.deps.store.labels.map((state) => state.label), singlesLabel];
    const shown = jobIds
      .flatMap((id) => labels.map((label) => this.elementOf({ kind: 'job', label, jobId: id })))
      .filter((element) => this.nodes.has(element));
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
    this.showEmitter.dispose();
  }

  private elementOf(node: TreeNode): string {
    return elementOf(this.deps.profiles.active.name, node);
  }

  private isWorthTelling(node: TreeNode): boolean {
    if (node.kind === 'label') return true;
    // A failure stands until someone opens the row: telling of it would ask again at each repaint.
    return node.kind === 'job' && this.loading.has(node.jobId) && !this.deps.queue.failure(node.jobId);
  }

  /** Forgets rows of another profile, of labels no longer tracked, and of jobs that are gone. */
  private prune(): void {
    const { store, profiles } = this.deps;
    if (this.shownProfile !== profiles.active.name) {
      this.nodes.clear();
      this.loading.clear();
    }
    this.shownProfile = profiles.active.name;
    const singles = new Set(store.singleIds);
    for (const [element, node] of this.nodes) {
      const label = node.kind === 'singles' ? singlesLabel : node.label;
      const isKept = label === singlesLabel ? singles.size > 0 : store.label(label) !== undefined;
      const jobId = 'jobId' in node ? node.jobId : undefined;
      const isGone = jobId !== undefined && !singles.has(jobId) && !store.job(jobId);
      if (!isKept || isGone) this.nodes.delete(element);
    }
    for (const jobId of this.loading) if (!store.job(jobId)) this.loading.delete(jobId);
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
    this.loading.delete(jobId);
    if (results.length === 0) return [{ kind: 'note', label, jobId, note: 'noResults' }];
    return results.map((_result, index) => ({ kind: 'result', label, jobId, index }));
  }
}

function labelNode(label: string): TreeNode {
  return label === singlesLabel ? { kind: 'singles' } : { kind: 'label', label };
}

function textItem(element: string, text: string): vscode.TreeItem {
  const item = new vscode.TreeItem(text);
  item.id = element;
  return item;
}
