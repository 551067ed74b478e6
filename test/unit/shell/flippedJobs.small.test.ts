import assert from 'node:assert/strict';
import { pageSize } from '../../../src/core/jobs/scale';
import { ids, labels } from '../jobs/races/operations';
import { newTally, ShellWorld } from './tree/shellWorld';

const byId = { groupBy: 'label', sortBy: 'id', reversed: false } as const;

async function worldOf(isAllOpen: boolean): Promise<ShellWorld> {
  const world = new ShellWorld({ arrangement: byId, openPages: [] }, { hasEarlier: false, isAllOpen }, newTally());
  await world.quiet();
  return world;
}

describe('jobs that say something else of themselves', () => {
  it('are all shown anew, with whatever others they come', async () => {
    const world = await worldOf(true);
    for (const label of labels)
      await world.run({ kind: 'answer', label, complete: true, told: { ids, status: 1, isMixed: false, carried: [] } });
    await world.quiet();
    world.flip(ids);
    await world.quiet();
    assert.ok(world.screen.length > 3 * ids.length);
    await world.check();
    world.dispose();
  });

  it('are not looked for among the rows of a label that nobody opened', async () => {
    const world = await worldOf(false);
    const { knownRows } = world;
    const looks = world.flip(ids);
    await world.quiet();
    assert.deepEqual([looks(), world.knownRows], [0, knownRows]);
    world.dispose();
  });

  it('are not shown any more after the end', async () => {
    const world = await worldOf(true);
    await world.run({ kind: 'pace', ms: 6 });
    world.flip(ids);
    world.dispose();
    await world.run({ kind: 'turns', number: 40 });
    assert.equal(world.timers, 0);
  });
});

describe('a label whose row is on the screen', () => {
  it('has its first page in order before it is opened, also in another order', async () => {
    const world = await worldOf(false);
    const wait = async (): Promise<void> => {
      await world.run({ kind: 'pass', ms: 2100 });
      await world.run({ kind: 'turns', number: 40 });
    };
    await wait();
    assert.equal(world.inOrder('lot-b'), pageSize);
    await world.run({ kind: 'arrange', arrangement: { ...byId, reversed: true } });
    await world.quiet();
    await wait();
    assert.equal(world.inOrder('lot-b'), pageSize);
    world.dispose();
  });

  it('is put in order no more after the end', async () => {
    const world = await worldOf(false);
    world.dispose();
    world.draw('lot-b');
    assert.equal(world.timers, 0);
  });
});
