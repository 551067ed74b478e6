import * as v from 'valibot';
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
  'statusFailed',
  'coordinatesOnly',
  'forbidden',
  'gone',
  'notImage',
  'tooManyBytes',
  'tooManyPixels',
  'cannotDecode',
  'offline',
  'tls',
  'proxy',
  'timeout',
  'server',
  'privateAddress',
  'refusedLink',
] as const;
export type NoticeReason = (typeof noticeReasons)[number];

/** What the middle of the page shows. `key` names the bytes that come by a `picture` message. */
export type Stage =
  | { readonly kind: 'loading'; readonly what: 'status' | 'picture' | 'newLink' }
  | { readonly kind: 'picture'; readonly key: string; readonly renewed: boolean }
  | { readonly kind: 'notice'; readonly reason: NoticeReason; readonly detail: string };

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
}

/** Bytes of one result's picture: of the one that is shown, or of a neighbour ahead of time. */
export interface PictureMessage {
  readonly type: 'picture';
  readonly key: string;
  readonly resultIndex: number;
  readonly mimeType: string;
  readonly bytes: Uint8Array;
}

/** From the host to the page. */
export type HostMessage = { readonly type: 'show'; readonly state: ViewerState } | PictureMessage;

/** From the page to the host. `dropped`: the page no longer holds these bytes. */
export type PageMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'select'; readonly resultIndex: number }
  | { readonly type: 'chooseReading'; readonly reading: Reading; readonly scope: ReadingScope }
  | { readonly type: 'retry' }
  | { readonly type: 'loadAnyway' }
  | { readonly type: 'signIn' }
  | { readonly type: 'dropped'; readonly key: string }
  | { readonly type: 'cannotDecode'; readonly key: string }
  | { readonly type: 'ignored'; readonly count: number };

/** How the crop is drawn: all else dimmed, a frame alone, or all else hidden. */
export const overlayModes = ['dim', 'outline', 'crop'] as const;
export type OverlayMode = (typeof overlayModes)[number];

/** What the user switched in the page. */
export interface Toggles {
  readonly overlay: OverlayMode;
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
}

/** JSON, which carries the messages, has no word for Infinity: numbers of a crop travel as text. */
const wireNumber = v.pipe(
  v.string(),
  v.transform((text) => Number(text)),
);
const reading = v.picklist(['source', 'cropped']);
const index = v.pipe(v.number(), v.integer(), v.minValue(0));

const state = v.object({
  profileId: v.string(),
  jobId: v.string(),
  label: v.exactOptional(v.string()),
  status: v.string(),
  results: v.array(
    v.object({
      hasImage: v.boolean(),
      crop: v.exactOptional(v.object({ x: wireNumber, y: wireNumber, width: wireNumber, height: wireNumber })),
    }),
  ),
  resultIndex: index,
  reading: v.exactOptional(reading),
  stage: v.variant('kind', [
    v.object({ kind: v.literal('loading'), what: v.picklist(['status', 'picture', 'newLink']) }),
    v.object({ kind: v.literal('picture'), key: v.string(), renewed: v.boolean() }),
    v.object({ kind: v.literal('notice'), reason: v.picklist(noticeReasons), detail: v.string() }),
  ]),
});

const panelState = v.object({
  profileId: v.string(),
  jobId: v.string(),
  label: v.exactOptional(v.string()),
  resultIndex: index,
  view: v.variant('mode', [
    v.object({ mode: v.picklist(['fit', 'actual', 'crop']) }),
    v.object({ mode: v.literal('free'), scale: v.number(), centre: v.object({ x: v.number(), y: v.number() }) }),
  ]),
  toggles: v.object({
    overlay: v.picklist(overlayModes),
    grid: v.boolean(),
    checkerboard: v.boolean(),
    details: v.boolean(),
  }),
});

const hostMessage = v.variant('type', [
  v.object({ type: v.literal('show'), state }),
  v.object({
    type: v.literal('picture'),
    key: v.string(),
    resultIndex: index,
    mimeType: v.string(),
    bytes: v.custom<Uint8Array>((value) => value instanceof Uint8Array),
  }),
]);

const pageMessage = v.variant('type', [
  v.object({ type: v.picklist(['ready', 'retry', 'loadAnyway', 'signIn']) }),
  v.object({ type: v.literal('select'), resultIndex: index }),
  v.object({ type: v.literal('chooseReading'), reading, scope: v.picklist(readingScopes) }),
  v.object({ type: v.picklist(['dropped', 'cannotDecode']), key: v.string() }),
  v.object({ type: v.literal('ignored'), count: index }),
]);

/** A message as it travels: see `wireNumber`. */
export function toWire(message: HostMessage): unknown {
  if (message.type !== 'show') return message;
  const results = message.state.results.map(({ crop, ...rest }) => (crop ? { ...rest, crop: cropToWire(crop) } : rest));
  return { ...message, state: { ...message.state, results } };
}

/** Reads a message in the page; undefined for one that is not known. */
export function readHostMessage(message: unknown): HostMessage | undefined {
  const read = v.safeParse(hostMessage, message);
  return read.success ? read.output : undefined;
}

/** Reads a message in the host; undefined for one that is not known. */
export function readPageMessage(message: unknown): PageMessage | undefined {
  const read = v.safeParse(pageMessage, message);
  return read.success ? read.output : undefined;
}

/** Reads what VS Code kept of a panel; undefined for what another version may have written. */
export function readPanelState(kept: unknown): PanelState | undefined {
  const read = v.safeParse(panelState, kept);
  return read.success ? read.output : undefined;
}

function cropToWire({ x, y, width, height }: Rect): Record<keyof Rect, string> {
  return { x: String(x), y: String(y), width: String(width), height: String(height) };
}
