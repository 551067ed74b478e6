import assert from 'node:assert/strict';
import { settle } from '../../fakes/fakeClock';
import { harness, target } from './sessionHarness';

describe('what the viewer’s page is posted before it is ready', () => {
  it('is posted again where that was before the page could take it', async () => {
    const { session, pictures } = harness();
    session.show(target);
    await settle();
    session.receive({ type: 'ready' });
    session.receive({ type: 'dropped', key: '1/1/0' });
    assert.deepEqual(pictures(), [0, 0]);
  });

  it('is taken back by what is shown once it is ready', async () => {
    const it = harness();
    it.session.show(target);
    await settle();
    it.session.show({ profileId: 'p', jobId: 'k' });
    it.session.receive({ type: 'ready' });
    assert.deepEqual(it.posted.at(-1), { type: 'show', state: it.states().at(-1) });
    assert.deepEqual(it.stage(), { kind: 'loading', what: 'status' });
    await settle();
    assert.deepEqual([it.stage(), it.pictures()], [{ kind: 'picture', key: '1/2/0', renewed: false }, [0, 0]]);
  });

  it('is nothing once the panel is closed', async () => {
    const it = harness();
    it.session.show(target);
    await settle();
    const before = it.posted.length;
    it.session.dispose();
    it.session.pinned = true;
    it.session.receive({ type: 'ready' });
    assert.deepEqual([it.posted.length, before], [2, 2]);
  });
});
