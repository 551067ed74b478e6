import type { Clock } from '../clock';
import type { Folder } from '../folder';
import type { JobStore } from '../jobs/jobStore';
import type { Log } from '../log';
import type { Slices } from './slices';
import type { Hash } from './snapshotPaths';

/** What the writer and the reader of snapshots work with. */
export interface SnapshotDeps {
  readonly folder: Folder;
  readonly clock: Clock;
  readonly slices: Slices;
  readonly store: JobStore;
  readonly log: Log;
  readonly hash: Hash;
  /** The profile whose jobs the store holds; see `profileId`. Undefined: nothing is kept. */
  readonly profile: () => string | undefined;
}
