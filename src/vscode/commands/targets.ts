import * as vscode from 'vscode';
import { statusText } from '../../core/jobs/jobText';
import { rowText } from '../../core/jobs/rowText';
import { statusIcon } from '../statusIcon';
import type { Services } from '../services';
import type { TreeNode } from '../treeNode';

/** What VS Code hands to a command from a menu of the tree: the row, and all that are selected. */
export type FromMenu = readonly [element?: unknown, selected?: unknown];

/** The rows a command is about: those of the menu, else those selected in the tree. */
export function targetNodes({ tree }: Services, [element, selected]: FromMenu): readonly TreeNode[] {
  const elements: readonly unknown[] = Array.isArray(selected) ? selected : element !== undefined ? [element] : [];
  const chosen = elements.length > 0 ? elements : tree.view.selection;
  return chosen.flatMap((entry) => (typeof entry === 'string' ? (tree.node(entry) ?? []) : []));
}

/** The most rows of a quick pick: beyond that, typing narrows down. */
const longestPick = 200;

interface JobItem extends vscode.QuickPickItem {
  readonly jobId?: string;
}

/** Asks for one of the tracked jobs; typing searches all of them, however many. Undefined: given up. */
export function pickJob(services: Services, title: string): Promise<string | undefined> {
  const pick = vscode.window.createQuickPick<JobItem>();
  pick.title = title;
  pick.placeholder = vscode.l10n.t('Type a part of the job id');
  const fill = (): void => {
    pick.items = jobItems(services, pick.value);
  };
  fill();
  return new Promise<string | undefined>((resolve) => {
    pick.onDidChangeValue(fill);
    pick.onDidAccept(() => resolve(pick.selectedItems[0]?.jobId));
    pick.onDidHide(() => resolve(undefined));
    pick.show();
  }).finally(() => pick.dispose());
}

function jobItems(services: Services, value: string): JobItem[] {
  const { store } = services;
  const text = value.trim().toLowerCase();
  const found: string[] = [];
  for (const job of store.jobs()) if (job.id.toLowerCase().includes(text)) found.push(job.id);
  const sorted = found.sort((a, b) => (store.sortKey(a) < store.sortKey(b) ? -1 : 1));
  const items: JobItem[] = sorted.slice(0, longestPick).map((id) => jobItem(services, id));
  if (found.length <= longestPick && items.length > 0) return items;
  const label =
    items.length === 0
      ? vscode.l10n.t('No tracked job has this in its id')
      : vscode.l10n.t('{0} more: type to narrow down', found.length - longestPick);
  return [...items, { label, alwaysShow: true }];
}

function jobItem({ store }: Services, jobId: string): JobItem {
  const job = store.job(jobId);
  const status = job?.status ?? '';
  return {
    jobId,
    label: rowText(jobId, '-'),
    description: `${statusText(vscode.l10n.t, status)} · ${rowText(job?.labels.join(', ') ?? '', '')}`,
    iconPath: statusIcon(status),
    alwaysShow: true,
  };
}

/** Asks for one of these labels. Undefined: given up, or there is none (and that was said). */
export async function pickLabels(labels: readonly string[], title: string): Promise<readonly string[] | undefined> {
  if (labels.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('There is no label to choose from.'));
    return undefined;
  }
  const items = labels.map((label) => ({
    label: rowText(label, '-'),
    value: label,
    iconPath: new vscode.ThemeIcon('tag'),
  }));
  const picked = await vscode.window.showQuickPick(items, { title, canPickMany: true });
  return picked && picked.length > 0 ? picked.map((item) => item.value) : undefined;
}
