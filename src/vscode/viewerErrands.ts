import * as vscode from 'vscode';
import type { LoadedImage } from '../core/images/imageAnswer';
import { safeSegment } from '../core/images/safeSegment';
import type { ViewerSession } from '../core/images/viewerSession';
import type { ViewerTarget } from '../core/images/viewerTarget';
import { messageText } from '../core/jobs/rowText';
import type { Errand } from '../core/protocol';
import type { ImageDocuments } from './imageDocuments';
import { pickSource } from './pickSource';
import { textHash } from './textHash';

export interface ViewerErrandsDeps {
  readonly documents: ImageDocuments;
  /** Reveals the row of a job in the tree. */
  readonly reveal: (target: ViewerTarget) => Promise<void>;
}

/** What the viewer asks of the editor: files, clipboard, tree (viewer, points 7 and 15). */
export class ViewerErrands {
  constructor(private readonly deps: ViewerErrandsDeps) {}

  /** Does one errand for what a session shows. */
  async run(errand: Errand, session: ViewerSession): Promise<void> {
    switch (errand) {
      case 'save':
        return saveImage(session);
      case 'openImage':
        return this.openImage(session);
      case 'copyLink':
        return copyLink(session);
      case 'reveal':
        return session.shown && this.deps.reveal(session.shown);
      case 'chooseSource':
        return chooseSource(session);
      case 'forgetSource':
        return session.forgetSource();
      case 'pin':
        session.pinned = !session.pinned;
        return;
      default:
        errand satisfies never;
    }
  }

  /** In the editor that the user has for pictures, from memory: no file is left behind. */
  private async openImage(session: ViewerSession): Promise<void> {
    const taken = await takeImage(session);
    if (!taken) return;
    await vscode.commands.executeCommand('vscode.open', this.deps.documents.add(taken.name, taken.image.bytes));
  }
}

/** Puts a text on the clipboard, and says so. */
export async function copyText(text: string): Promise<void> {
  await vscode.env.clipboard.writeText(text);
  vscode.window.setStatusBarMessage(vscode.l10n.t('$(check) Copied'), 2000);
}

async function saveImage(session: ViewerSession): Promise<void> {
  const taken = await takeImage(session);
  if (!taken) return;
  const { l10n, window, workspace } = vscode;
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const defaultUri = folder ? vscode.Uri.joinPath(folder, taken.name) : vscode.Uri.file(taken.name);
  const uri = await window.showSaveDialog({ defaultUri, title: l10n.t('Save Image') });
  if (!uri) return;
  try {
    await workspace.fs.writeFile(uri, taken.image.bytes);
    window.setStatusBarMessage(l10n.t('$(check) Saved'), 2000);
  } catch {
    void window.showErrorMessage(l10n.t('The image could not be written there. Choose another folder.'));
  }
}

async function copyLink({ link }: ViewerSession): Promise<void> {
  const { env, l10n, window } = vscode;
  if (link === undefined) {
    void window.showInformationMessage(l10n.t('This result has no link.'));
    return;
  }
  await env.clipboard.writeText(link);
  const warning = l10n.t('The link was copied. It is a secret: whoever has it sees the image until it expires.');
  void window.showInformationMessage(warning);
}

async function chooseSource(session: ViewerSession): Promise<void> {
  const { shown } = session;
  const choice = shown && (await pickSource());
  if (choice) await session.chooseSource(choice, shown);
}

/** The shown result as a file: its bytes, and a name that no id can lead astray. Says it when there is none. */
async function takeImage(session: ViewerSession): Promise<{ name: string; image: LoadedImage } | undefined> {
  const { shown } = session;
  const answer = await session.takeImage();
  if (answer?.kind === 'image' && shown) return { name: fileName(shown, answer.image), image: answer.image };
  if (answer?.kind === 'cancelled') return undefined;
  const job = messageText(shown?.jobId ?? '');
  void vscode.window.showWarningMessage(vscode.l10n.t('The image of {0} cannot be had now. Refresh the viewer.', job));
  return undefined;
}

function fileName({ jobId, resultIndex = 0 }: ViewerTarget, { header }: LoadedImage): string {
  const extension = header.format === 'jpeg' ? 'jpg' : header.format;
  return `${safeSegment(jobId, textHash)}-${resultIndex + 1}.${extension}`;
}
