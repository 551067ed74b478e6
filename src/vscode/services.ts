import type * as vscode from 'vscode';
import type { DetailQueue } from '../core/jobs/detailQueue';
import type { Clock } from '../core/clock';
import type { JobGroups } from '../core/jobs/jobGroups';
import type { JobStore } from '../core/jobs/jobStore';
import type { Poller } from '../core/jobs/poller';
import type { KeyRing } from '../core/keys/keyRing';
import type { LastLabels } from '../core/jobs/lastLabels';
import type { ArrangementState } from './arrangementState';
import type { FilterState } from './filterState';
import type { JobTree } from './jobTree';
import type { LazyBackground } from './lazyBackground';
import type { PictureHost } from './pictureHost';
import type { Profiles } from './profiles';
import type { SampleHost } from './sampleHost';
import type { MakeApi, Session } from './session';
import type { SheetHost } from './sheetHost';
import type { TrackedList } from './trackedList';
import type { ViewerHost } from './viewerHost';

/** Everything that VS Code keeps for the extension; files beside it lie in the folder. */
export type Stored = Pick<vscode.ExtensionContext, 'globalState' | 'workspaceState' | 'globalStorageUri'>;

/** What commands work with. Made by `extension.ts`, and by nobody else. */
export interface Services {
  /** What is stored for the extension, for whoever deletes it. */
  readonly stored: Stored;
  readonly session: Session;
  readonly profiles: Profiles;
  readonly keys: KeyRing;
  readonly tracked: TrackedList;
  readonly sample: SampleHost;
  readonly store: JobStore;
  readonly groups: JobGroups;
  readonly filter: FilterState;
  readonly background: LazyBackground;
  readonly arrangement: ArrangementState;
  readonly lastLabels: LastLabels;
  readonly poller: Poller;
  readonly tree: JobTree;
  readonly viewer: ViewerHost;
  readonly queue: DetailQueue;
  readonly pictures: PictureHost;
  readonly sheets: SheetHost;
  readonly makeApi: MakeApi;
  readonly clock: Clock;
  readonly log: vscode.LogOutputChannel;
}
