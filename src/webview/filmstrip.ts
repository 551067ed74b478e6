import { aspectName, ratioDecimal } from '../core/crop/aspectRatio';
import { pixelEdges, sizeOf, wholeOf, type Edges, type Size } from '../core/crop/pixelEdges';
import { drawablePart } from '../core/crop/cropChecks';
import type { Reading } from '../core/crop/reading';
import { stripAtOnce, type ShownResult, type StripMessage, type ViewerState } from '../core/protocol';
import { element, icon, setAttributes } from './element';
import type { HeldPicture } from './pictureStore';
import { RovingFocus } from './rovingFocus';
import type { Translate } from './words';

/** The largest thumbnail, in CSS px. */
const most: Size = { width: 84, height: 48 };

/** Beyond the visible part of the strip so much is filled as well: some two results, in CSS px. */
const ahead = '0px 208px';

/** The place of one result in the strip. */
interface Cell {
  readonly button: HTMLElement;
  readonly place: HTMLElement;
  readonly caption: HTMLElement;
  readonly result: ShownResult;
  /** Its picture is drawn, was sent, or cannot be had: it is not asked for again. */
  isDone: boolean;
  isDrawn: boolean;
}

interface FilmstripDeps {
  readonly onSelect: (index: number) => void;
  /** These are in sight and empty: the next few. */
  readonly onWanted: (wanted: readonly number[]) => void;
}

/** All results of a job as small pictures; hidden for one result (viewer, point 12). */
export class Filmstrip {
  readonly root: HTMLElement;
  private readonly roving: RovingFocus;
  private readonly observer: IntersectionObserver;
  private readonly inSight = new Set<number>();
  private cells: readonly Cell[] = [];
  private built = '';
  private current = -1;
  private reading: Reading = 'source';
  /** Results whose pictures come by themselves, for the shown one and those beside it are needed large. */
  private coming: readonly number[] = [];
  private asked = '[]';
  /** One is decoded after the other. */
  private queue: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly t: Translate,
    private readonly deps: FilmstripDeps,
  ) {
    const name = { class: 'filmstrip', role: 'toolbar', 'aria-label': t('Results'), hidden: true };
    this.root = element('div', name);
    this.roving = new RovingFocus(this.root);
    const options = { root: this.root, rootMargin: ahead };
    this.observer = new IntersectionObserver((seen) => this.onSight(seen), options);
  }

  /** Shows the results of a job, with the pictures that are held already. */
  update(state: ViewerState, held: readonly HeldPicture[], reading: Reading): void {
    const { results, resultIndex, stage, jobId } = state;
    this.root.hidden = results.length < 2;
    this.reading = reading;
    const built = JSON.stringify([jobId, reading, results]);
    if (built !== this.built) this.build(results);
    this.built = built;
    for (const { resultIndex: index = -1, image, size } of held) this.draw(index, image, size);
    this.mark(resultIndex);
    this.coming = stage.kind === 'notice' ? [] : [resultIndex - 1, resultIndex, resultIndex + 1];
    this.ask();
  }

  /** Takes a picture that was asked for, draws it small, and lets go of it. */
  take({ resultIndex, mimeType, bytes }: StripMessage): void {
    const { cells } = this;
    const cell = cells[resultIndex];
    if (cell) cell.isDone = true;
    this.queue = this.queue.then(async () => {
      const bitmap = await createImageBitmap(new Blob([bytes as BlobPart], { type: mimeType })).catch(() => undefined);
      if (cell?.isDrawn === false && bitmap && cells === this.cells) this.fill(cell, bitmap, bitmap);
      bitmap?.close();
      this.ask();
    });
  }

  private build(results: readonly ShownResult[]): void {
    const hadFocus = this.root.contains(document.activeElement);
    this.observer.disconnect();
    this.inSight.clear();
    this.cells = results.map((result, index) => this.cell(result, index));
    this.root.replaceChildren(...this.cells.map(({ button }) => button));
    for (const { button } of this.cells) this.observer.observe(button);
    this.roving.update();
    this.asked = '[]';
    this.current = -1;
    if (hadFocus) this.cells[0]?.button.focus();
  }

  private cell(result: ShownResult, index: number): Cell {
    const number = String(index + 1);
    const place = element('span', { class: 'thumbnail' }, icon('file-media'));
    const caption = element('span', { class: 'caption' }, element('b', {}, number));
    const title = this.t('Result {0}', number);
    const button = element('button', { type: 'button', class: 'frame-button', title }, place, caption);
    button.addEventListener('click', () => this.deps.onSelect(index));
    return { button, place, caption, result, isDone: !result.hasImage, isDrawn: false };
  }

  private mark(index: number): void {
    if (index === this.current) return;
    const hadFocus = this.root.contains(document.activeElement);
    const button = this.cells[index]?.button;
    for (const each of this.cells) setAttributes(each.button, { 'aria-current': each.button === button && 'true' });
    button?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    if (hadFocus) button?.focus();
    this.current = index;
  }

  private onSight(seen: readonly IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of seen) {
      const index = this.cells.findIndex(({ button }) => button === target);
      if (isIntersecting) this.inSight.add(index);
      else this.inSight.delete(index);
    }
    this.ask();
  }

  private ask(): void {
    const empty = [...this.inSight].filter((index) => this.cells[index]?.isDone === false);
    const wanted = empty.filter((index) => !this.coming.includes(index)).sort((one, other) => one - other);
    const next = wanted.slice(0, stripAtOnce);
    const asked = JSON.stringify(next);
    if (asked !== this.asked) this.deps.onWanted(next);
    this.asked = asked;
  }

  private draw(index: number, image: CanvasImageSource, size: Size): void {
    const cell = this.cells[index];
    if (cell && !cell.isDrawn) this.fill(cell, image, size);
  }

  private fill(cell: Cell, image: CanvasImageSource, size: Size): void {
    cell.isDone = cell.isDrawn = true;
    const { crop } = cell.result;
    const isPart = this.reading === 'source' && crop && drawablePart(crop) !== undefined;
    const part = isPart ? pixelEdges(crop, size) : wholeOf(size);
    const ratio = ratioText(this.t, sizeOf(part));
    cell.place.replaceChildren(thumbnail(image, part));
    if (ratio !== undefined) cell.caption.append(` ${ratio}`);
  }
}

function ratioText(t: Translate, size: Size): string | undefined {
  if (!(size.width > 0 && size.height > 0)) return undefined;
  return aspectName(size) ?? ratioDecimal(t, size.width / size.height);
}

/** Drawn once into a small canvas: the strip holds no large picture, and needs none afterwards. */
function thumbnail(image: CanvasImageSource, part: Edges): HTMLElement {
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
