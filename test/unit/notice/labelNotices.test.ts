import assert from 'node:assert/strict';
import { Failure } from '../../../src/core/api/failure';
import type { NotificationSetting } from '../../../src/core/notice/dueNotices';
import { failedLabels, noticeText } from '../../../src/core/notice/noticeText';
import { english as t } from '../../../src/core/translate';
import { job, labelAnswer } from '../../fakes/jobs';
import { NoticeWorld } from './noticeWorld';

const second = 1000;

/** A world in which these labels were answered once, each with two unfinished jobs. */
function started(labels: readonly string[]): NoticeWorld {
  const world = new NoticeWorld(labels);
  for (const label of labels) world.answer(label, { 1: 'pending', 2: 'processing' });
  return world;
}

describe('a label that finished', () => {
  it('is announced once, when nothing of it was unfinished for 20 seconds', async () => {
    const world = started(['lot']);
    await world.clock.advance(5 * second);
    world.answer('lot', { 1: 'completed', 2: 'failed' });
    await world.clock.advance(20 * second - 1);
    assert.deepEqual(world.texts, []);
    await world.clock.advance(1);
    assert.deepEqual(world.texts, ['lot: 1 done, 1 failed']);
    await world.clock.advance(3600 * second);
    assert.equal(world.texts.length, 1);
    assert.equal(world.clock.pending, 0);
  });

  it('waits 20 seconds anew when a job of it is submitted or finishes meanwhile', async () => {
    const world = started(['lot']);
    await world.pass(5, () => world.answer('lot', { 1: 'completed', 2: 'completed' }));
    await world.pass(15, () => world.answer('lot', { 1: 'completed', 2: 'completed', 3: 'pending' }));
    await world.pass(60, () => world.answer('lot', { 1: 'completed', 2: 'completed', 3: 'completed' }));
    await world.clock.advance(19 * second);
    assert.deepEqual(world.texts, []);
    await world.clock.advance(1 * second);
    assert.deepEqual(world.texts, ['lot: 3 done']);
  });

  it('tells the second time what finished since the first', async () => {
    const world = started(['lot']);
    await world.pass(5, () => world.answer('lot', { 1: 'completed', 2: 'completed' }));
    await world.pass(30, () => world.answer('lot', { 1: 'completed', 2: 'completed', 3: 'processing' }));
    await world.pass(5, () => world.answer('lot', { 1: 'completed', 2: 'completed', 3: 'failed' }));
    await world.clock.advance(20 * second);
    assert.deepEqual(world.texts, ['lot: 2 done', 'lot: 1 failed']);
  });

  it('is not announced for what was finished when it was first read', async () => {
    const world = new NoticeWorld(['lot']);
    world.answer('lot', { 1: 'completed', 2: 'failed' });
    await world.clock.advance(60 * second);
    assert.deepEqual(world.texts, []);
    assert.equal(world.clock.pending, 0);
  });

  it('is one message with those that fall due within two seconds, and one of its own with others', async () => {
    const world = started(['a', 'b', 'c']);
    const done = { 1: 'completed', 2: 'failed' };
    await world.pass(5, () => world.answer('a', done));
    await world.pass(2, () => world.answer('b', done));
    await world.pass(1, () => world.answer('c', done));
    await world.clock.advance(30 * second);
    assert.deepEqual(world.texts, ['2 labels finished: 2 done, 2 failed', 'c: 1 done, 1 failed']);
    assert.deepEqual(world.store.labels.map(({ noticedAt }) => noticedAt).includes(undefined), false);
  });

  const doubts: readonly [string, Parameters<typeof labelAnswer>[1]][] = [
    ['its pages are not all there', { complete: false }],
    ['a page of it failed', { failure: new Failure('server', 'The server failed.') }],
  ];
  for (const [name, more] of doubts) {
    it(`is not announced while ${name}, but 20 seconds after all is well`, async () => {
      const world = started(['lot']);
      const jobs = [job('lot/1', 'completed'), job('lot/2', 'completed')];
      await world.pass(5, () => world.apply('lot', labelAnswer(jobs, more)));
      await world.clock.advance(60 * second);
      assert.deepEqual(world.texts, []);
      world.answer('lot', { 1: 'completed', 2: 'completed' });
      await world.clock.advance(20 * second);
      assert.deepEqual(world.texts, ['lot: 2 done']);
    });
  }

  it('is not announced when another window tracks it only', async () => {
    const world = started(['lot']);
    world.store.track([], [], { labels: ['lot'], jobIds: [] });
    await world.pass(5, () => world.answer('lot', { 1: 'completed', 2: 'completed' }));
    await world.clock.advance(60 * second);
    assert.deepEqual(world.texts, []);
  });

  it('is not looked for once it is untracked, or the board is closed', async () => {
    const world = started(['a', 'b']);
    await world.pass(5, () => world.answer('a', { 1: 'completed', 2: 'completed' }));
    world.store.track(['b'], []);
    assert.equal(world.clock.pending, 0);
    world.answer('b', { 1: 'completed', 2: 'completed' });
    assert.equal(world.clock.pending, 1);
    world.notices.dispose();
    assert.equal(world.clock.pending, 0);
  });

  it('counts as one that was never announced when it is tracked again', async () => {
    const world = started(['lot']);
    await world.pass(5, () => world.answer('lot', { 1: 'completed', 2: 'completed' }));
    await world.clock.advance(60 * second);
    world.store.track([], []);
    world.store.track(['lot'], []);
    world.answer('lot', { 1: 'completed', 2: 'completed', 3: 'pending' });
    await world.pass(5, () => world.answer('lot', { 1: 'completed', 2: 'completed', 3: 'completed' }));
    await world.clock.advance(60 * second);
    assert.deepEqual(world.texts, ['lot: 2 done', 'lot: 3 done']);
  });

  it('is not shown any more where the board is closed before the word comes that no other window told it', async () => {
    const world = started(['lot']);
    let claimed = (): void => undefined;
    world.claim = () => new Promise((resolve) => (claimed = () => resolve(true)));
    await world.pass(5, () => world.answer('lot', { 1: 'completed', 2: 'completed' }));
    await world.clock.advance(20 * second);
    world.notices.dispose();
    claimed();
    await world.clock.advance(1 * second);
    assert.deepEqual(world.texts, []);
  });

  const settings: readonly [NotificationSetting, readonly string[]][] = [
    ['all', ['2 labels finished: 3 done, 1 failed']],
    ['failures', ['bad: 1 done, 1 failed']],
    ['off', []],
  ];
  for (const [setting, texts] of settings) {
    it(`is announced as the setting "${setting}" says, and never later`, async () => {
      const world = started(['good', 'bad']);
      world.setting = setting;
      await world.pass(5, () => world.answer('good', { 1: 'completed', 2: 'completed' }));
      world.answer('bad', { 1: 'completed', 2: 'failed' });
      await world.clock.advance(60 * second);
      world.setting = 'all';
      await world.clock.advance(60 * second);
      assert.deepEqual(world.texts, texts);
    });
  }
});

