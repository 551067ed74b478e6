import type { Clock } from '../clock';
import type { Folder } from '../folder';
import type { JobStore } from '../jobs/jobStore';
import type { RunScope } from '../jobs/pollRun';
import type { Log } from '../log';
import type { RemoteProfile } from '../profiles/profile';
import { Slices } from '../snapshot/slices';
import { SavedProfiles } from '../snapshot/savedProfiles';
import { snapshotsFolder, type Hash } from '../snapshot/snapshotPaths';
import { SnapshotReader } from '../snapshot/snapshotReader';
import { SnapshotWriter } from '../snapshot/snapshotWriter';
import { claimsFolder, createClaims, type Claim } from './claims';
import type { Processes } from './processes';
import { RefreshAsks } from './refreshAsks';
import { SignOutMarks } from './signOutMarks';
import type { WindowTimings } from './timings';
import { WindowBoard } from './windowBoard';
import type { WishFacts } from './wish';

export interface PartsDeps {
  readonly folder: Folder;
  readonly clock: Clock;
  readonly log: Log;
  readonly store: JobStore;
  readonly timings: WindowTimings;
  readonly hash: Hash;
  readonly processes: Processes;
  /** Never gives the same twice, in any window; of letters, digits and `-`. */
  readonly newId: () => string;
  /** Gives the event loop back, and resolves at its next turn. */
  readonly rest: () => Promise<void>;
  /** Refreshes in this window, at the user's wish. Never rejects. */
  readonly refresh: (scope: RunScope) => Promise<void>;
  /** What a sign-in or sign-out of another window does here; see `SignOutMarksDeps`. */
  readonly accounts: {
    readonly profiles: () => readonly RemoteProfile[];
    readonly drop: (profile: RemoteProfile) => void;
    readonly cleared: (at: number) => void;
    readonly recheck: (profile: RemoteProfile) => void;
  };
}

interface Joints {
  readonly facts: WishFacts;
  readonly profile: () => string | undefined;
  /** False while nothing that was saved may be shown. */
  readonly mayShow: () => boolean;
  readonly load: () => Promise<void>;
}

interface Parts {
  readonly board: WindowBoard;
  readonly asks: RefreshAsks;
  readonly marks: SignOutMarks;
  readonly claim: Claim;
  readonly writer: SnapshotWriter;
  readonly reader: SnapshotReader;
  readonly saved: SavedProfiles;
  readonly clearAll: (at: number) => Promise<void>;
}

/** Makes what `SharedWork` is made of. */
export function makeParts(deps: PartsDeps, { facts, profile, mayShow, load }: Joints): Parts {
  const { clock, timings, newId, refresh, rest } = deps;
  const board = new WindowBoard({ ...deps, id: newId() }, facts);
  const saving = { ...deps, slices: new Slices({ clock, rest }), profile };
  const isWanted = (label: string): boolean =>
    board.live.some((wish) => wish.profile === profile() && wants(wish, label));
  const writer = new SnapshotWriter({ ...saving, isWanted, isFollowed: () => board.role.followers > 0 });
  const reader = new SnapshotReader({ ...saving, mayShow, restore: (piece) => writer.restore(piece) });
  const save = (scope: RunScope): Promise<void> => {
    // Who asked learns from the file when the answer came, even when it says nothing new.
    if (scope.kind === 'label') writer.renew(scope.label);
    return writer.writeNow();
  };
  const asks = new RefreshAsks({ board, clock, timings, newId, refresh, load, save });
  const marks = new SignOutMarks({ ...deps, ...deps.accounts, pause: timings.heartbeat });
  const clearAll = async (at: number): Promise<void> => {
    await marks.tellCleared(at);
    await writer.forget();
    for (const path of [snapshotsFolder, claimsFolder]) await deps.folder.remove(path);
    await board.sweep();
  };
  return { board, asks, marks, claim: createClaims(deps), writer, reader, saved: new SavedProfiles(deps), clearAll };
}

/** An empty label stands for the jobs tracked one by one. */
function wants({ labels, jobIds }: WishFacts, label: string): boolean {
  return label === '' ? jobIds.length > 0 : labels.includes(label);
}
