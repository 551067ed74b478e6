import assert from 'node:assert/strict';
import { changedHistory, joinHistories, longestPast, newHistory } from '../../../src/core/jobs/jobHistory';

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

  it('keeps the last states of one that a server flips for days', () => {
    let history = newHistory(0);
    for (let hour = 1; hour <= 2 * longestPast; hour++)
      history = changedHistory({ ...history, status: `state ${hour}` }, hour * 3_600_000);
    assert.deepEqual([history.past.length, history.past[0]?.status], [longestPast, `state ${longestPast + 1}`]);
  });

  it('keeps the last states of one that was flipped before and after a restart', () => {
    const flipped = (from: number) => {
      let history = newHistory(from * 3_600_000);
      for (let hour = from; hour < from + longestPast; hour++)
        history = changedHistory({ ...history, status: `state ${hour}` }, (hour + 1) * 3_600_000);
      return { ...history, status: `state ${from + longestPast}` };
    };
    const { past } = joinHistories(flipped(0), flipped(longestPast));
    assert.deepEqual([past.length, past.at(-1)?.status], [longestPast, `state ${2 * longestPast - 1}`]);
  });

  it('tells of a state that came and went since the restart', () => {
    const earlier = { ...newHistory(100_000), status: 'pending' };
    const running = { ...changedHistory({ ...newHistory(200_000), status: 'pending' }, 210_000), status: 'processing' };
    const now = { ...changedHistory(running, 230_000), status: 'pending' };
    assert.deepEqual(joinHistories(earlier, now), {
      ...{ firstSeen: 100, changedAt: 230 },
      past: [
        { status: 'pending', since: 100 },
        { status: 'processing', since: 210 },
      ],
    });
  });

  it('is not joined to itself when what this window saved is read again', () => {
    const saved = { ...newHistory(100_000), status: 'pending' };
    const now = { ...changedHistory(saved, 130_000), status: 'completed' };
    assert.equal(joinHistories(saved, now), now);
  });
});
