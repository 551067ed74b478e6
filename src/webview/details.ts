import { ratioDecimal } from '../core/crop/aspectRatio';
import { problemText } from '../core/crop/cropText';
import type { RatioMismatch, Reading } from '../core/crop/reading';
import type { SourceState } from '../core/protocol';
import type { Translate } from './words';
import type { CropModel } from './cropModel';
import { element, icon } from './element';
import type { HeldPicture } from './pictureStore';
import { cleanText } from './heading';
import type { NoticeWords } from './noticeWords';
import { fractionsReadout, readouts, type Readout } from './readouts';
import { createSchematic } from './schematic';
import { sourceWords } from './sourceWords';
import { failureText } from './spoken';

export interface DetailsInput {
  readonly model: CropModel;
  readonly picture: HeldPicture | undefined;
  /** What the picture on the screen shows: it may be a source of the user's own. */
  readonly reading: Reading;
  /** What the picture of the result shows. */
  readonly resultReading: Reading;
  /** The user has not said yet what the picture shows. */
  readonly isGuess: boolean;
  readonly asPixels: boolean;
  readonly source: SourceState | undefined;
  readonly mismatch: RatioMismatch | undefined;
  /** Why the job failed, in the server's words. */
  readonly failure: string | undefined;
  /** The user did without the details: only what is wrong is said, with the raw numbers (viewer, point 6). */
  readonly isBrief: boolean;
}

interface DetailsDeps {
  readonly onAsPixels: (asPixels: boolean) => void;
  readonly onChangeReading: () => void;
  /** What the user chose to do about the source image. */
  readonly onSource: (message: NoticeWords['action']['message']) => void;
}

/** Everything that is known of the crop in numbers, beside the picture. */
export class Details {
  readonly root: HTMLElement;
  private shown = '';
  /** There is nothing to tell: the panel would be an empty band. */
  isEmpty = true;

  constructor(
    private readonly t: Translate,
    private readonly deps: DetailsDeps,
  ) {
    this.root = element('aside', { class: 'details', 'aria-label': t('Details'), tabindex: 0 });
  }

  /** Rebuilds the panel only when its contents differ, so that a selection in it and the focus stay. */
  update(input: DetailsInput): void {
    const { model, picture, source, ...rest } = input;
    const lines = this.lines(input);
    const name = JSON.stringify([lines, model.problems, model.part, picture?.key, source, rest]);
    if (name === this.shown) return;
    this.shown = name;
    const focused = this.root.contains(document.activeElement) ? document.activeElement?.id : undefined;
    const list = element('dl', {}, ...lines.map(line));
    const after = input.isBrief
      ? this.lostSource(input)
      : [...this.schematic(input), ...this.source(input), ...this.reading(input)];
    const before = [...this.failure(input), ...this.problems(input)];
    this.isEmpty = before.length + lines.length + after.length === 0;
    this.root.replaceChildren(...before, list, ...after);
    // What was pressed may be gone: the keyboard stays in the panel.
    if (focused) (document.getElementById(focused) ?? this.root).focus();
  }

  private lines(input: DetailsInput): Readout[] {
    const { picture, isBrief, model } = input;
    const { crop, problems } = model;
    if (isBrief) return crop && problems.length > 0 ? [fractionsReadout(this.t, crop)] : [];
    // Without a crop and without a picture there are no numbers to miss: the middle of the page says why.
    return picture || crop ? readouts(this.t, input) : [];
  }

  private failure({ failure }: DetailsInput): HTMLElement[] {
    return failure === undefined ? [] : [note('error', failureText(this.t, failure))];
  }

