import type { Services } from '../../../src/vscode/services';

/** Rows that VS Code asks for, counted while `work` runs and for as long after as a repaint may be put off. */
export async function repaintsOf({ tree }: Services, work: () => unknown): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  const original = tree.getTreeItem.bind(tree);
  tree.getTreeItem = (element) => {
    counts.set(element, (counts.get(element) ?? 0) + 1);
    return original(element);
  };
  try {
    await work();
    await new Promise((resolve) => setTimeout(resolve, 3000));
    return counts;
  } finally {
    tree.getTreeItem = original;
  }
}

/** Of all rows. */
export const totalOf = (counts: ReadonlyMap<string, number>): number =>
  [...counts.values()].reduce((sum, count) => sum + count, 0);
