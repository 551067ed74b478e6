import assert from 'node:assert/strict';
import { newTally, ShellWorld } from './tree/shellWorld';

const arrangement = { groupBy: 'label', sortBy: 'id', reversed: false } as const;
const jobs = (ids: readonly string[]) => ({ ids, isMixed: false, carried: [], status: 1 });

/** How many rows stand below each label on the screen. */
const rowsBelow = ({ screen }: ShellWorld) =>
  ['lot-a', 'lot-b', 'sale'].map((label) => screen.filter((row) => row.startsWith(`Mine//job/${label}/`)).length);

describe('rows that a filter hid', () => {
  it('come back with all rows as far as those are few, and the others right after', async () => {
    const world = new ShellWorld({ arrangement, openPages: [] }, { hasEarlier: false, isAllOpen: true }, newTally());
    const told = { 'lot-a': ['j1', 'j2', 'J3', 'j4'], 'lot-b': ['j1', 'j5', 'J6', 'j7'], sale: ['j8', 'J9', 'j10'] };
    for (const [label, ids] of Object.entries(told))
      await world.run({ kind: 'answer', label, complete: true, told: jobs(ids) });
    await world.quiet();
    await world.run({ kind: 'filter', filter: { groups: [], text: 'j1' } });
    await world.run({ kind: 'answer', label: 'sale', complete: true, told: jobs(['j8', 'J9']) });
    await world.quiet();
    assert.deepEqual(rowsBelow(world), [1, 1, 0]);
    await world.run({ kind: 'filter', filter: { groups: [], text: '' } });
    await world.run({ kind: 'turns', number: 6 });
    await world.run({ kind: 'flush' });
    await world.run({ kind: 'turns', number: 20 });
    assert.deepEqual(rowsBelow(world), [4, 3, 2]);
    await world.quiet();
    assert.deepEqual(rowsBelow(world), [4, 4, 2]);
    await world.check();
    world.dispose();
  });
});
