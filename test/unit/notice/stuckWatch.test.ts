import assert from 'node:assert/strict';
import { JobStore } from '../../../src/core/jobs/jobStore';
import { StuckWatch } from '../../../src/core/notice/stuckWatch';
import { Slices } from '../../../src/core/snapshot/slices';
import { FakeClock } from '../../fakes/fakeClock';
import { job, labelAnswer } from '../../fakes/jobs';

const minute = 60_000;

/** A watch over one label, with every id that it said flipped. */
class StuckWorld {
  readonly clock = new FakeClock();
  readonly store = new JobStore(() => this.clock.now());
  readonly flips: string[][] = [];
  afterMinutes = 30;
  readonly watch = new StuckWatch({
    store: this.store,
    clock: this.clock,
    slices: new Slices({ clock: this.clock, rest: () => Promise.resolve() }),
    afterMinutes: () => this.afterMinutes,
  });

  constructor() {
    this.store.track(['lot'], []);
    this.store.onDidChange(() => this.watch.changed());
    this.watch.onDidFlip((ids) => this.flips.push([...ids].sort()));
  }

  answer(statuses: Readonly<Record<string, string>>): void {
    const jobs = Object.entries(statuses).map(([id, status]) => job(id, status));
    this.store.apply({ labels: new Map([['lot', labelAnswer(jobs)]]) });
  }

  get stuck(): readonly string[] {
    return [...this.store.jobs()].filter((entry) => this.watch.isStuck(entry)).map(({ id }) => id);
  }
}

describe('the watch for stuck jobs', () => {
  it('says when a job becomes stuck, once and at its time, though nothing else changes', async () => {
    const world = new StuckWorld();
    world.answer({ a: 'processing', b: 'pending' });
    await world.clock.advance(10 * minute);
    world.answer({ a: 'processing', b: 'processing' });
    await world.clock.advance(20 * minute - 1);
    assert.deepEqual(world.stuck, []);
    await world.clock.advance(1);
    assert.deepEqual([world.stuck, world.flips], [['a'], [['a']]]);
    await world.clock.advance(60 * minute);
    assert.deepEqual(
      [world.stuck, world.flips],
      [
        ['a', 'b'],
        [['a'], ['b']],
      ],
    );
    assert.equal(world.clock.pending, 0);
  });

  it('takes the word back at once when the job goes on, and gives no other run of it the word', async () => {
    const world = new StuckWorld();
    world.answer({ a: 'processing' });
    await world.clock.advance(31 * minute);
    assert.deepEqual(world.stuck, ['a']);
    world.answer({ a: 'completed' });
    assert.deepEqual(world.stuck, []);
    await world.clock.advance(1000);
    world.answer({ a: 'processing' });
    assert.deepEqual(world.stuck, []);
    await world.clock.advance(29 * minute);
    assert.deepEqual(world.stuck, []);
  });

  it('gives no other run of a job the word by the time of the first', async () => {
    const world = new StuckWorld();
    world.answer({ a: 'processing' });
    await world.clock.advance(31 * minute);
    world.watch.changed();
    await world.clock.advance(0);
    world.answer({ a: 'completed' });
    await world.clock.advance(1000);
    // The jobs were looked through a second ago: what they are now is not seen before the next look.
    world.answer({ a: 'processing' });
    assert.deepEqual(world.stuck, []);
  });

  it('takes the word back though the clock was set back meanwhile', async () => {
    const world = new StuckWorld();
    world.answer({ a: 'processing' });
    await world.clock.advance(31 * minute);
    world.watch.changed();
    await world.clock.jump(-31 * minute);
    world.store.onDidChange(() => assert.deepEqual(world.stuck, []));
    world.answer({ a: 'completed' });
    assert.deepEqual(world.stuck, []);
  });

  it('compares a job to the others of its label', async () => {
    const world = new StuckWorld();
    const all = (status: string) => Object.fromEntries(['1', '2', '3', '4', '5'].map((id) => [id, status]));
    world.answer({ ...all('processing'), a: 'processing' });
    await world.clock.advance(minute);
    world.answer({ ...all('completed'), a: 'processing' });
    await world.clock.advance(4 * minute - 1);
    assert.deepEqual(world.stuck, []);
    await world.clock.advance(1);
    assert.deepEqual(world.stuck, ['a']);
  });

  it('compares a job under several labels to those of the quickest', async () => {
    const world = new StuckWorld();
    world.store.track(['lot', 'slow'], []);
    const ids = ['1', '2', '3', '4', '5'];
    const slow = ids.map((id) => `slow ${id}`);
    const answer = (label: string, status: string, own: readonly string[]): void => {
      const jobs = [...own.map((id) => job(id, status, [label])), job('a', 'processing', ['lot', 'slow'])];
      world.store.apply({ labels: new Map([[label, labelAnswer(jobs)]]) });
    };
    answer('lot', 'processing', ids);
    answer('slow', 'processing', slow);
    await world.clock.advance(minute);
    answer('lot', 'completed', ids);
    await world.clock.advance(3 * minute);
    answer('slow', 'completed', slow);
    await world.clock.advance(minute);
    assert.deepEqual(world.stuck, ['a']);
  });

  it('compares each job to its own label, whichever job comes before it', async () => {
    const world = new StuckWorld();
    world.store.track(['lot', 'new'], []);
    const ids = ['1', '2', '3', '4', '5'];
    const jobs = (status: string) => [...ids, 'a', 'c'].map((id) => job(id, ids.includes(id) ? status : 'processing'));
    const answer = (label: string, some: ReturnType<typeof jobs>): void => {
      world.store.apply({ labels: new Map([[label, labelAnswer(some)]]) });
    };
    answer(
      'lot',
      jobs('processing').filter(({ id }) => id !== 'c'),
    );
    answer('new', [job('b', 'processing', ['new'])]);
    answer('lot', jobs('processing'));
    await world.clock.advance(minute);
    answer('lot', jobs('completed'));
    await world.clock.advance(4 * minute);
    assert.deepEqual(world.stuck, ['a', 'c']);
  });

  it('obeys the setting as it changes; 0 says that no job ever is, and then nothing waits', async () => {
    const world = new StuckWorld();
    world.answer({ a: 'processing' });
    await world.clock.advance(5 * minute);
    world.afterMinutes = 3;
    world.watch.changed();
    await world.clock.advance(0);
    assert.deepEqual(world.stuck, ['a']);
    world.afterMinutes = 0;
    world.watch.changed();
    await world.clock.advance(2000);
    assert.deepEqual([world.stuck, world.flips, world.clock.pending], [[], [['a'], ['a']], 0]);
  });

  it('waits for no longer at once than a timer can, and for nothing after it was disposed', async () => {
    const world = new StuckWorld();
    world.afterMinutes = 60 * 24 * 60;
    const waits: number[] = [];
    const after = world.clock.after.bind(world.clock);
    world.clock.after = (ms, callback) => (waits.push(ms), after(ms, callback));
    world.answer({ a: 'processing' });
    await world.clock.advance(24 * 60 * minute);
    assert.ok(Math.max(...waits) < 2 ** 31);
    assert.deepEqual(world.flips, []);
    world.watch.dispose();
    assert.equal(world.clock.pending, 0);
  });
});
