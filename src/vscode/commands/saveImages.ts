import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { failureWords } from '../../core/api/failureWords';
import { defaultTemplate, templateFault } from '../../core/handoff/imagePath';
import { SaveImages, type SaveOutcome } from '../../core/handoff/saveImages';
import { FolderFault, WholeFiles, type PlainFolder } from '../../core/handoff/wholeFiles';
import { messageText } from '../../core/jobs/rowText';
import { chosenJobs } from '../handOffJobs';
import { pictureDeps } from '../pictureDeps';
import { plainFolder } from '../plainFolder';
import type { Services } from '../services';
import { textHash } from '../textHash';
import { offer, warn } from './offer';
import { runWithProgress } from './runWithProgress';
import type { FromMenu } from './targets';

/** "Save All Images…": the pictures of the chosen jobs, or of all shown, to a folder with a manifest. */
export async function saveImages(services: Services, ...menu: FromMenu): Promise<void> {
  const { t } = vscode.l10n;
  const chosen = await chosenJobs(services, menu);
  const jobs = chosen.filter(({ jobId }) => services.store.job(jobId)?.status === 'completed');
  const deps = await pictureDeps(services)();
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
      const files = new WholeFiles(folderAt(folder), randomUUID);
      return new SaveImages({ ...deps, files, template, hash: textHash, onJob: step }).run(jobs, signal);
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
  warn([counts, ...reasonOf(failure), t('Save to the same folder again to go on.')].join(' '), show);
}

/** Why a run ended early; nothing for one that the user ended. */
function reasonOf(failure: SaveOutcome['failure']): readonly string[] {
  const { t } = vscode.l10n;
  if (!failure) return [];
  if (!(failure instanceof FolderFault))
    return failure.kind === 'cancelled' ? [] : [messageText(failureWords(t, failure.message), '', 200)];
  return [failure.isFull ? t('The disk is full: make room on it.') : t('The folder cannot be read or written.')];
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
function folderAt(root: vscode.Uri): PlainFolder {
  return root.scheme === 'file' ? plainFolder(root.fsPath) : virtualFolder(root);
}

function virtualFolder(root: vscode.Uri): PlainFolder {
  const { fs } = vscode.workspace;
  const at = (path: string): vscode.Uri => vscode.Uri.joinPath(root, ...path.split('/'));
  return {
    list: async () => (await fs.readDirectory(root)).map(([name]) => name),
    async size(path) {
      try {
        return (await fs.stat(at(path))).size;
      } catch (error) {
        if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return undefined;
        throw error;
      }
    },
    read: async (path) => fs.readFile(at(path)),
    write: async (path, content) => fs.writeFile(at(path), content),
    async rename(from, to) {
      await fs.createDirectory(vscode.Uri.joinPath(at(to), '..'));
      await fs.rename(at(from), at(to), { overwrite: true });
    },
    remove: async (path) => fs.delete(at(path)),
  };
}
