import type { LabelCropProblem } from './crop/labelCropChecks';
import type { Reading } from './crop/reading';
import { bytes, cropOfWire, cropToWire } from './cropWire';
import { byTag, index, listOf, oneOf, readAs, record, text, type Shape } from './shape';
import type { SheetCell, SheetCellKind, SheetHostMessage, SheetState, SheetTarget } from './sheetProtocol';

const kinds: readonly SheetCellKind[] = [
  ...(['picture', 'noPicture', 'noResults', 'waiting', 'unread', 'failed', 'running'] as const),
];
const problems: readonly LabelCropProblem[] = [
  ...(['notFinite', 'negative', 'empty', 'beyond', 'pixels', 'oddRatio'] as const),
];

const cell: Shape<SheetCell> = record(
  {
    ...{ key: text, jobId: text, status: text, message: text },
    kind: oneOf(...kinds),
    problems: listOf(oneOf(...problems)),
  },
  { resultIndex: index, crop: cropOfWire, reading: oneOf<Reading>('source', 'cropped') },
);

const target: Shape<SheetTarget> = byTag<SheetTarget>('kind', {
  label: record({ kind: oneOf('label'), profileId: text, label: text }),
  jobs: record({ kind: oneOf('jobs'), profileId: text, jobIds: listOf(text) }),
});

const state: Shape<SheetState> = record({
  ...{ target, label: text, notice: text },
  ...{ cells: listOf(cell), jobs: index, completed: index, checked: index },
});

const hostMessage: Shape<SheetHostMessage> = byTag<SheetHostMessage>('type', {
  show: record({ type: oneOf('show'), state }),
  stale: record({ type: oneOf('stale'), keys: listOf(text) }),
  noPicture: record({ type: oneOf('noPicture'), key: text, text }),
  picture: record({ type: oneOf('picture'), kind: oneOf('thumbnail', 'whole'), key: text, mimeType: text, bytes }),
});

/** A message as it travels; see `cropToWire`. */
export function toSheetWire(message: SheetHostMessage): unknown {
  if (message.type !== 'show') return message;
  const cells = message.state.cells.map(({ crop, ...rest }) => (crop ? { ...rest, crop: cropToWire(crop) } : rest));
  return { ...message, state: { ...message.state, cells } };
}

/** Reads a message in the page, which trusts its host no more than anybody; undefined for one that is not known. */
export function fromSheetWire(message: unknown): SheetHostMessage | undefined {
  return readAs(hostMessage, message);
}
