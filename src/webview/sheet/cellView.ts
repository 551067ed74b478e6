import type { Size } from '../../core/crop/pixelEdges';
import type { SheetCell } from '../../core/sheetProtocol';
import { element, icon } from '../element';
import type { Translate } from '../words';
import { cellWords, type CellPicture } from './cellWords';
import { cropOutline } from './cropOutline';
import { fitInto } from './gridLayout';
import type { Thumbnail } from './thumbnails';

/** A cell with what is known of its picture. */
export interface CellInput extends CellPicture {
  readonly cell: SheetCell;
  readonly thumbnail: Thumbnail | undefined;
  /** Room for the picture, in CSS px. */
  readonly box: Size;
}

/** Icons for what stands in the place of a picture. */
const placeIcons: Readonly<Record<SheetCell['kind'], string>> = {
  picture: 'file-media',
  noPicture: 'symbol-ruler',
  noResults: 'circle-slash',
  waiting: 'clock',
  unread: 'warning',
  failed: 'error',
  running: 'play-circle',
};

/**
 * What stands in a cell of the grid: its words, and the picture with its crop or why there is none. A voice reads them in
 * this order; the sheet of styles puts the picture on top.
 */
export function cellContent(t: Translate, input: CellInput): readonly Node[] {
  const { cell } = input;
  const words = cellWords(t, cell, input);
  const warning = words.warning === '' ? [] : [element('p', { class: 'warning' }, icon('warning'), words.warning)];
  const text = element(
    'div',
    { class: 'words' },
    element('p', { class: 'job', title: cell.jobId }, words.job),
    element('p', { class: 'result' }, words.result),
    ...warning,
  );
  return [text, picturePlace(input, words.place)];
}

function picturePlace({ cell, thumbnail, box, reading }: CellInput, place: string): HTMLElement {
  const frame = element('div', { class: 'place' });
  frame.style.height = `${box.height}px`;
  if (!thumbnail) {
    frame.append(icon(placeIcons[cell.kind]), element('p', {}, place));
    return frame;
  }
  const shown = fitInto(thumbnail, box);
  // Words stand beside it, and the cell is read as one.
  const image = element('img', { src: thumbnail.url, alt: '', width: shown.width, height: shown.height });
  const outline = cell.crop && reading === 'source' ? cropOutline(cell.crop, shown) : undefined;
  const picture = element('div', { class: 'picture' }, image, ...(outline ? [outline] : []));
  picture.style.width = `${shown.width}px`;
  picture.style.height = `${shown.height}px`;
  frame.append(picture);
  return frame;
}
