import type * as vscode from 'vscode';
import type { DetailQueue } from '../core/jobs/detailQueue';
import type { JobGroups } from '../core/jobs/jobGroups';
import type { JobStore } from '../core/jobs/jobStore';
import type { Poller } from '../core/jobs/poller';
import type { KeyRing } from '../core/keys/keyRing';
import type { FilterState } from './filterState';
import type { JobTree } from './jobTree';
import type { Profiles } from './profiles';
import type { SampleHost } from './sampleHost';
import type { MakeApi, Session } from './session';
import type { TrackedList } from './trackedList';
import type { ViewerHost } from './viewerHost';

/** What commands work with. Made by `extension.ts`, and by nobody else. */
export interface Services {
  readonly session: Session;
  readonly profiles: Profiles;
  readonly keys: KeyRing;
  readonly tracked: TrackedList;
  readonly sample: SampleHost;
  readonly store: JobStore;
  readonly groups: JobGroups;
  readonly filter: FilterState;
  readonly poller: Poller;
  readonly tree: JobTree;
  readonly viewer: ViewerHost;
  /** Without it contact sheets have a queue of their own. */
  readonly queue?: DetailQueue;
  /** Where files of all windows are kept; without it pictures are kept nowhere. */
  readonly storageUri?: vscode.Uri;
  readonly makeApi: MakeApi;
  readonly log: vscode.LogOutputChannel;
}
