import assert from 'node:assert/strict';
import { localhostProfile } from '../../../src/core/profiles/profile';
import { machine, open } from './sharedWorld';

describe('the saved jobs of several windows', () => {
  it('are read again by the one that takes the lead once the one before has heard of it, though the folder tells of nothing', async () => {
    const world = machine();
    const first = await open(world, ['lot']);
    first.ask();
    const second = await open(world, ['lot']);
    await world.clock.advance(10_000);
    world.folder.tells = false;
    world.server.set('lot', ['a', 'b']);
    first.ask();
    second.set({ focused: true });
    await world.clock.advance(1000);
    assert.deepEqual([second.work.current.leads, second.store.label('lot')?.jobIds], [true, ['a']]);
    await world.clock.advance(3000);
    assert.deepEqual(second.store.label('lot')?.jobIds, ['a', 'b']);
  });

  it('go when a label is untracked that a window tracks of another profile, and stay when one of the same does', async () => {
    for (const [profile, left] of [
      [localhostProfile, 0],
      [undefined, 1],
    ] as const) {
      const world = machine();
      const first = await open(world, ['lot']);
      await open(world, ['lot'], profile ? { profile } : {});
      first.ask();
      await first.work.writeNow();
      const saved = (): number => [...world.folder.files.keys()].filter((path) => path.endsWith('.jsonl')).length;
      assert.equal(saved(), 1);
      first.track([]);
      first.work.update();
      await world.clock.advance(10_000);
      assert.equal(saved(), left);
    }
  });
});
