import type * as vscode from 'vscode';
import type { DetailQueue } from '../core/jobs/detailQueue';
import type { JobStore } from '../core/jobs/jobStore';
import { PictureHost, type PictureHostDeps } from './pictureHost';
import type { Profiles } from './profiles';
import type { Session } from './session';
import { SheetHost } from './sheetHost';
import { ViewerHost } from './viewerHost';

interface ShowPicturesDeps extends Omit<PictureHostDeps, 'storageUri' | 'profiles'> {
  readonly context: Pick<vscode.ExtensionContext, 'extensionUri' | 'globalStorageUri' | 'globalState'>;
  readonly store: JobStore;
  readonly session: Session;
  readonly profiles: Profiles;
  readonly queue: DetailQueue;
  /** Takes what ends with the window. */
  readonly own: <T extends vscode.Disposable>(service: T) => T;
}

/** Everything that shows pictures: viewers, contact sheets, and where their pictures come from. */
export interface PictureServices {
  readonly pictures: PictureHost;
  readonly viewer: ViewerHost;
  readonly sheets: SheetHost;
}

/** Makes them; none of their code is loaded before the first picture. */
export function showPictures({ own, context, ...deps }: ShowPicturesDeps): PictureServices {
  const { extensionUri, globalStorageUri: storageUri, globalState: memento } = context;
  const pictures = new PictureHost({ ...deps, storageUri });
  const viewer = own(new ViewerHost({ ...deps, extensionUri, pictures, memento }));
  const sheets = own(new SheetHost({ ...deps, extensionUri, pictures, viewer }));
  return { pictures, viewer, sheets };
}
