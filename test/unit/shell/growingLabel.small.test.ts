import assert from 'node:assert/strict';
import { ids } from '../jobs/races/operations';
import { newTally, ShellWorld } from './tree/shellWorld';

describe('a label that is open while many jobs come to it', () => {
  it('shows those that it showed and a few more where VS Code reads it before they are drawn, and soon all', async () => {
    const arrangement = { groupBy: 'label', sortBy: 'id', reversed: false } as const;
    const world = new ShellWorld({ arrangement, openPages: [] }, { isAllOpen: true, hasEarlier: false }, newTally());
    const rows = () => world.screen.filter((element) => element.startsWith('Mine//job/sale/'));
    const four = { ids: ids.slice(0, 4), isMixed: false, carried: [] };
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
    await world.quiet();
    assert.equal(rows().length, 4);
    world.dispose();
  });
});
