import type { Rect } from '../crop/rect';
import type { TrackedJob } from '../jobs/job';
import { staysOf, type Stay } from '../notice/stays';

/** A state that a job was seen in: what the API does not tell. */
interface ExportStay {
  /** As the server told it. */
  readonly status: string;
  /** ISO 8601, UTC. */
  readonly since: string;
  /** ISO 8601, UTC; absent for the state that the job has. */
  readonly until?: string;
}

/** A job as it leaves the view: what the view knows of it, without any link. */
export interface ExportJob {
  readonly id: string;
  readonly status: string;
  readonly labels: readonly string[];
  /** ISO 8601, UTC. */
  readonly firstSeen: string;
  /** When the status that it has was first seen. ISO 8601, UTC. */
  readonly changedAt: string;
  /** The states that it was seen in, in their order, the one that it has last. */
  readonly stays: readonly ExportStay[];
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
export function exportJob(job: TrackedJob): ExportJob {
  const { id, status, labels, details, firstSeen, changedAt } = job;
  const results = details?.results.map(({ hasImage, crop }) => ({ hasImage, ...(crop && { crop: copyOf(crop) }) }));
  const { errorMessage } = details ?? {};
  return {
    ...{ id, status, labels: [...labels] },
    firstSeen: isoTime(firstSeen * 1000),
    changedAt: isoTime(changedAt * 1000),
    stays: staysOf(job).map(exportStay),
    ...(errorMessage === undefined ? {} : { errorMessage }),
    ...(results && status !== 'failed' ? { results } : {}),
  };
}

function exportStay({ status, since, until }: Stay): ExportStay {
  return { status, since: isoTime(since * 1000), ...(until === undefined ? {} : { until: isoTime(until * 1000) }) };
}

/** A time as ISO 8601 in whole seconds. @param at ms since 1970 */
export function isoTime(at: number): string {
  return new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');
}

/** What stands around the jobs in one JSON document. */
export function jsonFrame({ profile, at }: ExportFacts): readonly [head: string, tail: string] {
  const head = JSON.stringify({ version: 1, profile, exportedAt: isoTime(at) }, null, 2).slice(0, -2);
  return [`${head},\n  "jobs": [\n`, '\n  ]\n}\n'];
}

/** Jobs as they stand there; a comma and a new line part them from others. */
export function jsonJobs(jobs: readonly ExportJob[]): string {
  return jobs.map((job) => `    ${JSON.stringify(job, null, 2).replaceAll('\n', '\n    ')}`).join(',\n');
}

function copyOf({ x, y, width, height }: Rect): Rect {
  return { x, y, width, height };
}
