import * as vscode from 'vscode';
import { foundLabels } from '../../core/jobs/foundLabels';
import { singlesLabel } from '../../core/jobs/groupRef';
import { readLabels } from '../../core/jobs/labelInput';
import { pickText } from '../../core/jobs/rowText';
import type { Services } from '../services';
import { labelsMeant, type LabelsChoice } from './accept';
import { revealJob } from './reveal';
import { pickLabels, targetNodes, type FromMenu } from './targets';

type LabelsItem = vscode.QuickPickItem & LabelsChoice;

/** "Track Labels…": one label or a pasted list; labels seen on tracked jobs are offered. */
export async function trackLabels(services: Services): Promise<void> {
  const labels = await askLabels(services);
  if (!labels) return;
  const known = new Set(services.tracked.labels);
  const added = labels.filter((label) => !known.has(label));
  if (added.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('These labels are tracked already.'));
    return;
  }
  await services.tracked.trackLabels(added);
  await revealLabel(services, added[0] ?? '');
}

/** "Track Job…": one job by its id, whatever its labels. */
export async function trackJob(services: Services): Promise<void> {
  const { tracked, tree, groups } = services;
  const id = await vscode.window.showInputBox({
    title: vscode.l10n.t('Track Job'),
    prompt: vscode.l10n.t('The id that the server gave when the job was submitted'),
    validateInput: (value) => (value.trim().length > 500 ? vscode.l10n.t('This is too long for a job id.') : undefined),
  });
  const clean = id?.trim();
  if (!clean) return;
  await tracked.trackJob(clean);
  const group = { label: singlesLabel };
  if (groups.stands(group)) await tree.reveal(tree.rows.job(group, clean));
  else await revealJob(services, clean);
}

async function revealLabel({ tree, groups }: Services, label: string): Promise<void> {
  if (groups.top().groups.some((group) => 'label' in group && group.label === label))
    await tree.reveal({ kind: 'label', label }, { expand: true });
}

function askLabels(services: Services): Promise<readonly string[] | undefined> {
  const pick = vscode.window.createQuickPick<LabelsItem>();
  pick.title = vscode.l10n.t('Track Labels');
  pick.placeholder = vscode.l10n.t('Type a label, or paste a list separated by commas');
  const fill = (): void => {
    pick.items = labelItems(services, pick.value);
  };
  fill();
  return new Promise<readonly string[] | undefined>((resolve) => {
    pick.onDidChangeValue(fill);
    pick.onDidAccept(() => {
      const labels = labelsMeant(pick.selectedItems[0] ?? pick.activeItems[0], pick.value);
      if (labels) resolve(labels);
    });
    pick.onDidHide(() => resolve(undefined));
    pick.show();
  }).finally(() => pick.dispose());
}

function labelItems(services: Services, value: string): LabelsItem[] {
  const readings = readLabels(value).map(readingItem);
  const text = value.trim().toLowerCase();
  const seen = labelsSeen(services).filter((label) => label.toLowerCase().includes(text) && label !== value.trim());
  if (seen.length === 0) return readings;
  const separator = { label: vscode.l10n.t('seen on tracked jobs'), kind: vscode.QuickPickItemKind.Separator };
  const items = seen.slice(0, 50).map((label) => ({ label: pickText(label), labels: [label], alwaysShow: true }));
  return [...readings, separator, ...items];
}

function readingItem(labels: readonly string[], reading: number): LabelsItem {
  const names = labels.slice(0, 20).map((label) => pickText(label, '-', 40));
  return {
    label:
      labels.length === 1
        ? vscode.l10n.t('Track {0}', names[0] ?? '')
        : vscode.l10n.t('Track {0} labels', labels.length),
    detail: labels.length === 1 ? '' : names.join(' · '),
    iconPath: new vscode.ThemeIcon('add'),
    alwaysShow: true,
    labels,
    reading,
  };
}

/** Labels that tracked jobs carry and that are not tracked themselves, and those of the sample jobs. */
function labelsSeen({ store, tracked, sample, session }: Services): readonly string[] {
  const known = new Set(tracked.labels);
  const ofSample = session.profile.kind === 'sample' ? sample.labels.filter((label) => !known.has(label)) : [];
  return [...new Set([...foundLabels(store).keys(), ...ofSample])].sort();
}

/** "Track" on a label that was seen on tracked jobs; asks which, when none is chosen. */
export async function trackFound(services: Services, ...menu: FromMenu): Promise<void> {
  const nodes = targetNodes(services, menu);
  const chosen = nodes.flatMap((node) => (node.kind === 'foundLabel' ? [node.label] : []));
  const labels = chosen.length > 0 ? chosen : await pickLabels(labelsSeen(services), vscode.l10n.t('Track Labels'));
  if (!labels) return;
  await services.tracked.trackLabels(labels);
  await revealLabel(services, labels[0] ?? '');
}
