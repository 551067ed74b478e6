import { pageSize, pagesAtOnce } from '../core/jobs/scale';
import { isPage, placeOf, type PageNode, type PagePlace, type TreeNode } from './treeNode';

/**
 * The rows for pages from one on: a few, and one row that holds those after them in the same way. VS Code asks for the rows
 * below all open rows of one depth in one call, and writes them in one go: of one place they are never too many.
 * @param count how many pages there are in all
 */
export function pageNodes(place: PagePlace, count: number, from = 0): readonly TreeNode[] {
  const end = Math.min(from + pagesAtOnce, count);
  const pages: TreeNode[] = [];
  for (let index = from; index < end; index++) pages.push({ ...place, index });
  if (end < count) pages.push({ ...place, index: end, andMore: true });
  return pages;
}

/** The row that holds a page, or a row of more pages, together with others; undefined for the first ones. */
export function aboveOnPages(node: PageNode): TreeNode | undefined {
  const depth = Math.floor(node.index / pagesAtOnce) - (node.andMore ? 1 : 0);
  return depth === 0 ? undefined : { ...pagePlace(node), index: depth * pagesAtOnce, andMore: true };
}

/** Where a page stands, without which one it is. */
export function pagePlace(page: PageNode): PagePlace {
  if (page.kind === 'labelPage') return { kind: page.kind, list: page.list };
  const { label, message } = placeOf(page);
  if (page.kind === 'failurePage') return { kind: page.kind, label, ...(message === undefined ? {} : { message }) };
  return { ...placeOf(page), kind: page.kind };
}

/** How many pages rows take. */
export function countPages(rows: { readonly length: number }): number {
  return Math.ceil(rows.length / pageSize);
}

/** True for the page that stands first below a row. */
export function isFirstBelow({ index, andMore }: PageNode): boolean {
  return !andMore && index % pagesAtOnce === 0;
}

/** The pages among some rows, and those that stand below these in their turn. @param below the rows below a row */
export function* pagesBelow(
  below: (page: PageNode) => readonly TreeNode[],
  rows: readonly TreeNode[],
): Generator<PageNode> {
  for (const row of rows.filter(isPage)) {
    yield row;
    if (row.andMore) yield* pagesBelow(below, below(row));
  }
}
