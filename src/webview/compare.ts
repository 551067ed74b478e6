import type { Edges } from '../core/crop/pixelEdges';
import type { CompareMode } from '../core/protocol';
import { element } from './element';
import type { OverlayPlace } from './overlay';
import type { Shown } from './shown';
import { Twin } from './twin';
import { Wipe } from './wipe';
import type { Translate } from './words';

/** The two ways to see an output and its source together. */
export class Compare {
  readonly wipe: Wipe;
  readonly twin: Twin;
  /** Says over the canvas which of the two it shows, where both are there. */
  readonly tag = element('p', { class: 'pane-tag', hidden: true });
  private framed: Edges | undefined;

  constructor(
    private readonly t: Translate,
    signal: AbortSignal,
  ) {
    this.wipe = new Wipe(t, signal);
    this.twin = new Twin(t);
  }

  /** Puts the output where the way of comparing wants it. To be called when the base stands in its canvas. */
  show({ compare, output, model }: Shown): void {
    this.framed = model.framed;
    this.wipe.show(compare === 'wipe' ? output : undefined);
    this.twin.show(compare === 'side' ? output : undefined);
    this.tag.hidden = compare === undefined;
    this.tag.textContent = compare ? tagText(this.t, compare) : '';
  }

  draw(place: OverlayPlace): void {
    if (!this.framed) return;
    this.wipe.draw(this.framed, place);
    this.twin.draw(this.framed, place);
  }
}

function tagText(t: Translate, compare: CompareMode): string {
  if (compare === 'wipe') return t('Source | Output');
  return compare === 'output' ? t('Output') : t('Source');
}
