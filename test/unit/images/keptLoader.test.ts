import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import type { ImageAnswer, LoadOptions, PictureOf } from '../../../src/core/images/imageAnswer';
import { ImageCache } from '../../../src/core/images/imageCache';
import { readImageHeader } from '../../../src/core/images/imageType';
import { keptForgetter, keptLoader } from '../../../src/core/images/keptLoader';
import type { TrackedJob } from '../../../src/core/jobs/job';
import { newHistory } from '../../../src/core/jobs/jobHistory';
import { rest } from '../../../src/vscode/rest';
import { MemoryFiles } from '../../fakes/memoryFiles';

const gif = Buffer.from('GIF89a\x01\0\x01\0\0\0\0;', 'latin1');
/** A GIF of 20,000 × 6,000 px, by its header. */
const huge = Buffer.from('GIF89a\x20\x4e\x70\x17\0\0\0;', 'latin1');
const image: ImageAnswer = {
  kind: 'image',
  image: { bytes: gif, header: { format: 'gif', mimeType: 'image/gif', size: undefined } },
};
const crop = { x: 0, y: 0, width: 1, height: 1 };
const never = new AbortController().signal;

function harness(answer: ImageAnswer = image, capacity = 1e6) {
  const loads: string[] = [];
  const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
  const onProblem = (text: string): void => assert.equal(text, '');
  const files = new MemoryFiles();
  const cache = new ImageCache({ files, hash, capacity: () => capacity, onProblem, rest });
  const world = { changedAt: 5, tracked: true };
  const loadImage = (url: string): Promise<ImageAnswer> => {
    loads.push(url);
    return Promise.resolve(answer);
  };
  const job = (_: string, id: string): TrackedJob | undefined =>
    world.tracked
      ? {
          ...{ id, status: 'completed', labels: [], ...newHistory(0), changedAt: world.changedAt },
          ...{ sortKey: id, under: [], isSingle: false, details: undefined },
        }
      : undefined;
  const load = keptLoader({ loadImage, cache, job });
  /** As a source image is asked for, which is nobody's result. */
  const askLink = (url: string, change: Partial<LoadOptions> = {}): Promise<ImageAnswer> =>
    load(url, { profileId: 'p', loadLarge: false, allowedOrigins: new Set<string>(), ...change }, never);
  const forget = keptForgetter({ cache, job });
  const ask = (
    url: string,
    result: PictureOf = { jobId: 'a', resultIndex: 0, crop },
    loadLarge = false,
  ): Promise<ImageAnswer> => {
    const options = { profileId: 'p', loadLarge, allowedOrigins: new Set<string>() };
    return load(url, { ...options, result }, never);
  };
  return { loads, world, ask, askLink, forget, files };
}

