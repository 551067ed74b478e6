import assert from 'node:assert/strict';
import { PollPacer } from '../../../src/core/jobs/pollPacer';
import { pace, watched } from './pollerWorld';

const hour = 3_600_000;

describe('how runs went, and who watches', () => {
  it('goes on at the pace of another window, and takes nothing of it that cannot be', () => {
    const pacer = new PollPacer();
    pacer.inherit({ lastAt: 5000, failures: 3 }, 9000);
    assert.deepEqual([pacer.lastRunAt, pacer.past], [5000, { failures: 3 }]);
    pacer.inherit({ lastAt: 4000, failures: -2 }, 9000);
    assert.deepEqual([pacer.lastRunAt, pacer.past], [5000, {}]);
    pacer.inherit({ lastAt: 99_000 }, 9000);
    assert.equal(pacer.lastRunAt, 9000);
  });

  it('counts failures in a row; a run that was cancelled says nothing of the server', () => {
    const pacer = new PollPacer();
    const ends = (['failed', 'failed', 'cancelled', 'good'] as const).map((end) => {
      pacer.count(end, false, true);
      return pacer.past.failures ?? 0;
    });
    assert.deepEqual(ends, [1, 2, 2, 0]);
  });

  it('counts no failure of a run that somebody brought, but the first', () => {
    const pacer = new PollPacer();
    const runs = [
      ['failed', false],
      ['failed', false],
      ['failed', true],
      ['failed', false],
    ] as const;
    const counted = runs.map(([end, isByItself]) => {
      pacer.count(end, false, isByItself);
      return pacer.past.failures;
    });
    assert.deepEqual(counted, [1, 1, 2, 2]);
  });

  it('knows who comes back to what is half a minute old, or of a clock that was set back since', () => {
    for (const [passed, expected] of [
      [29_999, 'changed'],
      [30_000, 'back'],
      [-hour, 'back'],
    ] as const) {
      const pacer = new PollPacer();
      pacer.attend({ ...watched, pace, visible: false }, 2 * hour);
      pacer.ran(2 * hour);
      assert.equal(pacer.attend({ ...watched, pace }, 2 * hour + passed), expected);
      assert.equal(pacer.attend({ ...watched, pace }, 2 * hour + passed), undefined);
    }
  });
});
