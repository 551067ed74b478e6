import type { JobAnswer } from '../api/answer';
import { checkCrop } from '../crop/cropChecks';
import type { Size } from '../crop/pixelEdges';
import { guessReading, type Reading } from '../crop/reading';
import type { LoadedImage } from '../images/imageAnswer';
import { endsJobs } from './endsJobs';
import type { ExportJob } from './exportJob';
import type { ReportJob, ReportPicture } from './exportHtml';
import { fetchPicture, type PictureDeps } from './fetchPictures';
import { inParallel } from './inParallel';

export interface ReportDeps extends PictureDeps {
  /** What the user said that pictures of a job show; undefined: nothing, so the pictures themselves tell. */
  readonly reading: (job: ExportJob) => Reading | undefined;
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
  if (!answer) return { job, pictures: new Map() };
  const held = new Map<number, LoadedImage>();
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
    held.set(index, image);
  }
  const results = answer.results.map(({ imageUrl, crop }) => ({
    hasImage: imageUrl !== undefined,
    ...(crop && { crop }),
  }));
  return { job: { ...job, results }, pictures: picturesOf(deps, { ...job, results }, held), leftOut };
}

/** Nobody said what they show: then all of one size are sources, and shapes that differ as the crops do are crops. */
function picturesOf(
  { base64, reading }: ReportDeps,
  job: ExportJob,
  held: ReadonlyMap<number, LoadedImage>,
): Map<number, ReportPicture> {
  const sizeOf = ({ header }: LoadedImage): Size | undefined => ('size' in header ? header.size : undefined);
  const seen = [...held].flatMap(([index, image]) => {
    const [crop, size] = [job.results?.[index]?.crop, sizeOf(image)];
    return crop && size && checkCrop(crop).length === 0 ? [{ crop, size }] : [];
  });
  const shared = reading(job) ?? guessReading(seen) ?? 'cropped';
  const pictures = [...held].map(
    ([index, image]) =>
      [
        index,
        {
          mimeType: image.header.mimeType,
          base64: base64(image.bytes),
          size: sizeOf(image),
          reading: shared,
        },
      ] as const,
  );
  return new Map(pictures);
}

async function answerFor(deps: ReportDeps, job: ExportJob, signal: AbortSignal): Promise<JobAnswer | undefined> {
  try {
    return await deps.openJob(job.id, signal);
  } catch (error) {
    if (endsJobs(error) || signal.aborted) throw error;
    return undefined;
  }
}
