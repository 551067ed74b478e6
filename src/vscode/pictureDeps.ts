import type { PictureDeps } from '../core/handoff/fetchPictures';
import { readyClient } from './readyClient';
import type { Services } from './services';

/**
 * Takes the profile in use and its client at once, before any question: no other profile is asked for the jobs of this
 * one. What it answers makes what it takes to load their pictures; undefined where that profile cannot be asked.
 */
export function pictureDeps({
  session,
  pictures,
}: Pick<Services, 'session' | 'pictures'>): () => Promise<PictureDeps | undefined> {
  const profileId = session.profile.name;
  const client = readyClient(session);
  return async () => {
    const api = await client;
    if (!api) return undefined;
    const { loadImage } = await pictures.load();
    return { profileId, openJob: (jobId, signal) => api.job(jobId, signal), loadImage };
  };
}
