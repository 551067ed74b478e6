import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { SaveOutcome } from '../../../src/core/handoff/saveImages';
import { manifestName, readManifest } from '../../../src/core/handoff/savedImage';
import { FolderFault } from '../../../src/core/handoff/wholeFiles';
import { SaveWorld } from './saveWorld';

/** More than are saved before the manifest is written for the first time. */
const ids = Array.from({ length: 23 }, (_, index) => `j${index}`);
const few = ids.slice(0, 3);
const one = ids.slice(0, 1);

/** What lies in a folder, its manifest as what it means. */
function contents({ folder }: SaveWorld): Map<string, unknown> {
  const files = new Map<string, unknown>([...folder.files].sort());
  const manifest = readManifest(folder.files.get(manifestName) ?? '');
  const images = manifest?.images.toSorted((left, right) => left.path.localeCompare(right.path));
  return files.set(manifestName, { ...manifest, images, done: manifest?.done.toSorted() });
}

async function undisturbed(jobIds: readonly string[]): Promise<Map<string, unknown>> {
  const world = new SaveWorld();
  await world.run(jobIds);
  assert.equal(world.folder.files.size, jobIds.length * 2 + 1);
  return contents(world);
}

/** Runs until so many changes were made to the folder; tells whether it was killed before its end. */
async function runKilled(world: SaveWorld, changes: number, tornAt: number): Promise<boolean> {
  Object.assign(world.folder, { changesLeft: changes, tornAt });
  await world.run(ids);
  const isKilled = world.folder.changesLeft < 0;
  Object.assign(world.folder, { changesLeft: Infinity });
  return isKilled;
}

/** Whatever has a name of its own is whole. */
function assertWhole(world: SaveWorld, whole: ReadonlyMap<string, unknown>): void {
  for (const [path, text] of world.folder.files) {
    if (path === manifestName) assert.ok(readManifest(text), text);
    else if (!/^\.banner-jobs-.*\.part$/.test(path)) assert.equal(text, whole.get(path), path);
  }
}

function assertFull(outcome: SaveOutcome | 'notOurs'): SaveOutcome {
  assert.ok(typeof outcome === 'object');
  assert.ok(outcome.failure instanceof FolderFault && outcome.failure.isFull, String(outcome.failure));
  return outcome;
}

describe('saving all images that is cut off', () => {
  it('leaves whole files, and ends with exactly the right ones, wherever it was killed', async function () {
    this.timeout(60_000);
    const whole = await undisturbed(ids);
    let kills = 0;
    for (let changes = 0, isKilled = true; isKilled; changes++) {
      const world = new SaveWorld();
      isKilled = await runKilled(world, changes, (changes % 3) / 2);
      if (isKilled) kills++;
      assertWhole(world, whole);
      await world.run(ids);
      assert.deepEqual(contents(world), whole, `killed after ${changes} changes`);
    }
    // Each picture and each of two manifests is written and renamed.
    assert.equal(kills, (ids.length * 2 + 2) * 2);
  });

  it('does so when it is killed again and again', async function () {
    this.timeout(60_000);
    const whole = await undisturbed(ids);
    const kill = fc.tuple(fc.nat(110), fc.double({ min: 0, max: 1, noNaN: true }));
    await fc.assert(
      fc.asyncProperty(fc.array(kill, { minLength: 2, maxLength: 5 }), async (killings) => {
        const world = new SaveWorld();
        for (const [changes, tornAt] of killings) {
          await runKilled(world, changes, tornAt);
          assertWhole(world, whole);
        }
        await world.run(ids);
        assert.deepEqual(contents(world), whole);
      }),
      { numRuns: 20 },
    );
  });

  it('says of a disk with whatever room what was saved, leaves nothing torn, and goes on once there is room', async function () {
    this.timeout(60_000);
    const whole = await undisturbed(few);
    const all = new SaveWorld();
    await all.run(few);
    const needed = [...all.folder.files.values()].reduce((sum, { length }) => sum + length, 0);
    for (let capacity = 0; capacity < needed; capacity += 7) {
      const world = new SaveWorld();
      world.folder.capacity = capacity;
      const { saved, failed } = assertFull(await world.run(few));
      assert.equal(failed, 0);
      assert.equal(saved, [...world.folder.files.keys()].filter((path) => path !== manifestName).length);
      assertWhole(world, whole);
      assert.ok([...world.folder.files.keys()].every((path) => !path.endsWith('.part')));
      world.folder.capacity = Infinity;
      const outcome = await world.run(few);
      assert.ok(typeof outcome === 'object' && !outcome.failure);
      assert.deepEqual(contents(world), whole);
    }
  });

  it('keeps the manifest that was there when there is no room for the next one', async () => {
    const world = new SaveWorld();
    await world.run(['a']);
    const before = world.folder.files.get(manifestName);
    const held = [...world.folder.files.values()].reduce((sum, { length }) => sum + length, 0);
    // Room for two pictures, and not for a manifest beside the one that is there.
    world.folder.capacity = held + 100;
    assert.equal(assertFull(await world.run(['a', 'b'])).saved, 2);
    assert.equal(world.folder.files.get(manifestName), before);
    world.folder.capacity = Infinity;
    world.asked.length = 0;
    await world.run(['a', 'b']);
    assert.deepEqual(world.asked, ['b']);
    assert.deepEqual(contents(world), await undisturbed(['a', 'b']));
  });

  it('asks for no more jobs once the folder cannot be written', async () => {
    const world = new SaveWorld();
    world.folder.capacity = 0;
    assertFull(await world.run(ids));
    assert.ok(world.asked.length <= 4);
  });

  it('says of a folder that cannot be read that it cannot, and not that it is full', async () => {
    const world = new SaveWorld();
    world.folder.list = () => Promise.reject(new Error('EACCES: permission denied'));
    const outcome = await world.run(few);
    assert.ok(typeof outcome === 'object' && outcome.failure instanceof FolderFault && !outcome.failure.isFull);
    assert.deepEqual(world.asked, []);
  });

  it('starts anew where the manifest is empty or torn at any byte, and nowhere else', async function () {
    this.timeout(60_000);
    const whole = await undisturbed(one);
    const all = new SaveWorld();
    await all.run(one);
    const text = all.folder.files.get(manifestName) ?? '';
    // Without its last brace and line end it is no manifest.
    for (let length = 0; length < text.length - 2; length++) {
      const world = new SaveWorld();
      for (const [path, picture] of all.folder.files) world.folder.files.set(path, picture);
      // A power cut may leave zeros behind.
      world.folder.files.set(manifestName, text.slice(0, length) + '\0'.repeat(length % 2));
      assert.notEqual(await world.run(one), 'notOurs', text.slice(0, length));
      assert.deepEqual(contents(world), whole);
    }
    all.profileId = 'Another';
    assert.equal(await all.run(one), 'notOurs');
    all.folder.files.set(manifestName, text.replace('"bannerJobs": 1', '"bannerJobs": 2'));
    all.profileId = 'Sample';
    assert.equal(await all.run(one), 'notOurs');
  });
});
