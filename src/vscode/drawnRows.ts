import type { TreeNode } from './treeNode';

const rowsPerStep = 50;

interface Drawn<T> {
  readonly row: T;
  /** Of the row of a job, which says nothing but what is known of the job. */
  readonly jobId: string | undefined;
}

/**
 * Rows as they are drawn. VS Code takes in thousands of them in one turn of the event loop, so where it is known that it
 * will read them they are drawn ahead, in small steps.
 */
export class DrawnRows<T> {
  private readonly ahead = new Map<string, Drawn<T>>();

  /** @param nodes what stands behind each element */
  constructor(
    private readonly nodes: Pick<ReadonlyMap<string, TreeNode>, 'get'>,
    private readonly draw: (node: TreeNode | undefined, element: string) => T,
  ) {}

  has(element: string): boolean {
    return this.ahead.has(element);
  }

  /** A row that is read; what was drawn ahead is read once. */
  take(element: string): T {
    const drawn = this.ahead.get(element);
    if (drawn === undefined) return this.draw(this.nodes.get(element), element);
    this.ahead.delete(element);
    return drawn.row;
  }

  /** Draws rows that are about to be read. */
  *drawAhead(elements: Iterable<string>): Generator<void, void> {
    let count = 0;
    for (const element of elements) {
      if (this.ahead.has(element)) continue;
      const node = this.nodes.get(element);
      const jobId = node?.kind === 'job' ? node.jobId : undefined;
      this.ahead.set(element, { row: this.draw(node, element), jobId });
      if (++count % rowsPerStep === 0) yield;
    }
  }

  /**
   * Something changed that rows may say: they are drawn again when they are read, but for those of other jobs. A label
   * changes with each answer, and VS Code reads 200 ms after it was told.
   * @param jobIds of the jobs that changed
   */
  forget(jobIds: Iterable<string>): void {
    if (this.ahead.size === 0) return;
    const changed = new Set(jobIds);
    for (const [element, { jobId }] of this.ahead)
      if (jobId === undefined || changed.has(jobId)) this.ahead.delete(element);
  }

  /** All is laid out anew, or is another profile's. */
  clear(): void {
    this.ahead.clear();
  }
}
