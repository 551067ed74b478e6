import type { JobAnswer } from '../api/answer';
import type { LoadedImage, LoadImage } from '../images/imageAnswer';

/** What it takes to have the pictures of jobs, one job after another. */
export interface PictureDeps {
  readonly profileId: string;
  /** Rejects with `Failure`. */
  readonly openJob: (jobId: string, signal: AbortSignal) => Promise<JobAnswer | undefined>;
  readonly loadImage: LoadImage;
}

const nobody: ReadonlySet<string> = new Set();

/**
 * Loads the picture of one result by a link that is used at once; undefined when it cannot be had.
 *
 * @param deps with `forFile`, whatever is a whole picture will do: it need not be one that can be shown
 */
export async function fetchPicture(
  { profileId, loadImage, forFile = false }: PictureDeps & { readonly forFile?: boolean },
  link: string | undefined,
  signal: AbortSignal,
): Promise<LoadedImage | undefined> {
  if (link === undefined) return undefined;
  const answer = await loadImage(link, { profileId, allowedOrigins: nobody, loadLarge: false, forFile }, signal);
  return answer.kind === 'image' ? answer.image : undefined;
}
