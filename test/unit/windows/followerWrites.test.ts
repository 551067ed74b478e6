import assert from 'node:assert/strict';
import { settle } from '../../fakes/fakeClock';
import { job, jobAnswer } from '../../fakes/jobs';
import { machine, open } from './sharedWorld';

describe('the snapshot of several windows', () => {
  it('is written by the one that polls, and by no other', async () => {
    const world = machine();
    const leader = await open(world, ['lot'], { focused: true });
    await settle();
    leader.ask();
    await world.clock.advance(5000);
    const follower = await open(world, ['lot']);
    await world.clock.advance(5000);
    assert.deepEqual([leader.work.current.leads, follower.work.current.leads], [true, false]);
    const { folder } = world;
    const write = folder.write.bind(folder);
    const writes: string[] = [];
    folder.write = (path, ...rest) => {
      if (path.startsWith('snapshots/')) writes.push(path);
      return write(path, ...rest);
    };
    follower.store.apply({ jobs: new Map([['a', jobAnswer(job('a', 'completed'))]]) });
    await world.clock.advance(20_000);
    assert.deepEqual(writes, []);
    world.server.set('lot', ['a', 'z']);
    leader.ask();
    await world.clock.advance(20_000);
    assert.deepEqual([writes.length > 0, follower.store.label('lot')?.jobIds], [true, ['a', 'z']]);
  });
});
