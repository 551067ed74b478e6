import * as vscode from 'vscode';
import { statusGroups, type StatusGroup } from '../../core/jobs/jobCounts';
import { isEmptyFilter, type JobFilter } from '../../core/jobs/jobFilter';
import { groupText } from '../../core/jobs/jobText';
import { pickText } from '../../core/jobs/rowText';
import { numberText } from '../../core/numberText';
import type { Services } from '../services';
import { groupIcon } from '../statusIcon';

interface GroupItem extends vscode.QuickPickItem {
  readonly group: StatusGroup;
}

/** "Filter…": statuses by their boxes, text by typing, both shown in the view at once; Escape puts back what was. */
export function editFilter(services: Services): Promise<void> {
  const { store, filter, groups, tree } = services;
  const before = filter.current;
  const pick = vscode.window.createQuickPick<GroupItem>();
  Object.assign(pick, { canSelectMany: true, placeholder: placeholder(), value: before.text });
  // Replacing the items tells of a selection too: that one is not the user's.
  let filling = false;
  let counted = '';
  const fill = (chosen: JobFilter): void => {
    const { shown, all, matching } = groups.totals();
    pick.title = title(shown, all.total, chosen.labels);
    // New items lose their ticks for a moment, so they are made only for new numbers.
    if (counted === (counted = JSON.stringify(matching))) return;
    filling = true;
    pick.items = statusGroups.map((group) => groupItem(group, matching[group]));
    pick.selectedItems = pick.items.filter((item) => chosen.groups.includes(item.group));
    filling = false;
  };
  const show = (chosen: JobFilter): void => services.filter.set(chosen, false);
  const refill = (): void => fill(filter.current);
  refill();
  const subscription = vscode.Disposable.from(
    store.onDidChange(() => tree.relayout.isBusy || refill()),
    tree.relayout.onDidEnd(refill),
  );
  return new Promise<boolean>((resolve) => {
    pick.onDidChangeValue((text) => show({ ...filter.current, text }));
    pick.onDidChangeSelection((items) => {
      const chosen = statusGroups.filter((group) => items.some((item) => item.group === group));
      if (!filling && chosen.join() !== filter.current.groups.join()) show({ ...filter.current, groups: chosen });
    });
    pick.onDidAccept(() => resolve(true));
    pick.onDidHide(() => resolve(false));
    pick.show();
  })
    .then((accepted) => filter.set(accepted ? filter.current : before))
    .finally(() => {
      subscription.dispose();
      pick.dispose();
    });
}

function title(shown: number, all: number, labels: readonly string[] = []): string {
  const { t } = vscode.l10n;
  if (labels.length === 0) return t('Filter Jobs: {0} of {1} shown', shown, all);
  return t('Filter Jobs in {0}: {1} of {2} shown', pickText(labels.join(', '), '-', 40), shown, all);
}

function placeholder(): string {
  return vscode.l10n.t('Type a part of a job id or label; tick the statuses to show');
}

/** "Clear Filter". */
export function clearFilter({ filter }: Services): void {
  if (!isEmptyFilter(filter.current)) filter.clear();
}

function groupItem(group: StatusGroup, count: number): GroupItem {
  return {
    group,
    label: groupText(vscode.l10n.t, group),
    description: numberText(vscode.l10n.t, count),
    iconPath: groupIcon(group),
    alwaysShow: true,
  };
}
