import type { JobAnswer } from '../api/answer';
import { endsJobs } from './endsJobs';
import type { ExportJob } from './exportJob';
import type { ReportJob, ReportPicture } from './exportHtml';
import { fetchPicture, type PictureDeps } from './fetchPictures';
import { inParallel } from './inParallel';

export interface ReportDeps extends PictureDeps {
  /** Whether pictures of a job are whole sources; undefined: nobody knows, so no crop is drawn. */
  readonly showsSource: (job: ExportJob) => boolean;
  readonly base64: (bytes: Uint8Array) => string;
  /** All pictures together, in bytes; 100 MB when left out. */
  readonly mostBytes?: number;
  /** Told after each job. */
  readonly onJob: () => void;
}

/** All pictures of one report, in bytes: a larger file opens in no browser. */
const mostBytes = 100_000_000;
/** All pictures of one report: a page with more takes a browser minutes. */
const mostPictures = 2000;

/** What the report still takes. */
interface Room {
  bytes: number;
  pictures: number;
}

/**
 * Asks for each completed job and loads its pictures, 4 jobs at once. A picture that cannot be had is left out; those for
 * which the report has no room are counted.
 * Rejects with the `Failure` that the next job would meet too, and when the signal aborts.
 */
export async function reportJobs(
  deps: ReportDeps,
  jobs: readonly ExportJob[],
  signal: AbortSignal,
): Promise<readonly ReportJob[]> {
  const reported = new Map<string, ReportJob>();
  const room = { bytes: deps.mostBytes ?? mostBytes, pictures: mostPictures };
  await inParallel(jobs, 4, async (job) => {
    if (job.status === 'completed') reported.set(job.id, await reportJob({ ...deps, room }, job, signal));
    deps.onJob();
  });
  return jobs.map((job) => reported.get(job.id) ?? { job, pictures: new Map() });
}

async function reportJob(
  deps: ReportDeps & { readonly room: Room },
  job: ExportJob,
  signal: AbortSignal,
): Promise<ReportJob> {
  const answer = await answerFor(deps, job, signal);
  const pictures = new Map<number, ReportPicture>();
  if (!answer) return { job, pictures };
  const { room } = deps;
  let leftOut = 0;
  for (const [index, { imageUrl }] of answer.results.entries()) {
    const hasRoom = room.bytes > 0 && room.pictures > 0;
    const image = hasRoom ? await fetchPicture(deps, imageUrl, signal) : undefined;
    const fits = hasRoom && (image?.bytes.length ?? 0) <= room.bytes && room.pictures > 0;
    if (!fits && imageUrl !== undefined) leftOut++;
    if (!image || !fits) continue;
    room.bytes -= image.bytes.length;
    room.pictures--;
    const { mimeType } = image.header;
    pictures.set(index, { mimeType, base64: deps.base64(image.bytes), showsSource: deps.showsSource(job) });
  }
  const results = answer.results.map(({ imageUrl, crop }) => ({
    hasImage: imageUrl !== undefined,
    ...(crop && { crop }),
  }));
  return { job: { ...job, results }, pictures, leftOut };
}

async function answerFor(deps: ReportDeps, job: ExportJob, signal: AbortSignal): Promise<JobAnswer | undefined> {
  try {
    return await deps.openJob(job.id, signal);
  } catch (error) {
    if (endsJobs(error) || signal.aborted) throw error;
    return undefined;
  }
}
