import type { PNG } from 'pngjs';

/** Edges in device px. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** What an overlay does to a picture, compared pixel by pixel with the picture alone. */
export interface Findings {
  /** Inside of the crop, yet not as in the picture. */
  readonly changedInside: number;
  /** Outside of the frame, yet not half as bright. */
  readonly notDimmed: number;
  /** Edges in view along which no light line stands within one device pixel of its place. */
  readonly missingEdges: readonly string[];
}

/** The page with and without the overlay, and where the picture area lies in it, in device px. */
export interface Shots {
  readonly drawn: PNG;
  readonly bare: PNG;
  readonly area: Box;
}

/** Shadow of rounding: half of an odd number has two neighbours. */
const roundedHalf = 2;

/**
 * @param frame thickness of the frame in device px
 * @param crop where the crop should be, not rounded
 */
export function compare({ drawn, bare, area }: Shots, crop: Box, frame: number): Findings {
  const inside = grow(crop, -1);
  const outside = grow(crop, frame + 1);
  let changedInside = 0;
  let notDimmed = 0;
  for (let y = Math.ceil(area.top); y < Math.floor(area.bottom); y++)
    for (let x = Math.ceil(area.left); x < Math.floor(area.right); x++) {
      const at = (y * drawn.width + x) * 4;
      if (contains(inside, x, y)) changedInside += differs(drawn, bare, { at, factor: 1 }) > 0 ? 1 : 0;
      else if (!touches(outside, x, y)) notDimmed += differs(drawn, bare, { at, factor: 0.5 }) > roundedHalf ? 1 : 0;
    }
  return { changedInside, notDimmed, missingEdges: missingEdges(drawn, area, { crop, frame }) };
}

function missingEdges(drawn: PNG, area: Box, { crop, frame }: { crop: Box; frame: number }): string[] {
  const middle = frame / 2;
  const across = (Math.max(area.left, crop.left) + Math.min(area.right, crop.right)) / 2;
  const down = (Math.max(area.top, crop.top) + Math.min(area.bottom, crop.bottom)) / 2;
  const places: Record<keyof Box, readonly [number, number]> = {
    left: [crop.left - middle, down],
    right: [crop.right + middle, down],
    top: [across, crop.top - middle],
    bottom: [across, crop.bottom + middle],
  };
  return Object.entries(places)
    .filter(([, [x, y]]) => contains(grow(area, -3), x, y))
    .filter(([, [x, y]]) => !hasWhiteNear(drawn, x, y))
    .map(([name]) => name);
}

function hasWhiteNear(drawn: PNG, x: number, y: number): boolean {
  for (let dy = -1; dy <= 1; dy++)
    for (let dx = -1; dx <= 1; dx++) {
      const at = ((Math.floor(y) + dy) * drawn.width + Math.floor(x) + dx) * 4;
      if (drawn.data[at] === 255 && drawn.data[at + 1] === 255 && drawn.data[at + 2] === 255) return true;
    }
  return false;
}

function differs(one: PNG, other: PNG, { at, factor }: { at: number; factor: number }): number {
  const channel = (index: number): number => Math.abs(one.data[at + index]! - other.data[at + index]! * factor);
  return Math.max(channel(0), channel(1), channel(2));
}

function grow({ left, top, right, bottom }: Box, by: number): Box {
  return { left: left - by, top: top - by, right: right + by, bottom: bottom + by };
}

/** The pixel lies wholly in the box. */
function contains({ left, top, right, bottom }: Box, x: number, y: number): boolean {
  return x >= left && y >= top && x + 1 <= right && y + 1 <= bottom;
}

/** Any part of the pixel lies in the box. */
function touches({ left, top, right, bottom }: Box, x: number, y: number): boolean {
  return x + 1 > left && y + 1 > top && x < right && y < bottom;
}
