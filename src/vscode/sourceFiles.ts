import { realpath } from 'node:fs/promises';
import { sep } from 'node:path';
import * as vscode from 'vscode';
import type { ImageAnswer, LoadImage } from '../core/images/imageAnswer';
import { imageLimits } from '../core/images/imageLimits';
import { judgeImage } from '../core/images/judgeImage';
import type { SourceChoice } from '../core/images/sourceChoices';
import { sourcePath } from '../core/images/sourcePath';
import type { SourceReader } from '../core/images/sourcePicture';
import type { ViewerTarget } from '../core/images/viewerTarget';
import { settingIds } from './contributions';
import { textHash } from './textHash';

/** Source images: found in a trusted workspace by the setting `bannerJobs.sourcePattern`, read from files and links. */
export class SourceFiles implements SourceReader {
  constructor(private readonly loadImage: LoadImage) {}

  async find(target: ViewerTarget): Promise<SourceChoice | undefined> {
    const { isTrusted, workspaceFolders = [] } = vscode.workspace;
    const pattern = vscode.workspace.getConfiguration().get<unknown>(settingIds.sourcePattern);
    const path = typeof pattern === 'string' ? sourcePath(pattern, target, textHash) : undefined;
    if (!isTrusted || path === undefined) return undefined;
    for (const { uri: folder } of workspaceFolders) {
      const uri = vscode.Uri.joinPath(folder, path);
      if (await isFileWithin(uri, folder)) return { kind: 'file', uri: uri.toString() };
    }
    return undefined;
  }

  async read({ kind, uri }: SourceChoice, { profileId }: ViewerTarget, signal: AbortSignal): Promise<ImageAnswer> {
    if (kind === 'file') return readImageFile(vscode.Uri.parse(uri, true));
    return this.loadImage(uri, { profileId, loadLarge: false, allowedOrigins: new Set() }, signal);
  }
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

async function readImageFile(uri: vscode.Uri): Promise<ImageAnswer> {
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > imageLimits.maxBytes) return { kind: 'tooLarge', by: 'bytes', limit: imageLimits.maxBytes };
    return judgeImage(await vscode.workspace.fs.readFile(uri), { loadLarge: false });
  } catch {
    return { kind: 'unreadable', text: '' };
  }
}
