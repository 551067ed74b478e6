import assert from 'node:assert/strict';
import { ids } from '../jobs/races/operations';
import type { ShellOperation } from './tree/hands';
import { newTally, ShellWorld } from './tree/shellWorld';

const arrangement = { groupBy: 'label', sortBy: 'id', reversed: false } as const;
const worldOf = () =>
  new ShellWorld({ arrangement, openPages: [] }, { hasEarlier: false, isAllOpen: false }, newTally());
const four = { ids: ids.slice(0, 4), isMixed: false, carried: [] };

/** The label "sale" is open with four jobs, and VS Code was told to read it anew, which it did not yet. */
async function openAndTold() {
  const world = worldOf();
  const rows = () => world.screen.filter((element) => element.startsWith('Mine//job/sale/')).length;
  await world.run({ kind: 'answer', label: 'sale', complete: true, told: { ...four, status: 1 } });
  await world.quiet();
  await world.run({ kind: 'toggle', place: 2 });
  await world.quiet();
  await world.run({ kind: 'seen', told: { ...four, ids: ids.slice(0, 1), status: 0 } });
  await world.run({ kind: 'turns', number: 5 });
  await world.run({ kind: 'pass', ms: 2100 });
  await world.run({ kind: 'turns', number: 5 });
  return { world, rows };
}

describe('a row that was closed and opened again', () => {
  it('keeps the rows below it on the screen while it is repainted', async () => {
    const world = worldOf();
    const rows = () => world.screen.filter((element) => element.startsWith('Mine//job/sale/'));
    await world.run({ kind: 'answer', label: 'sale', complete: true, told: { ...four, status: 1 } });
    await world.quiet();
    await world.run({ kind: 'toggle', place: 2 });
    await world.quiet();
    assert.equal(rows().length, 4, 'opened');
    await world.run({ kind: 'toggleBack' });
    assert.equal(rows().length, 0, 'closed');
    await world.run({ kind: 'toggleBack' });
    assert.equal(rows().length, 4, 'opened again');
    await world.run({ kind: 'seen', told: { ...four, ids: ids.slice(0, 1), status: 0 } });
    const seen: number[] = [];
    for (let i = 0; i < 12; i++) {
      await world.run({ kind: 'turns', number: 5 });
      await world.run({ kind: 'flush' });
      seen.push(rows().length);
      await world.run({ kind: 'pass', ms: 260 });
    }
    await world.quiet();
    assert.equal(rows().length, 4);
    assert.ok(
      seen.every((n) => n === 4),
      'rows vanished for a while',
    );
    world.dispose();
  });

  const readings: readonly (readonly [string, ShellOperation])[] = [
    ['it', { kind: 'seen', told: { ...four, ids: ids.slice(0, 1), status: 0 } }],
    ['all', { kind: 'track', own: ['sale'], singles: [], guests: [], guestSingles: [] }],
  ];
  for (const [what, step] of readings)
    it(`is opened as for the first time where VS Code read ${what} anew while it was closed`, async () => {
      const world = worldOf();
      const rows = () => world.screen.filter((element) => element.startsWith('Mine//job/sale/')).length;
      await world.run({ kind: 'answer', label: 'sale', complete: true, told: { ...four, status: 1 } });
      await world.quiet();
      await world.run({ kind: 'toggle', place: 2 });
      await world.quiet();
      await world.run({ kind: 'toggleBack' });
      await world.run(step);
      await world.quiet();
      await world.run({ kind: 'toggleBack' });
      assert.equal(rows(), 3, 'the first rows are there at once');
      await world.quiet();
      assert.equal(rows(), 4);
      world.dispose();
    });

  it('is opened as for the first time where it was closed after VS Code was told of it, and before that read it', async () => {
    const { world, rows } = await openAndTold();
    await world.run({ kind: 'toggleBack' });
    await world.run({ kind: 'flush' });
    await world.run({ kind: 'toggleBack' });
    assert.equal(rows(), 3, 'the first rows are there at once');
    await world.quiet();
    assert.equal(rows(), 4);
    world.dispose();
  });

  it('is not taken for open where it is closed while VS Code reads it', async () => {
    const { world, rows } = await openAndTold();
    await world.run({ kind: 'flush' });
    await world.run({ kind: 'toggleBack' });
    await world.quiet();
    assert.deepEqual(world.openLabels, []);
    await world.run({ kind: 'toggleBack' });
    assert.equal(rows(), 4, 'VS Code has kept what it read');
    await world.check();
    world.dispose();
  });

  for (const [when, isOpen] of [
    ['came while it was closed', false],
    ['come after it was opened', true],
  ] as const)
    it(`tells the messages that ${when}`, async () => {
      const world = worldOf();
      await world.run({ kind: 'message', ids: ids.slice(9, 13), text: 'bad' });
      await world.quiet();
      for (const place of [0, 1]) {
        await world.run({ kind: 'toggle', place });
        await world.quiet();
      }
      await world.run({ kind: 'toggleBack' });
      if (isOpen) await world.run({ kind: 'toggleBack' });
      await world.run({ kind: 'message', ids: ids.slice(9, 13), text: 'worse' });
      await world.quiet();
      if (!isOpen) await world.run({ kind: 'toggleBack' });
      await world.quiet();
      await world.check();
      world.dispose();
    });
});
