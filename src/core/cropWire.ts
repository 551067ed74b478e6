import type { Rect } from './crop/rect';
import { fail, record, text, type Shape } from './shape';

/** JSON, which carries the messages, has no word for Infinity: numbers of a crop travel as text. */
const wireNumber: Shape<number> = (value) => Number(text(value));

/** A crop as it travels. */
export const cropOfWire: Shape<Rect> = record({ x: wireNumber, y: wireNumber, width: wireNumber, height: wireNumber });

/** The bytes of a picture, which VS Code carries as they are. */
export const bytes: Shape<Uint8Array> = (value) => (value instanceof Uint8Array ? value : fail());

/** A crop in the form that travels. */
export function cropToWire({ x, y, width, height }: Rect): Record<keyof Rect, string> {
  return { x: String(x), y: String(y), width: String(width), height: String(height) };
}
