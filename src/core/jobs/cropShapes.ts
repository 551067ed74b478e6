import type { LabelCrop } from '../crop/labelCropChecks';
import type { Size } from '../crop/pixelEdges';
import type { Reading } from '../crop/reading';
import { Emitter } from '../event';
import { pictureRevision } from '../images/keptLoader';
import type { TrackedJob } from './job';

/** So many sizes are remembered; those noted first go first. */
const mostSizes = 20_000;

interface CropShapesDeps {
  /** The job as it is tracked now: one that ran again has other pictures. */
  readonly job: (jobId: string) => Pick<TrackedJob, 'changedAt'> | undefined;
  /** The profile whose jobs the store holds. */
  readonly profileId: () => string;
  /** What a job's pictures show, as the user said. */
  readonly reading: (target: { profileId: string; jobId: string; label?: string }) => Reading | undefined;
}

/**
 * The ratios of crops in pixels, as far as pictures tell them: the server tells fractions, whose ratio differs by that of
 * the source (status-api, rule 4). In memory only.
 */
export class CropShapes {
  private readonly sizes = new Map<string, Size>();
  private readonly changed = new Emitter<string>();
  /** The id of a job of which a picture was seen. */
  readonly onDidChange = this.changed.event;

  constructor(private readonly deps: CropShapesDeps) {}

  /** A picture was seen, turned as it is shown; its size in px, or that of a smaller one of the same shape. */
  note(profileId: string, crop: LabelCrop, size: Size): void {
    const key = this.keyOf(profileId, crop);
    if (this.sizes.has(key) || !(size.width > 0 && size.height > 0)) return;
    this.sizes.set(key, size);
    for (const first of this.sizes.keys()) {
      if (this.sizes.size <= mostSizes) break;
      this.sizes.delete(first);
    }
    this.changed.fire(crop.jobId);
  }

  /**
   * Width to height of a crop in pixels, as one of a label's; undefined while its picture was not seen, or nobody said what
   * that shows (status-api, rule 5).
   */
  ratioOf(label: string | undefined, crop: LabelCrop): number | undefined {
    if (this.sizes.size === 0) return undefined;
    const profileId = this.deps.profileId();
    const size = this.sizes.get(this.keyOf(profileId, crop));
    const { jobId } = crop;
    const reading = size && this.deps.reading({ profileId, jobId, ...(label !== undefined && { label }) });
    if (!reading) return undefined;
    const ratio = size.width / size.height;
    return reading === 'cropped' ? ratio : (ratio * crop.crop.width) / crop.crop.height;
  }

  private keyOf(profileId: string, { jobId, resultIndex, crop }: LabelCrop): string {
    return JSON.stringify([profileId, jobId, resultIndex, pictureRevision(this.deps.job(jobId), crop)]);
  }
}
