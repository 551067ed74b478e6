import type { Clock } from '../clock';
import type { Disposable } from '../event';
import { isFinished } from '../jobs/job';
import type { JobStore } from '../jobs/jobStore';
import { boundedText } from './toolText';

/** The longest wait, in seconds (faults, row 87). */
export const longestWait = 600;

export interface WaitDeps {
  readonly store: Pick<JobStore, 'jobsOf' | 'label' | 'onDidChange'>;
  readonly clock: Clock;
  /** Asks for the label now. Never rejects. */
  readonly refresh: () => Promise<void>;
  /** Another profile or key is in use, or none: what is known from then on is not what was waited for. */
  readonly onDidChangeClient: (listener: () => void) => Disposable;
}

/** How a wait ended; with a reason, in words, when nobody knows what became of the label. */
export interface WaitEnd {
  readonly ended: 'finished' | 'timeout' | 'cancelled' | 'failed';
  readonly reason?: string;
}

/**
 * Waits until every job of a label is finished; a label without a job is waited for. What was known before is not judged,
 * for jobs may have been submitted a moment ago: the label is asked for once, and refreshing then goes on by itself. Only
 * a whole answer that came since the call tells that it is finished.
 *
 * @param seconds cut to 1…600
 */
export function waitForLabel(
  { store, clock, refresh, onDidChangeClient }: WaitDeps,
  { label, seconds }: { readonly label: string; readonly seconds: number },
  signal: AbortSignal,
): Promise<WaitEnd> {
  const asked = { label, since: clock.now(), before: store.label(label)?.asOf };
  return new Promise((resolve) => {
    let isAnswered = false;
    const own: Disposable[] = [];
    const end = (how: WaitEnd): void => {
      for (const part of own) part.dispose();
      signal.removeEventListener('abort', cancel);
      resolve(how);
    };
    const cancel = (): void => end({ ended: 'cancelled' });
    const look = (): void => {
      const how = isAnswered ? endOf(store, asked) : undefined;
      if (how) end(how);
    };
    if (signal.aborted) {
      cancel();
      return;
    }
    own.push(
      store.onDidChange(look),
      onDidChangeClient(() => end(failed('The profile or its key changed.'))),
      clock.after(Math.min(Math.max(1, seconds), longestWait) * 1000, () => end({ ended: 'timeout' })),
    );
    signal.addEventListener('abort', cancel);
    void refresh().then(() => {
      isAnswered = true;
      look();
    });
  });
}

interface Asked {
  readonly label: string;
  /** When the wait began, ms since 1970. */
  readonly since: number;
  /** When the answer came that was the last one then. */
  readonly before: number | undefined;
}

/** Undefined while the jobs run. */
function endOf(store: WaitDeps['store'], { label, since, before }: Asked): WaitEnd | undefined {
  const state = store.label(label);
  if (!state) return failed('The label is not tracked any more.');
  const { asOf = -Infinity, complete, failure } = state;
  if (failure) return failed(boundedText(failure.message));
  if (!complete || asOf < since || asOf === before) return failed('No whole answer came from the server.');
  const jobs = store.jobsOf(label);
  return jobs.length > 0 && jobs.every(({ status }) => isFinished(status)) ? { ended: 'finished' } : undefined;
}

function failed(reason: string): WaitEnd {
  return { ended: 'failed', reason };
}
