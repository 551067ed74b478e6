import assert from 'node:assert/strict';
import { VainJobs } from '../../../src/core/jobs/vainJobs';

const minute = 60_000;

describe('jobs that were asked for in vain', () => {
  it('are due after one minute, then after twice as long each time, up to an hour', () => {
    const vain = new VainJobs();
    const pauses: number[] = [];
    let now = 0;
    for (let times = 0; times < 8; times++) {
      vain.add('7', now);
      const since = now;
      while (!vain.isDue('7', now)) now += minute;
      pauses.push((now - since) / minute);
    }
    assert.deepEqual(pauses, [1, 2, 4, 8, 16, 32, 60, 60]);
  });

  it('are due at once when they were never asked for, answered, are tracked anew, or the clock was set back', () => {
    const vain = new VainJobs();
    for (const id of ['answered', 'gone', 'kept']) vain.add(id, 0);
    vain.delete('answered');
    vain.retain(new Set(['kept']));
    const due = (now: number): boolean[] => ['new', 'answered', 'gone', 'kept'].map((id) => vain.isDue(id, now));
    assert.deepEqual(due(1), [true, true, true, false]);
    assert.deepEqual(due(-2 * 60 * minute), [true, true, true, true]);
  });
});
