import * as vscode from 'vscode';
import { markedProfiles } from '../../core/keys/markedProfiles';
import { forgetWindow, remoteProfiles } from '../forgetWindow';
import type { Services } from '../services';
import { removeSaved } from './snapshotCommands';

/** "Clear All Data…": after a question, nothing of what the extension keeps is left, and all windows are signed out. */
export async function clearAllData(services: Services): Promise<void> {
  const clear = vscode.l10n.t('Clear All Data');
  const message = vscode.l10n.t('Delete everything that Banner Jobs keeps on this machine?');
  const detail = vscode.l10n.t(
    'The keys of all profiles, tracked labels and jobs, filters, saved jobs and pictures are deleted, and every window is signed out. Your settings stay, and nothing changes on the server.',
  );
  if ((await vscode.window.showWarningMessage(message, { modal: true, detail }, clear)) !== clear) return;
  await removeSaved(services, vscode.l10n.t('All data is deleted.'), () => removeAll(services));
}

async function removeAll(services: Services): Promise<void> {
  const { keys, profiles, stored, background, pictures, clock } = services;
  const at = clock.now();
  // The marks name also those profiles that the settings have lost since.
  const known = [...remoteProfiles(profiles.list()), ...markedProfiles(stored.globalState.keys())];
  const forgotten = Promise.all(known.map((profile) => keys.forget(profile)));
  const emptied = forgetWindow(services, at);
  await background.clearAll(at);
  await (await pictures.load()).cache.clear();
  await Promise.all([forgotten, emptied]);
}
