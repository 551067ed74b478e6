import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import type { CacheFiles } from '../../../src/core/images/cacheFolder';
import type { ImageAnswer } from '../../../src/core/images/imageAnswer';
import { ImageCache, type ImageKey } from '../../../src/core/images/imageCache';
import { packImage } from '../../../src/core/images/packedImage';
import { cacheFiles } from '../../../src/vscode/cacheFiles';
import { rest } from '../../../src/vscode/rest';
import { MemoryFiles } from '../../fakes/memoryFiles';
import { settle } from '../../fakes/fakeClock';

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
const keyOf = (jobId: string, more: Partial<ImageKey> = {}): ImageKey => ({
  ...{ profileId: 'p', jobId, resultIndex: 0, kind: 'thumbnail', revision: '' },
  ...more,
});

/** A GIF of so many bytes, told from others by those behind its trailer. */
function gif(size: number, mark = 0): Uint8Array {
  const bytes = new Uint8Array(Math.max(15, size)).fill(mark);
  bytes.set(Buffer.from('GIF89a\x01\0\x01\0\0\0\0;', 'latin1'));
  return bytes;
}

function open(files: CacheFiles, capacity = 10_000): { cache: ImageCache; problems: string[] } {
  const problems: string[] = [];
  const onProblem = (text: string): void => void problems.push(text);
  return { cache: new ImageCache({ files, capacity: () => capacity, hash, onProblem, rest }), problems };
}

const never = new AbortController().signal;
const answerOf = (bytes: Uint8Array): ImageAnswer => ({
  kind: 'image',
  image: { bytes, header: { format: 'gif', mimeType: 'image/gif', size: undefined } },
});

