import type { Rect } from './crop/rect';
import {
  compareModes,
  noticeReasons,
  overlayModes,
  type HostMessage,
  type PanelState,
  type SavedView,
  type Stage,
  type ViewerState,
} from './protocol';
import { byTag, fail, finite, flag, index, listOf, oneOf, orElse, readAs, record, text, type Shape } from './shape';

/** JSON, which carries the messages, has no word for Infinity: numbers of a crop travel as text. */
const wireNumber: Shape<number> = (value) => Number(text(value));
/** What a picture shows. */
export const reading = oneOf('source', 'cropped');

const stage: Shape<Stage> = byTag<Stage>('kind', {
  loading: record({ kind: oneOf('loading'), what: oneOf('status', 'picture', 'newLink') }),
  picture: record({ kind: oneOf('picture'), key: text, renewed: flag }),
  notice: record({ kind: oneOf('notice'), reason: oneOf(...noticeReasons), detail: text }),
});

const crop: Shape<Rect> = record({ x: wireNumber, y: wireNumber, width: wireNumber, height: wireNumber });

const state: Shape<ViewerState> = record(
  {
    ...{ profileId: text, jobId: text, status: text, resultIndex: index, stage, pinned: flag },
    results: listOf(record({ hasImage: flag }, { crop })),
  },
  { label: text, reading, failure: text, source: record({ name: text, stage }) },
);

const following = record({ mode: oneOf('fit', 'actual', 'crop') });
const view: Shape<SavedView> = byTag<SavedView>('mode', {
  ...{ fit: following, actual: following, crop: following },
  free: record({ mode: oneOf('free'), scale: finite, centre: record({ x: finite, y: finite }) }),
});

const toggles = record({
  overlay: oneOf(...overlayModes),
  // What came later has a default: the state of an older version is good but for these.
  compare: orElse(oneOf(...compareModes), 'source'),
  all: orElse(flag, false),
  ...{ grid: flag, checkerboard: flag, details: flag },
});

const panelState: Shape<PanelState> = record(
  { profileId: text, jobId: text, resultIndex: index, view, toggles, pinned: orElse(flag, false) },
  { label: text },
);

const bytes: Shape<Uint8Array> = (value) => (value instanceof Uint8Array ? value : fail());

const hostMessage: Shape<HostMessage> = byTag<HostMessage>('type', {
  show: record({ type: oneOf('show'), state }),
  openCopyMenu: record({ type: oneOf('openCopyMenu') }),
  picture: record({ type: oneOf('picture'), key: text, mimeType: text, bytes }, { resultIndex: index }),
});

/** A message as it travels: see `wireNumber`. */
export function toWire(message: HostMessage): unknown {
  if (message.type !== 'show') return message;
  const results = message.state.results.map(({ crop, ...rest }) => (crop ? { ...rest, crop: cropToWire(crop) } : rest));
  return { ...message, state: { ...message.state, results } };
}

/** Reads a message in the page; undefined for one that is not known. */
export function readHostMessage(message: unknown): HostMessage | undefined {
  return readAs(hostMessage, message);
}

/** Reads what VS Code kept of a panel; undefined for what another version may have written. */
export function readPanelState(kept: unknown): PanelState | undefined {
  return readAs(panelState, kept);
}

function cropToWire({ x, y, width, height }: Rect): Record<keyof Rect, string> {
  return { x: String(x), y: String(y), width: String(width), height: String(height) };
}
