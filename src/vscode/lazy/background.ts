import { createHash, randomUUID } from 'node:crypto';
import type { PartsDeps } from '../../core/windows/sharedParts';
import { SharedWork, type SharedWorkDeps } from '../../core/windows/sharedWork';
import { windowTimings, type WindowTimings } from '../../core/windows/timings';
import { nodeFolder } from '../nodeFolder';
import { nodeProcesses } from '../nodeProcesses';
import { rest } from '../rest';

type Made = Pick<PartsDeps, 'folder' | 'hash' | 'newId' | 'processes' | 'rest' | 'timings'>;

export interface BackgroundDeps extends Omit<SharedWorkDeps, keyof Made> {
  /** The extension's own folder on this machine, shared by all windows: a path. */
  readonly root: string;
  /** For tests. */
  readonly timings?: WindowTimings;
}

/** Makes what keeps jobs on the disk and shares the work among windows; `start` it, and tell it of changes by `update`. */
export function createBackground(deps: BackgroundDeps): SharedWork {
  return new SharedWork({
    ...deps,
    folder: nodeFolder(deps.root),
    hash: (text) => createHash('sha256').update(text).digest('hex').slice(0, 32),
    newId: randomUUID,
    processes: nodeProcesses(),
    rest,
    timings: deps.timings ?? windowTimings,
  });
}
