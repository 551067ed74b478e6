import assert from 'node:assert/strict';
import { changedHistory, newHistory } from '../../../src/core/jobs/jobHistory';

describe('the history of a job', () => {
  it('tells each state with the second since when it lasted', () => {
    const seen = newHistory(100_900);
    const running = changedHistory({ ...seen, status: 'pending' }, 130_500);
    assert.deepEqual(changedHistory({ ...running, status: 'processing' }, 190_000), {
      ...{ firstSeen: 100, changedAt: 190 },
      past: [
        { status: 'pending', since: 100 },
        { status: 'processing', since: 130 },
      ],
    });
  });

  it('does not go back in time when somebody sets the clock back', () => {
    const after = changedHistory({ ...newHistory(100_000), status: 'pending' }, 50_000);
    assert.deepEqual([after.firstSeen, after.changedAt], [100, 100]);
  });
});
