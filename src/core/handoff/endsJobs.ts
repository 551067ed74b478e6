import { endsRun } from '../api/endsRun';
import { Failure } from '../api/failure';

/** Whether work over many jobs ends with this error, rather than going on with the next job. */
export function endsJobs(error: unknown): boolean {
  return !(error instanceof Failure) || error.kind === 'cancelled' || endsRun.has(error.kind);
}
