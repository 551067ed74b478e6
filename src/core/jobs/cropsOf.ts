import type { LabelCrop } from '../crop/labelCropChecks';
import type { JobStore } from './jobStore';

/**
 * Crops of completed jobs whose details are known.
 *
 * @param ratioOf a crop's ratio in pixels; undefined where it is not known
 */
export function* cropsOf(
  store: JobStore,
  jobIds: Iterable<string>,
  ratioOf: (crop: LabelCrop) => number | undefined,
): Iterable<LabelCrop> {
  for (const jobId of jobIds)
    for (const [resultIndex, { crop }] of (store.details(jobId)?.results ?? []).entries()) {
      if (!crop) continue;
      const found = { jobId, resultIndex, crop };
      const pixelRatio = ratioOf(found);
      yield pixelRatio === undefined ? found : { ...found, pixelRatio };
    }
}
