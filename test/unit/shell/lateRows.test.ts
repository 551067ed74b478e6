import assert from 'node:assert/strict';
import { groupName } from '../../../src/core/jobs/groupRef';
import type { Repaint } from '../../../src/core/jobs/treeLayout';
import { Slices } from '../../../src/core/snapshot/slices';
import { LateRows } from '../../../src/vscode/lateRows';
import { FakeClock, settle } from '../../fakes/fakeClock';
import { job, labelAnswer } from '../../fakes/jobs';
import { MemoryLog } from '../../fakes/memoryLog';
import { TreeWorld } from '../../fakes/treeWorld';

const repaint: Repaint = { all: true, groups: [], jobs: [], found: { list: false, labels: [] } };
/** What changed and is not late. */
const now: Repaint = { ...repaint, all: false };

/** Groups that are behind until they were looked through; `looks` counts how often that began. */
function world() {
  const clock = new FakeClock();
  const painted: Repaint[] = [];
  const nows: Repaint[] = [];
  const groups = {
    isBehind: false,
    isUntold: false,
    looks: 0,
    answer: repaint as Repaint | undefined,
    catchUp: (): Generator<void, Repaint | undefined> => look(),
    repaint: (): Repaint => now,
    error: undefined as Error | undefined,
    *repainting(): Generator<void, Repaint> {
      yield;
      if (groups.error) throw groups.error;
      return now;
    },
  };
  function* look(): Generator<void, Repaint | undefined> {
    groups.looks++;
    groups.isBehind = false;
    yield;
    return groups.answer;
  }
  const slices = new Slices({ clock, rest: () => Promise.resolve() });
  const layout = { settled: Promise.resolve() };
  const deps = { clock, groups, slices, settled: () => layout.settled };
  const log = new MemoryLog();
  /** Painted to the end. */
  const afterFirst: Repaint[] = [];
  const late = new LateRows({
    ...deps,
    log,
    *paint(each) {
      (each === now ? nows : painted).push(each);
      yield;
      afterFirst.push(each);
    },
  });
  const change = (): void => {
    groups.isBehind = true;
    late.gather(true);
  };
  return { log, nows, afterFirst, clock, painted, groups, late, change, layout };
}

describe('rows that changed', () => {
  it('are painted at once where somebody waits for them, else after some small steps; and never after the end', async () => {
    const { nows, late } = world();
    late.gather(true);
    assert.equal(nows.length, 1);
    late.gather(false);
    assert.equal(nows.length, 1);
    await settle();
    assert.equal(nows.length, 2);
    late.gather(false);
    late.dispose();
    await settle();
    late.gather(true);
    assert.equal(nows.length, 2);
  });
});

describe('rows that are painted in parts', () => {
  it('are all painted, at once where somebody waits for them, but for those that are left at the end', async () => {
    const { nows, afterFirst, late } = world();
    late.gather(true);
    assert.equal(afterFirst.length, 1);
    late.gather(false);
    await settle();
    assert.deepEqual([nows.length, afterFirst.length], [2, 2]);
    late.gather(false);
    while (nows.length < 3) await Promise.resolve();
    late.dispose();
    await settle();
    assert.equal(afterFirst.length, 2);
  });
});

describe('groups that cannot be looked through', () => {
  it('are told of in the log, and all is read anew', async () => {
    const { painted, groups, change, clock, log } = world();
    groups.catchUp = () => {
      throw new Error('forced');
    };
    change();
    groups.isBehind = true;
    await clock.advance(600);
    groups.isBehind = false;
    await clock.advance(5000);
    assert.match(log.lines.join(), /error.*forced/);
    assert.deepEqual(painted[0], { ...repaint, all: true });
    assert.equal(clock.pending, 0);
  });
});

