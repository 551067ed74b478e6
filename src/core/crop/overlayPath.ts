import { sizeOf, type Edges, type Size } from './pixelEdges';

/** The scale is in CSS px per image px; the offset of the picture's corner in the viewport in CSS px (viewer, point 1). */
export interface View {
  readonly scale: number;
  readonly tx: number;
  readonly ty: number;
}

/** Edges in the picture, brought to the viewport and onto whole device pixels: a line between two pixels would be blurred. */
export function toScreen(edges: Edges, view: View, snap: Snap): Edges {
  return {
    left: snap.x(edges.left * view.scale + view.tx),
    top: snap.y(edges.top * view.scale + view.ty),
    right: snap.x(edges.right * view.scale + view.tx),
    bottom: snap.y(edges.bottom * view.scale + view.ty),
  };
}

/** Brings a place in the viewport onto whole device pixels. */
export interface Snap {
  x(position: number): number;
  y(position: number): number;
}

/**
 * @param ratio device px per CSS px
 * @param origin the viewport's own place in the window, in CSS px: it may lie between two device pixels
 */
export function snapTo(ratio: number, origin: { readonly x: number; readonly y: number }): Snap {
  const to = (position: number, start: number): number => Math.round((position + start) * ratio) / ratio - start;
  return { x: (position) => to(position, origin.x), y: (position) => to(position, origin.y) };
}

/**
 * Everything in the viewport except the crop: one path, to be filled by the evenodd rule. It reaches 1 px further, for the
 * viewport's own edge may lie between two device pixels.
 */
export function dimPath(crop: Edges, viewport: Size): string {
  const { width, height } = viewport;
  return rectPath({ left: -1, top: -1, right: width + 1, bottom: height + 1 }) + rectPath(within(crop, viewport));
}

/** The two lines around a crop, each thickness in CSS px and a whole number of device px. */
export interface FrameLines {
  readonly dark: number;
  readonly light: number;
}

/** A dark line of 3 CSS px with a light one of 1 CSS px in its middle, as near as device pixels come to that. */
export function frameLines(ratio: number): FrameLines {
  const light = Math.max(1, Math.round(ratio));
  const dark = Math.max(light + 2, Math.floor(3 * ratio));
  return { dark: (dark + ((dark - light) % 2)) / ratio, light: light / ratio };
}

/**
 * A ring around the crop, to be filled by the evenodd rule: a stroke would be drawn with soft edges. It starts `distance`
 * CSS px outside of the crop: an inspection tool covers no pixel of what it frames.
 */
export function ringPath(crop: Edges, ring: { distance: number; thickness: number }, viewport: Size): string {
  const outer = within(grow(crop, ring.distance + ring.thickness), viewport);
  return rectPath(outer) + rectPath(within(grow(crop, ring.distance), viewport));
}

/** The four lines of the rule of thirds, each `thickness` CSS px, to be filled. */
export function thirdsPath(crop: Edges, snap: Snap, thickness: number): string {
  const { width, height } = sizeOf(crop);
  const lines = [1, 2].flatMap((third) => {
    const left = snap.x(crop.left + (width * third) / 3 - thickness / 2);
    const top = snap.y(crop.top + (height * third) / 3 - thickness / 2);
    return [
      rectPath({ left, top: crop.top, right: left + thickness, bottom: crop.bottom }),
      rectPath({ left: crop.left, top, right: crop.right, bottom: top + thickness }),
    ];
  });
  return lines.join('');
}

function grow({ left, top, right, bottom }: Edges, by: number): Edges {
  return { left: left - by, top: top - by, right: right + by, bottom: bottom + by };
}

function rectPath({ left, top, right, bottom }: Edges): string {
  return `M${left} ${top}H${right}V${bottom}H${left}Z`;
}

/** Far zooms make coordinates that renderers draw inexactly: edges out of sight may as well be just out of sight. */
function within(edges: Edges, { width, height }: Size): Edges {
  const near = (position: number, length: number): number => Math.min(length + margin, Math.max(-margin, position));
  return {
    left: near(edges.left, width),
    top: near(edges.top, height),
    right: near(edges.right, width),
    bottom: near(edges.bottom, height),
  };
}

/** Wider than any frame, in CSS px. */
const margin = 64;
