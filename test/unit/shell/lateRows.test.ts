import assert from 'node:assert/strict';
import type { Repaint } from '../../../src/core/jobs/treeLayout';
import { Slices } from '../../../src/core/snapshot/slices';
import { LateRows } from '../../../src/vscode/lateRows';
import { FakeClock } from '../../fakes/fakeClock';

const repaint: Repaint = { all: true, groups: [], jobs: [], found: { list: false, labels: [] } };

/** Groups that are behind until they were looked through; `looks` counts how often that began. */
function world() {
  const clock = new FakeClock();
  const painted: Repaint[] = [];
  const groups = {
    isBehind: false,
    looks: 0,
    answer: repaint as Repaint | undefined,
    catchUp: (): Generator<void, Repaint | undefined> => look(),
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
  const late = new LateRows({ ...deps, paint: (each) => painted.push(each) });
  const change = (): void => {
    groups.isBehind = true;
    late.changed();
  };
  return { clock, painted, groups, late, change, layout };
}

describe('rows that are looked through a moment after a change', () => {
  it('are painted once for all that changed within the pause, and not at all while nothing is behind', async () => {
    const { clock, painted, groups, late, change } = world();
    late.changed();
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
