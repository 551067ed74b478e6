import type { View } from '../core/crop/overlayPath';
import { snapTo } from '../core/crop/overlayPath';
import type { SavedView } from '../core/protocol';
import { element } from './element';
import { Overlay, type OverlayInput, type OverlayPlace } from './overlay';
import type { HeldPicture } from './pictureStore';
import { placePicture } from './placePicture';
import {
  actual,
  actualScale,
  fit,
  keepView,
  pan,
  viewAround,
  zoomAt,
  zoomTo,
  type Frame,
  type Point,
} from './viewport';

export interface CanvasDeps {
  /** The zoom may be another one, by the user or with the size of the panel. */
  readonly onView: (isByUser: boolean) => void;
  /** The picture was painted: what lies over it follows. */
  readonly onPaint: (place: OverlayPlace) => void;
  readonly signal: AbortSignal;
}

/** The picture with what is drawn over it, and the one model of where it lies (viewer, point 1). */
export class Canvas {
  private readonly checkerboard = element('div', { class: 'checkerboard' });
  private readonly overlay = new Overlay();
  private picture: HeldPicture | undefined;
  private drawing: OverlayInput = { framed: undefined, mode: 'dim', grid: false };
  private saved: SavedView = { mode: 'fit' };
  private view: View = { scale: 1, tx: 0, ty: 0 };
  private isQueued = false;
  private isByUser = false;
  readonly root = element('div', { class: 'canvas', tabindex: 0, role: 'group' }, this.checkerboard, this.overlay.root);

  constructor(private readonly deps: CanvasDeps) {
    const observer = new ResizeObserver(() => this.refit());
    observer.observe(this.root);
    deps.signal.addEventListener('abort', () => observer.disconnect());
    this.watchRatio();
  }

  /** How the zoom is kept over a resize, and over a restart. */
  get savedView(): SavedView {
    return this.saved;
  }

  /** Device px per image px, in per cent; undefined without a picture. */
  get percent(): number | undefined {
    return this.picture && (this.view.scale / actualScale(this.frame(this.picture))) * 100;
  }

  /** Adds what lies between the picture and the overlay, and what lies over both. */
  addLayers(below: Element, ...above: readonly Element[]): void {
    this.overlay.root.before(below);
    this.overlay.root.after(...above);
  }

  /** Adds what is drawn in px of the screen beside the crop in use. */
  addDrawing(drawing: SVGElement): void {
    this.overlay.root.append(drawing);
  }

  /** Puts a decoded picture up, or takes it away. */
  show(picture: HeldPicture | undefined): void {
    const former = this.picture?.image;
    // It may stand elsewhere by now: an output moves beside its source.
    if (this.picture !== picture && former?.parentElement === this.root) former.remove();
    this.picture = picture;
    this.root.classList.toggle('empty', !picture);
    if (picture && picture.image.parentElement !== this.root) this.checkerboard.after(picture.image);
    this.refit();
  }

  /** Changes what is drawn over the picture. */
  draw(drawing: OverlayInput): void {
    this.drawing = drawing;
    this.refit();
  }

  /** Takes a mode or a kept view up. */
  setView(saved: SavedView): void {
    this.saved = saved;
    this.isByUser = true;
    this.refit();
  }

  /** Zooms by a factor around a place, or around the middle. */
  zoomBy(factor: number, at?: Point): void {
    this.move((view, frame) => zoomAt(view, at ?? middleOf(frame), { factor, frame }));
  }

  /** @param percent device px per image px, in per cent */
  zoomToPercent(percent: number): void {
    if (this.percent !== undefined) this.zoomBy(percent / this.percent);
  }

  /** Moves the picture by CSS px. */
  panBy(by: Point): void {
    this.move((view, frame) => pan(view, by, frame));
  }

  /** A double click: the whole picture, or 100 % around the place that was clicked. */
  toggleFit(at: Point): void {
    if (this.saved.mode !== 'fit') this.setView({ mode: 'fit' });
    else if (this.percent !== undefined) this.zoomBy(100 / this.percent, at);
  }

  private move(change: (view: View, frame: Frame) => View): void {
    if (!this.picture) return;
    const frame = this.frame(this.picture);
    const { saved, view } = keepView(change(this.view, frame), frame);
    Object.assign(this, { saved, view, isByUser: true });
    this.queue();
  }

  /** Brings the kept mode to the size that the panel has now. */
  private refit(): void {
    if (!this.picture || this.root.clientWidth === 0) return;
    this.view = this.viewOf(this.saved, this.frame(this.picture));
    this.queue();
  }

  private viewOf(saved: SavedView, frame: Frame): View {
    switch (saved.mode) {
      case 'fit':
        return fit(frame);
      case 'actual':
        return actual(frame);
      case 'crop':
        return this.drawing.framed ? zoomTo(this.drawing.framed, frame) : fit(frame);
      case 'free':
        return viewAround(saved.centre, saved.scale, frame);
      default:
        return saved satisfies never;
    }
  }

  private queue(): void {
    if (this.isQueued) return;
    this.isQueued = true;
    requestAnimationFrame(() => {
      this.isQueued = false;
      this.paint();
      this.deps.onView(this.isByUser);
      this.isByUser = false;
    });
  }

  private paint(): void {
    if (!this.picture) return;
    const { size } = this.picture;
    const frame = this.frame(this.picture);
    const snap = snapTo(frame.ratio);
    // The picture's corner on a whole device pixel: else 100 % would be a blurred 100 %.
    const view = { scale: this.view.scale, tx: snap(this.view.tx), ty: snap(this.view.ty) };
    placePicture(this.picture, { x: view.tx, y: view.ty, across: view.scale, down: view.scale }, frame.ratio);
    const { style } = this.checkerboard;
    style.transform = `translate(${view.tx}px, ${view.ty}px)`;
    style.width = `${size.width * view.scale}px`;
    style.height = `${size.height * view.scale}px`;
    const place = { view, viewport: frame.viewport, ratio: frame.ratio };
    this.overlay.draw(this.drawing, place);
    this.deps.onPaint(place);
  }

  private frame({ size }: HeldPicture): Frame {
    // Not `clientWidth`, which is rounded.
    const { width, height } = this.root.getBoundingClientRect();
    const viewport = { width, height };
    return { image: size, viewport, ratio: devicePixelRatio };
  }

  /** A query for one ratio ends with it: each change sets up the next. */
  private watchRatio(): void {
    const changed = (): void => {
      this.refit();
      this.watchRatio();
    };
    const once = { once: true, signal: this.deps.signal };
    matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener('change', changed, once);
  }
}

function middleOf({ viewport }: Frame): Point {
  return { x: viewport.width / 2, y: viewport.height / 2 };
}
