import { EventEmitter, type Disposable } from 'vscode';
import { singlesLabel } from '../core/jobs/groupRef';
import { FirstPages, type FirstPagesDeps } from './firstPages';
import { LoadingRows } from './loadingRows';
import type { TreeNode } from './treeNode';

interface ShownRowsDeps extends FirstPagesDeps {
  readonly store: { details(jobId: string): object | undefined };
  readonly queue: { failure(jobId: string): object | undefined };
}

/** Which rows are on the screen: tells of those that are open, as far as that is worth a request, and gets ready what opens next. */
export class ShownRows implements Disposable {
  private readonly loading = new LoadingRows();
  private readonly pages: FirstPages;
  private readonly emitter = new EventEmitter<TreeNode>();
  /**
   * The rows below a label, or below a job whose results are not known, are being read: it is open on the screen, even
   * if nobody opened it. Told after the reading, and at each reading again.
   */
  readonly onDidShow = this.emitter.event;

  constructor(private readonly deps: ShownRowsDeps) {
    this.pages = new FirstPages(deps);
  }

  /** A row is drawn. @returns the same row */
  drawn<T extends TreeNode | undefined>(node: T): T {
    if (node?.kind === 'label') this.pages.seen({ label: node.label });
    else if (node?.kind === 'status') this.pages.seen({ status: node.status });
    else if (node?.kind === 'singles') this.pages.seen({ label: singlesLabel });
    return node;
  }

  /** All is in another order, or filtered otherwise. */
  laidOut(): void {
    this.pages.again();
  }

  /** The rows below a row are being read. */
  note(node: TreeNode, element: string): void {
    if (node.kind === 'job') this.loading.note(node.jobId, element, !this.deps.store.details(node.jobId));
    if (this.isWorthTelling(node)) queueMicrotask(() => this.emitter.fire(node));
  }

  /** Elements of rows of a job that were opened before its results were known. @param jobId undefined: of all jobs */
  loadingOf(jobId: string | undefined): readonly string[] {
    return this.loading.of(jobId);
  }

  /** Another profile: none of these is left. */
  clear(): void {
    this.loading.clear();
    this.pages.clear();
  }

  dispose(): void {
    this.pages.dispose();
    this.emitter.dispose();
  }

  private isWorthTelling(node: TreeNode): boolean {
    if (node.kind === 'label') return true;
    // A failure stands until someone opens the row: telling of it would ask again at each repaint.
    return node.kind === 'job' && this.loading.has(node.jobId) && !this.deps.queue.failure(node.jobId);
  }
}
