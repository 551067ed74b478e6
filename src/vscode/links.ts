import * as vscode from 'vscode';
import { readJobLink, type JobLink } from '../core/handoff/jobLink';
import { messageText } from '../core/jobs/rowText';
import { commandIds, viewId } from './contributions';
import type { Services } from './services';

type LinkServices = Pick<Services, 'store' | 'tracked' | 'session' | 'profiles'>;

/**
 * Links of the form `…://banner-jobs.banner-jobs/job/<id>?profile=<name>` show a job that is tracked, and offer to track
 * another. A link never switches a profile, sends nothing and tracks nothing without the user's yes.
 */
export async function openLink(services: LinkServices, uri: vscode.Uri): Promise<void> {
  await vscode.commands.executeCommand(`${viewId}.focus`);
  const link = readJobLink(uri.path, uri.query);
  if (!link) {
    void vscode.window.showWarningMessage(vscode.l10n.t('This link does not name a job.'));
    return;
  }
  if (!(await isInProfile(services, link))) return;
  if (services.store.job(link.jobId)) await vscode.commands.executeCommand(commandIds.goToJob, link.jobId);
  else await offerTracking(services, link);
}

async function offerTracking({ tracked, session }: LinkServices, { jobId }: JobLink): Promise<void> {
  const track = vscode.l10n.t('Track Job');
  const message = vscode.l10n.t(
    'A link names the job {0}. Track it with the profile {1}?',
    messageText(jobId, '-', 60),
    messageText(session.profile.name),
  );
  if ((await vscode.window.showInformationMessage(message, track)) === track) await tracked.trackJob(jobId);
}

/** Whether the window uses the link's profile, or does after the user's yes. */
async function isInProfile({ profiles, session }: LinkServices, { profile, jobId }: JobLink): Promise<boolean> {
  const { l10n, window } = vscode;
  if (profile === undefined || profile === session.profile.name) return true;
  const [job, name] = [messageText(jobId, '-', 60), messageText(profile)];
  if (!profiles.list().some((entry) => entry.name === profile)) {
    void window.showWarningMessage(
      l10n.t('A link names the job {0} of the profile {1}, which is not here.', job, name),
    );
    return false;
  }
  const change = l10n.t('Switch Profile');
  const message = l10n.t('A link names the job {0} of the profile {1}. Switch this window to that profile?', job, name);
  if ((await window.showInformationMessage(message, change)) !== change) return false;
  await profiles.choose(profile);
  return true;
}
