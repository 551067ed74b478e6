import { aspectName } from '../core/crop/aspectRatio';
import { pixelEdges, sizeOf, wholeOf, type Edges, type Size } from '../core/crop/pixelEdges';
import { drawablePart } from '../core/crop/cropChecks';
import type { Reading } from '../core/crop/reading';
import type { ViewerState } from '../core/protocol';
import { element, icon } from './element';
import type { HeldPicture } from './pictureStore';
import { RovingFocus } from './rovingFocus';
import type { Translate } from './words';

/** The largest thumbnail, in CSS px. */
const most: Size = { width: 84, height: 48 };

/** One result of the strip. */
interface Frame {
  readonly index: number;
  readonly isCurrent: boolean;
  readonly picture: HeldPicture | undefined;
  /** The part of the picture that is the result, in px. */
  readonly part: Edges | undefined;
}

/** All results of a job as small pictures; hidden for one result (viewer, point 12). */
export class Filmstrip {
  readonly root: HTMLElement;
  private readonly roving: RovingFocus;
  private shown = '';

  constructor(
    private readonly t: Translate,
    private readonly onSelect: (index: number) => void,
  ) {
    const name = { class: 'filmstrip', role: 'toolbar', 'aria-label': t('Results'), hidden: true };
    this.root = element('div', name);
    this.roving = new RovingFocus(this.root);
  }

  /** Rebuilds the strip only when it differs, so that the focus stays. */
  update(state: ViewerState, held: readonly HeldPicture[], reading: Reading): void {
    this.root.hidden = state.results.length < 2;
    const frames = framesOf(state, held, reading);
    const name = JSON.stringify([state.jobId, frames.map(({ picture, ...rest }) => [picture?.key, rest])]);
    if (this.root.hidden || name === this.shown) return;
    this.shown = name;
    const hadFocus = this.root.contains(document.activeElement);
    this.root.replaceChildren(...frames.map((frame) => this.button(frame)));
    this.roving.update();
    const current = this.root.children[state.resultIndex];
    current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    if (hadFocus && current instanceof HTMLElement) current.focus();
  }

  private button({ index, isCurrent, picture, part }: Frame): HTMLElement {
    const { t } = this;
    const ratio = part && ratioText(sizeOf(part));
    const number = String(index + 1);
    const button = element(
      'button',
      { type: 'button', class: 'frame-button', 'aria-current': isCurrent && 'true', title: t('Result {0}', number) },
      element('span', { class: 'thumbnail' }, picture && part ? thumbnail(picture, part) : icon('file-media')),
      element('span', { class: 'caption' }, element('b', {}, number), ...(ratio === undefined ? [] : [` ${ratio}`])),
    );
    button.addEventListener('click', () => this.onSelect(index));
    return button;
  }
}

function framesOf({ results, resultIndex }: ViewerState, held: readonly HeldPicture[], reading: Reading): Frame[] {
  return results.map(({ crop }, index) => {
    const picture = held.find((each) => each.resultIndex === index);
    const isPart = reading === 'source' && crop && drawablePart(crop) !== undefined;
    const part = picture && (isPart ? pixelEdges(crop, picture.size) : wholeOf(picture.size));
    return { index, isCurrent: index === resultIndex, picture, part };
  });
}

function ratioText(size: Size): string | undefined {
  if (!(size.width > 0 && size.height > 0)) return undefined;
  return aspectName(size) ?? (size.width / size.height).toFixed(2);
}

/** Drawn once into a small canvas: the strip holds no large picture, and needs none afterwards. */
function thumbnail({ image }: HeldPicture, part: Edges): HTMLElement {
  const { width, height } = sizeOf(part);
  const scale = Math.min(most.width / width, most.height / height);
  const [across, down] = [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
  const ratio = devicePixelRatio;
  const canvas = element('canvas', { width: Math.ceil(across * ratio), height: Math.ceil(down * ratio) });
  Object.assign(canvas.style, { width: `${across}px`, height: `${down}px` });
  const context = canvas.getContext('2d');
  if (context) context.imageSmoothingQuality = 'high';
  context?.drawImage(image, part.left, part.top, width, height, 0, 0, canvas.width, canvas.height);
  return canvas;
}
