import assert from 'node:assert/strict';
import { Failure } from '../../../src/core/api/failure';
import type { ImageAnswer } from '../../../src/core/images/imageAnswer';
import { settle } from '../../fakes/fakeClock';
import { answer, crop, harness, image, target } from './sessionHarness';

describe('the viewer’s session', () => {
  it('asks at once, posts the picture to the page that is loading, and tells it everything when it is ready', async () => {
    const { session, asked, posted, states, pictures } = harness();
    session.show(target);
    assert.deepEqual(posted, []);
    await settle();
    const state = {
      ...{ profileId: 'p', jobId: 'j', label: 'l', status: 'completed', resultIndex: 0, pinned: false },
      results: [{ hasImage: true, crop }],
      stage: { kind: 'picture', key: '1/1/0', renewed: false },
    };
    assert.deepEqual([asked, states(), pictures()], [['j'], [state], [0]]);
    session.receive({ type: 'ready' });
    assert.deepEqual(posted.slice(2), [{ type: 'show', state, given: '1/1/0' }]);
    session.receive({ type: 'dropped', key: 'of another job' });
    assert.deepEqual(pictures(), [0]);
  });

  it('says once that the window uses another profile, keeps the picture, and takes nothing of the other', async () => {
    const it = harness();
    await it.open();
    const before = it.states().length;
    it.session.profileChanged();
    assert.equal(it.states().length, before);
    it.world.profile = 'other';
    it.session.profileChanged();
    it.session.profileChanged();
    it.session.jobChanged('other', { id: 'j', status: 'failed' });
    const { elsewhere, stage } = it.states().at(-1) ?? {};
    assert.deepEqual([it.states().length, elsewhere, stage?.kind, it.asked], [before + 1, true, 'picture', ['j']]);
    it.world.profile = 'p';
    it.session.profileChanged();
    assert.equal(it.states().at(-1)?.elsewhere, undefined);
  });

  it('fault 75: restores a page that was destroyed without asking the network', async () => {
    const it = harness();
    await it.open();
    it.session.receive({ type: 'ready' });
    assert.deepEqual([it.asked, it.urls(), it.pictures()], [['j'], ['u0'], [0, 0]]);
  });

  it('fault 75: gives a page that was destroyed the neighbours too', async () => {
    const it = harness();
    it.world.job = () => Promise.resolve(answer('completed', ['u0', 'u1', 'u2']));
    await it.open();
    it.session.receive({ type: 'select', resultIndex: 1 });
    await settle();
    assert.deepEqual(it.pictures(), [0, 1, 2]);
    it.session.receive({ type: 'ready' });
    await settle();
    assert.deepEqual([it.pictures().slice(3), it.urls().length], [[1, 2, 0], 3]);
  });

  it('never posts a link', async () => {
    const it = harness();
    it.world.job = () => Promise.resolve(answer('completed', ['https://x.example/secret', 'https://x.example/other']));
    await it.open();
    assert.doesNotMatch(JSON.stringify(it.posted), /x\.example/);
  });

  it('loads the picture that is asked for first, then its neighbours', async () => {
    const it = harness();
    it.world.job = () => Promise.resolve(answer('completed', ['u0', 'u1', 'u2', 'u3']));
    it.session.show({ ...target, resultIndex: 1 });
    it.session.receive({ type: 'ready' });
    await settle();
    assert.deepEqual(
      [it.urls(), it.pictures()],
      [
        ['u1', 'u2', 'u0'],
        [1, 2, 0],
      ],
    );
    it.session.receive({ type: 'select', resultIndex: 2 });
    await settle();
    assert.deepEqual(it.urls(), ['u1', 'u2', 'u0', 'u3']);
    const loading = it.states().filter(({ stage }) => stage.kind === 'loading' && stage.what === 'picture');
    assert.equal(loading.length, 1);
    assert.deepEqual(it.stage(), { kind: 'picture', key: '1/1/2', renewed: false });
  });

  for (const kind of ['forbidden', 'gone'] as const) {
    it(`fault 72: renews a link once that is ${kind}, and says so`, async () => {
      const it = harness();
      const links = ['old', 'new'];
      it.world.job = () => Promise.resolve(answer('completed', [links[it.asked.length - 1]]));
      it.world.image = (url) => Promise.resolve(url === 'new' ? image() : { kind, status: 403 });
      await it.open();
      assert.deepEqual([it.asked.length, it.urls()], [2, ['old', 'new']]);
      assert.deepEqual(it.stage(), { kind: 'picture', key: '1/1/0', renewed: true });
      assert.ok(it.states().some(({ stage }) => stage.kind === 'loading' && stage.what === 'newLink'));
    });

    it(`fault 72: stops when the new link is ${kind} too`, async () => {
      const it = harness();
      it.world.image = () => Promise.resolve({ kind, status: 403 });
      await it.open();
      assert.equal(it.loads.length, 2);
      assert.deepEqual(it.stage(), { kind: 'notice', reason: kind, detail: 'HTTP 403' });
    });
  }

  for (const [name, job, reason, detail] of [
    ['a running job', answer('processing', []), 'running', 'processing'],
    ['an unknown status', answer('paused', []), 'running', 'paused'],
    ['a failed job', answer('failed', [], 'no mask'), 'failed', 'no mask'],
    ['no results', answer('completed', []), 'noResults', ''],
    ['coordinates only', answer('completed', [undefined]), 'coordinatesOnly', ''],
    ['an unknown job', undefined, 'unknownJob', ''],
  ] as const)
    it(`has a state for ${name}`, async () => {
      const it = harness();
      it.world.job = () => Promise.resolve(job);
      await it.open();
      assert.deepEqual([it.stage(), it.loads.length], [{ kind: 'notice', reason, detail }, 0]);
    });

  it('shows the pictures of a job that failed, and says why it failed, once', async () => {
    const it = harness();
    it.world.job = () => Promise.resolve(answer('failed', ['u0', undefined], 'no mask'));
    await it.open();
    assert.deepEqual([it.stage()?.kind, it.states().at(-1)?.failure], ['picture', 'no mask']);
    it.session.receive({ type: 'select', resultIndex: 1 });
    await settle();
    assert.deepEqual(it.stage(), { kind: 'notice', reason: 'failed', detail: 'no mask' });
    assert.equal(it.states().at(-1)?.failure, undefined);
    it.world.job = () => Promise.resolve(answer('completed', ['u0'], 'of an earlier run'));
    it.session.receive({ type: 'retry' });
    await settle();
    assert.deepEqual([it.stage()?.kind, it.states().at(-1)?.failure], ['picture', undefined]);
  });

  for (const [kind, reason] of [
    ['unauthorized', 'signedOut'],
    ['offline', 'offline'],
    ['tls', 'tls'],
    ['server', 'statusFailed'],
  ] as const)
    it(`has a state for a status that fails by ${kind}`, async () => {
      const it = harness();
      it.world.job = () => Promise.reject(new Failure(kind, 'words'));
      await it.open();
      assert.deepEqual(it.stage(), { kind: 'notice', reason, detail: 'words' });
      it.world.job = () => Promise.resolve(answer('completed', ['u0']));
      it.session.receive({ type: 'retry' });
      await settle();
      assert.equal(it.stage()?.kind, 'picture');
    });

  it('asks again by itself once there is a key for its profile, and for no other', async () => {
    const it = harness();
    it.world.job = () => Promise.reject(new Failure('unauthorized', 'words'));
    await it.open();
    it.world.job = () => Promise.resolve(answer('completed', ['u0']));
    it.session.signedIn('another');
    await settle();
    assert.equal(it.stage()?.kind, 'notice');
    it.session.signedIn(target.profileId);
    await settle();
    assert.equal(it.stage()?.kind, 'picture');
    it.session.signedIn(target.profileId);
    await settle();
    assert.equal(it.asked.length, 2);
  });

  it('says in a window that uses another profile which one it is of, and goes on once that is in use', async () => {
    const it = harness();
    it.world.job = () => Promise.reject(new Failure('unauthorized', 'not in use'));
    it.world.profile = 'other';
    await it.open();
    it.session.receive({ type: 'retry' });
    await settle();
    assert.deepEqual(it.stage(), { kind: 'notice', reason: 'otherProfile', detail: 'p' });
    it.session.receive({ type: 'switchProfile' });
    assert.equal(it.asked.at(-1), 'switchProfile');
    it.world.profile = 'p';
    it.world.job = () => Promise.reject(new Failure('unauthorized', 'no key'));
    it.session.profileChanged();
    await settle();
    assert.deepEqual(it.stage(), { kind: 'notice', reason: 'signedOut', detail: 'no key' });
    it.world.profile = 'other';
    it.session.profileChanged();
    await settle();
    assert.deepEqual(it.stage(), { kind: 'notice', reason: 'otherProfile', detail: 'p' });
    it.world.profile = 'p';
    it.world.job = () => Promise.resolve(answer('completed', ['u0']));
    it.session.signedIn('p');
    await settle();
    assert.equal(it.stage()?.kind, 'picture');
  });

  it('shows nothing of an error that is none of ours', async () => {
    const it = harness();
    it.world.job = () => Promise.reject(new Error('https://x.example/secret'));
    await it.open();
    assert.deepEqual(it.stage(), { kind: 'notice', reason: 'statusFailed', detail: '' });
  });

  it('fault 71: loads anyway what is large, and from an origin that was allowed', async () => {
    const it = harness();
    it.world.image = () => Promise.resolve({ kind: 'tooLarge', by: 'bytes', limit: 50 * 1024 * 1024 });
    await it.open();
    assert.deepEqual(it.stage(), { kind: 'notice', reason: 'tooManyBytes', detail: '50 MB' });
    it.world.image = () => Promise.resolve({ kind: 'unknownSize' });
    it.session.receive({ type: 'retry' });
    await settle();
    assert.deepEqual(it.stage(), { kind: 'notice', reason: 'tooManyPixels', detail: '' });
    it.world.image = () => Promise.resolve({ kind: 'privateAddress', origin: 'https://10.0.0.1' });
    it.session.receive({ type: 'loadAnyway' });
    await settle();
    it.session.receive({ type: 'loadAnyway' });
    await settle();
    const { loadLarge, allowedOrigins } = it.loads.at(-1)!.options;
    assert.deepEqual([loadLarge, [...allowedOrigins]], [true, ['https://10.0.0.1']]);
  });

  it('fault 70: shows what there is of a picture whose end is missing, when the user wants that', async () => {
    const it = harness();
    it.world.image = () => Promise.resolve({ kind: 'cutOff' });
    await it.open();
    assert.deepEqual(it.stage(), { kind: 'notice', reason: 'cutOff', detail: '' });
    it.world.image = () => Promise.resolve(image());
    it.session.receive({ type: 'loadAnyway' });
    await settle();
    const { loadLarge, showCutOff } = it.loads.at(-1)!.options;
    assert.deepEqual([loadLarge, showCutOff, it.stage()?.kind], [false, true, 'picture']);
  });

  for (const [problem, reason, detail] of [
    [{ kind: 'neverShown', limit: 134 }, 'saveOnly', '134 MP'],
    [{ kind: 'tooLarge', by: 'bytes', limit: 512 * 1024 * 1024 }, 'linkOnly', '512 MB'],
  ] as const)
    it(`fault 71: offers no loading anyway where it would fail again: ${reason}`, async () => {
      const it = harness();
      it.world.image = () => Promise.resolve(problem);
      await it.open();
      assert.deepEqual(it.stage(), { kind: 'notice', reason, detail });
    });

  it('offers no neighbour again that the page had no room for, and sends it when it is shown', async () => {
    const it = harness();
    it.world.job = () => Promise.resolve(answer('completed', ['u0', 'u1']));
    await it.open();
    it.session.receive({ type: 'dropped', key: '1/1/1' });
    it.session.receive({ type: 'select', resultIndex: 0 });
    await settle();
    assert.deepEqual(it.pictures(), [0, 1]);
    it.session.receive({ type: 'select', resultIndex: 1 });
    await settle();
    assert.deepEqual(it.pictures(), [0, 1, 1]);
  });

  it('drops what comes for a job that is no longer shown', async () => {
    const it = harness();
    let late: (answer: ImageAnswer) => void = () => undefined;
    it.world.image = () => new Promise((resolve) => (late = resolve));
    await it.open();
    it.world.image = () => Promise.resolve(image());
    it.session.show({ profileId: 'p', jobId: 'k' });
    await settle();
    late({ kind: 'gone', status: 404 });
    await settle();
    assert.equal(it.loads[0]!.signal.aborted, true);
    assert.deepEqual(it.stage(), { kind: 'picture', key: '1/2/0', renewed: false });
  });

  it('fault 74: is silent after its panel is closed while loading', async () => {
    const it = harness();
    it.world.job = () => new Promise((_, reject) => setImmediate(() => reject(new Failure('cancelled', 'gone'))));
    await it.open();
    const before = it.posted.length;
    it.session.dispose();
    await settle();
    await settle();
    assert.equal(it.posted.length, before);
  });

  it('fault 74: ends a request for a picture when its panel is closed', async () => {
    const it = harness();
    it.world.image = () => new Promise(() => undefined);
    await it.open();
    it.session.dispose();
    await settle();
    assert.equal(it.loads[0]!.signal.aborted, true);
  });

  it('asks again when the status changed, not when it is the same', async () => {
    const it = harness();
    it.world.job = () => Promise.resolve(answer('processing', []));
    await it.open();
    it.session.jobChanged('p', { id: 'j', status: 'processing' });
    it.session.jobChanged('p', { id: 'other', status: 'completed' });
    it.session.jobChanged('q', { id: 'j', status: 'completed' });
    assert.equal(it.asked.length, 1);
    it.world.job = () => Promise.resolve(answer('completed', ['u0']));
    it.session.jobChanged('p', { id: 'j', status: 'completed' });
    await settle();
    assert.deepEqual([it.asked.length, it.stage()?.kind], [2, 'picture']);
  });

  it('keeps the reading for as far as was said', async () => {
    const it = harness();
    await it.open();
    it.session.receive({ type: 'chooseReading', reading: 'cropped', scope: 'label' });
    await settle();
    assert.equal(it.states().at(-1)?.reading, 'cropped');
    it.session.show({ profileId: 'p', jobId: 'k', label: 'other' });
    await settle();
    assert.equal(it.states().at(-1)?.reading, undefined);
    it.session.show({ profileId: 'p', jobId: 'm', label: 'l' });
    await settle();
    assert.equal(it.states().at(-1)?.reading, 'cropped');
    it.session.receive({ type: 'chooseReading', reading: 'source', scope: 'profile' });
    await settle();
    assert.equal(it.states().at(-1)?.reading, 'source');
  });

  it('loads again what others pushed out of the cache', async () => {
    const it = harness(15);
    it.world.job = () => Promise.resolve(answer('completed', ['u0', 'u1']));
    await it.open();
    assert.deepEqual(it.urls(), ['u0', 'u1']);
    it.session.receive({ type: 'ready' });
    await settle();
    assert.deepEqual(it.urls(), ['u0', 'u1', 'u0', 'u1']);
  });

  it('fault 70: says it when the page cannot decode', async () => {
    const it = harness();
    await it.open();
    it.session.receive({ type: 'cannotDecode', key: 'another' });
    assert.equal(it.stage()?.kind, 'picture');
    it.session.receive({ type: 'cannotDecode', key: '1/1/0' });
    assert.deepEqual(it.stage(), { kind: 'notice', reason: 'cannotDecode', detail: '' });
  });

  it('fault 70: keeps nothing that the page cannot decode, and asks for it afresh', async () => {
    const it = harness();
    await it.open();
    it.session.receive({ type: 'cannotDecode', key: '1/1/0' });
    assert.deepEqual(it.forgotten, [{ profileId: 'p', jobId: 'j', resultIndex: 0, crop }]);
    it.session.receive({ type: 'loadAnyway' });
    await settle();
    it.session.receive({ type: 'retry' });
    await settle();
    assert.deepEqual([it.urls(), it.stage()?.kind], [['u0', 'u0', 'u0'], 'picture']);
  });
  it('gives its bytes for a file, of any size, and renews an expired link for that', async () => {
    const it = harness();
    await it.open();
    assert.equal((await it.session.takeImage())?.kind, 'image');
    assert.equal(it.loads.length, 1);
    it.world.image = () => Promise.resolve({ kind: 'tooLarge', by: 'bytes', limit: 1 });
    it.session.receive({ type: 'retry' });
    await settle();
    it.world.image = (url) => Promise.resolve(url === 'new' ? image() : { kind: 'forbidden', status: 403 });
    it.world.job = () => Promise.resolve(answer('completed', ['new']));
    assert.equal((await it.session.takeImage())?.kind, 'image');
    const { loadLarge, showCutOff } = it.loads.at(-1)!.options;
    assert.deepEqual([loadLarge, showCutOff], [true, true]);
    assert.deepEqual(it.stage(), { kind: 'notice', reason: 'tooManyBytes', detail: '0 MB' });
  });

  it('has no image to give when asking for a new link fails', async () => {
    const it = harness();
    it.world.image = () => Promise.resolve({ kind: 'gone', status: 404 });
    await it.open();
    it.world.job = () => Promise.reject(new Failure('offline', 'words'));
    assert.equal((await it.session.takeImage())?.kind, 'offline');
  });

  it('passes on what only the editor can do, and tells the page that it is pinned', async () => {
    const it = harness();
    await it.open();
    it.session.receive({ type: 'errand', errand: 'save' });
    it.session.receive({ type: 'copy', text: 'x' });
    assert.deepEqual([it.errands, it.copied], [['save'], ['x']]);
    it.session.pinned = true;
    assert.equal(it.states().at(-1)?.pinned, true);
    it.session.openCopyMenu();
    assert.deepEqual(it.posted.at(-1), { type: 'openCopyMenu' });
  });
});
