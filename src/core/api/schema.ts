import * as v from '../validation';
import type { Rect } from '../crop/rect';
import type { Job } from '../jobs/job';
import type { JobAnswer, JobsPage, LinkedResult } from './answer';
import { Failure } from './failure';
import { withoutQueries } from './linkText';

/** What an error body says, as far as it can be read. */
export interface ErrorBody {
  /** Last segment of `type`. */
  readonly kind: string;
  /** For people; may be empty. */
  readonly text: string;
}

/** An absent, null or mistyped field is as good as an empty one: every field is flagged "required", and few are. */
const optionalText = v.fallback(v.string(), '');
/** Its entries are looked at by whoever reads them: thousands of jobs are gone through once. */
const list = v.custom<readonly unknown[]>(Array.isArray);
const isText = (value: unknown): value is string => typeof value === 'string';

const jobSchema = v.pipe(
  v.object({
    job_id: v.pipe(v.string(), v.nonEmpty()),
    status: v.string(),
    job_labels: v.fallback(list, []),
  }),
  v.transform((job): Job => ({
    id: job.job_id,
    status: job.status,
    labels: job.job_labels.every(isText) ? job.job_labels : job.job_labels.filter(isText),
  })),
);

const number = v.pipe(v.number(), v.finite());
const cropSchema = v.object({ x: number, y: number, width: number, height: number });

const resultSchema = v.object({
  output_image_url: optionalText,
  crop_coordinates: v.fallback(v.optional(cropSchema), undefined),
});

const pageSchema = v.object({ jobs: list });
const jobAnswerSchema = v.object({ ...pageSchema.entries, results: v.nullish(list, []), error_message: optionalText });
const errorSchema = v.object({
  type: v.pipe(v.string(), v.nonEmpty()),
  title: optionalText,
  detail: optionalText,
});

/**
 * Reads the answer to a label query. Its `results` belong to nobody and are not read (status-api, rule 1).
 * @throws Failure `shape` when there is no list of jobs; a single unreadable job is counted, not thrown
 */
export function readPage(body: unknown): JobsPage {
  const { jobs: entries } = read(pageSchema, body);
  const jobs = readJobs(entries);
  return { jobs, unreadable: entries.length - jobs.length, received: entries.length };
}

/** Of what a server says of a failed job, in characters: an answer may be of 16 MB. */
const longestMessage = 100_000;

/**
 * Reads the answer to a query by a job's id; undefined when it holds no job.
 * @throws Failure `shape` when it holds another job, or one that cannot be read: its results are not this job's
 */
export function readJobAnswer(body: unknown, id: string): JobAnswer | undefined {
  const answer = read(jobAnswerSchema, body);
  const jobs = readJobs(answer.jobs);
  const [job] = jobs;
  if (answer.jobs.length === 0) return undefined;
  if (!job || jobs.length < answer.jobs.length) throw new Failure('shape', 'The answer for this job cannot be read.');
  if (jobs.some((each) => each.id !== id)) throw new Failure('shape', 'The server answered for another job.');
  const errorMessage = withoutQueries(answer.error_message.trim().slice(0, longestMessage));
  return { job, results: answer.results.map(readResult), ...(errorMessage && { errorMessage }) };
}

/** Reads an error body; undefined when it is not the documented JSON. */
export function readErrorBody(body: unknown): ErrorBody | undefined {
  const read = v.safeParse(errorSchema, body);
  if (!read.success) return undefined;
  const kind = read.output.type.replace(/\/+$/, '').split('/').at(-1) ?? '';
  return { kind, text: read.output.detail || read.output.title };
}

function readJobs(entries: readonly unknown[]): Job[] {
  const jobs: Job[] = [];
  for (const entry of entries) {
    const job = v.safeParse(jobSchema, entry);
    if (job.success) jobs.push(job.output);
  }
  return jobs;
}

/** An unreadable result stays as an empty one: results are told apart by their place in the list. */
function readResult(entry: unknown): LinkedResult {
  const result = v.safeParse(resultSchema, entry);
  if (!result.success) return {};
  const { output_image_url: imageUrl, crop_coordinates: crop } = result.output;
  return { ...(imageUrl && { imageUrl }), ...(crop && { crop: crop satisfies Rect }) };
}

function read<S extends v.GenericSchema>(schema: S, body: unknown): v.InferOutput<S> {
  const result = v.safeParse(schema, body);
  if (result.success) return result.output;
  const path = v.getDotPath(result.issues[0]);
  const place = path === null ? 'it is not an object' : `"${path}" is missing or not a list`;
  throw new Failure('shape', `The answer of the server is not what the API documents: ${place}.`);
}