describe('a label that finished, in several windows', () => {
  it('is told by the window that leads, and has no timer in the others', async () => {
    const world = started(['a', 'b']);
    world.mayNotify = false;
    await world.pass(5, () => world.answer('a', { 1: 'completed', 2: 'completed' }));
    await world.pass(60, () => world.answer('b', { 1: 'completed', 2: 'failed' }));
    await world.clock.advance(600 * second);
    assert.deepEqual([world.texts, world.clock.pending], [[], 0]);
    world.mayNotify = true;
    world.notices.leadChanged();
    await world.clock.advance(1 * second);
    assert.deepEqual(world.texts, ['2 labels finished: 3 done, 1 failed']);
  });

  it('is not told by one that takes the lead after it was told', async () => {
    const world = started(['lot']);
    world.mayNotify = false;
    await world.pass(5, () => world.answer('lot', { 1: 'completed', 2: 'completed' }));
    world.store.noticed('lot', Math.floor(world.clock.now() / 1000));
    world.mayNotify = true;
    world.notices.leadChanged();
    assert.equal(world.clock.pending, 0);
  });

  it('is not told when the word came meanwhile that another window told it', async () => {
    const world = started(['a', 'b']);
    await world.pass(5, () => world.answer('a', { 1: 'completed', 2: 'completed' }));
    world.answer('b', { 1: 'completed', 2: 'failed' });
    world.store.noticed('a', Math.floor(world.clock.now() / 1000));
    await world.clock.advance(60 * second);
    assert.deepEqual(world.texts, ['b: 1 done, 1 failed']);
    assert.equal(world.clock.pending, 0);
  });

  it('is told only with those labels that no other window claimed first', async () => {
    const world = started(['a', 'b']);
    await world.pass(5, () => world.answer('a', { 1: 'completed', 2: 'completed' }));
    world.answer('b', { 1: 'completed', 2: 'completed' });
    world.claim = (name) => Promise.resolve(!name.includes('"a"'));
    await world.clock.advance(20 * second);
    assert.deepEqual(world.texts, ['b: 2 done']);
  });

  it('is told by none when nobody knows whether it was told, and that is noted', async () => {
    const world = started(['lot']);
    await world.pass(5, () => world.answer('lot', { 1: 'completed', 2: 'completed' }));
    world.claim = () => Promise.reject(new Error('The disk is full.'));
    await world.clock.advance(60 * second);
    assert.deepEqual([world.texts, world.errors.map(String)], [[], ['Error: The disk is full.']]);
  });
});

