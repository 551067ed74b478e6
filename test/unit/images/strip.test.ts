import assert from 'node:assert/strict';
import { Failure } from '../../../src/core/api/failure';
import type { ImageAnswer } from '../../../src/core/images/imageAnswer';
import { readPageMessage } from '../../../src/core/pageMessageWire';
import { settle } from '../../fakes/fakeClock';
import { answer, harness, image } from './sessionHarness';

/** A session of a job with so many pictures, whose page is ready. */
function many(count: number, cacheBytes?: number) {
  const it = harness(cacheBytes);
  const links = Array.from({ length: count }, (_, index) => `u${index}`);
  it.world.job = () => Promise.resolve(answer('completed', links));
  const want = async (...wanted: readonly number[]): Promise<void> => {
    it.session.receive({ type: 'strip', wanted });
    await settle();
  };
  const strip = (): (readonly [index: number, bytes: number])[] =>
    it.posted.flatMap((each) => (each.type === 'strip' ? [[each.resultIndex, each.bytes.length] as const] : []));
  return { ...it, want, strip };
}

describe('the pictures of the filmstrip', () => {
  it('come for what is in sight only, with the consent of the job, and push no picture out of the memory', async () => {
    const it = many(200, 25);
    await it.open();
    await it.want(7, 8, 9);
    assert.deepEqual(it.urls(), ['u0', 'u1', 'u7', 'u8', 'u9']);
    assert.deepEqual(it.strip(), [
      [7, 10],
      [8, 10],
      [9, 10],
    ]);
    assert.ok(it.loads.every(({ options }) => !options.loadLarge && options.allowedOrigins.size === 0));
    // What is shown large is still in memory: a page that was hidden gets it at once.
    it.session.receive({ type: 'ready' });
    await settle();
    assert.equal(it.urls().length, 5);
  });

  it('wait for the shown one, and end where they leave the sight', async () => {
    const it = many(20);
    const waiting = new Map<string, (answer: ImageAnswer) => void>();
    it.world.image = (url) => new Promise((resolve) => waiting.set(url, resolve));
    await it.open();
    await it.want(4, 5);
    assert.deepEqual(it.urls(), ['u0']);
    waiting.get('u0')?.(image());
    await settle();
    assert.deepEqual(it.urls().toSorted(), ['u0', 'u1', 'u4', 'u5']);
    await it.want(5, 6);
    const aborted = it.loads.filter(({ signal }) => signal.aborted).map(({ url }) => url);
    assert.deepEqual([aborted, it.urls().length], [['u4'], 5]);
    for (const url of ['u4', 'u5', 'u6']) waiting.get(url)?.(image());
    await settle();
    assert.deepEqual(
      it.strip().map(([index]) => index),
      [5, 6],
    );
    it.session.dispose();
    await settle();
    assert.ok(it.loads.find(({ url }) => url === 'u1')?.signal.aborted);
  });

  it('are answered where they cannot be had, so that the page goes on', async () => {
    const it = many(20);
    it.world.image = (url) => (url === 'u5' ? Promise.resolve({ kind: 'animation' }) : Promise.resolve(image()));
    await it.open();
    await it.want(5, 19, 30);
    assert.deepEqual(it.strip().toSorted(), [
      [19, 10],
      [30, 0],
      [5, 0],
    ]);
  });

  it('have expired links renewed once for all of them, each time that they expire, and not where that is in vain', async () => {
    const it = many(20);
    await it.open();
    const before = it.asked.length;
    let isRenewed = false;
    it.world.image = () => Promise.resolve(isRenewed ? image() : { kind: 'forbidden', status: 403 });
    const { job } = it.world;
    it.world.job = () => {
      isRenewed = true;
      return job();
    };
    await it.want(4, 5, 6);
    assert.deepEqual([it.asked.length - before, it.strip().map(([, bytes]) => bytes)], [1, [10, 10, 10]]);
    isRenewed = false;
    await it.want(7, 8);
    assert.deepEqual([it.asked.length - before, it.strip().map(([, bytes]) => bytes)], [2, [10, 10, 10, 10, 10]]);
    it.world.image = () => Promise.resolve({ kind: 'forbidden', status: 403 });
    await it.want(9);
    await it.want(10);
    assert.deepEqual(
      [it.asked.length - before, it.strip().slice(5)],
      [
        3,
        [
          [9, 0],
          [10, 0],
        ],
      ],
    );
  });

  it('have links renewed by the next one where a question failed', async () => {
    const it = many(20);
    await it.open();
    const { job } = it.world;
    let isRenewed = false;
    it.world.image = () => Promise.resolve(isRenewed ? image() : { kind: 'gone', status: 404 });
    it.world.job = () => Promise.reject(new Failure('offline', 'No network.'));
    await it.want(4);
    it.world.job = () => {
      isRenewed = true;
      return job();
    };
    await it.want(5);
    assert.deepEqual(it.strip(), [
      [4, 0],
      [5, 10],
    ]);
  });

  it('come after a notice in place of the shown one, too, and not from a job that is no longer shown', async () => {
    const it = many(20);
    it.world.image = (url) => Promise.resolve(url === 'u0' ? { kind: 'animation' } : image());
    await it.open();
    await it.want(1);
    assert.deepEqual(it.strip(), [[1, 10]]);
    it.world.image = () => new Promise(() => undefined);
    await it.want(2);
    const wanted = it.loads.at(-1);
    it.session.show({ profileId: 'p', jobId: 'k' });
    await settle();
    assert.equal(wanted?.signal.aborted, true);
  });

  it('are asked for by a few at a time', () => {
    const wanted = [1, 2, 3];
    assert.deepEqual(readPageMessage({ type: 'strip', wanted }), { type: 'strip', wanted });
    for (const other of [[1, 2, 3, 4], [-1], 'all', undefined])
      assert.equal(readPageMessage({ type: 'strip', wanted: other }), undefined);
  });
});
