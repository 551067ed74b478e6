import assert from 'node:assert/strict';
import { settle } from '../../fakes/fakeClock';
import { answer, harness, image } from './sessionHarness';

describe('the viewer’s neighbours', () => {
  it('goes on with a picture that was under way ahead of time when it is chosen, and gives up one that is not', async () => {
    const it = harness();
    it.world.job = () => Promise.resolve(answer('completed', ['u0', 'u1', 'u2', 'u3']));
    const arrive: (() => void)[] = [];
    it.world.image = (url) =>
      url === 'u0' ? Promise.resolve(image()) : new Promise((resolve) => arrive.push(() => resolve(image())));
    await it.open();
    assert.deepEqual(it.urls(), ['u0', 'u1']);
    it.session.receive({ type: 'select', resultIndex: 1 });
    await settle();
    assert.deepEqual([it.urls(), it.loads[1]?.signal.aborted], [['u0', 'u1'], false]);
    arrive[0]?.();
    await settle();
    assert.deepEqual([it.stage(), it.urls()], [{ kind: 'picture', key: '1/1/1', renewed: false }, ['u0', 'u1', 'u2']]);
    it.session.receive({ type: 'select', resultIndex: 3 });
    await settle();
    assert.deepEqual([it.urls().at(-1), it.loads[2]?.signal.aborted], ['u3', true]);
  });
});