  private problems({ model, reading, asPixels, mismatch }: DetailsInput): HTMLElement[] {
    const { t } = this;
    const texts = model.problems.map((problem) => problemText(t, problem));
    if (mismatch) texts.push(mismatchText(t, mismatch));
    if (asPixels && reading === 'source') texts.unshift(t('The numbers are read as pixels.'));
    if (texts.length === 0) return [];
    const mayBePixels = (model.problems.includes('pixels') || asPixels) && reading === 'source';
    const label = asPixels ? t('Read as Fractions') : t('Read as Pixels');
    const button = element('button', { type: 'button', id: 'asPixels' }, label);
    button.addEventListener('click', () => this.deps.onAsPixels(!asPixels));
    return [note('warning', ...texts, ...(mayBePixels ? [button] : []))];
  }

  /** Where the crop lies in a source that is not there. */
  private schematic({ model, picture, reading }: DetailsInput): HTMLElement[] {
    const { crop, part } = model;
    if (!crop || !part || (picture && reading === 'source')) return [];
    const seen = { crop: part, size: picture?.size ?? { width: part.width, height: part.height } };
    const label = this.t('Where the crop lies in its source');
    return [element('figure', {}, createSchematic(seen, part, label), element('figcaption', {}, label))];
  }

  /** Which source is in use, or the way to one where one would help. */
  private source(input: DetailsInput): HTMLElement[] {
    const { picture, resultReading, isGuess, source } = input;
    const { t } = this;
    const isWanted = picture !== undefined && resultReading === 'cropped' && !isGuess;
    if (!source && !isWanted) return [];
    if (source?.stage.kind === 'notice') return this.lostSource(input);
    const label = source ? t('Choose Another…') : t('Choose Source Image…');
    const choose = element('button', { type: 'button', class: 'link', id: 'chooseSource' }, label);
    choose.addEventListener('click', () => this.deps.onSource({ type: 'errand', errand: 'chooseSource' }));
    return [element('p', { class: 'source' }, ...(source ? [sourceText(t, source), ' '] : []), choose)];
  }

  /** Why the source cannot be had, and what can be done about it: as in the stage, but in small. */
  private lostSource({ source }: DetailsInput): HTMLElement[] {
    if (source?.stage.kind !== 'notice') return [];
    const { name, stage } = source;
    const { reason, detail } = stage;
    const { title, text, action } = sourceWords(this.t, reason, detail);
    const button = element('button', { type: 'button', id: 'sourceAction' }, action.label);
    button.addEventListener('click', () => this.deps.onSource(action.message));
    const lines = [`${this.t('Source image: {0}.', cleanText(name, 60))} ${title}.`, text].filter(
      (each) => each !== '',
    );
    return [note('warning', ...lines, button)];
  }

  private reading({ picture, resultReading, isGuess }: DetailsInput): HTMLElement[] {
    if (!picture || isGuess) return [];
    const { t } = this;
    const isSource = resultReading === 'source';
    const text = isSource ? t("The result's picture shows the whole source.") : t("The result's picture is the crop.");
    const change = element('button', { type: 'button', class: 'link', id: 'changeReading' }, t('Change…'));
    change.addEventListener('click', () => this.deps.onChangeReading());
    return [element('p', { class: 'reading' }, text, ' ', change)];
  }
}

/** Something to be noticed: a paragraph for each text. */
function note(iconName: string, ...content: readonly (string | HTMLElement)[]): HTMLElement {
  const parts = content.map((part) => (typeof part === 'string' ? element('p', {}, part) : part));
  return element('div', { class: 'problems', role: 'note' }, icon(iconName), element('div', {}, ...parts));
}

function sourceText(t: Translate, { name, stage }: SourceState): string {
  const file = cleanText(name, 60);
  return stage.kind === 'loading' ? t('Loading the source image {0}…', file) : t('Source image: {0}.', file);
}

function mismatchText(t: Translate, { crop, output, off }: RatioMismatch): string {
  const percent = ratioDecimal(t, off * 100, off < 0.1 ? 1 : 0);
  const [is, wanted] = [ratioDecimal(t, output, 3), ratioDecimal(t, crop, 3)];
  return t("The output's ratio, {0}, is not that of the crop, {1}: {2} % off.", is, wanted, percent);
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
