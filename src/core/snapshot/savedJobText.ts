import { withoutQueries } from '../api/linkText';
import type { JobDetails, JobResult, PastState } from '../jobs/job';
import type { SavedJob } from '../jobs/savedLabel';

/** A job whose text is longer than this is kept without its details, in characters. */
const longestJob = 20_000;

/**
 * A job as a short JSON array: id, status, labels (0: just the label of the file), first seen, changed (0: when first
 * seen), past, details; an end of zeros is left out. One of absurd size loses its details, then its labels and past.
 */
export function jobText(job: SavedJob, label: string): string {
  const text = JSON.stringify(trim(parts(job, label)));
  if (text.length <= longestJob) return text;
  // Copied by name: a job of the store has accessors, which a spread would leave out.
  const { id, status, labels, firstSeen, changedAt, past } = job;
  const bare = { id, status, labels, firstSeen, changedAt, past };
  const withoutDetails = JSON.stringify(trim(parts(bare, label)));
  if (withoutDetails.length <= longestJob) return withoutDetails;
  return JSON.stringify(trim(parts({ ...bare, labels: [label], past: [] }, label)));
}

/** The job of a parsed array; undefined when it is none. */
export function readJob(value: unknown, label: string): SavedJob | undefined {
  if (!Array.isArray(value)) return undefined;
  const [id, status, labels, firstSeen, changedAt, past, details] = value as unknown[];
  const read = { labels: readLabels(labels, label), past: readPast(past), details: readDetails(details) };
  if (typeof id !== 'string' || typeof status !== 'string' || !isTime(firstSeen)) return undefined;
  if (read.labels === undefined || read.past === undefined || read.details === 'none') return undefined;
  const changed = changedAt === undefined || changedAt === 0 ? firstSeen : changedAt;
  if (!isTime(changed)) return undefined;
  return { id, status, labels: read.labels, firstSeen, changedAt: changed, past: read.past, details: read.details };
}

function parts(job: SavedJob, label: string): unknown[] {
  const { id, status, labels, firstSeen, changedAt, past, details } = job;
  return [
    id,
    status,
    labels.length === 1 && labels[0] === label ? 0 : labels,
    firstSeen,
    changedAt === firstSeen ? 0 : changedAt,
    past.length === 0 ? 0 : past.map((state) => [state.status, state.since]),
    details ? [withoutQueries(details.errorMessage ?? '') || 0, ...details.results.map(resultParts)] : 0,
  ];
}

function resultParts({ hasImage, crop }: JobResult): unknown[] {
  const image = hasImage ? 1 : 0;
  return crop ? [image, crop.x, crop.y, crop.width, crop.height] : [image];
}

function trim(list: unknown[]): unknown[] {
  return list.slice(0, list.findLastIndex((entry) => entry !== 0) + 1);
}

function readLabels(value: unknown, label: string): readonly string[] | undefined {
  if (value === 0) return [label];
  return Array.isArray(value) && value.every((entry) => typeof entry === 'string') ? value : undefined;
}

function readPast(value: unknown): readonly PastState[] | undefined {
  if (value === 0 || value === undefined) return [];
  if (!Array.isArray(value)) return undefined;
  const states = value.map((entry: unknown) => {
    const [status, since] = Array.isArray(entry) ? (entry as unknown[]) : [];
    return typeof status === 'string' && isTime(since) ? { status, since } : undefined;
  });
  return states.every((state) => state !== undefined) ? states : undefined;
}

function readDetails(value: unknown): JobDetails | 'none' | undefined {
  if (value === 0 || value === undefined) return undefined;
  if (!Array.isArray(value)) return 'none';
  const [message, ...rest] = value as unknown[];
  if (message !== 0 && typeof message !== 'string') return 'none';
  const results = rest.map(readResult);
  if (!results.every((result) => result !== undefined)) return 'none';
  return typeof message === 'string' ? { results, errorMessage: message } : { results };
}

function readResult(value: unknown): JobResult | undefined {
  if (!Array.isArray(value)) return undefined;
  const [image, x, y, width, height] = value as unknown[];
  if (image !== 0 && image !== 1) return undefined;
  if (value.length === 1) return { hasImage: image === 1 };
  const isCrop = isNumber(x) && isNumber(y) && isNumber(width) && isNumber(height);
  return isCrop ? { hasImage: image === 1, crop: { x, y, width, height } } : undefined;
}

function isTime(value: unknown): value is number {
  return isNumber(value) && value >= 0;
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
