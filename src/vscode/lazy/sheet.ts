import { createHash } from 'node:crypto';
import * as vscode from 'vscode';
import { ImageCache, type CacheFiles } from '../../core/images/imageCache';
import { Readings } from '../../core/images/readings';
import type { Disposable } from '../../core/event';
import { DetailQueue } from '../../core/jobs/detailQueue';
import { fetchDetails } from '../../core/jobs/fetchDetails';
import { cacheFiles } from '../cacheFiles';
import { commandIds, settingIds } from '../contributions';
import { createLoader } from '../imageLoading';
import { lazyTransport } from '../lazyTransport';
import { realClock as clock } from '../realClock';
import type { Services } from '../services';
import { SheetPanels } from '../sheetPanels';

/** Contact sheets, and what they work with. */
export interface Sheets extends Disposable {
  readonly panels: SheetPanels;
  readonly cache: ImageCache;
  readonly queue: DetailQueue;
}

/** Makes the sheets together with the cache of their pictures. */
export function createSheets(services: Services): Sheets {
  const { viewer, store, session, log } = services;
  const transport = lazyTransport();
  const loadImage = createLoader({ transport, clock, log, profileOrigin: (name) => viewer.origin(name) });
  const cache = createCache(services);
  const queue = services.queue ?? createQueue(services);
  const readings = new Readings(viewer.memento);
  const panels = new SheetPanels({
    ...{ store, session, queue, cache, clock, log, loadImage, viewer },
    extensionUri: ownFolder(),
    reading: (target) => readings.get(target),
    checkAll: (jobIds) => void vscode.commands.executeCommand(commandIds.checkAllCrops, { jobIds }),
  });
  const ownQueue = services.queue ? [] : [queue];
  return { panels, cache, queue, dispose: () => [panels, ...ownQueue].forEach((each) => each.dispose()) };
}

function createCache({ storageUri, log }: Services): ImageCache {
  const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
  const files = storageUri ? cacheFiles(vscode.Uri.joinPath(storageUri, 'images').fsPath) : noFiles;
  const onProblem = (text: string): void => log.warn(text);
  return new ImageCache({ files, hash, onProblem, capacity: () => (storageUri ? capacity() : 0) });
}

/** In bytes; 1 MB is 1,000,000 of them. */
function capacity(): number {
  const megabytes = vscode.workspace.getConfiguration().get<unknown>(settingIds.imageCache);
  return typeof megabytes === 'number' && megabytes > 0 ? megabytes * 1e6 : 0;
}

const noFiles: CacheFiles = {
  list: () => Promise.resolve([]),
  read: () => Promise.reject(new Error('there is no folder')),
  write: () => Promise.reject(new Error('there is no folder')),
  touch: () => Promise.resolve(),
  remove: () => Promise.resolve(),
};

function createQueue({ store, session }: Services): DetailQueue {
  const fetch = fetchDetails({ store, session });
  return new DetailQueue({ fetch, clock, setting: () => 'failed', isVisible: () => true });
}

function ownFolder(): vscode.Uri {
  const extension = vscode.extensions.getExtension('banner-jobs.banner-jobs');
  if (!extension) throw new Error('The extension does not find itself.');
  return extension.extensionUri;
}
