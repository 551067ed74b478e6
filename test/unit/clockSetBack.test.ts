import assert from 'node:assert/strict';
import { leftOf } from '../../src/core/clock';
import { JobStore } from '../../src/core/jobs/jobStore';
import { RepaintPacer } from '../../src/core/jobs/repaintPacer';
import { Seldom } from '../../src/core/notice/seldom';
import { Slices } from '../../src/core/snapshot/slices';
import { FakeClock } from '../fakes/fakeClock';
import { job, labelAnswer } from '../fakes/jobs';
import { pace, watched, world } from './jobs/pollerWorld';
import { WindowWorld } from './windows/windowWorld';

const hour = 3_600_000;

describe('a clock that is set back an hour', () => {
  it('leaves nothing of a pause that seems to begin in the future', () => {
    const clock = new FakeClock();
    const since = clock.now();
    clock.setBack(hour);
    assert.equal(leftOf(clock, since, 1000), 0);
    assert.equal(leftOf(clock, clock.now(), 1000), 1000);
  });

  it('leaves the poller its pace, also when a setting changes then', async () => {
    const w = world(() => Promise.resolve(labelAnswer([job('1', 'processing')])));
    w.store.track(['a'], []);
    w.poller.wake();
    await w.clock.advance(60_000);
    const before = w.asked.length;
    w.clock.setBack(hour);
    w.poller.attend({ ...watched, pace: { ...pace, slowest: 14_000 } });
    await w.clock.advance(60_000);
    assert.ok(w.asked.length - before >= 3, w.asked.slice(before).join());
    assert.ok((w.poller.state.nextAt ?? Infinity) - w.clock.now() <= 20_000);
  });

  it('lets the store take what the server says now', () => {
    const clock = new FakeClock();
    const store = new JobStore(() => clock.now());
    store.track(['lot'], []);
    store.apply({ labels: new Map([['lot', labelAnswer([job('1', 'pending')])]]) });
    clock.setBack(hour);
    store.apply({ labels: new Map([['lot', labelAnswer([job('1', 'completed')])]]) });
    assert.equal(store.job('1')?.status, 'completed');
  });

  it('holds up no repaint and nothing else that runs seldom', async () => {
    const clock = new FakeClock();
    const told: string[] = [];
    const fire = (elements: readonly string[]): void => void told.push(...elements);
    const pacer = new RepaintPacer({
      ...{ clock, isOpen: () => true, hasOpen: () => true, gather: () => told.push('gathered'), fire },
      fireAll: () => pacer.clear(),
    });
    const seldom = new Seldom({ clock, pause: 1000, run: () => told.push('seldom') });
    pacer.repaint(['a']);
    pacer.ask();
    seldom.ask();
    await clock.advance(0);
    clock.setBack(hour);
    pacer.repaint(['b']);
    pacer.ask();
    seldom.ask();
    await clock.advance(1000);
    assert.deepEqual(told.sort(), ['a', 'b', 'gathered', 'gathered', 'seldom', 'seldom']);
  });

  it('lets long work rest as ever', async () => {
    const clock = new FakeClock();
    let rests = 0;
    const rest = (): Promise<void> => {
      rests++;
      return Promise.resolve();
    };
    const slices = new Slices({ clock, rest });
    await slices.breathe();
    assert.equal(rests, 0);
    clock.setBack(hour);
    await slices.breathe();
    assert.equal(rests, 1);
  });

  it('keeps the windows apart in who lives: a dead one is found out, a live one leads on', async () => {
    const windows = new WindowWorld();
    const first = await windows.open({ labels: ['a'] });
    const second = await windows.open({ labels: ['b'] });
    await windows.clock.advance(4000);
    windows.clock.setBack(hour);
    await windows.clock.advance(20_000);
    assert.deepEqual([first.board.wish.leads, second.board.wish.leads], [true, false]);
    first.kill();
    windows.clock.setBack(hour);
    await windows.clock.advance(20_000);
    assert.deepEqual([second.board.wish.leads, second.board.live.length], [true, 0]);
  });
});
