import assert from 'node:assert/strict';
import { percentile, simulate, tenThousandJobs } from './simulation';

describe('10,000 jobs in 10 labels, 20 unfinished, over 100 cycles', () => {
  it('together on one page: near an oracle, a twentieth of asking for everything, seen by the next run', async () => {
    const { lags, ...counters } = await simulate({ ...tenThousandJobs, layout: 'together' });
    assert.deepEqual(counters, { requests: 390, oracle: 318, naive: 11_000 });
    assert.ok(counters.requests <= 1.25 * counters.oracle);
    assert.ok(counters.requests <= 0.05 * counters.naive);
    assert.deepEqual([lags.length, percentile(lags, 0.95)], [20, 1]);
  });

  it('scattered over 20 pages: near an oracle, a quarter of asking for everything, seen by the next run', async () => {
    const { lags, ...counters } = await simulate({ ...tenThousandJobs, layout: 'scattered' });
    assert.deepEqual(counters, { requests: 1321, oracle: 1258, naive: 11_000 });
    assert.ok(counters.requests <= 1.25 * counters.oracle);
    assert.ok(counters.requests <= 0.25 * counters.naive);
    assert.deepEqual([lags.length, percentile(lags, 0.95)], [20, 1]);
  });
});
