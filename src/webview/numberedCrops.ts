import { snapTo, toScreen } from '../core/crop/overlayPath';
import type { Edges, Size } from '../core/crop/pixelEdges';
import { setAttributes, shape } from './element';
import type { OverlayPlace } from './overlay';
import type { NumberedCrop } from './shown';

/** Told apart by number, by colour and by dash: no two of the first thirty share both (viewer, point 8). */
const colours = ['blue', 'orange', 'green', 'purple', 'red', 'yellow'] as const;
const dashes = ['none', '10 4', '3 3', '12 3 3 3', '6 6'] as const;

/** Half the thickness of the line, in CSS px: it lies outside of the crop, and covers nothing of it. */
const half = 1.5;

/** Height of a number's plate, in CSS px, and the width of each of its digits and of its margins. */
const plate = { height: 18, digit: 8, margins: 9 };

/** Rectangles of all results of a job, over their source. */
export class NumberedCrops {
  readonly root = shape('g', { class: 'numbered' });

  /** Draws anew. The one in use has its frame already, and gets its number only. */
  draw(crops: readonly NumberedCrop[], current: number, place: OverlayPlace): void {
    const snap = snapTo(place.ratio);
    const marks = crops.flatMap(({ index, edges }) => {
      const screen = toScreen(edges, place.view, snap);
      const lines = index === current ? [] : outlines(screen, index, place.viewport);
      return [...lines, number(screen, index, place.viewport)];
    });
    this.root.replaceChildren(...marks);
  }
}

function outlines(edges: Edges, index: number, viewport: Size): SVGElement[] {
  const { left, top, right, bottom } = nearby(edges, viewport);
  const box = { x: left - half, y: top - half, width: right - left + 2 * half, height: bottom - top + 2 * half };
  const line = shape('rect', { ...box, class: `line ${colourOf(index)}` });
  setAttributes(line, { 'stroke-dasharray': dashes[index % dashes.length] });
  return [shape('rect', { ...box, class: 'under' }), line];
}

/** A plate at the corner of a crop, within the viewport as long as any of the crop is. */
function number(edges: Edges, index: number, { width, height }: Size): SVGElement {
  const text = String(index + 1);
  const wide = plate.margins + text.length * plate.digit;
  const isOut = edges.right < 0 || edges.bottom < 0 || edges.left > width || edges.top > height;
  const above = edges.top - plate.height - 4;
  const x = isOut ? edges.left : Math.min(Math.max(edges.left, 0), width - wide);
  const y = isOut ? above : Math.min(Math.max(above, 0), height - plate.height);
  const label = shape('text', { x: x + wide / 2, y: y + plate.height / 2 + 4 });
  label.textContent = text;
  return shape(
    'g',
    { class: `number ${colourOf(index)}` },
    shape('rect', { x, y, width: wide, height: plate.height, rx: 2 }),
    label,
  );
}

function colourOf(index: number): string {
  return colours[index % colours.length] ?? 'blue';
}

/** Far zooms make coordinates that are drawn inexactly, and dashes that take long. */
function nearby(edges: Edges, { width, height }: Size): Edges {
  const near = (position: number, length: number): number => Math.min(length + 64, Math.max(-64, position));
  const clamped = { left: near(edges.left, width), top: near(edges.top, height) };
  return { ...clamped, right: near(edges.right, width), bottom: near(edges.bottom, height) };
}
