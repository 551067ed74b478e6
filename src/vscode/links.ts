import * as vscode from 'vscode';
import { readJobLink } from '../core/handoff/jobLink';
import { commandIds, viewId } from './contributions';
import { followLink, type LinkHost } from './followLink';

/**
 * Links of the form `…://banner-jobs.banner-jobs/job/<id>?profile=<name>` show a job that is tracked, and offer to track
 * another. A link never switches a profile, sends nothing and tracks nothing without the user's yes.
 */
export async function openLink(
  services: Pick<LinkHost, 'store' | 'clock' | 'tracked' | 'session' | 'profiles'>,
  uri: vscode.Uri,
): Promise<void> {
  await vscode.commands.executeCommand(`${viewId}.focus`);
  const { store, clock, tracked, session, profiles } = services;
  const { t } = vscode.l10n;
  const link = readJobLink(uri.path, uri.query);
  if (!link) {
    void vscode.window.showWarningMessage(t('This link does not name a job.'));
    return;
  }
  const own = {
    t,
    inform: (message: string, ...titles: string[]) => vscode.window.showInformationMessage(message, ...titles),
    warn: (message: string, ...titles: string[]) => vscode.window.showWarningMessage(message, ...titles),
    goToJob: (jobId: string) => vscode.commands.executeCommand(commandIds.goToJob, jobId),
    busy: (work: () => Promise<void>) => vscode.window.withProgress({ location: { viewId } }, work),
  };
  await followLink({ store, clock, tracked, session, profiles, ...own }, link);
}
