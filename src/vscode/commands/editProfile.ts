import * as vscode from 'vscode';
import { cleanBaseUrl } from '../../core/api/baseUrl';
import { boxText, messageText } from '../../core/jobs/rowText';
import { textsOf, type ProfileEntry } from '../../core/profiles/profile';
import {
  nameFault,
  withChanged,
  withoutProfile,
  withProfile,
  type TypedProfile,
} from '../../core/profiles/profileList';
import { settingIds } from '../contributions';
import type { Services } from '../services';
import { beginMove } from './moveProfile';
import { offer } from './offer';
import { deleteSavedJobs } from './snapshotCommands';

/** Asks for a profile and writes it to the user's settings. Answers its name; undefined when the user gave up. */
export async function addProfile({ profiles }: Services): Promise<string | undefined> {
  const taken = profiles.list().map(({ name }) => name);
  const typed = await askProfile(vscode.l10n.t('Add Profile'), { name: '', url: '' }, taken);
  return typed && (await write(withProfile(profiles.written, typed))) ? typed.name : undefined;
}

/** Changes an entry of the user's settings. Answers the name it has then; undefined when nothing was changed. */
export async function editProfile(services: Services, entry: ProfileEntry): Promise<string | undefined> {
  const { profiles } = services;
  const before = 'profile' in entry ? entry.profile : undefined;
  const taken = profiles.list().flatMap(({ name }) => (name === before?.name ? [] : [name]));
  const typed = await askProfile(vscode.l10n.t('Edit Profile'), textsOf(entry.written), taken);
  if (!typed) return undefined;
  const move = before && (await beginMove(services, before, typed));
  if (!(await write(withChanged(profiles.written, entry.written, typed)))) {
    await move?.undo();
    return undefined;
  }
  await move?.finish();
  return typed.name;
}

/** Takes an entry off the user's settings after a question, and forgets its key. */
export async function removeProfile(services: Services, entry: ProfileEntry): Promise<void> {
  const { t } = vscode.l10n;
  const { profiles, keys, background } = services;
  const name = messageText(textsOf(entry.written).name);
  const detail = t(
    'Its key is forgotten. What it tracks is kept for a profile of the same name. Nothing changes on the server.',
  );
  const remove = t('Remove');
  const question = t('Remove the profile {0}?', name);
  if ((await vscode.window.showWarningMessage(question, { modal: true, detail }, remove)) !== remove) return;
  if (!(await write(withoutProfile(profiles.written, entry.written))) || !('profile' in entry)) return;
  const forgotten = keys.forget(entry.profile);
  void background.tellAccount(entry.profile, false);
  await forgotten;
  offer(t('The profile {0} is removed. Its key is forgotten.', name), {
    [t('Delete Saved Jobs and Pictures')]: () => deleteSavedJobs(services),
  });
}

/** Two boxes, the name and the base URL; neither takes what cannot be used. */
async function askProfile(
  title: string,
  { name: oldName, url: oldUrl }: TypedProfile,
  taken: readonly string[],
): Promise<TypedProfile | undefined> {
  const { t } = vscode.l10n;
  const name = await vscode.window.showInputBox({
    ...{ title: `${title} (1/2)`, value: oldName, ignoreFocusOut: true },
    prompt: t('The name of the profile'),
    validateInput: (text) => nameFault(t, text, taken),
  });
  if (name === undefined) return undefined;
  const url = await vscode.window.showInputBox({
    ...{ title: `${title} (2/2)`, value: oldUrl, ignoreFocusOut: true },
    prompt: t('The base URL of the server. A key is kept for its host only: another host asks for a sign-in.'),
    placeHolder: 'https://…/v1',
    validateInput: (text) => urlFault(text),
  });
  return url === undefined ? undefined : { name: name.trim(), url: url.trim() };
}

function urlFault(text: string): string | undefined {
  const clean = cleanBaseUrl(text, vscode.l10n.t);
  return 'reason' in clean ? boxText(clean.reason) : undefined;
}

/** Writes the setting, or says why that is not possible. Answers whether it is written. */
async function write(list: readonly unknown[] | undefined): Promise<boolean> {
  const { t } = vscode.l10n;
  if (!list) {
    void vscode.window.showWarningMessage(t('The profile was changed in the settings meanwhile. Select it again.'));
    return false;
  }
  try {
    await vscode.workspace.getConfiguration().update(settingIds.profiles, list, vscode.ConfigurationTarget.Global);
    return true;
  } catch (error) {
    const reason = messageText(error instanceof Error ? error.message : String(error), '-', 300);
    void vscode.window.showErrorMessage(t('The settings could not be written: {0}', reason));
    return false;
  }
}
