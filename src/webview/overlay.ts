import { dimPath, frameLines, ringPath, snapTo, thirdsPath, toScreen, type View } from '../core/crop/overlayPath';
import type { Edges, Size } from '../core/crop/pixelEdges';
import type { OverlayMode } from '../core/protocol';
import { setAttributes, shape } from './element';

/** What is drawn over a picture. */
export interface OverlayInput {
  readonly framed: Edges | undefined;
  readonly mode: OverlayMode;
  readonly grid: boolean;
}

/** Where it is drawn; `ratio` is in device px per CSS px. */
export interface OverlayPlace {
  readonly view: View;
  readonly viewport: Size;
  readonly ratio: number;
}

/** The drawing over the picture, in px of the screen: inside the scaled picture a 1 px line would grow with it. */
export class Overlay {
  private readonly shade = shape('path', { class: 'shade', 'fill-rule': 'evenodd' });
  private readonly hatch = shape('path', { class: 'hatch', 'fill-rule': 'evenodd', fill: 'url(#hatch)' });
  private readonly dark = shape('path', { class: 'frame dark', 'fill-rule': 'evenodd' });
  private readonly light = shape('path', { class: 'frame light', 'fill-rule': 'evenodd' });
  private readonly gridDark = shape('path', { class: 'thirds dark' });
  private readonly gridLight = shape('path', { class: 'thirds light' });
  readonly root = shape(
    'svg',
    { class: 'overlay', 'aria-hidden': 'true' },
    shape('defs', {}, hatchPattern()),
    ...[this.shade, this.hatch, this.gridDark, this.gridLight, this.dark, this.light],
  );

  /** Draws anew; without a frame nothing is drawn. */
  draw({ framed, mode, grid }: OverlayInput, place: OverlayPlace): void {
    setAttributes(this.root, { 'data-mode': mode });
    for (const path of [this.shade, this.hatch, this.gridDark, this.gridLight, this.dark, this.light])
      setAttributes(path, { hidden: framed === undefined });
    if (!framed) return;
    const { view, viewport, ratio } = place;
    const snap = snapTo(ratio);
    const crop = toScreen(framed, view, snap);
    const lines = frameLines(ratio);
    const shade = mode === 'outline' ? '' : dimPath(crop, viewport);
    const inner = { distance: (lines.dark - lines.light) / 2, thickness: lines.light };
    for (const [path, d] of [
      [this.shade, shade],
      [this.hatch, shade],
      [this.dark, ringPath(crop, { distance: 0, thickness: lines.dark }, viewport)],
      [this.light, ringPath(crop, inner, viewport)],
      [this.gridDark, grid ? thirdsPath(crop, snap, lines.dark) : ''],
      [this.gridLight, grid ? thirdsPath(crop, snap, lines.light) : ''],
    ] as const)
      path.setAttribute('d', d);
  }
}

/** High contrast has no half-tones: lines in place of a translucent shade. */
function hatchPattern(): SVGPatternElement {
  const size = { id: 'hatch', width: 8, height: 8, patternUnits: 'userSpaceOnUse' };
  return shape(
    'pattern',
    { ...size, patternTransform: 'rotate(45)' },
    shape('rect', { class: 'hatch-back', width: 3, height: 8 }),
    shape('rect', { class: 'hatch-line', x: 1, width: 1, height: 8 }),
  );
}
