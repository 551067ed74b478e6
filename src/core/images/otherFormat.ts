import { startsWith } from './startsWith';

/** Formats of pictures that no page of VS Code draws: they can be saved, and opened by what knows them. */
export type OtherFormat = 'tiff' | 'heic' | 'jxl' | 'jp2' | 'psd';

/** What stands for an `ImageHeader` where a picture is for a file only. */
export interface OtherHeader {
  /** As the end of a file's name. */
  readonly format: OtherFormat;
  readonly mimeType: string;
  readonly size: undefined;
}

/** What people call them. */
export const otherFormatNames: Readonly<Record<OtherFormat, string>> = {
  tiff: 'TIFF',
  heic: 'HEIC',
  jxl: 'JPEG XL',
  jp2: 'JPEG 2000',
  psd: 'Photoshop',
};

/** What people call a format that cannot be shown; undefined for one that can. */
export function otherFormatName(format: string): string | undefined {
  return Object.hasOwn(otherFormatNames, format) ? otherFormatNames[format as OtherFormat] : undefined;
}

/** First bytes, and from where on. */
const marks: readonly (readonly [format: OtherFormat, mark: string, at?: number])[] = [
  // By the order of the bytes, and the large kind of each.
  ['tiff', 'II*\0'],
  ['tiff', 'MM\0*'],
  ['tiff', 'II+\0'],
  ['tiff', 'MM\0+'],
  ['heic', 'ftyphei', 4],
  ['heic', 'ftyphev', 4],
  ['heic', 'ftypmif1', 4],
  ['heic', 'ftypmsf1', 4],
  ['jxl', '\xff\x0a'],
  ['jxl', '\0\0\0\x0cJXL \r\n\x87\n'],
  ['jp2', '\0\0\0\x0cjP  \r\n\x87\n'],
  ['jp2', '\xff\x4f\xff\x51'],
  ['psd', '8BPS\0'],
];

/** Tells a picture that cannot be shown by its magic bytes; undefined for all else. */
export function readOtherHeader(bytes: Uint8Array): OtherHeader | undefined {
  const [format] = marks.find(([, mark, at]) => startsWith(bytes, mark, at)) ?? [];
  return format && { format, mimeType: `image/${format}`, size: undefined };
}
