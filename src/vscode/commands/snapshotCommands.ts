import * as vscode from 'vscode';
import type { LazyBackground } from '../lazyBackground';

interface SnapshotServices {
  readonly background: Pick<LazyBackground, 'clearSaved'>;
  readonly log: Pick<vscode.LogOutputChannel, 'error' | 'show'>;
}

/** "Clear Saved Jobs": deletes what is kept on this machine of the jobs of all profiles, after a question. */
export async function clearSavedJobs(services: SnapshotServices): Promise<void> {
  const clear = vscode.l10n.t('Clear');
  const message = vscode.l10n.t('Delete the saved jobs of all profiles from this machine?');
  const detail = vscode.l10n.t(
    'They are what the view shows right after a start and while offline. Nothing changes on the server, and what is tracked stays tracked: it is saved again as it changes.',
  );
  if ((await vscode.window.showWarningMessage(message, { modal: true, detail }, clear)) !== clear) return;
  await deleteSavedJobs(services);
}

/** The same without a question, for the button that Sign Out offers. */
export async function deleteSavedJobs({ background, log }: SnapshotServices): Promise<void> {
  try {
    await background.clearSaved();
    void vscode.window.showInformationMessage(vscode.l10n.t('The saved jobs are deleted.'));
  } catch (error) {
    log.error(`The saved jobs could not be deleted: ${String(error)}`);
    const show = vscode.l10n.t('Show Log');
    const failed = vscode.l10n.t('The saved jobs could not be deleted: the disk refused.');
    if ((await vscode.window.showErrorMessage(failed, show)) === show) log.show();
  }
}
