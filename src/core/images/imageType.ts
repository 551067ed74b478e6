import type { Size } from '../crop/pixelEdges';
import { avifSize } from './avifSize';
import { jpegSize } from './jpegSize';
import { startsWith } from './startsWith';
import { webpSize } from './webpSize';

/** Formats that the page shows. SVG is none of them: it is a document that may ask the network. */
export type ImageFormat = 'png' | 'jpeg' | 'webp' | 'gif' | 'avif' | 'bmp';

/** What the first bytes of a file say. The size is as stored: a JPEG may still be turned by its orientation tag. */
export interface ImageHeader {
  readonly format: ImageFormat;
  readonly mimeType: string;
  /** In px; undefined when the header does not tell it. */
  readonly size: Size | undefined;
}

/** Tells an image by its magic bytes, never by a name or a header of HTTP (viewer, point 19); undefined for all else. */
export function readImageHeader(bytes: Uint8Array): ImageHeader | undefined {
  const format = formatOf(bytes);
  if (!format) return undefined;
  const size = sizeOfFormat(format, bytes);
  const isUsable = size !== undefined && size.width > 0 && size.height > 0;
  return { format, mimeType: `image/${format}`, size: isUsable ? size : undefined };
}

function formatOf(bytes: Uint8Array): ImageFormat | undefined {
  if (startsWith(bytes, '\x89PNG\r\n\x1a\n')) return 'png';
  if (startsWith(bytes, '\xff\xd8\xff')) return 'jpeg';
  if (startsWith(bytes, 'RIFF') && startsWith(bytes, 'WEBP', 8)) return 'webp';
  if (startsWith(bytes, 'GIF87a') || startsWith(bytes, 'GIF89a')) return 'gif';
  if (startsWith(bytes, 'ftypavis', 4) || brandsOf(bytes).includes('avif')) return 'avif';
  if (startsWith(bytes, 'BM') && startsWith(bytes, '\0\0\0\0', 6)) return 'bmp';
  return undefined;
}

/** What a file of boxes says that it is, or is besides: an AVIF may be a HEIF by its first name. At most 60 are read. */
function brandsOf(bytes: Uint8Array): readonly string[] {
  if (!startsWith(bytes, 'ftyp', 4) || bytes.length < 12) return [];
  const length = Math.min(new DataView(bytes.buffer, bytes.byteOffset).getUint32(0), bytes.length, 256);
  const brands: string[] = [];
  for (let at = 8; at + 4 <= length; at += 4)
    if (at !== 12) brands.push(String.fromCharCode(...bytes.subarray(at, at + 4)));
  return brands;
}

function sizeOfFormat(format: ImageFormat, bytes: Uint8Array): Size | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  switch (format) {
    case 'png':
      return view.byteLength < 24 ? undefined : { width: view.getUint32(16), height: view.getUint32(20) };
    case 'gif':
      return view.byteLength < 10 ? undefined : { width: view.getUint16(6, true), height: view.getUint16(8, true) };
    case 'bmp':
      return bmpSize(view);
    case 'jpeg':
      return jpegSize(view);
    case 'webp':
      return webpSize(view);
    case 'avif':
      return avifSize(view);
    default:
      return format satisfies never;
  }
}

/** A negative height means rows from top to bottom; the oldest header has 16-bit numbers. */
function bmpSize(view: DataView): Size | undefined {
  if (view.byteLength < 26) return undefined;
  if (view.getUint32(14, true) === 12) return { width: view.getUint16(18, true), height: view.getUint16(20, true) };
  return { width: view.getInt32(18, true), height: Math.abs(view.getInt32(22, true)) };
}
