import type { Rect } from '../crop/rect';
import type { TrackedJob } from '../jobs/job';

/** A job as it leaves the view: what the view knows of it, without any link. */
export interface ExportJob {
  readonly id: string;
  readonly status: string;
  readonly labels: readonly string[];
  /** ISO 8601, UTC. */
  readonly firstSeen: string;
  /** When the status that it has was first seen. ISO 8601, UTC. */
  readonly changedAt: string;
  readonly errorMessage?: string;
  /** Absent while nobody has asked for them. Crops in fractions of their source, as received. */
  readonly results?: readonly { readonly hasImage: boolean; readonly crop?: Rect }[];
}

/** What is said about an export as a whole. */
export interface ExportFacts {
  readonly profile: string;
  /** ms since 1970 */
  readonly at: number;
  /** Of the words in a report: a tag such as `de`. */
  readonly language: string;
}

/** Copies what may leave; a field that the store gains later stays behind. */
export function exportJob({ id, status, labels, details, firstSeen, changedAt }: TrackedJob): ExportJob {
  const results = details?.results.map(({ hasImage, crop }) => ({ hasImage, ...(crop && { crop: copyOf(crop) }) }));
  const { errorMessage } = details ?? {};
  return {
    ...{ id, status, labels: [...labels] },
    firstSeen: isoTime(firstSeen * 1000),
    changedAt: isoTime(changedAt * 1000),
    ...(errorMessage === undefined ? {} : { errorMessage }),
    ...(results && status !== 'failed' ? { results } : {}),
  };
}

/** A time as ISO 8601 in whole seconds. @param at ms since 1970 */
export function isoTime(at: number): string {
  return new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');
}

/** All jobs as one JSON document. */
export function exportJson(jobs: readonly ExportJob[], { profile, at }: ExportFacts): string {
  return `${JSON.stringify({ version: 1, profile, exportedAt: isoTime(at), jobs }, null, 2)}\n`;
}

function copyOf({ x, y, width, height }: Rect): Rect {
  return { x, y, width, height };
}
