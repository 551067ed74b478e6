import type { Rect } from '../crop/rect';
import { finite, index, listOf, readAs, record, text, type Shape } from '../shape';

/** A picture that was saved, as the manifest keeps it: without its link. */
export interface SavedImage {
  /** Below the folder, its segments parted by `/`. */
  readonly path: string;
  readonly jobId: string;
  /** From 0. */
  readonly result: number;
  readonly bytes: number;
  readonly labels: readonly string[];
  /** Fractions of the source, as received. */
  readonly crop?: Rect;
  /** What whoever opens it should know; in English, as all of the manifest. */
  readonly note?: string;
}

/** What lies in a folder of saved pictures. */
export interface Manifest {
  readonly profile: string;
  readonly images: readonly SavedImage[];
  /** Jobs of which every picture was saved. */
  readonly done: readonly string[];
}

/** What the manifest is called in its folder. */
export const manifestName = 'banner-jobs.json';

const rect: Shape<Rect> = record({ x: finite, y: finite, width: finite, height: finite });
const image: Shape<SavedImage> = record(
  { path: text, jobId: text, result: index, bytes: index, labels: listOf(text) },
  { crop: rect, note: text },
);
const shape = record({ bannerJobs: index, profile: text, images: listOf(image), done: listOf(text) });

/** Reads a manifest; undefined for a file that is none of ours. */
export function readManifest(content: string): Manifest | undefined {
  try {
    const { bannerJobs, ...manifest } = readAs(shape, JSON.parse(content)) ?? { bannerJobs: 0 };
    return bannerJobs === 1 && 'profile' in manifest ? manifest : undefined;
  } catch {
    return undefined;
  }
}

/** How every manifest begins. */
const beginning = '{\n  "bannerJobs": 1,\n';

/** Whether a text is what a kill, a full disk or a power cut leaves of a manifest: nothing, or its beginning alone. */
export function isTornManifest(content: string): boolean {
  const [left = ''] = content.split('\0', 1);
  return !isJson(left) && (left.startsWith(beginning) || beginning.startsWith(left));
}

function isJson(content: string): boolean {
  try {
    JSON.parse(content);
    return true;
  } catch {
    return false;
  }
}

/** A manifest as text. */
export function manifestText(manifest: Manifest): string {
  return `${JSON.stringify({ bannerJobs: 1, ...manifest }, null, 2)}\n`;
}
