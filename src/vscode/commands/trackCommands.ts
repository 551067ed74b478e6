import * as vscode from 'vscode';
import { readLabels } from '../../core/jobs/labelInput';
import { rowText } from '../../core/jobs/rowText';
import { settingIds } from '../contributions';
import type { Services } from '../services';
import { pickLabels, targetNodes, type FromMenu } from './targets';

interface LabelsItem extends vscode.QuickPickItem {
  readonly labels?: readonly string[];
}

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
export async function trackJob({ tracked, tree }: Services): Promise<void> {
  const id = await vscode.window.showInputBox({
    title: vscode.l10n.t('Track Job'),
    prompt: vscode.l10n.t('The id that the server gave when the job was submitted'),
    validateInput: (value) => (value.trim().length > 500 ? vscode.l10n.t('This is too long for a job id.') : undefined),
  });
  const clean = id?.trim();
  if (!clean) return;
  await tracked.trackJob(clean);
  await tree.reveal({ kind: 'job', label: '', jobId: clean });
}

/** "Untrack": takes labels and single jobs off the user's own list; can be undone. */
export async function untrack(services: Services, ...menu: FromMenu): Promise<void> {
  const { tracked } = services;
  const nodes = targetNodes(services, menu);
  let labels = nodes.flatMap((node) => (node.kind === 'label' ? [node.label] : []));
  const jobIds = nodes.flatMap((node) => (node.kind === 'job' && node.label === '' ? [node.jobId] : []));
  if (labels.length + jobIds.length === 0) {
    labels = [...((await pickLabels(tracked.own.labels, vscode.l10n.t('Untrack Labels'))) ?? [])];
  }
  const shared = labels.filter((label) => tracked.origin(label) === 'workspace');
  if (shared.length > 0) await hide(services, shared);
  const own = labels.filter((label) => !shared.includes(label));
  if (own.length + jobIds.length === 0) return;
  const before = tracked.own;
  await tracked.untrack(own, jobIds);
  const names = [...own, ...jobIds].map((name) => rowText(name, '-', 40));
  const message =
    names.length === 1
      ? vscode.l10n.t('Untracked {0}.', names[0] ?? '')
      : vscode.l10n.t('Untracked {0} entries.', names.length);
  await offerUndo(message, () => tracked.replaceOwn(before));
}

/** "Hide Here": does not show a label of the workspace's setting in this window's workspace. */
export async function hideHere(services: Services, ...menu: FromMenu): Promise<void> {
  const { tracked } = services;
  const chosen = targetNodes(services, menu).flatMap((node) => (node.kind === 'label' ? [node.label] : []));
  const shared = tracked.labels.filter((label) => tracked.origin(label) === 'workspace');
  const labels = chosen.length > 0 ? chosen : await pickLabels(shared, vscode.l10n.t('Hide Labels of the Workspace'));
  if (labels) await hide(services, labels);
}

/** "Show Hidden Labels": the labels of the workspace that were hidden here. */
export async function showHidden({ tracked }: Services): Promise<void> {
  const labels = await pickLabels(tracked.hidden, vscode.l10n.t('Show Hidden Labels'));
  if (labels) await tracked.unhide(labels);
}

/** "Share With Workspace": writes labels to the workspace's settings, and says to which file. */
export async function shareWithWorkspace(services: Services, ...menu: FromMenu): Promise<void> {
  if (!vscode.workspace.workspaceFolders?.length) {
    const open = vscode.l10n.t('Open Folder');
    const choice = await vscode.window.showWarningMessage(vscode.l10n.t('Sharing labels needs an open folder.'), open);
    if (choice === open) await vscode.commands.executeCommand('workbench.action.files.openFolder');
    return;
  }
  const { tracked } = services;
  const chosen = targetNodes(services, menu).flatMap((node) => (node.kind === 'label' ? [node.label] : []));
  const unshared = tracked.own.labels.filter((label) => !tracked.isShared(label));
  const labels =
    chosen.length > 0 ? chosen : await pickLabels(unshared, vscode.l10n.t('Share Labels With the Workspace'));
  if (labels) await writeShared(labels);
}

async function writeShared(labels: readonly string[]): Promise<void> {
  const settings = vscode.workspace.getConfiguration();
  const before = settings.inspect<readonly string[]>(settingIds.labels)?.workspaceValue ?? [];
  await settings.update(settingIds.labels, [...new Set([...before, ...labels])], vscode.ConfigurationTarget.Workspace);
  const { workspaceFile } = vscode.workspace;
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const file = workspaceFile ?? (folder && vscode.Uri.joinPath(folder, '.vscode', 'settings.json'));
  if (!file) return;
  const open = vscode.l10n.t('Open File');
  const message = vscode.l10n.t('Shared with the workspace: written to {0}.', vscode.workspace.asRelativePath(file));
  if ((await vscode.window.showInformationMessage(message, open)) === open) await vscode.window.showTextDocument(file);
}

async function hide({ tracked }: Services, labels: readonly string[]): Promise<void> {
  await tracked.hide(labels);
  const first = rowText(labels[0] ?? '', '-', 40);
  const message =
    labels.length === 1
      ? vscode.l10n.t('{0} is hidden here.', first)
      : vscode.l10n.t('{0} labels are hidden here.', labels.length);
  await offerUndo(message, () => tracked.unhide(labels));
}

async function offerUndo(message: string, restore: () => Promise<void>): Promise<void> {
  const undo = vscode.l10n.t('Undo');
  if ((await vscode.window.showInformationMessage(message, undo)) === undo) await restore();
}

async function revealLabel({ tree, groups }: Services, label: string): Promise<void> {
  if (groups.top().includes(label)) await tree.reveal({ kind: 'label', label }, { expand: true });
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
      const labels = pick.selectedItems[0]?.labels;
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
  const items = seen.slice(0, 50).map((label) => ({ label: rowText(label, '-'), labels: [label], alwaysShow: true }));
  return [...readings, separator, ...items];
}

function readingItem(labels: readonly string[]): LabelsItem {
  const names = labels.slice(0, 20).map((label) => rowText(label, '-', 40));
  return {
    label:
      labels.length === 1
        ? vscode.l10n.t('Track {0}', names[0] ?? '')
        : vscode.l10n.t('Track {0} labels', labels.length),
    detail: labels.length === 1 ? '' : names.join(' · '),
    iconPath: new vscode.ThemeIcon('add'),
    alwaysShow: true,
    labels,
  };
}

/** Labels that tracked jobs carry and that are not tracked themselves. */
function labelsSeen({ store, tracked, sample, session }: Services): readonly string[] {
  const known = new Set(tracked.labels);
  const seen = new Set(session.profile.kind === 'sample' ? sample.labels : []);
  for (const job of store.jobs()) for (const label of job.labels) seen.add(label);
  return [...seen].filter((label) => !known.has(label)).sort();
}
