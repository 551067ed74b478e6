import * as vscode from 'vscode';
import { sortKeys, type Arrangement, type SortKey } from '../../core/jobs/arrangement';
import { idsWithStatus } from '../../core/jobs/jobTotals';
import type { Services } from '../services';
import { pickLabels, targetNodes, type FromMenu } from './targets';
import { copy } from './viewCommands';

interface SortItem extends vscode.QuickPickItem {
  readonly order: Pick<Arrangement, 'sortBy' | 'reversed'>;
}

/** "Sort By…": what rows are ordered by, and which way round. */
export async function sortBy({ arrangement }: Services): Promise<void> {
  const items = sortKeys.flatMap((key) => [
    sortItem(key, false, arrangement.current),
    sortItem(key, true, arrangement.current),
  ]);
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Sort Jobs By'),
    matchOnDescription: true,
  });
  if (picked) arrangement.set(picked.order);
}

function sortItem(key: SortKey, reversed: boolean, now: Arrangement): SortItem {
  const [label, description] = orderText(key, reversed);
  const isInUse = now.sortBy === key && now.reversed === reversed;
  const iconPath = new vscode.ThemeIcon(isInUse ? 'check' : 'blank');
  return { label, description, iconPath, order: { sortBy: key, reversed } };
}

function orderText(key: SortKey, reversed: boolean): readonly [string, string] {
  const { t } = vscode.l10n;
  switch (key) {
    case 'status':
      return [t('Status'), reversed ? t('completed first') : t('failed first')];
    case 'id':
      return [t('Job id'), reversed ? t('Z to A') : t('A to Z')];
    case 'changed':
      return [t('Last change'), reversed ? t('oldest first') : t('newest first')];
    default:
      return key satisfies never;
  }
}

/** "Show Failed": of these labels the failed jobs only; of all, when no label is chosen. */
export function showFailed(services: Services, ...menu: FromMenu): void {
  const labels = chosenLabels(services, menu);
  services.filter.set({ groups: ['failed'], text: '', ...(labels.length > 0 ? { labels } : {}) });
}

/** "Copy Failed Ids": of these labels, a line each; asks for labels when none is chosen. */
export async function copyFailedIds(services: Services, ...menu: FromMenu): Promise<void> {
  const chosen = chosenLabels(services, menu);
  const withFailures = services.store.labels
    .map((state) => state.label)
    .filter((label) => services.groups.view({ label }).counts.failed > 0);
  const labels = chosen.length > 0 ? chosen : await pickLabels(withFailures, vscode.l10n.t('Copy Failed Ids'));
  await copy([...new Set((labels ?? []).flatMap((label) => idsWithStatus(services.store, label, 'failed')))]);
}

function chosenLabels(services: Services, menu: FromMenu): readonly string[] {
  const nodes = targetNodes(services, menu);
  return nodes.flatMap((node) => (node.kind === 'label' || node.kind === 'failures' ? [node.label] : []));
}
