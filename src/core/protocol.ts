import type { Reading } from './crop/reading';
import type { Rect } from './crop/rect';

/** One result as the page knows it: never its link. */
export interface ShownResult {
  readonly hasImage: boolean;
  readonly crop?: Rect;
}

/** Why there is no picture to show. Each has one action in the page. */
export const noticeReasons = [
  'running',
  'failed',
  'noResults',
  'unknownJob',
  'signedOut',
  'otherProfile',
  'statusFailed',
  'coordinatesOnly',
  'forbidden',
  'gone',
  'notImage',
  'otherFormat',
  'tooManyBytes',
  'tooManyPixels',
  'animation',
  'saveOnly',
  'noRoom',
  'linkOnly',
  'cutOff',
  'cannotDecode',
  'offline',
  'tls',
  'proxy',
  'timeout',
  'server',
  'privateAddress',
  'refusedLink',
  'unreadable',
] as const;
export type NoticeReason = (typeof noticeReasons)[number];

/** What the middle of the page shows. `key` names the bytes that come by a `picture` message. */
export type Stage =
  | { readonly kind: 'loading'; readonly what: 'status' | 'picture' | 'newLink' }
  | { readonly kind: 'picture'; readonly key: string; readonly renewed: boolean }
  | { readonly kind: 'notice'; readonly reason: NoticeReason; readonly detail: string };

/** The image that a finished crop was cut from, where the user has one (viewer, point 7). */
export interface SourceState {
  /** What to call it: the name of its file. */
  readonly name: string;
  readonly stage: Stage;
}

/** How far a choice of the reading goes. */
export const readingScopes = ['profile', 'label', 'job'] as const;
export type ReadingScope = (typeof readingScopes)[number];

/** Everything that the page shows, at once: it is never told of changes. */
export interface ViewerState {
  readonly profileId: string;
  readonly jobId: string;
  readonly label?: string;
  /** As the server sent it; empty while it is not known. */
  readonly status: string;
  readonly results: readonly ShownResult[];
  readonly resultIndex: number;
  /** Undefined as long as the user was not asked. */
  readonly reading?: Reading;
  readonly stage: Stage;
  /** Undefined where there is none. */
  readonly source?: SourceState;
  /** Why the job failed, in the server's words, where the stage does not say it: a failed job may have pictures. */
  readonly failure?: string;
  /** Whether the window uses another profile now than the job's. */
  readonly elsewhere?: boolean;
  /** Whether this panel keeps its job when another one is opened. */
  readonly pinned: boolean;
}

/** Everything that is to be shown. */
export interface ShowMessage {
  readonly type: 'show';
  readonly state: ViewerState;
  /** Key of its picture, where that was posted before the page was ready: a page that does not hold it says that it dropped it. */
  readonly given?: string;
}

/** Bytes of a picture: of the result that is shown, of a neighbour ahead of time, or of the source. */
export interface PictureMessage {
  readonly type: 'picture';
  readonly key: string;
  /** Undefined for the source. */
  readonly resultIndex?: number;
  readonly mimeType: string;
  readonly bytes: Uint8Array;
}

/** Bytes of a result's picture for its place in the filmstrip only; none when they cannot be had. */
export interface StripMessage {
  readonly type: 'strip';
  readonly resultIndex: number;
  readonly mimeType: string;
  readonly bytes: Uint8Array;
}

/** From the host to the page. */
export type HostMessage = ShowMessage | { readonly type: 'openCopyMenu' } | PictureMessage | StripMessage;

/** So many pictures for the filmstrip are asked for at once: each is large until the page has drawn it small. */
export const stripAtOnce = 3;

/** What the page asks the editor to do with what is shown (viewer, points 7 and 15). */
export const errands = ['save', 'openImage', 'copyLink', 'reveal', 'chooseSource', 'forgetSource', 'pin'] as const;
export type Errand = (typeof errands)[number];

/** The longest text that the page may put on the clipboard, in characters: a crop takes some hundred. */
export const longestCopy = 2000;

/** From the page to the host. `shown`: this picture stands; `dropped`: the page does not hold these bytes, or no longer. */
export type PageMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'select'; readonly resultIndex: number }
  /** Results whose place in the filmstrip is in sight and empty; those asked for before are waited for no more. */
  | { readonly type: 'strip'; readonly wanted: readonly number[] }
  | { readonly type: 'chooseReading'; readonly reading: Reading; readonly scope: ReadingScope }
  | { readonly type: 'retry' }
  | { readonly type: 'loadAnyway' }
  | { readonly type: 'retrySource' | 'loadSourceAnyway' }
  | { readonly type: 'signIn' | 'switchProfile' }
  | { readonly type: 'errand'; readonly errand: Errand }
  | { readonly type: 'copy'; readonly text: string }
  | { readonly type: 'shown'; readonly key: string }
  | { readonly type: 'dropped'; readonly key: string }
  | { readonly type: 'cannotDecode'; readonly key: string }
  | { readonly type: 'ignored'; readonly count: number };

/** How the crop is drawn: all else dimmed, a frame alone, or all else hidden. */
export const overlayModes = ['dim', 'outline', 'crop'] as const;
export type OverlayMode = (typeof overlayModes)[number];

/** With a source at hand: the crop on the source, source and output in one with a wipe, side by side, or the output alone. */
export const compareModes = ['source', 'wipe', 'side', 'output'] as const;
export type CompareMode = (typeof compareModes)[number];

/** What the user switched in the page. */
export interface Toggles {
  readonly overlay: OverlayMode;
  readonly compare: CompareMode;
  /** Draw the crops of all results of the job. */
  readonly all: boolean;
  readonly grid: boolean;
  readonly checkerboard: boolean;
  readonly details: boolean;
}

/** The zoom as kept: a mode that follows the size of the panel, or a scale around a place in fractions of the picture. */
export type SavedView =
  | { readonly mode: 'fit' | 'actual' | 'crop' }
  | { readonly mode: 'free'; readonly scale: number; readonly centre: { readonly x: number; readonly y: number } };

/** What VS Code keeps of a panel over a restart: ids and settings of the view, never a link (viewer, point 18). */
export interface PanelState {
  readonly profileId: string;
  readonly jobId: string;
  readonly label?: string;
  readonly resultIndex: number;
  readonly view: SavedView;
  readonly toggles: Toggles;
  readonly pinned: boolean;
}
