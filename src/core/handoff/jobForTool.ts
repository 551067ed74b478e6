import type { JobAnswer } from '../api/answer';
import { boundedText } from './toolText';

/** Results beyond these are only counted. */
const mostResults = 100;

/** One job with its crops, in fractions of the source as received; without any link. */
export function answerForTool({ job, results, errorMessage }: JobAnswer): object {
  return {
    job_id: boundedText(job.id, 500),
    status: boundedText(job.status, 100),
    job_labels: job.labels.slice(0, 20).map((label) => boundedText(label)),
    ...(errorMessage === undefined ? {} : { error_message: boundedText(errorMessage) }),
    result_count: results.length,
    results: results.slice(0, mostResults).map(({ imageUrl, crop }) => ({
      has_image: imageUrl !== undefined,
      ...(crop && { crop_coordinates: { x: crop.x, y: crop.y, width: crop.width, height: crop.height } }),
    })),
  };
}
