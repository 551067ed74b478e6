import * as vscode from 'vscode';
import type { LazyBackground } from '../lazyBackground';
import type { Services } from '../services';

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
  await removeSaved(services, vscode.l10n.t('The saved jobs are deleted.'), () => services.background.clearSaved());
}

/** For the button that Sign Out offers: saved jobs and pictures, without a question. */
export async function deleteSavedJobs(services: SnapshotServices & Pick<Services, 'pictures'>): Promise<void> {
  await removeSaved(services, vscode.l10n.t('The saved jobs and pictures are deleted.'), async () => {
    await services.background.clearSaved();
    await (await services.pictures.load()).cache.clear();
  });
}

/** Says that it is done, or that the disk refused. */
export async function removeSaved(
  { log }: Pick<SnapshotServices, 'log'>,
  done: string,
  act: () => Promise<void>,
): Promise<void> {
  try {
    await act();
    void vscode.window.showInformationMessage(done);
  } catch (error) {
    log.error(`What is saved could not be deleted: ${String(error)}`);
    const show = vscode.l10n.t('Show Log');
    const failed = vscode.l10n.t('What is saved could not be deleted: the disk refused.');
    if ((await vscode.window.showErrorMessage(failed, show)) === show) log.show();
  }
}
