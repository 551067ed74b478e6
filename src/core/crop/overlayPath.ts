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

/** Everything in the viewport except the crop: one path, to be filled by the evenodd rule. */
export function dimPath(crop: Edges, viewport: Size): string {
  return (
    rectPath({ left: 0, top: 0, right: viewport.width, bottom: viewport.height }) + rectPath(within(crop, viewport))
  );
}

/**
 * The frame's middle line, so that a stroke of `thickness` CSS px lies just outside of the crop: an inspection tool
 * covers no pixel of what it frames.
 */
export function framePath(crop: Edges, thickness: number, viewport: Size): string {
  const half = thickness / 2;
  const { left, top, right, bottom } = crop;
  return rectPath(within({ left: left - half, top: top - half, right: right + half, bottom: bottom + half }, viewport));
}

/** The four lines of the rule of thirds. */
export function thirdsPath(crop: Edges, snap: Snap): string {
  const { width, height } = sizeOf(crop);
  const lines = [1, 2].map((third) => {
    const x = snap.x(crop.left + (width * third) / 3);
    const y = snap.y(crop.top + (height * third) / 3);
    return `M${x} ${crop.top}V${crop.bottom}M${crop.left} ${y}H${crop.right}`;
  });
  return lines.join('');
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
