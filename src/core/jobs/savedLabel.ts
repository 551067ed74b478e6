import type { Job, JobDetails, JobHistory } from './job';
import type { ListDiff } from './listDiff';

/** A job as it is kept on disk: no link, no key. */
export interface SavedJob extends Job, JobHistory {
  readonly details?: JobDetails | undefined;
}

/** What is kept of a label besides its jobs; see `LabelState`. An empty label: the jobs tracked one by one. */
export interface SavedHead {
  readonly label: string;
  readonly since: number;
  readonly asOf: number;
  readonly complete: boolean;
  readonly capped: boolean;
  readonly aligned: boolean;
  readonly unreadable: number;
  readonly noticedAt?: number | undefined;
}

/** A piece of a saved label, small enough to be taken at once. */
export interface SavedPiece {
  readonly head: SavedHead;
  readonly jobs: readonly SavedJob[];
  /** With the last piece: all ids of the label, in the order of the server. */
  readonly ids?: readonly string[];
  /** With the last piece: what `ids` has to do with what the label held, where somebody has compared them. */
  readonly diff?: ListDiff;
  /** When it was written, ms since 1970: how old what it says of a status may be. */
  readonly writtenAt: number;
  /** True for a snapshot of an earlier session: shown as old until the server answers. */
  readonly stale: boolean;
}