describe('the loader that keeps pictures on disk', () => {
  it('loads a result once, whatever its link is called by then', async () => {
    const { loads, ask } = harness();
    await ask('https://x.example/1?signature=a');
    const again = await ask('https://x.example/1?signature=b');
    assert.deepEqual([loads, again.kind], [['https://x.example/1?signature=a'], 'image']);
  });

  it('lets two panels that ask at the same time wait for one load', async () => {
    const { loads, ask } = harness();
    const both = await Promise.all([ask('https://x.example/1'), ask('https://x.example/1')]);
    assert.deepEqual([loads.length, both.map(({ kind }) => kind)], [1, ['image', 'image']]);
  });

  it('lets two panels that ask at the same time wait for one load of a job that is not tracked, too', async () => {
    const { loads, world, ask } = harness();
    world.tracked = false;
    const both = await Promise.all([ask('https://x.example/1'), ask('https://x.example/1')]);
    assert.deepEqual([loads.length, both.map(({ kind }) => kind)], [1, ['image', 'image']]);
  });

  it('gives a second panel what another one shows, with the cache off, too', async () => {
    const { loads, ask } = harness(image, 0);
    const first = await ask('1');
    const second = await ask('2');
    assert.ok(first.kind === 'image' && second.kind === 'image');
    assert.deepEqual([loads, second.image.bytes === first.image.bytes], [['1'], true]);
  });

  it('fault 71: asks anew for a consent to what was loaded anyway once', async () => {
    const { loads, ask } = harness({ kind: 'image', image: { bytes: huge, header: readImageHeader(huge)! } });
    const result = { jobId: 'a', resultIndex: 0, crop };
    const kinds = [await ask('1', result, true), await ask('2', result), await ask('3', result, true)];
    assert.deepEqual([loads, kinds.map(({ kind }) => kind)], [['1'], ['image', 'tooLarge', 'image']]);
  });

  it('loads anew after the job changed, its crop did, or another result is meant', async () => {
    const { loads, world, ask } = harness();
    await ask('1');
    world.changedAt = 6;
    await ask('2');
    await ask('3', { jobId: 'a', resultIndex: 0, crop: { ...crop, x: 0.1 } });
    await ask('4', { jobId: 'a', resultIndex: 1, crop });
    assert.deepEqual(loads, ['1', '2', '3', '4']);
  });

  it('gives a second panel what another one shows of a job that is not tracked, and puts nothing on the disk', async () => {
    const { loads, world, ask, files } = harness();
    world.tracked = false;
    const shown = await ask('https://x.example/1?signature=a');
    const again = await ask('https://x.example/1?signature=b');
    assert.ok(shown.kind === 'image' && again.kind === 'image' && again.image.bytes === shown.image.bytes);
    assert.deepEqual([loads, files.held.size], [['https://x.example/1?signature=a'], 0]);
  });

  it('loads anew a picture of a job that is not tracked where it lies elsewhere, is another one, or was no picture', async () => {
    const { loads, world, ask, forget } = harness();
    world.tracked = false;
    await ask('https://x.example/1');
    await ask('https://x.example/2');
    await ask('https://x.example/2', { jobId: 'a', resultIndex: 0, crop: { ...crop, x: 0.1 } });
    await ask('https://x.example/2', { jobId: 'b', resultIndex: 0, crop });
    await forget('p', { jobId: 'b', resultIndex: 0, crop });
    await ask('https://x.example/2');
    await ask('https://x.example/2', { jobId: 'b', resultIndex: 0, crop });
    assert.deepEqual(
      loads.map((url) => url.at(-1)),
      ['1', '2', '2', '2', '2'],
    );
  });

  it('does not take what it loaded of a job that was not tracked for that of one that is', async () => {
    const { loads, world, ask } = harness();
    world.tracked = false;
    await ask('1');
    world.tracked = true;
    await ask('2');
    assert.deepEqual(loads, ['1', '2']);
  });

  it('lets two panels with the same source link wait for one load, or share what one holds, and keeps none on disk', async () => {
    const { loads, askLink, files } = harness();
    const both = await Promise.all([askLink('s?a=1'), askLink('s?a=1')]);
    const later = await askLink('s?a=1');
    const [first] = both;
    assert.ok(first.kind === 'image' && later.kind === 'image' && later.image.bytes === first.image.bytes);
    await askLink('s?a=2');
    assert.deepEqual(
      [loads, both.map(({ kind }) => kind), files.held.size],
      [['s?a=1', 's?a=2'], ['image', 'image'], 0],
    );
  });

  it('loads a source link anew for who wants it fresh, who allowed another origin, and another profile', async () => {
    const { loads, askLink } = harness();
    const held = [await askLink('s'), await askLink('s', { fresh: true })];
    held.push(await askLink('s', { allowedOrigins: new Set(['https://10.0.0.1']) }));
    held.push(await askLink('s', { profileId: 'q' }), await askLink('s', { profileId: 'q' }));
    assert.deepEqual([loads.length, held.length], [4, 5]);
  });

  it('loads anew what turned out to be no picture, and nothing else', async () => {
    const { loads, ask, forget } = harness();
    const other = { jobId: 'a', resultIndex: 1, crop };
    await ask('1');
    await ask('2', other);
    await forget('p', { jobId: 'a', resultIndex: 0, crop });
    await ask('3');
    await ask('4', other);
    assert.deepEqual(loads, ['1', '2', '3']);
  });

  it('keeps no failure', async () => {
    const { loads, ask } = harness({ kind: 'forbidden', status: 403 });
    await ask('1');
    assert.equal((await ask('2')).kind, 'forbidden');
    assert.deepEqual(loads, ['1', '2']);
  });
});
