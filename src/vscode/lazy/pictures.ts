import { createHash } from 'node:crypto';
import * as vscode from 'vscode';
import type { Transport } from '../../core/api/transport';
import type { Clock } from '../../core/clock';
import type { ForgetImage, LoadImage } from '../../core/images/imageAnswer';
import { ImageCache } from '../../core/images/imageCache';
import { keptForgetter, keptLoader } from '../../core/images/keptLoader';
import type { TrackedJob } from '../../core/jobs/job';
import type { Log } from '../../core/log';
import { cacheFiles } from '../cacheFiles';
import { settingIds } from '../contributions';
import { createLoader } from '../imageLoading';
import { rest } from '../rest';

export interface PicturesDeps {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly log: Log;
  /** Where files of all windows are kept. */
  readonly storageUri: vscode.Uri;
  readonly profileOrigin: (profileId: string) => string | undefined;
  readonly job: (profileId: string, jobId: string) => TrackedJob | undefined;
}

/** Where pictures come from, for all panels and sheets of the window. */
export interface Pictures {
  /** Keeps the pictures of tracked results on disk. */
  readonly loadImage: LoadImage;
  readonly forgetImage: ForgetImage;
  /** Keeps nothing. */
  readonly loadFresh: LoadImage;
  readonly cache: ImageCache;
}

/** Makes what loads pictures, and what keeps them on disk. */
export function createPictures(deps: PicturesDeps): Pictures {
  const loadFresh = createLoader(deps);
  const cache = new ImageCache({
    files: cacheFiles(vscode.Uri.joinPath(deps.storageUri, 'images').fsPath),
    hash: (text) => createHash('sha256').update(text).digest('hex'),
    onProblem: (text) => deps.log.warn(text),
    capacity,
    rest,
  });
  const kept = { loadImage: loadFresh, cache, job: deps.job };
  return { loadFresh, cache, loadImage: keptLoader(kept), forgetImage: keptForgetter(kept) };
}

/** In bytes; 1 MB is 1,000,000 of them. */
function capacity(): number {
  const megabytes = vscode.workspace.getConfiguration().get<unknown>(settingIds.imageCache);
  return typeof megabytes === 'number' && megabytes > 0 ? megabytes * 1e6 : 0;
}