describe('the image cache', () => {
  it('is what a naive model says: least recently used goes first, over restarts too', async () => {
    const capacity = 1000;
    const action = fc.record({
      do: fc.constantFrom('get', 'set', 'delete', 'restart', 'clear'),
      job: fc.nat(7),
      size: fc.integer({ min: 15, max: 400 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(action, { maxLength: 60 }), async (actions) => {
        const files = new MemoryFiles();
        let { cache } = open(files, capacity);
        let model: { job: number; mark: number; size: number }[] = [];
        for (const [mark, { do: what, job, size }] of actions.entries()) {
          const key = keyOf(`j${job}`);
          const known = model.find((entry) => entry.job === job);
          if (what === 'restart') ({ cache } = open(files, capacity));
          if (what === 'clear') await cache.clear();
          if (what === 'delete') await cache.delete(key);
          if (what === 'set') await cache.set(key, gif(size, mark));
          if (what === 'get') {
            const image = await cache.get(key);
            assert.equal(image?.bytes[14], known?.mark);
            if (known) model = [...model.filter((entry) => entry !== known), known];
            await settle();
          }
          if (what === 'clear') model = [];
          if (what === 'delete' || what === 'set') model = model.filter((entry) => entry !== known);
          if (what === 'set') model.push({ job, mark, size: packImage(gif(size)).byteLength });
          while (model.reduce((sum, entry) => sum + entry.size, 0) > capacity) model.shift();
        }
        const held = [...files.held.values()].reduce((sum, { bytes }) => sum + bytes.byteLength, 0);
        assert.equal(
          held,
          model.reduce((sum, entry) => sum + entry.size, 0),
        );
        assert.equal(files.held.size, model.length);
      }),
      { numRuns: 200 },
    );
  });

  it('lets the one go that was not used for longest, also when it was used before a restart', async () => {
    const files = new MemoryFiles();
    const { cache } = open(files, 100);
    for (const [mark, id] of ['a', 'b', 'c'].entries()) await cache.set(keyOf(id), gif(20, mark));
    await cache.get(keyOf('a'));
    await settle();
    const later = open(files, 100).cache;
    await later.set(keyOf('d'), gif(20));
    const left = await Promise.all(['a', 'b', 'c', 'd'].map((id) => later.get(keyOf(id))));
    assert.deepEqual(
      left.map((image) => image !== undefined),
      [true, false, true, true],
    );
  });

  it('lets what was not used for longest go within a session, by use and not by age', async () => {
    const { cache } = open(new MemoryFiles(), 330);
    for (const [mark, id] of ['a', 'b', 'c'].entries()) await cache.set(keyOf(id), gif(88, mark));
    for (const id of ['a', 'c', 'b']) await cache.get(keyOf(id));
    for (const id of ['d', 'e']) await cache.set(keyOf(id), gif(88));
    const left = await Promise.all(['a', 'b', 'c'].map((id) => cache.get(keyOf(id))));
    assert.deepEqual(
      left.map((image) => image !== undefined),
      [false, true, false],
    );
  });

  it('holds to its bytes with two windows that write, and lets what neither used for longest go', async () => {
    const files = new MemoryFiles();
    const [one, two] = [open(files, 1000).cache, open(files, 1000).cache];
    await Promise.all([one.get(keyOf('x')), two.get(keyOf('x'))]);
    const names: string[] = [];
    for (let turn = 0; turn < 20; turn++) {
      await (turn % 2 === 0 ? one : two).set(keyOf(`j${turn}`), gif(88, turn));
      names.push(...[...files.held.keys()].filter((name) => !names.includes(name)));
      const held = [...files.held.values()].reduce((sum, { bytes }) => sum + bytes.byteLength, 0);
      assert.ok(held <= 1000, `${held} after ${turn}`);
    }
    assert.deepEqual([...files.held.keys()], names.slice(-10));
  });

  it('is cleared of what other windows wrote, too', async () => {
    const files = new MemoryFiles();
    const { cache } = open(files);
    await cache.get(keyOf('x'));
    await open(files).cache.set(keyOf('a'), gif(88));
    assert.deepEqual([await cache.clear(), files.held.size], [100, 0]);
  });

  it('keeps a picture that is written while the folder is looked at', async () => {
    const files = new MemoryFiles();
    const { cache } = open(files, 1000);
    await Promise.all(['a', 'b', 'c'].map((id, mark) => cache.set(keyOf(id), gif(88, mark))));
    const found = await Promise.all(['a', 'b', 'c'].map((id) => cache.get(keyOf(id))));
    assert.deepEqual([found.map((image) => image?.bytes[14]), cache.size], [[0, 1, 2], 300]);
  });

  it('tells profile, job, result, kind and revision apart, and names files without any of them', async () => {
    const files = new MemoryFiles();
    const { cache } = open(files);
    const keys = [
      keyOf('secret-job'),
      keyOf('other'),
      keyOf('secret-job', { profileId: 'q' }),
      keyOf('secret-job', { resultIndex: 1 }),
      keyOf('secret-job', { kind: 'picture' }),
      keyOf('secret-job', { revision: 'r' }),
    ];
    for (const [index, key] of keys.entries()) await cache.set(key, gif(20, index));
    const marks = await Promise.all(keys.map(async (key) => (await cache.get(key))?.bytes[14]));
    assert.deepEqual(marks, [0, 1, 2, 3, 4, 5]);
    for (const name of files.held.keys()) assert.match(name, /^[0-9a-f]{16}-[0-9a-f]{24}\.image$/);
  });

  it('loads a picture once for two who ask at the same time, and keeps it', async () => {
    const { cache } = open(new MemoryFiles());
    let loads = 0;
    const load = async (): Promise<ImageAnswer> => {
      loads++;
      await settle();
      return answerOf(gif(20, 7));
    };
    const both = await Promise.all([
      cache.load(keyOf('j'), { load, loadLarge: false }, never),
      cache.load(keyOf('j'), { load, loadLarge: false }, never),
    ]);
    await cache.load(keyOf('j'), { load, loadLarge: false }, never);
    assert.deepEqual([loads, both.map(({ kind }) => kind)], [1, ['image', 'image']]);
  });

  it('aborts a load only when the last who waits gives up', async () => {
    const { cache } = open(new MemoryFiles());
    const [one, two] = [new AbortController(), new AbortController()];
    const signals: AbortSignal[] = [];
    const load = (signal: AbortSignal): Promise<ImageAnswer> => {
      signals.push(signal);
      return new Promise(() => undefined);
    };
    const first = cache.load(keyOf('j'), { load, loadLarge: false }, one.signal);
    const second = cache.load(keyOf('j'), { load, loadLarge: false }, two.signal);
    await settle();
    one.abort();
    assert.deepEqual(await first, { kind: 'cancelled' });
    assert.deepEqual(
      signals.map(({ aborted }) => aborted),
      [false],
    );
    two.abort();
    assert.deepEqual(await second, { kind: 'cancelled' });
    assert.deepEqual(
      signals.map(({ aborted }) => aborted),
      [true],
    );
  });

  it('keeps nothing that is no picture, and nothing that was asked for before it was cleared', async () => {
    const files = new MemoryFiles();
    const { cache } = open(files);
    await cache.load(
      keyOf('a'),
      { load: () => Promise.resolve({ kind: 'gone', status: 404 }), loadLarge: false },
      never,
    );
    const { promise, resolve } = deferred<ImageAnswer>();
    const late = cache.load(keyOf('b'), { load: () => promise, loadLarge: false }, never);
    await settle();
    assert.equal(await cache.clear(), 0);
    resolve(answerOf(gif(20)));
    assert.equal((await late).kind, 'image');
    assert.equal(files.held.size, 0);
  });

  it('gives a picture at once, writes it afterwards, and keeps none that turned out to be none meanwhile', async () => {
    const files = new MemoryFiles();
    const { cache } = open(files);
    const ask = { load: () => Promise.resolve(answerOf(gif(20))), loadLarge: false };
    const disk = deferred<undefined>();
    const write = files.write.bind(files);
    files.write = async (...file) => {
      await disk.promise;
      await write(...file);
    };
    assert.equal((await cache.load(keyOf('a'), ask, never)).kind, 'image');
    assert.equal((await cache.load(keyOf('b'), ask, never)).kind, 'image');
    await cache.delete(keyOf('a'));
    await settle();
    assert.equal(files.held.size, 0);
    disk.resolve(undefined);
    await settle();
    const kept = await Promise.all(['a', 'b'].map((jobId) => cache.get(keyOf(jobId))));
    assert.deepEqual([kept.map((image) => image !== undefined), files.held.size], [[false, true], 1]);
  });

  it('forgets all pictures of a job that runs again, and of no other', async () => {
    const { cache } = open(new MemoryFiles());
    for (const resultIndex of [0, 1]) await cache.set(keyOf('j', { resultIndex }), gif(20));
    await cache.set(keyOf('k'), gif(20));
    await cache.forget('p', 'j');
    const left = await Promise.all(
      [keyOf('j'), keyOf('j', { resultIndex: 1 }), keyOf('k')].map((key) => cache.get(key)),
    );
    assert.deepEqual(
      left.map((image) => image !== undefined),
      [false, false, true],
    );
  });

  it('holds nothing at 0, and lets go of what it held', async () => {
    const files = new MemoryFiles();
    await open(files).cache.set(keyOf('j'), gif(20));
    const { cache } = open(files, 0);
    await cache.set(keyOf('k'), gif(20));
    assert.deepEqual([await cache.get(keyOf('j')), files.held.size, cache.size], [undefined, 0, 0]);
  });

  it('goes on without a disk that can be written, and says so', async () => {
    const files = new MemoryFiles();
    files.isFull = true;
    const { cache, problems } = open(files);
    const answer = await cache.load(
      keyOf('j'),
      { load: () => Promise.resolve(answerOf(gif(20))), loadLarge: false },
      never,
    );
    await settle();
    assert.deepEqual([answer.kind, cache.size, problems.length], ['image', 0, 1]);
  });
});

describe('the image cache on a real disk', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'banner-jobs-cache-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('survives a restart, leaves no temporary file, and makes its folder', async () => {
    const inner = join(folder, 'images');
    await open(cacheFiles(inner)).cache.set(keyOf('j'), gif(50, 9));
    assert.equal(readdirSync(inner).length, 1);
    const read = (await open(cacheFiles(inner)).cache.get(keyOf('j')))?.bytes;
    assert.equal(read?.at(14), 9);
    // What a page can be sent: VS Code carries no `Buffer` to it.
    assert.deepEqual([Object.getPrototypeOf(read), read.byteLength], [Uint8Array.prototype, read.buffer.byteLength]);
  });

  it('deletes torn and foreign files, lets a write of another window go on, and is never stopped by them', async () => {
    const files = cacheFiles(folder);
    await open(files).cache.set(keyOf('torn'), gif(50));
    await open(files).cache.set(keyOf('whole'), gif(50));
    const torn = [...readdirSync(folder)].find((name) =>
      name.startsWith(hash(JSON.stringify(['p', 'torn'])).slice(0, 16)),
    );
    truncateSync(join(folder, torn ?? ''), 30);
    for (const name of ['desktop.ini', 'fresh.new', 'old.new']) writeFileSync(join(folder, name), 'x');
    utimesSync(join(folder, 'old.new'), 1, 1);
    const { cache } = open(files);
    const found = await Promise.all([cache.get(keyOf('torn')), cache.get(keyOf('whole'))]);
    assert.deepEqual(
      found.map((image) => image !== undefined),
      [false, true],
    );
    const left = readdirSync(folder).filter((name) => !name.endsWith('.image'));
    assert.deepEqual([left, readdirSync(folder).length], [['fresh.new'], 2]);
  });

  it('notices a changed byte', async () => {
    const files = cacheFiles(folder);
    await open(files).cache.set(keyOf('j'), gif(50));
    const [name = ''] = readdirSync(folder);
    const bytes = await files.read(name);
    bytes[40] = 1;
    writeFileSync(join(folder, name), bytes);
    assert.equal(await open(files).cache.get(keyOf('j')), undefined);
  });
});

function deferred<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
