import * as vscode from 'vscode';
import { messageText } from '../../core/jobs/rowText';
import { settingIds } from '../contributions';
import type { Services } from '../services';
import { offer, warn } from './offer';
import { pickLabels, targetNodes, type FromMenu } from './targets';

/** "Share With Workspace": writes labels to the workspace's settings, and says to which file. */
export async function shareWithWorkspace(services: Services, ...menu: FromMenu): Promise<void> {
  if (!canShare()) return;
  const { tracked } = services;
  const chosen = targetNodes(services, menu).flatMap((node) => (node.kind === 'label' ? [node.label] : []));
  const unshared = tracked.own.labels.filter((label) => !tracked.isShared(label));
  const labels =
    chosen.length > 0 ? chosen : await pickLabels(unshared, vscode.l10n.t('Share Labels With the Workspace'));
  // Trust can be taken back while the question stands.
  if (!labels || !canShare()) return;
  await writeShared(labels);
  // Whoever shares them knows them.
  await services.tracked.takeHeld();
  services.tree.showAll();
}

/** Without a folder there is no file; without trust the team's list reads as empty, and would be overwritten. */
function canShare(): boolean {
  const { executeCommand } = vscode.commands;
  if (!vscode.workspace.workspaceFolders?.length) {
    const open = (): unknown => executeCommand('workbench.action.files.openFolder');
    warn(vscode.l10n.t('Sharing labels needs an open folder.'), { [vscode.l10n.t('Open Folder')]: open });
    return false;
  }
  if (!vscode.workspace.isTrusted) {
    const manage = (): unknown => executeCommand('workbench.trust.manage');
    const message = vscode.l10n.t('Sharing labels needs a trusted workspace: until then its own list cannot be read.');
    warn(message, { [vscode.l10n.t('Manage Workspace Trust')]: manage });
    return false;
  }
  return true;
}

async function writeShared(labels: readonly string[]): Promise<void> {
  const settings = vscode.workspace.getConfiguration();
  const before = settings.inspect<readonly string[]>(settingIds.labels)?.workspaceValue ?? [];
  await settings.update(settingIds.labels, [...new Set([...before, ...labels])], vscode.ConfigurationTarget.Workspace);
  const { workspaceFile } = vscode.workspace;
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const file = workspaceFile ?? (folder && vscode.Uri.joinPath(folder, '.vscode', 'settings.json'));
  if (!file) return;
  const path = messageText(vscode.workspace.asRelativePath(file), '-', 200);
  offer(vscode.l10n.t('Shared with the workspace: written to {0}.', path), {
    [vscode.l10n.t('Open File')]: () => vscode.window.showTextDocument(file),
  });
}
