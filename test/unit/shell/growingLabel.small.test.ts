import assert from 'node:assert/strict';
import { ids } from '../jobs/races/operations';
import { newTally, ShellWorld } from './tree/shellWorld';

const arrangement = { groupBy: 'label', sortBy: 'id', reversed: false } as const;
const worldOf = (how: { isAllOpen: boolean }) =>
  new ShellWorld({ arrangement, openPages: [] }, { hasEarlier: false, ...how }, newTally());
const four = { ids: ids.slice(0, 4), isMixed: false, carried: [] };

describe('a label that is open while many jobs come to it', () => {
  it('shows what it showed until what VS Code reads is drawn, and then all', async () => {
    const world = worldOf({ isAllOpen: true });
    const rows = () => world.screen.filter((element) => element.startsWith('Mine//job/sale/'));
    await world.quiet();
    const three = rows();
    assert.equal(three.length, 3);
    await world.run({ kind: 'answer', label: 'sale', complete: true, told: { ...four, status: 1 } });
    await world.run({ kind: 'pass', ms: 2100 });
    await world.run({ kind: 'turns', number: 6 });
    // VS Code was told to read four rows, which were drawn ahead; now each says something else.
    await world.run({ kind: 'seen', told: { ...four, status: 0 } });
    await world.run({ kind: 'flush' });
    assert.deepEqual(rows(), three);
    await world.run({ kind: 'turns', number: 4 });
    assert.equal(rows().length, 4);
    world.dispose();
  });

  it('shows the rest of them later while it is still being read', async () => {
    for (const [complete, later] of [
      [true, 4],
      [false, 3],
    ] as const) {
      const world = worldOf({ isAllOpen: false });
      const rows = () => world.screen.filter((element) => element.startsWith('Mine//job/sale/')).length;
      await world.run({ kind: 'answer', label: 'sale', complete, told: { ...four, status: 1 } });
      await world.quiet();
      await world.run({ kind: 'toggle', place: 2 });
      assert.equal(rows(), 3);
      for (const [ms, shown] of [
        [700, later],
        [700, 4],
      ] as const) {
        await world.run({ kind: 'pass', ms });
        await world.run({ kind: 'turns', number: 6 });
        await world.run({ kind: 'flush' });
        await world.run({ kind: 'turns', number: 6 });
        assert.equal(rows(), shown);
      }
      world.dispose();
    }
  });
});
