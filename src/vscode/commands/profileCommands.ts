import * as vscode from 'vscode';
import { pickText } from '../../core/jobs/rowText';
import { sampleProfile, type Profile } from '../../core/profiles/profile';
import { settingIds, viewId } from '../contributions';
import type { Services } from '../services';

interface ProfileItem extends vscode.QuickPickItem {
  readonly name?: string;
}

/** "Select Profile…": which server this window asks. */
export async function selectProfile({ profiles }: Services): Promise<void> {
  const configure: ProfileItem = {
    label: vscode.l10n.t('Add or Edit Profiles…'),
    iconPath: new vscode.ThemeIcon('gear'),
    alwaysShow: true,
  };
  const items = profiles.list().map((profile) => profileItem(profile, profiles.active));
  const separator: ProfileItem = { label: '', kind: vscode.QuickPickItemKind.Separator };
  const picked = await vscode.window.showQuickPick([...items, separator, configure], {
    title: vscode.l10n.t('Select Profile'),
    placeHolder: vscode.l10n.t('The server that this window asks'),
    matchOnDescription: true,
  });
  if (picked === configure) await openSetting(settingIds.profiles);
  else if (picked?.name !== undefined) await profiles.choose(picked.name);
}

/** "Try Sample Jobs": the embedded server, no account needed. */
export async function trySampleJobs({ profiles }: Services): Promise<void> {
  await profiles.choose(sampleProfile.name);
  await vscode.commands.executeCommand(`${viewId}.focus`);
}

/** Opens the settings at one of ours, or at all of them. */
export async function openSetting(id = '@ext:banner-jobs.banner-jobs'): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.openSettings', id);
}

function profileItem(profile: Profile, active: Profile): ProfileItem {
  const inUse = profile.name === active.name;
  return {
    name: profile.name,
    label: pickText(profile.name),
    description: profile.kind === 'sample' ? vscode.l10n.t('embedded, needs no sign-in') : pickText(profile.baseUrl),
    iconPath: new vscode.ThemeIcon(inUse ? 'check' : profile.kind === 'sample' ? 'beaker' : 'server'),
  };
}
