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
    left: snap(edges.left * view.scale + view.tx),
    top: snap(edges.top * view.scale + view.ty),
    right: snap(edges.right * view.scale + view.tx),
    bottom: snap(edges.bottom * view.scale + view.ty),
  };
}

/** Brings a place in the viewport, in CSS px, onto whole device pixels. */
export type Snap = (position: number) => number;

/**
 * Counted from the viewport's corner: that may lie between two device pixels, but a drawing in it, and a picture with a
 * transform, are painted from the nearest whole one.
 *
 * @param ratio device px per CSS px
 */
export function snapTo(ratio: number): Snap {
  return (position) => Math.round(position * ratio) / ratio;
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
    const left = snap(crop.left + (width * third) / 3 - thickness / 2);
    const top = snap(crop.top + (height * third) / 3 - thickness / 2);
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
