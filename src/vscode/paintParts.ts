import type { Repaint } from '../core/jobs/treeLayout';
import type { RowChildren } from './rowChildren';
import type { TreeNode } from './treeNode';

/** What is done with the parts of a repaint. */
export interface Painting {
  readonly rows: Pick<RowChildren, 'repainted'>;
  /** All is repainted anyway. */
  readonly isOver: () => boolean;
  readonly repaint: (nodes: readonly TreeNode[]) => void;
}

/** Repaints part by part, each in a step of its own. */
export function* paintParts(parts: Iterable<Repaint>, { rows, isOver, repaint }: Painting): Generator<void, void> {
  for (const part of parts) {
    if (isOver()) return;
    repaint(rows.repainted(part));
    yield;
  }
}
