import type { Rect } from './rect';

/** Width and height of a picture, in px. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A rectangle by its four edges, in px from the picture's top left corner. */
export interface Edges {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/**
 * The whole pixels that a crop in fractions covers. Each edge is rounded once, by itself, and clamped to the picture
 * (viewer, point 5): rounding the width instead would open or close gaps between crops that share an edge.
 */
export function pixelEdges(crop: Rect, size: Size): Edges {
  return {
    left: edge(crop.x, size.width),
    top: edge(crop.y, size.height),
    right: edge(crop.x + crop.width, size.width),
    bottom: edge(crop.y + crop.height, size.height),
  };
}

/** The picture as a whole. */
export function wholeOf(size: Size): Edges {
  return { left: 0, top: 0, right: size.width, bottom: size.height };
}

/** Width and height between the edges, in px; never negative. */
export function sizeOf(edges: Edges): Size {
  return { width: Math.max(0, edges.right - edges.left), height: Math.max(0, edges.bottom - edges.top) };
}

function edge(fraction: number, length: number): number {
  return Math.min(length, Math.max(0, Math.round(fraction * length)));
}
