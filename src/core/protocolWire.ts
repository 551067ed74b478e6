import { bytes, cropOfWire, cropToWire } from './cropWire';
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
import { byTag, finite, flag, index, listOf, oneOf, orElse, readAs, record, text, type Shape } from './shape';

/** What a picture shows. */
export const reading = oneOf('source', 'cropped');

const stage: Shape<Stage> = byTag<Stage>('kind', {
  loading: record({ kind: oneOf('loading'), what: oneOf('status', 'picture', 'newLink') }),
  picture: record({ kind: oneOf('picture'), key: text, renewed: flag }),
  notice: record({ kind: oneOf('notice'), reason: oneOf(...noticeReasons), detail: text }),
});

const state: Shape<ViewerState> = record(
  {
    ...{ profileId: text, jobId: text, status: text, resultIndex: index, stage, pinned: flag },
    results: listOf(record({ hasImage: flag }, { crop: cropOfWire })),
  },
  { label: text, reading, failure: text, elsewhere: flag, source: record({ name: text, stage }) },
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

const hostMessage: Shape<HostMessage> = byTag<HostMessage>('type', {
  show: record({ type: oneOf('show'), state }, { given: text }),
  openCopyMenu: record({ type: oneOf('openCopyMenu') }),
  strip: record({ type: oneOf('strip'), resultIndex: index, mimeType: text, bytes }),
  picture: record({ type: oneOf('picture'), key: text, mimeType: text, bytes }, { resultIndex: index }),
});

/** A message as it travels: see `cropToWire`. */
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
