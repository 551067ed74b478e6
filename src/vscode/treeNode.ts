import { createHash } from 'node:crypto';
import { singlesLabel, type GroupRef } from '../core/jobs/groupRef';
import type { FoundChange } from '../core/jobs/foundLabels';
import type { StatusGroup } from '../core/jobs/jobCounts';

/** Where a row stands: under a label (empty: among the jobs tracked one by one), a status, or a failure's message. */
export interface Place {
  readonly label: string;
  /** The tree is grouped by status; `label` is then one of the job's labels. */
  readonly status?: StatusGroup;
  /** Below "Failures by message"; empty where the server has said nothing yet. */
  readonly message?: string;
}

/** Where labels stand in a row of their own: at the top, under "Earlier", or among those seen and not tracked. */
export type LabelList = 'top' | 'earlier' | 'found';

/** A row of the tree. */
export type TreeNode =
  | { readonly kind: 'label'; readonly label: string }
  | { readonly kind: 'singles' }
  | { readonly kind: 'status'; readonly status: StatusGroup }
  /** Labels that have been finished for long. */
  | { readonly kind: 'earlier' }
  /** Labels seen on tracked jobs that are not tracked. */
  | { readonly kind: 'found' }
  | { readonly kind: 'foundLabel'; readonly label: string }
  | PageNode
  | { readonly kind: 'failures'; readonly label: string }
  | { readonly kind: 'failure'; readonly label: string; readonly message: string }
  | JobNode
  | ({ readonly kind: 'result'; readonly jobId: string; readonly index: number } & Place)
  | ({ readonly kind: 'note'; readonly jobId?: string; readonly note: NoteKind } & Place);

/** What stands on pages: labels, the jobs of a group, or jobs with a message (without one: the messages). */
export type PagePlace =
  | { readonly kind: 'labelPage'; readonly list: LabelList }
  | ({ readonly kind: 'page' } & Place)
  | { readonly kind: 'failurePage'; readonly label: string; readonly message?: string };

/** A row that holds a page of the rows below another; with `andMore` that page and those after it, in rows of their own. */
export type PageNode = PagePlace & { readonly index: number; readonly andMore?: true };

/** The row of a job. */
export type JobNode = { readonly kind: 'job'; readonly jobId: string } & Place;

/** Rows that only say something. */
export type NoteKind = 'loading' | 'noResults' | 'unreadable' | 'partial' | 'noJobs' | 'failed';

/** Longer parts are replaced by their hash: an id is compared often, and a label may be long. */
const longestPart = 200;

/**
 * The element that VS Code keys a row by: the same text for the same row, whatever its state, and short, for it is sent
 * to the window with each row. Parts are escaped, so that `a/b` + `c` is not `a` + `b/c`.
 */
export function elementOf(profile: string, node: TreeNode): string {
  if (node.kind === 'job') return `${aboveJob(profile, node)}${escaped(node.jobId)}`;
  const parts: string[] = [profile, placeName(node), node.kind];
  if ('label' in node && !('status' in node)) parts.push(node.label);
  if (node.kind === 'failure') parts.push(node.message);
  if (node.kind === 'result') parts.push(node.jobId);
  if (node.kind === 'labelPage') parts.push(node.list);
  if ('index' in node) parts.push(String(node.index));
  if ('andMore' in node) parts.push('more');
  if (node.kind === 'note') parts.push(node.jobId ?? '', node.note);
  return parts.map(escaped).join('/');
}

/** What the elements of jobs begin with that stand at one place: thousands of them are made one after another. */
let lastAbove: { readonly profile: string; readonly of: Place; readonly text: string } | undefined;

function aboveJob(profile: string, node: JobNode): string {
  if (lastAbove?.profile === profile && samePlace(lastAbove.of, node)) return lastAbove.text;
  const label = node.status === undefined ? [node.label] : [];
  const text = [profile, placeName(node), node.kind, ...label, ''].map(escaped).join('/');
  lastAbove = { profile, of: node, text };
  return text;
}

/** Under a status the label is not told. */
function samePlace(left: Place, right: Place): boolean {
  if (left.status !== right.status || left.message !== right.message) return false;
  return left.status !== undefined || left.label === right.label;
}

/** True for a row that holds a part of the rows below another; the first of them opens with that. */
export function isPage(node: TreeNode): node is PageNode {
  return node.kind === 'page' || node.kind === 'labelPage' || node.kind === 'failurePage';
}

/** The group that a row below one stands in. */
export function groupOf({ label, status }: Place): GroupRef {
  return status === undefined ? { label } : { status };
}

/** The row of a group. */
export function groupNode(ref: GroupRef): TreeNode {
  if ('status' in ref) return { kind: 'status', status: ref.status };
  return ref.label === singlesLabel ? { kind: 'singles' } : { kind: 'label', label: ref.label };
}

/** The row of a job in a group. @param labels the job's tracked labels: the first one names it under a status */
export function jobNode(group: GroupRef, jobId: string, labels: readonly string[] = []): JobNode {
  if ('label' in group) return { kind: 'job', label: group.label, jobId };
  return { kind: 'job', label: labels[0] ?? singlesLabel, jobId, status: group.status };
}

/** The rows that say something else once other labels were found: the list of them, or these alone. */
export function foundNodes({ list, labels }: FoundChange): readonly TreeNode[] {
  return list ? [{ kind: 'found' }] : labels.map((label) => ({ kind: 'foundLabel', label }));
}

/** The row above, pages left out; undefined for a row at the top. */
export function parentOf(node: TreeNode): TreeNode | undefined {
  switch (node.kind) {
    case 'result':
    case 'note':
      return node.jobId === undefined ? groupNode(groupOf(node)) : { ...placeOf(node), kind: 'job', jobId: node.jobId };
    case 'job':
      if (node.message !== undefined) return { kind: 'failure', label: node.label, message: node.message };
      return groupNode(groupOf(node));
    case 'page':
      return groupNode(groupOf(node));
    case 'failure':
      return { kind: 'failures', label: node.label };
    case 'failurePage':
      return failurePlace(node);
    case 'failures':
      return { kind: 'label', label: node.label };
    case 'foundLabel':
      return { kind: 'found' };
    case 'labelPage':
      return node.list === 'top' ? undefined : { kind: node.list };
    case 'label':
    case 'singles':
    case 'status':
    case 'earlier':
    case 'found':
      return undefined;
    default:
      return node satisfies never;
  }
}

/** What stands on pages when it is too much: the jobs with a message, or the messages. */
export function failurePlace({ label, message }: { label: string; message?: string }): TreeNode {
  return message === undefined ? { kind: 'failures', label } : { kind: 'failure', label, message };
}

/** Where a row stands, without what it is. */
export function placeOf({ label, status, message }: Place): Place {
  return { label, ...(status === undefined ? {} : { status }), ...(message === undefined ? {} : { message }) };
}

function placeName(node: TreeNode): string {
  if (node.kind !== 'status' && 'status' in node) return `byStatus ${node.status ?? ''}`;
  if (node.kind !== 'failure' && 'message' in node) return `byMessage ${shorten(node.message ?? '')}`;
  return node.kind === 'status' ? `status ${node.status}` : '';
}

function escaped(part: string): string {
  const short = shorten(part);
  return /[\\/]/.test(short) ? short.replaceAll(/[\\/]/g, '\\$&') : short;
}

function shorten(part: string): string {
  return part.length <= longestPart ? part : createHash('sha256').update(part).digest('hex');
}
