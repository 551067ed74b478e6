import assert from 'node:assert/strict';
import { JobStore } from '../../../src/core/jobs/jobStore';
import { fewJobs, jobsPerStep } from '../../../src/core/jobs/scale';
import { StuckWatch } from '../../../src/core/notice/stuckWatch';
import { Slices } from '../../../src/core/snapshot/slices';
import { FakeClock, settle } from '../../fakes/fakeClock';
import { job, labelAnswer } from '../../fakes/jobs';

const minute = 60_000;

/** A watch over many jobs, all processing for longer than they should; others get their turn after each step of a look. */
class ManyJobs {
  readonly clock = new FakeClock();
  readonly store = new JobStore(() => this.clock.now());
  readonly flips: number[] = [];
  readonly ids = Array.from({ length: fewJobs + 5 * jobsPerStep }, (_, index) => `job-${index}`);
  turns = 0;
  afterMinutes = 30;
  private others: (() => void) | undefined;
  readonly watch: StuckWatch;

  constructor() {
    let used = 0;
    const rest = (): Promise<void> => {
      this.turns++;
      return new Promise((resolve) => (this.others = resolve));
    };
    const slices = new Slices({ clock: { now: () => (used += 100) }, rest });
    this.store.track(['lot'], []);
    const jobs = this.ids.map((id) => job(id, 'processing'));
    this.store.apply({ labels: new Map([['lot', labelAnswer(jobs)]]) });
    this.watch = new StuckWatch({
      store: this.store,
      clock: this.clock,
      slices,
      afterMinutes: () => this.afterMinutes,
    });
    this.store.onDidChange(() => this.watch.changed());
    this.watch.onDidFlip((ids) => this.flips.push(ids.size));
  }

  /** Goes on with the look until it rests so many times, or to its end. */
  async goOn(turns = Infinity): Promise<void> {
    for (let turn = 0; turn < turns && this.others; turn++) {
      const resume = this.others;
      this.others = undefined;
      resume();
      await settle();
    }
  }

  get stuck(): number {
    return [...this.store.jobs()].filter((each) => this.watch.isStuck(each)).length;
  }
}

describe('the watch for stuck jobs, among many', () => {
  it('looks at them in steps between which others get their turn, and sees what changed meanwhile at its next look', async () => {
    const world = new ManyJobs();
    await world.clock.advance(31 * minute);
    await world.goOn(2);
    assert.deepEqual([world.flips, world.stuck], [[], 0], 'not known yet');
    await world.goOn();
    assert.ok(world.turns > 5, String(world.turns));
    assert.deepEqual([world.flips, world.stuck], [[world.ids.length], world.ids.length]);
    const [first = '', second = ''] = world.ids;
    world.store.apply({ seen: [job(first, 'completed')] });
    await world.clock.advance(2000);
    await world.goOn(1);
    world.store.apply({ seen: [job(second, 'completed')] });
    await world.clock.advance(2000);
    await world.goOn();
    await world.clock.advance(2000);
    await world.goOn();
    const flippedBack = world.flips.slice(1).reduce((sum, count) => sum + count, 0);
    assert.deepEqual([flippedBack, world.stuck], [2, world.ids.length - 2]);
    assert.equal(world.clock.pending, 0);
  });

  it('says nothing more, and leaves nothing behind, when it ends during a look', async () => {
    const world = new ManyJobs();
    await world.clock.advance(31 * minute);
    await world.goOn(2);
    world.watch.dispose();
    await world.goOn();
    assert.deepEqual([world.flips, world.clock.pending], [[], 0]);
  });

  it('takes nothing from a look that a later one overtook', async () => {
    const world = new ManyJobs();
    await world.clock.advance(31 * minute);
    // Near its end: it has gone through the jobs, and knows nothing of those that come.
    await world.goOn(14);
    // Another profile, with few jobs: they are looked at in one go.
    world.store.reset();
    world.store.track(['lot'], []);
    world.store.apply({ labels: new Map([['lot', labelAnswer([job('slow', 'processing')])]]) });
    await world.clock.advance(31 * minute);
    const flips = [...world.flips];
    assert.equal(world.stuck, 1);
    await world.goOn();
    assert.deepEqual([world.stuck, world.flips], [1, flips]);
  });
});
