import * as vscode from 'vscode';
import { messageText } from '../core/jobs/rowText';
import { commandIds, viewId } from './contributions';
import type { Services } from './services';

/** Longest job id that a link may name, in characters. */
const longestId = 500;

/**
 * Links of the form `…://banner-jobs.banner-jobs/job/<id>` show a job that is tracked, and offer to track another.
 * A link never switches a profile, sends nothing and tracks nothing without the user's yes.
 */
export async function openLink(
  { store, tracked, session }: Pick<Services, 'store' | 'tracked' | 'session'>,
  uri: vscode.Uri,
): Promise<void> {
  await vscode.commands.executeCommand(`${viewId}.focus`);
  const id = /^\/job\/([^/]+)$/.exec(uri.path)?.[1]?.trim() ?? '';
  if (id === '' || id.length > longestId) {
    void vscode.window.showWarningMessage(vscode.l10n.t('This link does not name a job.'));
    return;
  }
  if (store.job(id)) {
    await vscode.commands.executeCommand(commandIds.goToJob, id);
    return;
  }
  const track = vscode.l10n.t('Track Job');
  const message = vscode.l10n.t(
    'A link names the job {0}. Track it with the profile {1}?',
    messageText(id, '-', 60),
    session.profile.name,
  );
  if ((await vscode.window.showInformationMessage(message, track)) === track) await tracked.trackJob(id);
}
