import * as vscode from 'vscode';
import type { TrackedJob } from '../../core/jobs/job';
import { safeSegment } from '../../core/images/safeSegment';
import { messageText } from '../../core/jobs/rowText';
import { exportText, type ExportFormat } from '../exportText';
import { chosenJobs } from '../handOffJobs';
import type { Services } from '../services';
import { textHash } from '../textHash';
import { offer, warn } from './offer';
import { runWithProgress } from './runWithProgress';
import type { FromMenu } from './targets';

/** "Export Jobs…": the chosen jobs, or all shown, as CSV, JSON or an HTML report; never with a link. */
export async function exportJobs(services: Services, ...menu: FromMenu): Promise<void> {
  const made = await exportText(services, await chosenJobs(services, menu), {
    t: vscode.l10n.t,
    language: vscode.env.language,
    warn: (message) => warn(message, {}),
    pickFormat,
    askPlace: askFile,
    run: runWithProgress,
  });
  if (made) await write(made.place, made.text);
}

async function pickFormat(jobs: readonly TrackedJob[]): Promise<ExportFormat | undefined> {
  const { t } = vscode.l10n;
  const requests = jobs.filter(({ status }) => status === 'completed').length;
  const known = t('what the view knows; no request');
  const items: (vscode.QuickPickItem & { readonly format: ExportFormat })[] = [
    { format: 'csv', label: 'CSV', description: known },
    { format: 'json', label: 'JSON', description: known },
    { format: 'html', label: t('HTML report with pictures'), description: t('requests: {0}', requests) },
  ];
  return (await vscode.window.showQuickPick(items, { title: t('Export Jobs: {0}', jobs.length) }))?.format;
}

async function askFile(format: ExportFormat, profile: string): Promise<vscode.Uri | undefined> {
  const name = `${safeSegment(profile, textHash)}-jobs.${format}`;
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const defaultUri = folder ? vscode.Uri.joinPath(folder, name) : vscode.Uri.file(name);
  const filters = { [format.toUpperCase()]: [format] };
  return vscode.window.showSaveDialog({ defaultUri, filters, title: vscode.l10n.t('Export Jobs') });
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
