import assert from 'node:assert/strict';
import { SignsOfLife } from '../../../src/core/windows/signsOfLife';
import { FakeClock } from '../../fakes/fakeClock';

const [death, hour] = [6000, 3_600_000];

/** For an hour, each two seconds. */
async function livedOn() {
  const clock = new FakeClock();
  const signs = new SignsOfLife(clock, death);
  const live = async (ms: number): Promise<void> => {
    for (let passed = 0; passed < ms; passed += 2000) {
      await clock.advance(2000);
      signs.beat();
    }
  };
  await live(hour);
  return { clock, signs, live };
}

describe('how long ago a sign of life was', () => {
  it('is told by its time, also by one that is a little ahead of the clock', async () => {
    const { clock, signs } = await livedOn();
    assert.equal(signs.age(clock.now() - 5000), 5000);
    assert.ok(signs.age(clock.now() + 10) <= 0);
  });

  it('counts from then on where the clock was set back since', async () => {
    const { clock, signs, live } = await livedOn();
    const seenAt = clock.now();
    clock.setBack(2 * hour);
    signs.beat();
    assert.equal(signs.age(seenAt), 0);
    await live(8000);
    assert.equal(signs.age(seenAt), 8000);
  });
});
