import { failureWords } from '../core/api/failureWords';
import * as vscode from 'vscode';
import type { Failure } from '../core/api/failure';
import { rowText } from '../core/jobs/rowText';
import type { Translate } from '../core/translate';
import { rowKinds } from './contributions';
import { plain } from './plainItem';
import type { RowSources } from './rowItems';
import type { TreeNode } from './treeNode';

/** A row that only says something. */
export function noteItem(node: TreeNode & { kind: 'note' }, from: RowSources): vscode.TreeItem {
  const { text, icon } = noteText(node, from);
  const item = plain({ label: text, description: '', spoken: text }, vscode.TreeItemCollapsibleState.None);
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
      return {
        text: t('More jobs could not be read: {0}', failureWords(t, state?.failure?.message ?? '')),
        icon: 'warning',
      };
    case 'failed':
      return {
        text: rowText(failureWords(t, failureOf(node, from)?.message ?? ''), t('The answer could not be read.')),
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
