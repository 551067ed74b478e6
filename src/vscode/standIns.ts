import type { TreeNode } from './treeNode';

interface StandInsDeps {
  /** All jobs are looked through just now, and the groups by status with them: who counts these meanwhile does it at once. */
  readonly isCounting: () => boolean;
}

/**
 * Rows by status as they were given last. VS Code reads 200 ms after it was told, by when the next letter of a filter may have
 * begun another look at all jobs. Until that ends it is given them as they were, and is told of them again then.
 */
export class StandIns<T> {
  private readonly items = new Map<string, T>();
  private readonly owed = new Set<string>();
  private top: readonly TreeNode[] | undefined;
  private owesTop = false;

  constructor(private readonly deps: StandInsDeps) {}

  /** A row that is read. @param draw it says what is known now */
  row(element: string, node: TreeNode | undefined, draw: () => T): T {
    if (!node || !countsByStatus(node)) return draw();
    const last = this.items.get(element);
    if (last !== undefined && this.deps.isCounting()) {
      this.owed.add(element);
      return last;
    }
    const item = draw();
    this.items.set(element, item);
    return item;
  }

  /** The rows at the top, which are read. */
  topRows(read: () => readonly TreeNode[]): readonly TreeNode[] {
    if (this.top && this.deps.isCounting()) {
      this.owesTop = true;
      return this.top;
    }
    const rows = read();
    this.top = rows.some(({ kind }) => kind === 'status') ? rows : undefined;
    return rows;
  }

  /** All was looked through. @returns the rows that are to be read again; undefined: all are */
  take(): readonly string[] | undefined {
    const owed = this.owesTop ? undefined : [...this.owed];
    this.owed.clear();
    this.owesTop = false;
    return owed;
  }

  /** A row that is not known any more. */
  delete(element: string): void {
    this.items.delete(element);
    this.owed.delete(element);
  }

  /** What stands at the top is another profile's. */
  clear(): void {
    this.top = undefined;
    this.owesTop = false;
  }
}

function countsByStatus(node: TreeNode): boolean {
  return node.kind === 'status' || (node.kind === 'page' && node.status !== undefined);
}
