import assert from 'node:assert/strict';
import { ids } from '../jobs/races/operations';
import { newTally, ShellWorld } from './tree/shellWorld';

const four = { ids: ids.slice(0, 4), isMixed: false, carried: [] };

/** The label "sale" is open, with four jobs that run. */
async function openSale(): Promise<ShellWorld> {
  const arrangement = { groupBy: 'label', sortBy: 'id', reversed: false } as const;
  const world = new ShellWorld({ arrangement, openPages: [] }, { hasEarlier: false, isAllOpen: false }, newTally());
  await world.run({ kind: 'answer', label: 'sale', complete: true, told: { ...four, status: 1 } });
  await world.quiet();
  await world.run({ kind: 'toggle', place: 2 });
  await world.quiet();
  return world;
}

/** All jobs stand by their status, and all is open. */
async function openStatuses(): Promise<ShellWorld> {
  const arrangement = { groupBy: 'status', sortBy: 'status', reversed: false } as const;
  const world = new ShellWorld({ arrangement, openPages: [] }, { hasEarlier: false, isAllOpen: true }, newTally());
  await world.quiet();
  return world;
}

/** So long, in steps. */
async function pass(world: ShellWorld, ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= 120) {
    await world.run({ kind: 'turns', number: 5 });
    await world.run({ kind: 'pass', ms: 120 });
    await world.run({ kind: 'turns', number: 5 });
    await world.run({ kind: 'flush' });
  }
}

/** The same, with a change that waits: the label was read less than two seconds ago. */
async function waitingSale(): Promise<ShellWorld> {
  const world = await openSale();
  await pass(world, 2100);
  for (const status of [0, 2]) {
    await world.run({ kind: 'seen', told: { ...four, ids: ids.slice(0, 1), status } });
    await pass(world, 480);
  }
  return world;
}

describe('labels that go under "Earlier"', () => {
  it('stand nowhere twice, though that is opened before VS Code has read all again', async () => {
    const arrangement = { groupBy: 'label', sortBy: 'id', reversed: false } as const;
    const world = new ShellWorld({ arrangement, openPages: [] }, { hasEarlier: true, isAllOpen: false }, newTally());
    await world.quiet();
    const told = { ids: ids.slice(16, 19), status: 2, isMixed: false, carried: [] };
    await world.run({ kind: 'answer', label: 'lot-b', complete: true, told });
    await world.quiet();
    for (let minutes = 0; minutes < 2; minutes++) await world.run({ kind: 'pass', ms: 30_000 });
    const place = world.screen.findIndex((element) => element.includes('earlier'));
    assert.notEqual(place, -1);
    await world.run({ kind: 'again' });
    await world.run({ kind: 'turns', number: 5 });
    await world.run({ kind: 'toggle', place });
    await world.quiet();
    await world.check();
    world.dispose();
  });
});

