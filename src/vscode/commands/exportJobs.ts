import * as vscode from 'vscode';
import { exportCsv } from '../../core/handoff/exportCsv';
import { exportHtml, type ReportJob } from '../../core/handoff/exportHtml';
import { exportJob, exportJson, type ExportJob } from '../../core/handoff/exportJob';
import { reportJobs } from '../../core/handoff/reportJobs';
import type { Reading } from '../../core/crop/reading';
import { Readings } from '../../core/images/readings';
import { safeSegment } from '../../core/images/safeSegment';
import { messageText } from '../../core/jobs/rowText';
import { chosenJobs, pictureDeps } from '../handOffJobs';
import type { Services } from '../services';
import { textHash } from '../textHash';
import { offer, warn } from './offer';
import { runWithProgress } from './runWithProgress';
import type { FromMenu } from './targets';

type Format = 'csv' | 'json' | 'html';

/** "Export Jobs…": the chosen jobs, or all shown, as CSV, JSON or an HTML report; never with a link. */
export async function exportJobs(services: Services, ...menu: FromMenu): Promise<void> {
  const { t } = vscode.l10n;
  const jobs = chosenJobs(services, menu).flatMap(({ jobId }) => {
    const job = services.store.job(jobId);
    return job ? [exportJob(job)] : [];
  });
  if (jobs.length === 0) {
    warn(t('There is no job to export.'), {});
    return;
  }
  const format = await pickFormat(jobs);
  const uri = format && (await askFile(services, format));
  if (!uri) return;
  const text = await contentOf(services, format, jobs);
  if (text !== undefined) await write(uri, text);
}

async function pickFormat(jobs: readonly ExportJob[]): Promise<Format | undefined> {
  const { t } = vscode.l10n;
  const requests = jobs.filter(({ status }) => status === 'completed').length;
  const known = t('what the view knows; no request');
  const items: (vscode.QuickPickItem & { readonly format: Format })[] = [
    { format: 'csv', label: 'CSV', description: known },
    { format: 'json', label: 'JSON', description: known },
    { format: 'html', label: t('HTML report with pictures'), description: t('requests: {0}', requests) },
  ];
  return (await vscode.window.showQuickPick(items, { title: t('Export Jobs: {0}', jobs.length) }))?.format;
}

async function askFile({ session }: Services, format: Format): Promise<vscode.Uri | undefined> {
  const name = `${safeSegment(session.profile.name, textHash)}-jobs.${format}`;
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const defaultUri = folder ? vscode.Uri.joinPath(folder, name) : vscode.Uri.file(name);
  const filters = { [format.toUpperCase()]: [format] };
  return vscode.window.showSaveDialog({ defaultUri, filters, title: vscode.l10n.t('Export Jobs') });
}

async function contentOf(services: Services, format: Format, jobs: readonly ExportJob[]): Promise<string | undefined> {
  const { clock, session } = services;
  const facts = { profile: session.profile.name, at: clock.now(), language: vscode.env.language };
  if (format === 'csv') return exportCsv(jobs, facts.at);
  if (format === 'json') return exportJson(jobs, facts);
  const { t } = vscode.l10n;
  const reported = await report(services, jobs);
  return reported && [...exportHtml(t, facts, reported)].join('');
}

/** With pictures, a request for each completed job; undefined: given up, or it failed and that was said. */
async function report(services: Services, jobs: readonly ExportJob[]): Promise<readonly ReportJob[] | undefined> {
  const { t } = vscode.l10n;
  const deps = await pictureDeps(services);
  if (!deps) {
    warn(t('Sign in first: the report asks the server for the pictures.'), {});
    return undefined;
  }
  const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
  return runWithProgress({
    title: t('Exporting jobs: {0}', jobs.length),
    total: jobs.length,
    work: (signal, step) => reportJobs({ ...deps, base64, reading: readingSaid(services), onJob: step }, jobs, signal),
  });
}

/** What the user said of the pictures; those of the sample jobs show their source (see `withSampleReading`). */
function readingSaid({ viewer, session }: Services): (job: ExportJob) => Reading | undefined {
  const readings = new Readings(viewer.memento);
  const { name: profileId, kind } = session.profile;
  return ({ id: jobId, labels: [label] }) =>
    readings.get({ profileId, jobId, ...(label === undefined ? {} : { label }) }) ??
    (kind === 'sample' ? 'source' : undefined);
}

async function write(uri: vscode.Uri, text: string): Promise<void> {
  const { t } = vscode.l10n;
  try {
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  } catch {
    warn(t('The file could not be written there. Choose another place.'), {});
    return;
  }
  const name = messageText(uri.path.split('/').at(-1) ?? '', '-', 100);
  offer(t('Exported to {0}.', name), { [t('Open')]: () => vscode.commands.executeCommand('vscode.open', uri) });
}
