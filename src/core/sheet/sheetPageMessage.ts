import * as v from '../validation';
import type { SheetPageMessage, SheetTarget } from '../sheetProtocol';

/** A thumbnail of 320 px takes some 20 kB; more than this is none, in bytes. */
const mostBytes = 1024 * 1024;

/** An id may have so many characters, each of which may take six in the JSON of a cell's key. */
const longestId = 1024 * 1024;
const key = v.pipe(v.string(), v.maxLength(6 * longestId + 32));
const keys = v.pipe(v.array(key), v.maxLength(1000));

const pageMessage = v.variant('type', [
  v.object({ type: v.picklist(['ready', 'checkAll']) }),
  v.object({ type: v.literal('view'), keys, wanted: keys }),
  v.object({
    type: v.literal('thumbnail'),
    key,
    bytes: v.custom<Uint8Array>((value) => value instanceof Uint8Array && value.byteLength <= mostBytes),
  }),
  v.object({ type: v.picklist(['cannotDecode', 'open']), key }),
]);

/** Reads a message of the sheet in the host; undefined for one that is not known. */
export function readSheetMessage(message: unknown): SheetPageMessage | undefined {
  const read = v.safeParse(pageMessage, message);
  return read.success ? read.output : undefined;
}

const text = v.pipe(v.string(), v.maxLength(longestId));

const keptPlace = v.object({
  target: v.variant('kind', [
    v.object({ kind: v.literal('label'), profileId: text, label: text }),
    v.object({ kind: v.literal('jobs'), profileId: text, jobIds: v.pipe(v.array(text), v.maxLength(100_000)) }),
  ]),
});

/** Reads whose sheet a panel of the last session was; undefined when that cannot be read. */
export function readSheetTarget(kept: unknown): SheetTarget | undefined {
  const read = v.safeParse(keptPlace, kept);
  return read.success ? read.output.target : undefined;
}
