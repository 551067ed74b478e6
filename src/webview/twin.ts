import { snapTo, toScreen } from '../core/crop/overlayPath';
import type { Edges } from '../core/crop/pixelEdges';
import { element } from './element';
import type { OverlayPlace } from './overlay';
import { placeOutput } from './placeOutput';
import type { HeldPicture } from './pictureStore';
import { unstretched } from './unstretched';
import type { Translate } from './words';

/** The output beside its source, at the same zoom and place: the crop lies in both panes alike (viewer, point 7). */
export class Twin {
  readonly root: HTMLElement;
  private output: HeldPicture | undefined;

  constructor(t: Translate) {
    this.root = element('div', { class: 'twin', hidden: true }, element('p', { class: 'pane-tag' }, t('Output')));
  }

  /** Puts an output up, or takes it away. */
  show(output: HeldPicture | undefined): void {
    if (this.output !== output && this.output?.image.parentElement === this.root) this.output.image.remove();
    this.output = output;
    this.root.hidden = output === undefined;
    if (output && output.image.parentElement !== this.root) this.root.prepend(output.image);
  }

  /** @param framed the crop in the source, in px */
  draw(framed: Edges, { view, ratio }: OverlayPlace): void {
    if (!this.output) return;
    placeOutput(this.output, unstretched(this.output.size, toScreen(framed, view, snapTo(ratio))), ratio);
  }
}
