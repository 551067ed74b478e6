import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Failure } from '../../../src/core/api/failure';
import { isFinished } from '../../../src/core/jobs/job';
import { NoticeWorld, type Statuses } from './noticeWorld';

const labels = ['a', 'b', 'c'];
const ids = ['1', '2', '3'];

/** What happens, and how many seconds before it nothing did. */
interface Step {
  readonly wait: number;
  readonly label: string;
  /** A failed query, a change of lead, or the new statuses of some jobs. */
  readonly what: 'failure' | 'lead' | Statuses;
}

const statuses = fc.constantFrom('pending', 'processing', 'completed', 'failed');
const step: fc.Arbitrary<Step> = fc.record({
  wait: fc.oneof(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 15, max: 40 })),
  label: fc.constantFrom(...labels),
  what: fc.oneof(
    { weight: 1, arbitrary: fc.constantFrom('failure' as const, 'lead' as const) },
    { weight: 6, arbitrary: fc.dictionary(fc.constantFrom(...ids), statuses, { minKeys: 1 }) },
  ),
});

/** What a label is like, kept in the plainest way: every finish by name, none forgotten. */
class NaiveLabel {
  readonly jobs = new Map<string, string>();
  /** Finishes that nobody was told of: `job@second`. */
  readonly untold = new Set<string>();
  readonly told = new Set<string>();
  busyAt = -Infinity;
  wasAnswered = false;
  hasFailed = false;
  wasTold = false;

  answer(changes: Statuses, now: number): void {
    const before = JSON.stringify([...this.jobs]);
    const wasFailing = this.hasFailed;
    for (const [id, status] of Object.entries(changes)) {
      const isNews = this.jobs.get(id) !== status;
      this.jobs.set(id, status);
      if (!isNews) continue;
      // A job that runs again has not finished any more.
      for (const name of this.untold) if (name.startsWith(`${id}@`)) this.untold.delete(name);
      if (isFinished(status) && this.wasAnswered) this.untold.add(`${id}@${now}`);
    }
    this.wasAnswered = true;
    this.hasFailed = false;
    if (wasFailing || !this.isDone || JSON.stringify([...this.jobs]) !== before) this.busyAt = now;
  }

  get isDone(): boolean {
    return [...this.jobs.values()].every(isFinished);
  }
}

async function run(steps: readonly Step[]): Promise<void> {
  const world = new NoticeWorld(labels);
  const naive = new Map(labels.map((label) => [label, new NaiveLabel()]));
  const told: string[] = [];
  let seen = 0;
  const check = (): void => {
    for (const { finishes } of world.shown.slice(seen))
      for (const { label, done, failed } of finishes) {
        const model = naive.get(label)!;
        assert.ok(model.isDone && !model.hasFailed, `${label} was busy when it was told`);
        assert.ok(model.untold.size > 0, `${label} was told without news`);
        assert.ok(world.clock.now() - model.busyAt >= 20_000, `${label} was told too early`);
        const all = model.wasTold ? model.untold.size : model.jobs.size;
        assert.equal(done + failed, all, `${label} was told ${done} and ${failed}`);
        for (const name of model.untold) told.push(`${label}/${name}`);
        model.untold.clear();
        model.wasTold = true;
      }
    seen = world.shown.length;
  };
  const settle = async (seconds: number): Promise<void> => {
    for (let passed = 0; passed < seconds; passed++) {
      await world.clock.advance(1000);
      check();
    }
  };
  const happen = ({ label, what }: Step): void => {
    const model = naive.get(label)!;
    if (what === 'lead') {
      world.mayNotify = !world.mayNotify;
      world.notices.leadChanged();
    } else if (what === 'failure') {
      model.hasFailed = true;
      world.store.apply({ labels: new Map([[label, new Failure('server', 'The server failed.')]]) });
    } else {
      model.answer(what, world.clock.now());
      world.answer(label, Object.fromEntries(model.jobs));
    }
  };
  for (const one of steps) {
    await settle(one.wait);
    happen(one);
  }
  // At last all is well, and this window speaks for all: nothing that finished stays untold.
  world.mayNotify = true;
  world.notices.leadChanged();
  for (const label of labels) happen({ wait: 0, label, what: {} });
  await settle(30);
  for (const [label, model] of naive) assert.ok(!model.isDone || model.untold.size === 0, `${label} was never told`);
  assert.equal(new Set(told).size, told.length, 'a finish was told twice');
  assert.equal(new Set(world.claimed).size, world.claimed.length, 'a name was claimed twice');
  assert.equal(world.clock.pending, 0);
}

describe('notices, whatever happens to the labels', () => {
  it('tell every finish once, when its label is quiet, and none twice', async function () {
    this.timeout(60_000);
    await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 25 }), run), { numRuns: 400 });
  });
});
