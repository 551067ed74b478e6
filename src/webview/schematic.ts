import { sourceRatio, type SeenResult } from '../core/crop/reading';
import type { Rect } from '../core/crop/rect';
import { shape } from './element';

/** The longer side of the drawing, in CSS px. */
const longest = 120;

/** A small drawing of where a crop lies in its source, whose shape the crop's own ratio tells. */
export function createSchematic(seen: SeenResult, part: Rect, label: string): SVGSVGElement {
  const ratio = Math.min(4, Math.max(0.25, sourceRatio(seen)));
  const [width, height] = ratio > 1 ? [longest, longest / ratio] : [longest * ratio, longest];
  const inner = {
    ...{ x: part.x * width, y: part.y * height },
    ...{ width: part.width * width, height: part.height * height },
  };
  return shape(
    'svg',
    { ...box(width, height), class: 'schematic', role: 'img', 'aria-label': label },
    shape('rect', { class: 'source', width, height }),
    shape('rect', { class: 'part', ...inner }),
  );
}

function box(width: number, height: number): Record<string, string | number> {
  return { width: width + 2, height: height + 2, viewBox: `-1 -1 ${width + 2} ${height + 2}` };
}
