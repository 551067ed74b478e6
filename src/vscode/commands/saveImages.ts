import { failureWords } from '../../core/api/failureWords';
import * as vscode from 'vscode';
import { defaultTemplate, templateFault } from '../../core/handoff/imagePath';
import { SaveImages, type SaveFolder, type SaveOutcome } from '../../core/handoff/saveImages';
import { messageText } from '../../core/jobs/rowText';
import { chosenJobs, pictureDeps } from '../handOffJobs';
import type { Services } from '../services';
import { textHash } from '../textHash';
import { offer, warn } from './offer';
import { runWithProgress } from './runWithProgress';
import type { FromMenu } from './targets';

/** "Save All Images…": the pictures of the chosen jobs, or of all shown, to a folder with a manifest. */
export async function saveImages(services: Services, ...menu: FromMenu): Promise<void> {
  const { t } = vscode.l10n;
  const jobs = chosenJobs(services, menu).filter(({ jobId }) => services.store.job(jobId)?.status === 'completed');
  const deps = await pictureDeps(services);
  if (jobs.length === 0 || !deps) {
    warn(t('There is no completed job whose images could be saved now.'), {});
    return;
  }
  const template = await askTemplate();
  const folder = template === undefined ? undefined : await askFolder();
  if (template === undefined || !folder) return;
  const outcome = await runWithProgress({
    title: t('Saving images of jobs: {0}', jobs.length),
    total: jobs.length,
    work: (signal, step) => {
      const run = new SaveImages({ ...deps, folder: folderAt(folder), template, hash: textHash, onJob: step });
      return run.run(jobs, signal);
    },
  });
  if (outcome) tell(outcome, folder);
}

function tell(outcome: SaveOutcome | 'notOurs', folder: vscode.Uri): void {
  const { t } = vscode.l10n;
  if (outcome === 'notOurs') {
    warn(t('This folder holds images of another profile. Choose another folder.'), {});
    return;
  }
  const { saved, kept, failed, failure } = outcome;
  const show = { [t('Open Folder')]: () => vscode.commands.executeCommand('revealFileInOS', folder) };
  const counts = t('Images saved: {0}. Jobs saved before: {1}. Failed: {2}.', saved, kept, failed);
  if (!failure && failed === 0) {
    offer(counts, show);
    return;
  }
  const reason =
    failure && failure.kind !== 'cancelled' ? ` ${messageText(failureWords(t, failure.message), '', 200)}` : '';
  warn(`${counts}${reason} ${t('Save to the same folder again to go on.')}`, show);
}

function askTemplate(): Thenable<string | undefined> {
  const { t } = vscode.l10n;
  return vscode.window.showInputBox({
    title: t('Save All Images'),
    prompt: t('Names of the files: {label}, {job_id} and {n} are filled in, / makes folders'),
    value: defaultTemplate,
    ignoreFocusOut: true,
    validateInput: (value) => templateFault(t, value),
  });
}

async function askFolder(): Promise<vscode.Uri | undefined> {
  const { t } = vscode.l10n;
  const defaultUri = vscode.workspace.workspaceFolders?.[0]?.uri;
  const only = { canSelectFiles: false, canSelectFolders: true, canSelectMany: false };
  const options = {
    ...only,
    title: t('Save All Images'),
    openLabel: t('Save Here'),
    ...(defaultUri && { defaultUri }),
  };
  return (await vscode.window.showOpenDialog(options))?.[0];
}

/** A folder of any file system that VS Code reaches. */
export function folderAt(root: vscode.Uri): SaveFolder {
  const { fs } = vscode.workspace;
  const at = (path: string): vscode.Uri => vscode.Uri.joinPath(root, ...path.split('/'));
  return {
    async size(path) {
      try {
        return (await fs.stat(at(path))).size;
      } catch (error) {
        if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return undefined;
        throw error;
      }
    },
    read: async (path) => new TextDecoder().decode(await fs.readFile(at(path))),
    write: async (path, content) =>
      fs.writeFile(at(path), typeof content === 'string' ? new TextEncoder().encode(content) : content),
  };
}