describe('rows that cannot be laid out', () => {
  it('are told of in the log, and the next ones are painted', async () => {
    const { nows, groups, late, log } = world();
    groups.error = new Error('forced');
    late.gather(false);
    await settle();
    assert.match(log.lines.join(), /error.*forced/);
    groups.error = undefined;
    late.gather(false);
    await settle();
    assert.equal(nows.length, 1);
  });
});

describe('rows of which some cannot be laid out', () => {
  it('are laid out though one of them cannot be: that is logged, and it is read again with the others', async () => {
    const tree = new TreeWorld({ paints: false });
    const labels = ['a', 'b', 'c'];
    const tell = (status: string): void => {
      for (const label of labels)
        tree.store.apply({ labels: new Map([[label, labelAnswer([job(`${label}1`, status, [label])])]]) });
    };
    tree.store.track(labels, []);
    tell('pending');
    for (const label of labels) tree.groups.view({ label });
    tree.groups.repaint();
    tell('completed');
    const jobsOf = tree.store.jobsOf.bind(tree.store);
    tree.store.jobsOf = (label) => (label === 'b' ? assert.fail('no jobs') : jobsOf(label));
    const said: string[] = [];
    const painted: string[] = [];
    const clock = new FakeClock();
    const late = new LateRows({
      clock,
      groups: tree.groups,
      slices: new Slices({ clock, rest: () => Promise.resolve() }),
      settled: () => Promise.resolve(),
      *paint({ groups }) {
        yield;
        painted.push(...groups.map(groupName));
      },
      log: { error: (message) => said.push(message) },
    });
    late.gather(false);
    await new Promise((resolve) => setImmediate(resolve));
    tree.store.jobsOf = jobsOf;
    assert.deepEqual(painted.sort(), ['label a', 'label b', 'label c']);
    assert.deepEqual(said, ['The rows that changed could not be laid out: AssertionError [ERR_ASSERTION]: no jobs']);
    for (const label of labels) assert.equal(tree.groups.view({ label }).counts.completed, 1);
    late.dispose();
  });
});

describe('rows that are looked through a moment after a change', () => {
  it('are painted once for all that changed within the pause, and not at all while nothing is behind', async () => {
    const { clock, painted, groups, late, change } = world();
    late.gather(true);
    await clock.advance(1000);
    assert.equal(groups.looks, 0);
    for (let times = 0; times < 20; times++) {
      change();
      await clock.advance(30);
    }
    await clock.advance(1000);
    assert.deepEqual([groups.looks, painted.length, clock.pending], [3, 3, 0]);
  });

  it('are not looked through while all is laid out anew, but right after', async () => {
    const { clock, painted, groups, change, layout } = world();
    let end = (): void => undefined;
    layout.settled = new Promise((resolve) => (end = resolve));
    change();
    await clock.advance(2000);
    assert.equal(groups.looks, 0);
    end();
    await clock.advance(0);
    assert.deepEqual([groups.looks, painted.length], [1, 1]);
  });

  it('are looked through again after a change that came meanwhile', async () => {
    const { clock, painted, groups, change } = world();
    const look = groups.catchUp;
    groups.catchUp = function* () {
      const told = yield* look();
      if (groups.looks === 1) change();
      return told;
    };
    change();
    await clock.advance(2000);
    assert.deepEqual([groups.looks, painted.length], [2, 2]);
  });

  it('are not looked through once all was laid out anew before their time', async () => {
    const { clock, groups, change } = world();
    change();
    groups.isBehind = false;
    await clock.advance(1000);
    assert.equal(groups.looks, 0);
  });

  it('are not painted when all was laid out anew meanwhile, nor after the end', async () => {
    const { clock, painted, groups, late, change } = world();
    groups.answer = undefined;
    change();
    await clock.advance(1000);
    groups.answer = repaint;
    const look = groups.catchUp;
    groups.catchUp = function* () {
      late.dispose();
      return yield* look();
    };
    change();
    await clock.advance(1000);
    assert.deepEqual([groups.looks, painted], [2, []]);
  });
});
