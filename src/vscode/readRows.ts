import type { RowChildren } from './rowChildren';
import type { TreeNode } from './treeNode';

interface ReadRowsDeps {
  readonly tree: {
    node(element: string): TreeNode | undefined;
    element(node: TreeNode): string;
  };
  readonly rows: Pick<RowChildren, 'above'>;
}

/**
 * When VS Code read the rows below each row. It keeps them, also below a row that is closed, until it takes that row, or
 * one above it, because it was told of it: then it reads them anew, those of a closed row when that opens.
 */
export class ReadRows {
  /** Those that VS Code was told of and did not take yet. */
  private readonly owed = new Set<string>();
  /** When the rows below a row were read, and when VS Code took a row that it was told of: in the order of all that. */
  private readonly readAt = new Map<string, number>();
  private readonly takenAt = new Map<string, number>();
  private allTakenAt = 0;
  private tick = 0;

  constructor(private readonly deps: ReadRowsDeps) {}

  /** The rows below it are read. */
  read(element: string): void {
    this.readAt.set(element, ++this.tick);
  }

  /** VS Code is told to read these anew, which it does a moment later. */
  told(elements: readonly string[]): void {
    for (const element of elements) this.owed.add(element);
  }

  /** VS Code takes a row: that is nothing new where it was not told of it. */
  taken(element: string): void {
    if (this.owed.delete(element)) this.takenAt.set(element, ++this.tick);
  }

  /** VS Code reads all rows. */
  allTaken(): void {
    this.owed.clear();
    this.allTakenAt = ++this.tick;
  }

  /** A row that is not known any more. */
  delete(element: string): void {
    this.owed.delete(element);
    this.readAt.delete(element);
    this.takenAt.delete(element);
  }

  /** True where VS Code has what it read below a row: since then it took neither that row nor one above it. */
  isKept(element: string): boolean {
    const { tree, rows } = this.deps;
    const at = this.readAt.get(element) ?? 0;
    if (this.allTakenAt > at) return false;
    for (let node = tree.node(element); node; node = rows.above(node))
      if ((this.takenAt.get(tree.element(node)) ?? 0) > at) return false;
    return true;
  }
}
