import assert from 'node:assert/strict';
import { Seldom } from '../../../src/core/notice/seldom';
import { FakeClock } from '../../fakes/fakeClock';

describe('what is done seldom', () => {
  it('is done at once, then once a pause however often it is asked for, and not after the end', async () => {
    const clock = new FakeClock();
    const beganAt = clock.now();
    const runs: number[] = [];
    const seldom = new Seldom({ clock, pause: 1000, run: () => runs.push(clock.now() - beganAt) });
    for (let times = 0; times < 25; times++) {
      seldom.ask();
      await clock.advance(100);
    }
    assert.deepEqual(runs, [0, 1000, 2000]);
    const idle = new Seldom({ clock, pause: 1000, run: () => runs.push(clock.now() - beganAt) });
    seldom.ask();
    for (const each of [seldom, idle]) {
      each.dispose();
      each.ask();
    }
    assert.equal(clock.pending, 0);
  });
});
