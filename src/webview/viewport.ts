import type { Edges, Size } from '../core/crop/pixelEdges';
import { sizeOf } from '../core/crop/pixelEdges';
import type { View } from '../core/crop/overlayPath';

/** A place in the viewport, in CSS px. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** What a view is measured against: the picture in image px, the viewport in CSS px, device px per CSS px. */
export interface Frame {
  readonly image: Size;
  readonly viewport: Size;
  readonly ratio: number;
}

/** Space left free around a fitted picture, in CSS px: the frame of a crop at the picture's edge needs it. */
const fitMargin = 12;

/** This much of the picture stays in view, in CSS px, or half of the picture where it is smaller than twice that. */
export const keptInView = 16;

/** The largest zoom, in device px per image px. */
const largest = 64;

/** CSS px per image px at which one image pixel is one device pixel. */
export function actualScale({ ratio }: Frame): number {
  return 1 / ratio;
}

/** The whole picture, centred; never above 100 % (viewer, point 9). */
export function fit(frame: Frame): View {
  return centred(frame, Math.min(actualScale(frame), scaleToFit(frame.image, frame)));
}

/** 100 % around the middle of the viewport, or centred where the picture is smaller. */
export function actual(frame: Frame): View {
  return centred(frame, actualScale(frame));
}

/** A part of the picture, as large as it fits. */
export function zoomTo(edges: Edges, frame: Frame): View {
  const size = sizeOf(edges);
  const scale = limitScale(
    scaleToFit({ width: Math.max(1, size.width), height: Math.max(1, size.height) }, frame),
    frame,
  );
  const middle = { x: (edges.left + edges.right) / 2, y: (edges.top + edges.bottom) / 2 };
  return centredOn(middle, scale, frame);
}

/** Zooms by a factor; the place under `point` stays where it is (viewer, point 10). */
export function zoomAt(view: View, point: Point, change: { readonly factor: number; readonly frame: Frame }): View {
  const scale = limitScale(view.scale * change.factor, change.frame);
  const by = scale / view.scale;
  const moved = { scale, tx: point.x - (point.x - view.tx) * by, ty: point.y - (point.y - view.ty) * by };
  return clampView(moved, change.frame);
}

/** Moves the picture by CSS px. */
export function pan(view: View, by: Point, frame: Frame): View {
  return clampView({ scale: view.scale, tx: view.tx + by.x, ty: view.ty + by.y }, frame);
}

/** The place of the picture in the middle of the viewport, in fractions: what a resize keeps. */
export function centreOf(view: View, { image, viewport }: Frame): Point {
  return {
    x: (viewport.width / 2 - view.tx) / (image.width * view.scale),
    y: (viewport.height / 2 - view.ty) / (image.height * view.scale),
  };
}

/** A view as it is kept for a restart, and as it comes back from there. */
export interface KeptView {
  readonly saved: { readonly mode: 'free'; readonly scale: number; readonly centre: Point };
  readonly view: View;
}

/**
 * Keeps a view. To be shown is what comes back, which differs in the last bits: at the border between two device pixels
 * these would move the picture by one of them (viewer, point 18).
 */
export function keepView(view: View, frame: Frame): KeptView {
  const saved = { mode: 'free', scale: view.scale, centre: centreOf(view, frame) } as const;
  return { saved, view: viewAround(saved.centre, saved.scale, frame) };
}

/** The view of a scale with this place of the picture, in fractions, in the middle. */
export function viewAround(centre: Point, scale: number, frame: Frame): View {
  const { image } = frame;
  return clampView(
    centredOn({ x: centre.x * image.width, y: centre.y * image.height }, limitScale(scale, frame), frame),
    frame,
  );
}

/** The nearest view that still shows part of the picture. */
export function clampView(view: View, { image, viewport }: Frame): View {
  return {
    scale: view.scale,
    tx: clampOffset(view.tx, image.width * view.scale, viewport.width),
    ty: clampOffset(view.ty, image.height * view.scale, viewport.height),
  };
}

function clampOffset(offset: number, length: number, space: number): number {
  const kept = Math.min(keptInView, length / 2, space / 2);
  return Math.min(space - kept, Math.max(kept - length, offset));
}

/** Between a fifth of the fitted size (at most a tenth of 100 %) and 64 device px per image px. */
function limitScale(scale: number, frame: Frame): number {
  const smallest = Math.min(actualScale(frame) / 10, scaleToFit(frame.image, frame) / 5);
  return Math.min(largest / frame.ratio, Math.max(smallest, scale));
}

function scaleToFit(size: Size, { viewport }: Frame): number {
  const space = (length: number): number => Math.max(1, length - 2 * fitMargin);
  return Math.min(space(viewport.width) / size.width, space(viewport.height) / size.height);
}

function centred(frame: Frame, scale: number): View {
  return centredOn({ x: frame.image.width / 2, y: frame.image.height / 2 }, scale, frame);
}

function centredOn(middle: Point, scale: number, { viewport }: Frame): View {
  return { scale, tx: viewport.width / 2 - middle.x * scale, ty: viewport.height / 2 - middle.y * scale };
}
