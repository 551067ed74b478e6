import { problemText } from '../core/crop/cropText';
import type { Reading } from '../core/crop/reading';
import type { Translate } from './words';
import type { CropModel } from './cropModel';
import { element, icon } from './element';
import type { HeldPicture } from './pictureStore';
import { readouts, type Readout } from './readouts';
import { createSchematic } from './schematic';

export interface DetailsInput {
  readonly model: CropModel;
  readonly picture: HeldPicture | undefined;
  readonly reading: Reading;
  /** The user has not said yet what the picture shows. */
  readonly isGuess: boolean;
  readonly asPixels: boolean;
}

interface DetailsDeps {
  readonly onAsPixels: (asPixels: boolean) => void;
  readonly onChangeReading: () => void;
}

/** Everything that is known of the crop in numbers, beside the picture. */
export class Details {
  readonly root: HTMLElement;
  private shown = '';

  constructor(
    private readonly t: Translate,
    private readonly deps: DetailsDeps,
  ) {
    this.root = element('aside', { class: 'details', 'aria-label': t('Details'), tabindex: 0 });
  }

  /** Rebuilds the panel only when its contents differ, so that a selection in it and the focus stay. */
  update(input: DetailsInput): void {
    const { model, picture, reading, asPixels, isGuess } = input;
    // Without a crop and without a picture there are no numbers to miss: the middle of the page says why.
    const lines = picture || model.crop ? readouts(this.t, input) : [];
    const name = JSON.stringify([lines, model.problems, model.part, picture?.key, reading, asPixels, isGuess]);
    if (name === this.shown) return;
    this.shown = name;
    const focused = this.root.contains(document.activeElement) ? document.activeElement?.id : undefined;
    const list = element('dl', {}, ...lines.map(line));
    this.root.replaceChildren(...this.problems(input), list, ...this.schematic(input), ...this.reading(input));
    if (focused) document.getElementById(focused)?.focus();
  }

  private problems({ model, reading, asPixels }: DetailsInput): HTMLElement[] {
    const { t } = this;
    const texts = model.problems.map((problem) => problemText(t, problem));
    if (asPixels && reading === 'source') texts.unshift(t('The numbers are read as pixels.'));
    if (texts.length === 0) return [];
    const mayBePixels = (model.problems.includes('pixels') || asPixels) && reading === 'source';
    const label = asPixels ? t('Read as Fractions') : t('Read as Pixels');
    const button = element('button', { type: 'button', id: 'asPixels' }, label);
    button.addEventListener('click', () => this.deps.onAsPixels(!asPixels));
    const body = element('div', {}, ...texts.map((text) => element('p', {}, text)), ...(mayBePixels ? [button] : []));
    return [element('div', { class: 'problems', role: 'note' }, icon('warning'), body)];
  }

  /** Where the crop lies in a source that is not there. */
  private schematic({ model, picture, reading }: DetailsInput): HTMLElement[] {
    const { crop, part } = model;
    if (!crop || !part || (picture && reading === 'source')) return [];
    const seen = { crop: part, size: picture?.size ?? { width: part.width, height: part.height } };
    const label = this.t('Where the crop lies in its source');
    return [element('figure', {}, createSchematic(seen, part, label), element('figcaption', {}, label))];
  }

  private reading({ picture, reading, isGuess }: DetailsInput): HTMLElement[] {
    if (!picture || isGuess) return [];
    const { t } = this;
    const text =
      reading === 'source' ? t('The picture shows the whole source.') : t('The picture is the finished crop.');
    const change = element('button', { type: 'button', class: 'link', id: 'changeReading' }, t('Change…'));
    change.addEventListener('click', () => this.deps.onChangeReading());
    return [element('p', { class: 'reading' }, text, ' ', change)];
  }
}

function line({ name, value, isReason }: Readout): HTMLElement {
  const values =
    typeof value === 'string'
      ? [element('dd', { class: isReason ? 'reason' : undefined }, value)]
      : value.map(([part, text]) =>
          element('dd', { class: 'part' }, element('span', { class: 'name' }, part), ' ', element('code', {}, text)),
        );
  return element('div', {}, element('dt', {}, name), ...values);
}
