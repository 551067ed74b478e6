import { aspectName, ratioDecimal, ratioName } from '../../core/crop/aspectRatio';
import { cropWord } from '../../core/crop/labelCropChecks';
import { pixelEdges, sizeOf, type Size } from '../../core/crop/pixelEdges';
import type { Reading } from '../../core/crop/reading';
import type { SheetCell } from '../../core/sheetProtocol';
import { cleanText } from '../heading';
import type { Translate } from '../words';

/** What stands in a cell. */
export interface CellWords {
  readonly job: string;
  /** `Result 2 · ≈16:9 · completed`, or the status of a job without results. */
  readonly result: string;
  /** What is wrong with the crop; empty when nothing is. */
  readonly warning: string;
  /** In place of a picture; empty while one is shown. */
  readonly place: string;
}

/** What the page knows of a cell's picture. */
export interface CellPicture {
  /** Of the thumbnail, in px; undefined while there is none. */
  readonly size: Size | undefined;
  /** Of the whole picture, in px, where it was shrunk here. */
  readonly whole: Size | undefined;
  readonly reading: Reading;
  /** Why there is none, as the host said; empty where it may still come. */
  readonly trouble: string;
}

export function cellWords(t: Translate, cell: SheetCell, picture: CellPicture): CellWords {
  const job = cleanText(cell.jobId, 80);
  const warning = cropWord(t, cell.problems);
  const status = statusWord(t, cell.status);
  const number = cell.resultIndex === undefined ? '' : t('Result {0}', cell.resultIndex + 1);
  const result = [number, ratioWord(t, cell, picture), status].filter((part) => part !== '').join(' · ');
  const place = picture.size ? '' : placeWord(t, cell, picture.trouble);
  return { job, result, warning, place };
}

/** The ratio of the crop in pixels, as near as a thumbnail tells it; nothing without one, and of a crop that is broken. */
function ratioWord(t: Translate, { crop, problems }: SheetCell, { size, whole, reading }: CellPicture): string {
  if (!size) return '';
  if (reading === 'cropped' || !crop) return ratioText(t, whole ?? size);
  if (problems.some((problem) => problem !== 'oddRatio')) return '';
  if (whole) return ratioText(t, sizeOf(pixelEdges(crop, whole)));
  // Not as whole pixels: those of a thumbnail are off by a part that would give every crop a ratio of its own.
  const ratio = (crop.width * size.width) / (crop.height * size.height);
  return ratioName(ratio) ?? ratioDecimal(t, ratio);
}

function ratioText(t: Translate, size: Size): string {
  if (!(size.width > 0 && size.height > 0)) return '';
  return aspectName(size) ?? ratioDecimal(t, size.width / size.height);
}

function placeWord(t: Translate, cell: SheetCell, trouble: string): string {
  switch (cell.kind) {
    case 'picture':
      return trouble === '' ? t('loading…') : trouble;
    case 'noPicture':
      return cell.crop ? t('Coordinates only, no image.') : t('No image, no crop.');
    case 'noResults':
      return t('The job has no results.');
    case 'waiting':
      return t('asking for results…');
    case 'unread':
      return cell.message === '' ? t('The results could not be read.') : cleanText(cell.message);
    case 'failed':
      return cell.message === '' ? t('The job failed.') : cleanText(cell.message, 200);
    case 'running':
      return t('Not finished yet.');
    default:
      return cell.kind satisfies never;
  }
}

/** The word for a status: the server's own, where it is none of the documented. */
function statusWord(t: Translate, status: string): string {
  const known = { pending: t('pending'), processing: t('running'), completed: t('completed'), failed: t('failed') };
  return (known as Readonly<Record<string, string | undefined>>)[status] ?? cleanText(status, 40);
}