describe('rows that are repainted', () => {
  it('say what came of a closed label at once, while open ones wait for a label that was found', async () => {
    const world = await openSale();
    // All was read just now: an open row is not read again for two seconds.
    await world.run({ kind: 'seen', told: { ...four, ids: ids.slice(0, 1), status: 0 } });
    await pass(world, 600);
    const before = world.said('lot-a');
    const found = { ...four, ids: ids.slice(12, 16), carried: ['lot-a', 'found'] };
    await world.run({ kind: 'seen', told: { ...found, status: 3 } });
    await pass(world, 900);
    assert.equal(
      world.screen.some((element) => element.includes('found')),
      false,
      'all was read anew',
    );
    assert.notEqual(world.said('lot-a'), before);
    await world.quiet();
    await world.check();
    world.dispose();
  });

  for (const isLaidOut of [false, true])
    it(`are those of jobs that were gone for a moment${isLaidOut ? ', while all is laid out anew' : ''}`, async () => {
      const world = await openStatuses();
      await world.run({ kind: 'emptied', told: { ids: [], status: 0, isMixed: false, carried: [] } });
      // Some of them stood in another label before: their rows say another one now.
      const told = { ids: ids.slice(6), status: 0, isMixed: true, carried: [] };
      await world.run({ kind: 'answer', label: 'lot-a', complete: true, told });
      if (isLaidOut) await world.run({ kind: 'again' });
      await world.quiet();
      await world.check();
      world.dispose();
    });

  it('name another label once their job left the first', async () => {
    const world = await openStatuses();
    await world.run({ kind: 'leave', label: 'lot-a', ids: ids.slice(12, 13) });
    await world.quiet();
    await world.check();
    world.dispose();
  });

  it('are told of once where all is shown anew while they wait', async () => {
    const world = await waitingSale();
    const { tellings } = world;
    world.stick();
    await world.quiet();
    assert.equal(world.tellings - tellings, 1);
    world.dispose();
  });

  it('are told of once where all is shown anew while it is laid out', async () => {
    const world = await openSale();
    const { tellings } = world;
    await world.run({ kind: 'again' });
    assert.equal(world.isLaidOut, true);
    world.stick();
    assert.equal(world.tellings, tellings);
    await world.quiet();
    assert.equal(world.tellings - tellings, 1);
    world.dispose();
  });

  it('are laid out in small steps for other labels, where many jobs stand by their status', async () => {
    const world = await openStatuses();
    await world.run({ kind: 'track', own: ['lot-a', 'lot-b'], singles: [], guests: [], guestSingles: [] });
    assert.equal(world.isLaidOut, true);
    await world.quiet();
    await world.check();
    world.dispose();
  });

  it('are told of in portions where more are open, and all of them before a row is gone to', async () => {
    const arrangement = { groupBy: 'label', sortBy: 'id', reversed: false } as const;
    const world = new ShellWorld({ arrangement, openPages: [] }, { hasEarlier: false, isAllOpen: true }, newTally());
    await world.quiet();
    const { tellings } = world;
    await world.run({ kind: 'arrange', arrangement: { ...arrangement, reversed: true } });
    world.goTo('sale');
    await world.run({ kind: 'turns', number: 60 });
    assert.equal(world.tellings - tellings, 1);
    await world.quiet();
    assert.deepEqual([world.tellings - tellings, world.toldBeforeReveal], [3, world.tellings]);
    await world.check();
    world.dispose();
  });

  it('are told of before a row is gone to, though there are many', async () => {
    const world = await waitingSale();
    const { tellings } = world;
    world.goTo('sale');
    await world.run({ kind: 'turns', number: 9 });
    assert.equal(world.toldBeforeReveal - tellings, 1);
    world.dispose();
  });

  it('are told of at once where a row is closed before its last rows were read', async () => {
    const world = await openSale();
    await world.run({ kind: 'toggleBack' });
    await world.run({ kind: 'track', own: ['sale'], singles: [], guests: [], guestSingles: [] });
    await world.quiet();
    await world.run({ kind: 'toggleBack' });
    assert.equal(world.isTold, false);
    await world.run({ kind: 'toggleBack' });
    assert.equal(world.isTold, true);
    await world.quiet();
    world.dispose();
  });

  it('are forgotten when their jobs are gone', async () => {
    const world = await openStatuses();
    const { knownRows } = world;
    for (const count of [2, 1]) {
      await world.run({ kind: 'emptied', told: { ids: ids.slice(0, count), status: 0, isMixed: false, carried: [] } });
      await world.quiet();
    }
    assert.ok(world.knownRows < knownRows / 2, `${world.knownRows} of ${knownRows} are known`);
    world.dispose();
  });

  for (const [what, prepare, isAtOnce] of [
    ['that comes back', undefined, false],
    ['that comes back right after VS Code was told of something', (world: ShellWorld) => world.stick(), true],
    ['that comes back while a row is gone to', (world: ShellWorld) => world.goTo('sale'), true],
  ] as const)
    it(`are read ${isAtOnce ? 'at once' : 'in turns of their own'} in a view ${what}`, async () => {
      const world = await openSale();
      await world.run({ kind: 'pass', ms: 2100 });
      prepare?.(world);
      await world.run({ kind: 'turns', number: 9 });
      world.comeBack();
      assert.equal(world.isReadAtOnce('sale'), isAtOnce);
      await world.run({ kind: 'turns', number: 9 });
      await world.run({ kind: 'pass', ms: 2100 });
      assert.equal(world.isReadAtOnce('sale'), false);
      await world.quiet();
      world.dispose();
    });

  it('say nothing that was drawn before all was shown anew', async () => {
    const world = await openSale();
    await pass(world, 2000);
    await world.run({ kind: 'seen', told: { ...four, ids: ids.slice(0, 1), status: 0 } });
    for (const kind of ['turns', 'pass', 'turns'] as const)
      await world.run(kind === 'turns' ? { kind, number: 5 } : { kind, ms: 120 });
    assert.equal(world.isDrawnAhead, true);
    world.stick();
    await world.quiet();
    await world.check();
    world.dispose();
  });
});
