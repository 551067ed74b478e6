import type { Clock } from '../clock';
import { isFinished } from '../jobs/job';
import type { JobStore } from '../jobs/jobStore';

/** The longest wait, in seconds (faults, row 87). */
export const longestWait = 600;

export interface WaitDeps {
  readonly store: Pick<JobStore, 'jobsOf' | 'onDidChange'>;
  readonly clock: Clock;
  /** Asks for the label now. Never rejects. */
  readonly refresh: () => Promise<void>;
}

/** How a wait ended. */
export type WaitEnd = 'finished' | 'timeout' | 'cancelled';

/**
 * Waits until every job of a label is finished; a label without a job is waited for. What was known before is not judged,
 * for jobs may have been submitted a moment ago: the label is asked for once, and refreshing then goes on by itself.
 *
 * @param seconds cut to 1…600
 */
export function waitForLabel(
  { store, clock, refresh }: WaitDeps,
  { label, seconds }: { readonly label: string; readonly seconds: number },
  signal: AbortSignal,
): Promise<WaitEnd> {
  let isFresh = false;
  const isDone = (): boolean => {
    const jobs = store.jobsOf(label);
    return isFresh && jobs.length > 0 && jobs.every((job) => isFinished(job.status));
  };
  return new Promise((resolve) => {
    const end = (how: WaitEnd): void => {
      timer.dispose();
      heard.dispose();
      signal.removeEventListener('abort', cancel);
      resolve(how);
    };
    const cancel = (): void => end('cancelled');
    const heard = store.onDidChange(() => {
      if (isDone()) end('finished');
    });
    const timer = clock.after(Math.min(Math.max(1, seconds), longestWait) * 1000, () => end('timeout'));
    signal.addEventListener('abort', cancel);
    if (signal.aborted) {
      cancel();
      return;
    }
    void refresh().then(() => {
      isFresh = true;
      if (isDone()) end('finished');
    });
  });
}
