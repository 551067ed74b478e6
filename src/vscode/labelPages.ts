import type { JobGroups } from '../core/jobs/jobGroups';
import { pageSize } from '../core/jobs/scale';
import { countPages, pageNodes } from './pageNodes';
import type { LabelList, TreeNode } from './treeNode';

/** The labels of a list, in the order of their rows. */
export function labelsOf(groups: JobGroups, list: LabelList): readonly string[] {
  if (list === 'found') return [...groups.found().keys()];
  const { labels, earlier } = groups.top();
  return list === 'top' ? labels : earlier;
}

/** The rows of a list of labels: their pages, where they are more than one page holds. */
export function labelRows(groups: JobGroups, list: LabelList): readonly TreeNode[] {
  const labels = labelsOf(groups, list);
  if (labels.length <= pageSize) return labels.map((label) => labelNode(list, label));
  return pageNodes({ kind: 'labelPage', list }, countPages(labels));
}

/** The rows on a page. @param index from 0; a page beyond the last is empty */
export function labelsOnPage(groups: JobGroups, list: LabelList, index: number): readonly TreeNode[] {
  const labels = labelsOf(groups, list).slice(index * pageSize, (index + 1) * pageSize);
  return labels.map((label) => labelNode(list, label));
}

/** The page that a label's row stands on; undefined where its list has no pages, or not this label. */
export function labelPageOf(groups: JobGroups, list: LabelList, label: string): TreeNode | undefined {
  const labels = labelsOf(groups, list);
  const place = labels.length > pageSize ? labels.indexOf(label) : -1;
  return place < 0 ? undefined : { kind: 'labelPage', list, index: Math.floor(place / pageSize) };
}

function labelNode(list: LabelList, label: string): TreeNode {
  return { kind: list === 'found' ? 'foundLabel' : 'label', label };
}