describe('labels that finished while VS Code was closed', () => {
  const saved = { 1: 'processing', 2: 'pending', 3: 'completed' };

  it('are one message, though their answers come one after the other', async () => {
    const world = new NoticeWorld(['a', 'b', 'c']);
    for (const label of ['a', 'b', 'c']) world.restore(label, saved);
    await world.pass(1, () => world.answer('a', { 1: 'completed', 2: 'completed', 3: 'completed' }));
    await world.pass(9, () => world.answer('b', { 1: 'failed', 2: 'completed', 3: 'completed' }));
    await world.pass(9, () => world.answer('c', { 1: 'failed', 2: 'failed', 3: 'completed' }));
    await world.clock.advance(60 * second);
    assert.deepEqual(world.texts, ['While VS Code was closed: 3 labels finished, 6 done, 3 failed']);
  });

  it('are told apart from those that finish before the eyes', async () => {
    const world = new NoticeWorld(['a', 'b']);
    world.restore('a', saved);
    world.restore('b', saved);
    world.answer('a', { 1: 'completed', 2: 'completed', 3: 'completed' });
    world.answer('b', saved);
    await world.pass(5, () => world.answer('b', { 1: 'completed', 2: 'completed', 3: 'failed' }));
    await world.clock.advance(60 * second);
    assert.deepEqual(world.texts, ['While VS Code was closed: a: 3 done', 'b: 2 done, 1 failed']);
  });

  it('are told apart from those whose first answer comes five minutes after the start or later', async () => {
    for (const [seconds, text] of [
      [299, 'While VS Code was closed: lot: 3 done'],
      [300, 'lot: 3 done'],
    ] as const) {
      const world = new NoticeWorld(['lot']);
      world.restore('lot', saved);
      await world.pass(seconds, () => world.answer('lot', { 1: 'completed', 2: 'completed', 3: 'completed' }));
      await world.clock.advance(60 * second);
      assert.deepEqual(world.texts, [text]);
    }
  });

  it('are told apart from those that another window still saw unfinished after the start', async () => {
    const world = new NoticeWorld(['lot']);
    await world.pass(60, () => world.restore('lot', saved, 30));
    await world.pass(1, () => world.answer('lot', { 1: 'completed', 2: 'completed', 3: 'completed' }));
    await world.clock.advance(60 * second);
    assert.deepEqual(world.texts, ['lot: 3 done']);
  });

  it('are known by their first answer since they were tracked, also when they were tracked before', async () => {
    const world = new NoticeWorld(['lot']);
    world.answer('lot', saved);
    world.store.track([], []);
    world.store.track(['lot'], []);
    world.restore('lot', saved);
    await world.pass(60, () => world.answer('lot', { 1: 'completed', 2: 'completed', 3: 'completed' }));
    await world.clock.advance(60 * second);
    assert.deepEqual(world.texts, ['While VS Code was closed: lot: 3 done']);
  });

  it('are not spoken of while what is known of them is old', async () => {
    const world = new NoticeWorld(['lot']);
    world.restore('lot', { 1: 'completed', 2: 'completed' });
    await world.clock.advance(60 * second);
    assert.deepEqual([world.texts, world.clock.pending], [[], 0]);
  });
});

describe('the words of a notice', () => {
  it('make no link and no line of a label that a server named', () => {
    const finish = { label: '[x](command:a)\n$(bug)', done: 1200, failed: 0, at: 1, noticedAt: 0 };
    const text = noticeText(t, { whileClosed: false, finishes: [finish] });
    assert.equal(text, '[x] (command:a) $(bug): 1,200 done');
  });

  it('name those labels of which a job failed', () => {
    const finish = (label: string, failed: number) => ({ label, done: 1, failed, at: 1, noticedAt: 0 });
    assert.deepEqual(failedLabels({ whileClosed: false, finishes: [finish('a', 0), finish('b', 2)] }), ['b']);
  });
});
