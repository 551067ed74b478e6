import * as vscode from 'vscode';
import { findJobs } from '../../core/jobs/findJobs';
import { statusText } from '../../core/jobs/jobText';
import { pickText } from '../../core/jobs/rowText';
import { statusIcon } from '../statusIcon';
import type { Services } from '../services';
import type { OwnList } from '../trackedList';
import type { TreeNode } from '../treeNode';
import { jobMeant, type JobChoice } from './accept';

/** What VS Code hands to a command from a menu of the tree: the row, and all that are selected. */
export type FromMenu = readonly [element?: unknown, selected?: unknown];

/**
 * The rows a command is about: those of the menu, else those selected in the tree.
 * @throws vscode.CancellationError when VS Code does not say which row its menu was of; the user is told to choose again
 */
export function targetNodes({ tree }: Services, menu: FromMenu): readonly TreeNode[] {
  const [element, selected] = menu;
  if (isLost(menu)) {
    const message = vscode.l10n.t('VS Code was renewing its rows at that moment: nothing was done. Choose it again.');
    void vscode.window.showInformationMessage(message);
    throw new vscode.CancellationError();
  }
  const elements: readonly unknown[] = Array.isArray(selected) ? selected : element !== undefined ? [element] : [];
  const chosen = elements.length > 0 ? elements : tree.view.selection;
  return chosen.flatMap((entry) => (typeof entry === 'string' ? (tree.node(entry) ?? []) : []));
}

/**
 * True for a menu of which VS Code has lost a row: while it reads rows anew it knows none of them, and where its menu is taken
 * away at the very click it names how the click came instead. What is selected, or everything, was not meant then.
 */
function isLost(menu: FromMenu): boolean {
  const [element, selected] = menu;
  if (menu.length === 0) return false;
  if (Array.isArray(selected)) return selected.includes(undefined);
  return element === undefined || (typeof element === 'object' && element !== null && 'preserveFocus' in element);
}

/** The most rows of a quick pick: beyond that, typing narrows down. */
const longestPick = 200;

type JobItem = vscode.QuickPickItem & JobChoice;

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
    pick.onDidAccept(() => {
      const first = (): string | undefined => findJobs(services.store, pick.value, 1).ids[0];
      resolve(jobMeant(pick.selectedItems[0] ?? pick.activeItems[0], pick.value, first));
    });
    pick.onDidHide(() => resolve(undefined));
    pick.show();
  }).finally(() => pick.dispose());
}

function jobItems(services: Services, value: string): JobItem[] {
  const { ids, count } = findJobs(services.store, value, longestPick);
  const items: JobItem[] = ids.map((id) => jobItem(services, id, value));
  if (count <= longestPick && items.length > 0) return items;
  const label =
    items.length === 0
      ? vscode.l10n.t('No tracked job has this in its id')
      : vscode.l10n.t('{0} more: type to narrow down', count - longestPick);
  return [...items, { label, madeFor: value, alwaysShow: true }];
}

function jobItem({ store }: Services, jobId: string, madeFor: string): JobItem {
  const { t } = vscode.l10n;
  const job = store.job(jobId);
  const unknown = store.isUnknown(jobId) ? t('the server knows no such job yet') : t('loading…');
  const known = job && `${pickText(statusText(t, job.status))} · ${pickText(job.labels.join(', '), '')}`;
  return {
    jobId,
    madeFor,
    label: pickText(jobId),
    description: known ?? unknown,
    iconPath: statusIcon(job?.status ?? ''),
    alwaysShow: true,
  };
}

/**
 * Asks for some of these labels. Undefined: given up, or there is none (and that was said).
 * @param ticked chosen as long as the user does not say otherwise
 */
export async function pickLabels(
  labels: readonly string[],
  title: string,
  ticked: readonly string[] = [],
): Promise<readonly string[] | undefined> {
  return (await pickTracked({ labels, jobIds: [] }, title, ticked))?.labels;
}

/** Asks for some of these labels and single jobs. Undefined: given up, or there is none (and that was said). */
export async function pickTracked(
  { labels, jobIds }: OwnList,
  title: string,
  ticked: readonly string[] = [],
): Promise<OwnList | undefined> {
  if (labels.length + jobIds.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('There is no label to choose from.'));
    return undefined;
  }
  const marked = new Set(ticked);
  const items = [
    ...labels.map((value) => ({ ...trackedItem('tag', value), picked: marked.has(value) })),
    ...jobIds.map((id) => trackedItem('pinned', id)),
  ];
  const picked = await vscode.window.showQuickPick(items, { title, canPickMany: true });
  if (!picked || picked.length === 0) return undefined;
  const valuesOf = (icon: string): string[] => picked.flatMap((item) => (item.icon === icon ? [item.value] : []));
  return { labels: valuesOf('tag'), jobIds: valuesOf('pinned') };
}

function trackedItem(icon: 'tag' | 'pinned', value: string): vscode.QuickPickItem & { icon: string; value: string } {
  return { icon, value, label: pickText(value), iconPath: new vscode.ThemeIcon(icon) };
}
