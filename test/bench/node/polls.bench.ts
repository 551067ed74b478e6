import { percentile, simulate, tenThousandJobs, type SimulationResult } from '../../unit/jobs/simulation/simulation';
import type { Measure, Measures } from '../harness/measures';
import { report, say } from '../harness/report';

/** Requests of 100 checks of 10,000 jobs of which 20 are unfinished: counted, the same each time. */
async function measure(): Promise<Measures> {
  const measures: Record<string, Measure> = {};
  for (const layout of ['together', 'scattered'] as const) {
    const result = await simulate({ ...tenThousandJobs, layout });
    const { min, p95 } = { min: Math.min(...result.lags), p95: percentile(result.lags, 0.95) };
    say(`${layout}: from the change to the store ${min} to ${p95} checks (p95), ${result.lags.length} changes`);
    if (p95 > 1) throw new Error('A change is seen later than by the next check.');
    measures[`poll-${layout}`] = beside(result, result.oracle);
    measures[`poll-naive-${layout}`] = beside(result, result.naive);
  }
  return measures;
}

function beside({ requests, lags }: SimulationResult, other: number): Measure {
  return {
    value: requests / other,
    ours: `${requests} requests`,
    beside: `${other.toLocaleString('en')} requests`,
    note: `change to store, p95: ${percentile(lags, 0.95)} check`,
  };
}

export const run = (): Promise<void> => report(measure);
