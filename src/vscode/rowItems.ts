import * as vscode from 'vscode';
import type { Failure } from '../core/api/failure';
import { singlesLabel, type JobGroups } from '../core/jobs/jobGroups';
import { jobText, labelText, progressText, resultText, sharedText, type RowText } from '../core/jobs/jobText';
import type { JobStore } from '../core/jobs/jobStore';
import { rowText } from '../core/jobs/rowText';
import { isFinished } from '../core/jobs/job';
import type { Translate } from '../core/translate';
import { commandIds, rowKinds } from './contributions';
import { statusIcon } from './statusIcon';
import type { LabelOrigin } from './trackedList';
import type { TreeNode } from './treeNode';

/** What a row is drawn from. */
export interface RowSources {
  readonly store: JobStore;
  readonly groups: JobGroups;
  readonly tracked: { origin(label: string): LabelOrigin; isShared(label: string): boolean };
  /** Why the results of a job could not be read. */
  readonly queue: { failure(jobId: string): Failure | undefined };
  readonly t: Translate;
}

const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;

/** Draws a row from what the store knows. Asks nobody. */
export function rowItem(node: TreeNode, element: string, from: RowSources): vscode.TreeItem {
  const item = bareItem(node, element, from);
  item.id = element;
  return item;
}

function bareItem(node: TreeNode, element: string, from: RowSources): vscode.TreeItem {
  switch (node.kind) {
    case 'label':
      return labelItem(node.label, from);
    case 'singles':
      return singlesItem(from);
    case 'job':
      return jobItem(node, element, from);
    case 'result':
      return resultItem(node, element, from);
    case 'note':
      return noteItem(node, from);
    default:
      return node satisfies never;
  }
}

function labelItem(label: string, { store, groups, tracked, t }: RowSources): vscode.TreeItem {
  const state = store.label(label);
  if (!state) return plain({ label: rowText(label, t('(no label)')), description: '', spoken: label }, None);
  const only = store.labels.length === 1;
  const text = labelText(t, state, groups.view(label));
  const item = plain(tracked.isShared(label) ? sharedText(t, text) : text, only ? Expanded : Collapsed);
  item.iconPath = new vscode.ThemeIcon(state.failure ? 'warning' : 'tag');
  item.contextValue = tracked.origin(label) === 'own' ? rowKinds.ownLabel : rowKinds.sharedLabel;
  return item;
}

function singlesItem({ groups, t }: RowSources): vscode.TreeItem {
  const { counts } = groups.view(singlesLabel);
  const label = t('Jobs tracked by id');
  const item = plain({ label, description: counts.total > 0 ? progressText(t, counts) : '', spoken: label }, Expanded);
  item.iconPath = new vscode.ThemeIcon('pinned');
  item.contextValue = rowKinds.singles;
  return item;
}

function jobItem(node: { label: string; jobId: string }, element: string, { store, t }: RowSources): vscode.TreeItem {
  const job = store.job(node.jobId);
  const isSingle = node.label === singlesLabel;
  if (!job) return unknownJobItem(node.jobId, { store, t });
  const details = store.details(node.jobId);
  const hasRows = job.status === 'completed';
  const item = plain(jobText(t, { job, details, under: node.label }), hasRows ? Collapsed : None);
  item.iconPath = statusIcon(job.status);
  item.contextValue = jobKind(job.status, isSingle);
  // A failed job opens too: the viewer has room for the whole of what the server said.
  if (isFinished(job.status)) item.command = { command: commandIds.openImages, title: t('Open'), arguments: [element] };
  return item;
}

function jobKind(status: string, isSingle: boolean): string {
  if (status === 'completed') return isSingle ? rowKinds.singleDone : rowKinds.jobDone;
  if (status === 'failed') return isSingle ? rowKinds.singleFailed : rowKinds.jobFailed;
  return isSingle ? rowKinds.single : rowKinds.job;
}

function unknownJobItem(jobId: string, { store, t }: Pick<RowSources, 'store' | 't'>): vscode.TreeItem {
  const label = rowText(jobId, t('(no id)'));
  const failure = store.failure(jobId);
  const waiting = store.isUnknown(jobId) ? t('the server knows no such job yet') : t('loading…');
  const description = failure ? rowText(failure.message, waiting) : waiting;
  const item = plain({ label, description, spoken: `${t('job {0}', label)}, ${description}` }, None);
  item.iconPath = new vscode.ThemeIcon(failure ? 'warning' : 'circle-outline');
  item.contextValue = rowKinds.single;
  return item;
}

function resultItem(node: TreeNode & { kind: 'result' }, element: string, { store, t }: RowSources): vscode.TreeItem {
  const result = store.details(node.jobId)?.results[node.index] ?? { hasImage: false };
  const item = plain(resultText(t, result, node.index), None);
  item.iconPath = new vscode.ThemeIcon(result.hasImage ? 'file-media' : 'symbol-ruler');
  item.contextValue = rowKinds.result;
  item.command = { command: commandIds.openImages, title: t('Open Image'), arguments: [element] };
  return item;
}

function noteItem(node: TreeNode & { kind: 'note' }, from: RowSources): vscode.TreeItem {
  const { text, icon } = noteText(node, from);
  const item = plain({ label: text, description: '', spoken: text }, None);
  if (icon) item.iconPath = new vscode.ThemeIcon(icon);
  item.contextValue = rowKinds.note;
  return item;
}

function noteText(node: TreeNode & { kind: 'note' }, from: RowSources): { text: string; icon?: string } {
  const { store, t } = from;
  const { note } = node;
  const state = store.label(node.label);
  switch (note) {
    case 'loading':
      return { text: t('Loading…') };
    case 'noResults':
      return { text: t('The job has no results.') };
    case 'unreadable':
      return unreadableText(state?.unreadable ?? 0, t);
    case 'partial':
      return { text: t('More jobs could not be read: {0}', state?.failure?.message ?? ''), icon: 'warning' };
    case 'failed':
      return {
        text: rowText(failureOf(node, from)?.message ?? '', t('The answer could not be read.')),
        icon: 'warning',
      };
    case 'noJobs':
      return { text: t('No jobs yet. They appear here once they are submitted under this label.') };
    default:
      return note satisfies never;
  }
}

function failureOf(node: TreeNode & { kind: 'note' }, from: RowSources): Failure | undefined {
  return node.jobId === undefined ? from.store.label(node.label)?.failure : from.queue.failure(node.jobId);
}

function unreadableText(count: number, t: Translate): { text: string; icon: string } {
  return { text: count === 1 ? t('1 unreadable job') : t('{0} unreadable jobs', count), icon: 'warning' };
}

function plain(text: RowText, state: vscode.TreeItemCollapsibleState): vscode.TreeItem {
  const item = new vscode.TreeItem(text.label, state);
  item.description = text.description;
  item.accessibilityInformation = { label: text.spoken, role: 'treeitem' };
  return item;
}
