import type { LabelCropProblem } from './crop/labelCropChecks';
import type { Reading } from './crop/reading';
import type { Rect } from './crop/rect';

/** What a cell says in place of a picture, or that it has one. */
export type SheetCellKind =
  /** A result with a link to a picture. */
  | 'picture'
  /** A result without one. */
  | 'noPicture'
  /** A completed job without results. */
  | 'noResults'
  /** A finished job whose details did not come yet. */
  | 'waiting'
  /** A finished job whose details cannot be read. */
  | 'unread'
  | 'failed'
  /** Everything that is not finished. */
  | 'running';

/** One result of a job, or a job that has none to show. */
export interface SheetCell {
  /** Unique in the sheet, and the same as long as job and result are. */
  readonly key: string;
  readonly jobId: string;
  /** As the server sent it. */
  readonly status: string;
  readonly kind: SheetCellKind;
  /** From 0; absent for a job without results. */
  readonly resultIndex?: number;
  readonly crop?: Rect;
  readonly problems: readonly LabelCropProblem[];
  /** What the picture shows; absent while the user did not say. */
  readonly reading?: Reading;
  /** The server's words for a failure; empty where there are none. */
  readonly message: string;
}

/** Whose outputs a sheet shows: all of a label, or of the jobs that were selected. */
export type SheetTarget =
  | { readonly kind: 'label'; readonly profileId: string; readonly label: string }
  | { readonly kind: 'jobs'; readonly profileId: string; readonly jobIds: readonly string[] };

/** Everything that the sheet shows, at once: it is never told of changes. */
export interface SheetState {
  /** The page keeps it, so that a sheet is there again when the window was loaded again. */
  readonly target: SheetTarget;
  /** The label; empty for jobs that were selected. */
  readonly label: string;
  readonly cells: readonly SheetCell[];
  /** Jobs of the sheet. */
  readonly jobs: number;
  /** Completed jobs, and those of them whose crops are known and so checked. */
  readonly completed: number;
  readonly checked: number;
  /** Why the sheet is empty or stands still, for people; empty when it is neither. */
  readonly notice: string;
}

/** Bytes for one cell. Of a `whole` picture the page makes a thumbnail, and gives it back. */
export interface SheetPictureMessage {
  readonly type: 'picture';
  readonly key: string;
  readonly kind: 'thumbnail' | 'whole';
  readonly mimeType: string;
  readonly bytes: Uint8Array;
}

/** From the host to the page. */
export type SheetHostMessage =
  | { readonly type: 'show'; readonly state: SheetState }
  /** These cells show other pictures now: what the page holds for them is old. */
  | { readonly type: 'stale'; readonly keys: readonly string[] }
  /** The picture of a cell did not come; `text` says why, for people. */
  | { readonly type: 'noPicture'; readonly key: string; readonly text: string }
  | SheetPictureMessage;

/** From the page to the host. */
export type SheetPageMessage =
  | { readonly type: 'ready' }
  /** The cells in view, and those of them that have no picture yet; both in the order of the sheet. */
  | { readonly type: 'view'; readonly keys: readonly string[]; readonly wanted: readonly string[] }
  | { readonly type: 'thumbnail'; readonly key: string; readonly bytes: Uint8Array }
  | { readonly type: 'cannotDecode'; readonly key: string }
  | { readonly type: 'open'; readonly key: string }
  | { readonly type: 'checkAll' };
