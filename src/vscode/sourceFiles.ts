import { realpath } from 'node:fs/promises';
import { sep } from 'node:path';
import * as vscode from 'vscode';
import type { Consent, ImageAnswer, LoadImage } from '../core/images/imageAnswer';
import { findSource } from '../core/images/findSource';
import { imageLimits } from '../core/images/imageLimits';
import { judgeImage } from '../core/images/judgeImage';
import type { SourceChoice } from '../core/images/sourceChoices';
import type { SourceAsk, SourceReader } from '../core/images/sourcePicture';
import type { ViewerTarget } from '../core/images/viewerTarget';
import { settingIds } from './contributions';
import { textHash } from './textHash';

/** Source images: found in a trusted workspace by the setting `bannerJobs.sourcePattern`, read from files and links. */
export class SourceFiles implements SourceReader {
  constructor(private readonly loadImage: LoadImage) {}

  async find(target: ViewerTarget): Promise<SourceChoice | undefined> {
    const { isTrusted } = vscode.workspace;
    const pattern = vscode.workspace.getConfiguration().get<unknown>(settingIds.sourcePattern);
    return findSource({ isTrusted, pattern, fileAt, hash: textHash }, target);
  }

  async read({ kind, uri }: SourceChoice, ask: SourceAsk, signal: AbortSignal): Promise<ImageAnswer> {
    return kind === 'file' ? readImageFile(vscode.Uri.parse(uri, true), ask) : this.loadImage(uri, ask, signal);
  }
}

async function fileAt(path: string): Promise<string | undefined> {
  for (const { uri: folder } of vscode.workspace.workspaceFolders ?? []) {
    const uri = vscode.Uri.joinPath(folder, path);
    if (await isFileWithin(uri, folder)) return uri.toString();
  }
  return undefined;
}

/** A link in a folder may lead out of it: what counts is where the file really lies. */
async function isFileWithin(uri: vscode.Uri, folder: vscode.Uri): Promise<boolean> {
  try {
    const { type } = await vscode.workspace.fs.stat(uri);
    if (uri.scheme !== 'file') return type === vscode.FileType.File;
    const [file, root] = await Promise.all([realpath(uri.fsPath), realpath(folder.fsPath)]);
    return (type & vscode.FileType.File) !== 0 && file.startsWith(root.endsWith(sep) ? root : root + sep);
  } catch {
    // Not there is the common case.
    return false;
  }
}

async function readImageFile(uri: vscode.Uri, consent: Consent): Promise<ImageAnswer> {
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    const limit = consent.loadLarge ? imageLimits.maxBytesAnyway : imageLimits.maxBytes;
    if (size > limit) return { kind: 'tooLarge', by: 'bytes', limit };
    return judgeImage(await vscode.workspace.fs.readFile(uri), consent);
  } catch {
    return { kind: 'unreadable', text: '' };
  }
}
