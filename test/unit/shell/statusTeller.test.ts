import assert from 'node:assert/strict';
import { StatusTeller } from '../../../src/vscode/statusTeller';
import { FakeClock } from '../../fakes/fakeClock';

type Parts = ConstructorParameters<typeof StatusTeller>[0];

/** A view whose message says what the world says; `told` is what was said, in order. */
function tellerOf(): {
  teller: StatusTeller;
  clock: FakeClock;
  told: number[];
  world: { jobs: number; isEmpty: boolean; isBusy: boolean };
} {
  const clock = new FakeClock();
  const told: number[] = [];
  const world = { jobs: 0, isEmpty: false, isBusy: false };
  const status: Parts['status'] = {
    get isEmpty() {
      return world.isEmpty;
    },
    update: () => (told.push(world.jobs), false),
  };
  const tree = { showAll: () => undefined, relayout: world } as unknown as Parts['tree'];
  return { teller: new StatusTeller({ clock, status, tree }), clock, told, world };
}

const jobsChange = { tracked: false, labels: new Set<string>(), jobs: new Set(['one']) };

describe('the message of the view', () => {
  it('is made once a second while jobs change many times a second, and says the last state', async () => {
    const { teller, clock, told, world } = tellerOf();
    for (; world.jobs < 30; world.jobs++) {
      teller.jobsChanged(jobsChange);
      await clock.advance(100);
    }
    world.jobs = 99;
    teller.jobsChanged(jobsChange);
    await clock.advance(1000);
    assert.deepEqual(told, [0, 9, 19, 29, 99]);
    teller.dispose();
    assert.equal(clock.pending, 0);
  });

  it('is made at once for other labels, and when the first rows take the place of a welcome', async () => {
    const { teller, clock, told, world } = tellerOf();
    teller.jobsChanged(jobsChange);
    await clock.advance(0);
    world.jobs = 1;
    teller.jobsChanged({ ...jobsChange, tracked: true });
    world.isEmpty = true;
    world.jobs = 2;
    teller.jobsChanged(jobsChange);
    assert.deepEqual(told, [0, 1, 2]);
    teller.dispose();
  });
});
