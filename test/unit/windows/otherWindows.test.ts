import assert from 'node:assert/strict';
import { OtherWindows, windowsFolder } from '../../../src/core/windows/otherWindows';
import { windowTimings } from '../../../src/core/windows/timings';
import { FakeClock } from '../../fakes/fakeClock';
import { MemoryFolder } from '../../fakes/memoryFolder';
import { wish } from './windowWorld';

/** The file of another window, and what this one knows of the others. */
async function world() {
  const clock = new FakeClock();
  const folder = new MemoryFolder(() => clock.now());
  const path = `${windowsFolder}/other.json`;
  const write = (text: string) => folder.write(path, [text]);
  await write(JSON.stringify(wish('other')));
  const processes = { isGone: () => false };
  const others = new OtherWindows({ folder, clock, processes, timings: windowTimings, ownName: 'own.json' });
  await others.look();
  const names = (): readonly string[] => others.live.map(({ id }) => id);
  return { clock, folder, path, write, others, names };
}

describe('what other windows told', () => {
  it('is news once, and none when it is told again', async () => {
    const { others, names, write } = await world();
    assert.deepEqual([names(), others.takeNews(), others.takeNews()], [['other'], true, false]);
    await write(JSON.stringify(wish('other')));
    await others.lookAt('other.json');
    assert.equal(others.takeNews(), false);
    await write(JSON.stringify(wish('other', { focused: true })));
    await others.lookAt('other.json');
    assert.equal(others.takeNews(), true);
  });

  for (const [how, look] of [
    ['looked at', (others: OtherWindows) => others.look()],
    ['told of', (others: OtherWindows) => others.lookAt('other.json')],
  ] as const)
    it(`is forgotten, which is news, when their file is gone or torn and that is ${how}`, async () => {
      for (const isTorn of [false, true]) {
        const { clock, folder, path, write, others, names } = await world();
        others.takeNews();
        await clock.advance(1000);
        if (isTorn) await write('{"id":');
        else await folder.remove(path);
        await look(others);
        assert.deepEqual([names(), others.takeNews()], [[], true]);
      }
    });

  it('is not what this window told, nor what is no wish', async () => {
    const { others } = await world();
    assert.deepEqual([await others.lookAt('own.json'), await others.lookAt('notes.txt')], [false, false]);
  });
});
