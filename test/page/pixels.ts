import pixelmatch from 'pixelmatch';
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

/** Half of an odd number has two neighbours: so much, of 0…1, may a halved pixel be off. */
const roundedHalf = 0.012;

/**
 * @param frame thickness of the frame in device px
 * @param crop where the crop should be, not rounded
 */
export function compare({ drawn, bare, area }: Shots, crop: Box, frame: number): Findings {
  const [inside, outside] = [grow(crop, -1), grow(crop, frame + 1)];
  const isInside = (x: number, y: number): boolean => contains(inside, x, y);
  const isOutside = (x: number, y: number): boolean => !touches(outside, x, y);
  return {
    changedInside: count({ drawn, bare, area }, { factor: 1, threshold: 0, where: isInside }),
    notDimmed: count({ drawn, bare, area }, { factor: 0.5, threshold: roundedHalf, where: isOutside }),
    missingEdges: missingEdges(drawn, area, { crop, frame }),
  };
}

interface Expected {
  /** How bright the drawn pixel should be, of the bare one. */
  readonly factor: number;
  readonly threshold: number;
  readonly where: (x: number, y: number) => boolean;
}

/** How many pixels of a part are not as they should be; elsewhere both are white. */
function count({ drawn, bare, area }: Shots, { factor, threshold, where }: Expected): number {
  const { width, height } = drawn;
  const [is, should] = [Buffer.alloc(drawn.data.length, 255), Buffer.alloc(drawn.data.length, 255)];
  for (let y = Math.ceil(area.top); y < Math.floor(area.bottom); y++)
    for (let x = Math.ceil(area.left); x < Math.floor(area.right); x++) {
      if (!where(x, y)) continue;
      for (let at = (y * width + x) * 4, channel = 0; channel < 3; channel++) {
        is[at + channel] = drawn.data[at + channel]!;
        should[at + channel] = Math.round(bare.data[at + channel]! * factor);
      }
    }
  return pixelmatch(is, should, undefined, width, height, { threshold, includeAA: true });
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
