import type { Rect } from '../crop/rect';
import type { TrackedJob } from '../jobs/job';
import type { ForgetImage, LoadImage, LoadOptions, PictureOf } from './imageAnswer';
import type { ImageCache, ImageKey } from './imageCache';

/** What tells a result's picture from the one that it had before its job ran again. No link is part of it: links change by the minute. */
export function pictureRevision(job: Pick<TrackedJob, 'changedAt'> | undefined, crop: Rect | undefined): string {
  const place = crop ? [crop.x, crop.y, crop.width, crop.height].join() : '';
  return `${job?.changedAt ?? ''}@${place}`;
}

/**
 * As `pictureRevision`, of a job that nobody tracks, so that nobody knows when it changed: where the picture lies stands for
 * that, without the query, which is another one with each answer. Goes into a name in memory only.
 */
function untrackedRevision(url: string, crop: Rect | undefined): string {
  return `${pictureRevision(undefined, crop)} ${url.replace(/[?#].*$/s, '')}`;
}

interface KeptLoaderDeps {
  readonly loadImage: LoadImage;
  readonly cache: Pick<ImageCache, 'load' | 'delete' | 'forget'>;
  /** The job as it is tracked; undefined for one that is not, whose pictures are on no disk: nobody sees it run again. */
  readonly job: (profileId: string, jobId: string) => TrackedJob | undefined;
}

/**
 * Loads pictures of results from the cache where they are in it, and any other picture once for all who ask for its link
 * at the same time or hold it. Like every loader it never rejects.
 */
export function keptLoader({ loadImage, cache, job }: KeptLoaderDeps): LoadImage {
  return async (url, options, signal) => {
    const load = (shared: AbortSignal): ReturnType<LoadImage> => loadImage(url, options, shared);
    const { profileId, result } = options;
    if (!result) {
      const key = linkKey(url, options);
      if (options.fresh) await cache.delete(key);
      return cache.load(key, { ...options, load, isKept: false }, signal);
    }
    const tracked = job(profileId, result.jobId);
    const revision = tracked ? pictureRevision(tracked, result.crop) : untrackedRevision(url, result.crop);
    const ask = { ...options, load, isKept: tracked !== undefined };
    return cache.load(keyOf(profileId, result, revision), ask, signal);
  };
}

/** Makes the function by which a picture that cannot be decoded leaves the cache: asking for it again loads it anew. */
export function keptForgetter({ cache, job }: Pick<KeptLoaderDeps, 'cache' | 'job'>): ForgetImage {
  return async (profileId, result) => {
    const tracked = job(profileId, result.jobId);
    if (tracked) await cache.delete(keyOf(profileId, result, pictureRevision(tracked, result.crop)));
    else await cache.forget(profileId, result.jobId);
  };
}

/** Of a picture that is nobody's result: a source. What was loaded with one consent is not given to who gave another. */
function linkKey(url: string, { profileId, allowedOrigins }: LoadOptions): ImageKey {
  const revision = JSON.stringify([url, ...[...allowedOrigins].sort()]);
  return { profileId, jobId: '', resultIndex: 0, kind: 'picture', revision };
}

function keyOf(profileId: string, { jobId, resultIndex }: PictureOf, revision: string): ImageKey {
  return { profileId, jobId, resultIndex, kind: 'picture', revision };
}
