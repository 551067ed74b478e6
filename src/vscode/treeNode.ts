import { createHash } from 'node:crypto';

/** A row of the tree. `label` is empty under the jobs that are tracked one by one. */
export type TreeNode =
  | { readonly kind: 'label'; readonly label: string }
  | { readonly kind: 'singles' }
  | { readonly kind: 'job'; readonly label: string; readonly jobId: string }
  | { readonly kind: 'result'; readonly label: string; readonly jobId: string; readonly index: number }
  | { readonly kind: 'note'; readonly label: string; readonly jobId?: string; readonly note: NoteKind };

/** Rows that only say something. */
export type NoteKind = 'loading' | 'noResults' | 'unreadable' | 'partial' | 'noJobs' | 'failed';

/** Longer parts are replaced by their hash: an id is compared often, and a label may be long. */
const longestPart = 200;

/**
 * The element that VS Code keys a row by: the same text for the same row, whatever its state.
 * Parts are quoted, so that `a/b` + `c` is not `a` + `b/c`.
 */
export function elementOf(profile: string, node: TreeNode): string {
  const parts: string[] = [profile, 'byLabel', node.kind];
  if (node.kind !== 'singles') parts.push(node.label);
  if (node.kind === 'job' || node.kind === 'result') parts.push(node.jobId);
  if (node.kind === 'result') parts.push(String(node.index));
  if (node.kind === 'note') parts.push(node.jobId ?? '', node.note);
  return JSON.stringify(parts.map(shorten));
}

/** The row above; undefined for a row at the top. */
export function parentOf(node: TreeNode): TreeNode | undefined {
  if (node.kind === 'label' || node.kind === 'singles') return undefined;
  if ((node.kind === 'result' || node.kind === 'note') && node.jobId !== undefined) {
    return { kind: 'job', label: node.label, jobId: node.jobId };
  }
  return node.label === '' ? { kind: 'singles' } : { kind: 'label', label: node.label };
}

function shorten(part: string): string {
  return part.length <= longestPart ? part : createHash('sha256').update(part).digest('hex');
}
