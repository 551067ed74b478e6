import type { LabelCrop } from '../crop/labelCropChecks';
import type { JobStore } from './jobStore';

/** Crops of completed jobs whose details are known. */
export function* cropsOf(store: JobStore, jobIds: Iterable<string>): Iterable<LabelCrop> {
  for (const jobId of jobIds)
    for (const [resultIndex, { crop }] of (store.details(jobId)?.results ?? []).entries())
      if (crop) yield { jobId, resultIndex, crop };
}
