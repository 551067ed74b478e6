import assert from 'node:assert/strict';
import { settle } from '../../fakes/fakeClock';
import { answer, harness, image } from './sessionHarness';

describe('the viewer’s neighbours', () => {
  it('wait, as the filmstrip does, until the page shows the picture, so that nothing holds that up', async () => {
    const it = harness();
    it.world.job = () => Promise.resolve(answer('completed', ['u0', 'u1', 'u2', 'u3']));
    it.world.seen = () => undefined;
    await it.open();
    it.session.receive({ type: 'strip', wanted: [3] });
    it.session.receive({ type: 'shown', key: 'of another job' });
    await settle();
    assert.deepEqual([it.stage()?.kind, it.urls(), it.pictures()], ['picture', ['u0'], [0]]);
    it.session.receive({ type: 'shown', key: '1/1/0' });
    await settle();
    assert.deepEqual(
      [it.urls().toSorted(), it.pictures()],
      [
        ['u0', 'u1', 'u3'],
        [0, 1],
      ],
    );
    assert.ok(it.posted.some((each) => each.type === 'strip' && each.resultIndex === 3));
  });

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
