import { snapTo, toScreen } from '../core/crop/overlayPath';
import type { Edges } from '../core/crop/pixelEdges';
import { element, setAttributes } from './element';
import type { OverlayPlace } from './overlay';
import { placeOutput } from './placeOutput';
import type { HeldPicture } from './pictureStore';
import type { Translate } from './words';

/** How far keys move the slider, in per cent of the crop. */
const steps: Readonly<Record<string, number>> = {
  ArrowLeft: -2,
  ArrowDown: -2,
  ArrowRight: 2,
  ArrowUp: 2,
  PageDown: -10,
  PageUp: 10,
  Home: -100,
  End: 100,
};

/** The output lies over its place in the source; a slider wipes it away from the left (viewer, point 7). */
export class Wipe {
  /** Under the overlay: the output. */
  readonly layer = element('div', { class: 'wipe-layer' });
  /** Over the overlay: the line that is dragged. */
  readonly slider: HTMLElement;
  private output: HeldPicture | undefined;
  private percent = 50;
  /** Of the crop, in CSS px of the viewport. */
  private crop: Edges = { left: 0, top: 0, right: 0, bottom: 0 };

  constructor(
    private readonly t: Translate,
    signal: AbortSignal,
  ) {
    const range = { 'aria-valuemin': 0, 'aria-valuemax': 100, 'aria-orientation': 'horizontal' };
    const name = { 'aria-label': t('Wipe between source and output'), tabindex: 0, hidden: true };
    this.slider = element('div', { class: 'wipe-slider', role: 'slider', ...range, ...name });
    const { slider } = this;
    slider.addEventListener('keydown', (event) => this.onKey(event), { signal });
    slider.addEventListener('pointerdown', (event) => {
      // The picture below would be dragged too.
      event.stopPropagation();
      slider.setPointerCapture(event.pointerId);
    });
    slider.addEventListener('pointermove', (event) => {
      if (slider.hasPointerCapture(event.pointerId)) this.dragTo(event.clientX);
    });
    slider.addEventListener('dblclick', (event) => event.stopPropagation(), { signal });
    this.say();
  }

  /** Puts an output up, or takes it away. */
  show(output: HeldPicture | undefined): void {
    if (this.output !== output && this.output?.image.parentElement === this.layer) this.output.image.remove();
    this.output = output;
    this.slider.hidden = output === undefined;
    if (output && output.image.parentElement !== this.layer) this.layer.append(output.image);
  }

  /** @param framed the crop in the base, in px */
  draw(framed: Edges, place: OverlayPlace): void {
    if (!this.output) return;
    this.crop = toScreen(framed, place.view, snapTo(place.ratio));
    placeOutput(this.output, this.crop, place.ratio);
    this.paint();
  }

  private paint(): void {
    const { left, top, right, bottom } = this.crop;
    this.layer.style.clipPath = `inset(${-top}px 0 0 ${left + ((right - left) * this.percent) / 100}px)`;
    const { clientWidth, clientHeight } = this.layer;
    const x = left + ((right - left) * this.percent) / 100;
    const { style } = this.slider;
    const [from, to] = [Math.max(0, top), Math.min(clientHeight, bottom)];
    Object.assign(style, { left: `${Math.min(clientWidth, Math.max(0, x))}px`, top: `${from}px` });
    style.height = `${Math.max(24, to - from)}px`;
  }

  private onKey(event: KeyboardEvent): void {
    const step = steps[event.key];
    if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    this.set(this.percent + step);
  }

  private dragTo(clientX: number): void {
    const { left, right } = this.crop;
    const x = clientX - this.layer.getBoundingClientRect().left;
    this.set(((x - left) / Math.max(1, right - left)) * 100);
  }

  private set(percent: number): void {
    this.percent = Math.min(100, Math.max(0, percent));
    this.say();
    this.paint();
  }

  private say(): void {
    const whole = Math.round(this.percent);
    const text = this.t('{0} % source, {1} % output', whole, 100 - whole);
    setAttributes(this.slider, { 'aria-valuenow': whole, 'aria-valuetext': text });
  }
}
