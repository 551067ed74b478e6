import assert from 'node:assert/strict';
import { Failure } from '../../../src/core/api/failure';
import { manifestName, readManifest } from '../../../src/core/handoff/savedImage';
import { SaveWorld } from './saveWorld';

const nothingMore = { saved: 0, kept: 0, failed: 0 };

describe('saving all images', () => {
  it('writes every picture and a manifest without links, and saves nothing twice', async () => {
    const world = new SaveWorld();
    assert.deepEqual(await world.run(['a', 'b']), { ...nothingMore, saved: 4 });
    const paths = [...world.folder.files.keys()].sort();
    assert.deepEqual(paths, ['banner-jobs.json', 'lot/a-1.jpg', 'lot/a-2.jpg', 'lot/b-1.jpg', 'lot/b-2.jpg']);
    const manifest = world.folder.files.get(manifestName) ?? '';
    assert.doesNotMatch(manifest, /SECRET|s3\.example/);
    assert.deepEqual([...(readManifest(manifest)?.done ?? [])].sort(), ['a', 'b']);
    world.asked.length = 0;
    assert.deepEqual(await world.run(['a', 'b', 'c']), { ...nothingMore, saved: 2, kept: 2 });
    assert.deepEqual(world.asked, ['c']);
  });

  it('goes on after it was cancelled, and loads again what is gone', async () => {
    const world = new SaveWorld();
    const abort = new AbortController();
    world.onJob = () => abort.abort();
    const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
    const outcome = await world.run(ids, abort.signal);
    assert.ok(typeof outcome === 'object' && outcome.failure instanceof Failure);
    assert.ok(outcome.failure.kind === 'cancelled' && outcome.saved < 16);
    world.onJob = () => undefined;
    await world.run(ids);
    assert.equal(world.folder.files.size, 17);
    world.folder.files.delete('lot/c-2.jpg');
    assert.deepEqual(await world.run(ids), { ...nothingMore, saved: 1, kept: 7 });
    assert.ok(world.folder.files.has('lot/c-2.jpg'));
  });

  it('fault 89: stays below the folder with ids such as ../x and CON, and keeps equal names apart', async () => {
    const world = new SaveWorld();
    const ids = ['../x', 'CON', 'J', 'j', '/etc/passwd', '..', 'a\\b'];
    assert.deepEqual(await world.run(ids), { ...nothingMore, saved: 14 });
    assert.equal(new Set([...world.folder.files.keys()].map((path) => path.toLowerCase())).size, 15);
    for (const path of world.folder.written)
      assert.match(path, /^(banner-jobs\.json|lot\/(?!con[-.])[A-Za-z0-9_-][\w.~-]*)$/i);
  });

  it('fault 89: writes never over a file that is not ours, nor into a folder with another manifest', async () => {
    const world = new SaveWorld();
    world.folder.files.set('LOT/A-1.JPG', 'theirs');
    await world.run(['a']);
    assert.equal(world.folder.files.get('LOT/A-1.JPG'), 'theirs');
    assert.ok(world.folder.files.has('lot/a-1~2.jpg'));
    for (const other of ['{"name":"x"}', 'not JSON', '[]']) {
      const foreign = new SaveWorld();
      foreign.folder.files.set(manifestName, other);
      assert.equal(await foreign.run(['a']), 'notOurs');
      assert.deepEqual([foreign.folder.written, foreign.asked], [[], []]);
    }
    world.profileId = 'Another';
    assert.equal(await world.run(['b']), 'notOurs');
  });

  it('saves what VS Code cannot show under the ending of its format, with a word in the manifest', async () => {
    const world = new SaveWorld();
    const link = (n: number): string => `https://s3.example/a/${n}?Signature=SECRET`;
    world.bodies.set(link(1), Buffer.from('II*\0\x08\0\0\0', 'latin1'));
    // An animation of two pictures, which the viewer asks about first.
    const frame = ',\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0';
    world.bodies.set(link(2), Buffer.from(`GIF89a\x01\0\x01\0\0\0\0${frame}${frame};`, 'latin1'));
    assert.deepEqual(await world.run(['a']), { ...nothingMore, saved: 2 });
    const { images, done } = readManifest(world.folder.files.get(manifestName) ?? '') ?? {};
    assert.deepEqual(
      images?.map(({ path, note }) => [path, note]),
      [
        ['lot/a-1.tiff', 'TIFF: VS Code cannot show it.'],
        ['lot/a-2.gif', undefined],
      ],
    );
    assert.deepEqual([done, await world.run(['a'])], [['a'], { ...nothingMore, kept: 1 }]);
  });

  it('counts a picture whose end is missing as failed, and what is no picture', async () => {
    const world = new SaveWorld();
    world.bodies.set('https://s3.example/a/1?Signature=SECRET', Buffer.from('GIF89a\x01\0\x01\0\0\0\0,', 'latin1'));
    world.bodies.set('https://s3.example/a/2?Signature=SECRET', Buffer.from('<Error/>'));
    assert.deepEqual(await world.run(['a']), { ...nothingMore, failed: 2 });
  });

  it('counts a picture that cannot be had, tries it again, and ends at a failure that all jobs would meet', async () => {
    const world = new SaveWorld();
    world.answers.set('https://s3.example/a/2?Signature=SECRET', { kind: 'gone', status: 404 });
    assert.deepEqual(await world.run(['a']), { ...nothingMore, saved: 1, failed: 1 });
    world.answers.clear();
    assert.deepEqual(await world.run(['a']), { ...nothingMore, saved: 1 });
    world.failWith = new Failure('unauthorized', 'Sign in.');
    world.asked.length = 0;
    const outcome = await world.run(Array.from({ length: 50 }, (_, index) => `j${index}`));
    assert.ok(typeof outcome === 'object' && outcome.failure === world.failWith);
    assert.ok(world.asked.length <= 4);
  });
});
