import { drawablePart } from '../../core/crop/cropChecks';
import { dimPath, frameLines, ringPath, snapTo, toScreen } from '../../core/crop/overlayPath';
import { pixelEdges, type Edges, type Size } from '../../core/crop/pixelEdges';
import type { Rect } from '../../core/crop/rect';
import { shape } from '../element';

/**
 * The crop over a thumbnail: what lies outside is dimmed, and the crop is framed; undefined when nothing can be drawn.
 *
 * @param shown the thumbnail as it is shown, in whole CSS px
 */
export function cropOutline(crop: Rect, shown: Size): SVGSVGElement | undefined {
  const isFinite = [crop.x, crop.y, crop.width, crop.height].every(Number.isFinite);
  const part = isFinite ? drawablePart(crop) : undefined;
  if (!part) return undefined;
  const snap = snapTo(devicePixelRatio);
  // The edges are rounded to the pixels of the screen: a thumbnail has none of the source's.
  const edges = toScreen(pixelEdges(part, shown), { scale: 1, tx: 0, ty: 0 }, snap);
  const lines = frameLines(devicePixelRatio);
  const framed = withRoom(edges, shown, lines.dark);
  const rings = [
    ['frame dark', { distance: 0, thickness: lines.dark }],
    ['frame light', { distance: (lines.dark - lines.light) / 2, thickness: lines.light }],
  ] as const;
  const path = (name: string, d: string): SVGPathElement => shape('path', { class: name, 'fill-rule': 'evenodd', d });
  return shape(
    'svg',
    { class: 'outline', 'aria-hidden': 'true', width: shown.width, height: shown.height },
    path('shade', dimPath(edges, shown)),
    ...rings.map(([name, ring]) => path(name, ringPath(framed, ring, shown))),
  );
}

/** The frame stands around the crop, and at an edge of the picture within it: beyond the edge it would not be seen. */
function withRoom({ left, top, right, bottom }: Edges, { width, height }: Size, thickness: number): Edges {
  return {
    left: Math.max(left, thickness),
    top: Math.max(top, thickness),
    right: Math.min(right, width - thickness),
    bottom: Math.min(bottom, height - thickness),
  };
}
