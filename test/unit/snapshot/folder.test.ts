import assert from 'node:assert/strict';
import { createHook } from 'node:async_hooks';
import { mkdir, mkdtemp, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Folder } from '../../../src/core/folder';
import { nodeFolder } from '../../../src/vscode/nodeFolder';
import { MemoryFolder } from '../../fakes/memoryFolder';
import { until } from '../../fakes/until';
import { WorkMeter } from '../../fakes/workMeter';

interface Made {
  readonly folder: Folder;
  /** Makes a file look old. */
  readonly age: (path: string) => Promise<void>;
  readonly end: () => Promise<void>;
}

async function onDisk(): Promise<Made> {
  const root = await mkdtemp(join(tmpdir(), 'folder-'));
  return {
    folder: nodeFolder(join(root, 'deep', 'storage')),
    age: (path) => utimes(join(root, 'deep', 'storage', path), 1, 1),
    end: () => rm(root, { recursive: true }),
  };
}

function inMemory(): Promise<Made> {
  const folder = new MemoryFolder();
  const age = (path: string): Promise<void> => Promise.resolve(void (folder.files.get(path)!.changedAt = 1000));
  return Promise.resolve({ folder, age, end: () => Promise.resolve() });
}

for (const [name, make] of Object.entries({ 'of the machine': onDisk, 'of the tests': inMemory })) {
  describe(`the folder ${name}`, () => {
    let made: Made;
    beforeEach(async () => (made = await make()));
    afterEach(() => made.end());

    it('has nothing at first, and that is no error', async () => {
      const { folder } = made;
      assert.deepEqual(await folder.list('a/b'), []);
      assert.equal(await folder.read('a/b/c.txt'), undefined);
      assert.equal(await folder.readParts('a/b/c.txt'), undefined);
      assert.equal(await folder.touch('a/b/c.txt'), false);
      await folder.remove('a/b/c.txt');
      await folder.rename('a/b/c.txt', 'a/b/d.txt');
      assert.deepEqual(await folder.list('a'), []);
    });

    it('writes a file as a whole, in a folder that it makes, and replaces it', async () => {
      const { folder } = made;
      await folder.write('a/b/c.txt', ['one ', 'ü ', 'three']);
      assert.equal(await folder.read('a/b/c.txt'), 'one ü three');
      assert.equal((await folder.readParts('a/b/c.txt'))?.join(''), 'one ü three');
      await folder.write('a/b/c.txt', ['four']);
      assert.equal(await folder.read('a/b/c.txt'), 'four');
      const [entry, ...others] = await folder.list('a/b');
      assert.deepEqual([entry?.name, entry?.size, others], ['c.txt', 4, []]);
      assert.ok(Math.abs((entry?.changedAt ?? 0) - Date.now()) < 10_000);
      assert.deepEqual(
        (await folder.list('a')).map((one) => one.name),
        ['b'],
      );
    });

    it('makes a file for one of several callers only, and leaves it alone for the others', async () => {
      const { folder } = made;
      const made20 = await Promise.all(Array.from({ length: 20 }, (_, index) => folder.create('x/y', `${index}`)));
      assert.equal(made20.filter(Boolean).length, 1);
      assert.equal(await folder.read('x/y'), `${made20.indexOf(true)}`);
    });

    it('touches a file without changing it', async () => {
      const { folder, age } = made;
      await folder.write('w/a', ['text']);
      await age('w/a');
      assert.equal((await folder.list('w'))[0]?.changedAt, 1000);
      assert.equal(await folder.touch('w/a'), true);
      assert.ok(Math.abs(((await folder.list('w'))[0]?.changedAt ?? 0) - Date.now()) < 10_000);
      assert.equal(await folder.read('w/a'), 'text');
    });

    it('renames a file over another, and removes whole folders', async () => {
      const { folder } = made;
      await folder.write('r/a', ['a']);
      await folder.write('r/b', ['b']);
      await folder.rename('r/a', 'r/b');
      assert.deepEqual([await folder.read('r/a'), await folder.read('r/b')], [undefined, 'a']);
      await folder.remove('r');
      assert.deepEqual(await folder.list('r'), []);
    });

    it('tells of changes in a folder until it need not', async () => {
      const { folder } = made;
      await folder.write('w/before', ['']);
      const heard = new Set<string | undefined>();
      const watch = folder.watch('w', (changed) => heard.add(changed));
      await new Promise((resolve) => setTimeout(resolve, 30));
      await folder.write('w/a', ['a']);
      await until(() => heard.has('a'));
      await folder.remove('w/before');
      await until(() => heard.has('before'));
      watch.dispose();
      await folder.write('w/c', ['c']);
      await new Promise((resolve) => setTimeout(resolve, 30));
      assert.deepEqual([...heard].sort(), ['a', 'before']);
    });
  });
}

it('the folder of the machine makes text of a large file piece by piece, and parts no character', async () => {
  const { folder, end } = await onDisk();
  const meter = new WorkMeter();
  try {
    // Nine bytes that end in no piece where the next begins.
    const text = 'ü€😀'.repeat(400_000);
    await folder.write('large', [text]);
    const parts = (await folder.readParts('large')) ?? [];
    const { characters, largestText, longestText } = meter;
    assert.ok(longestText < 100_000, `${longestText} characters put together`);
    assert.ok(parts.every((part) => part.length <= 128 * 1024) && parts.join('') === text);
    assert.ok((await folder.read('large')) === text);
    assert.ok(characters >= 3_600_000 && largestText <= 128 * 1024, `${largestText} of ${characters}`);
  } finally {
    meter.dispose();
    await end();
  }
});

it('the folder of the machine has one operation of the disk under way at a time, however much is asked of it', async () => {
  const { folder, end } = await onDisk();
  const underWay = new Set<number>();
  const atOnce: number[] = [];
  const hook = createHook({
    init: (id, type) => {
      if (type.startsWith('FSREQ')) atOnce.push(underWay.add(id).size);
    },
    before: (id) => void underWay.delete(id),
  });
  hook.enable();
  try {
    const names = Array.from({ length: 10 }, (_, index) => `a/${index}`);
    await Promise.all(names.map((name) => folder.write(name, ['one', 'two'])));
    await Promise.all([...names.map((name) => folder.read(name)), folder.list('a'), folder.touch('a/1')]);
    await Promise.all([folder.create('a/new', ''), folder.rename('a/1', 'a/one'), folder.remove('a/2')]);
  } finally {
    hook.disable();
    await end();
  }
  assert.ok(atOnce.length > 80, `${atOnce.length} operations were seen`);
  assert.equal(Math.max(...atOnce), 1);
});

it('a sign of life does not wait until a folder of many files is listed', async () => {
  const { folder, end } = await onDisk();
  try {
    const names = Array.from({ length: 200 }, (_, index) => `a/${index}`);
    await Promise.all([...names, 'w/life'].map((name) => folder.create(name, '')));
    const ended: string[] = [];
    const listing = folder.list('a').then(({ length }) => ended.push(`${length} files`));
    // By then the names are there, and the files are looked at.
    await folder.list('w');
    await folder.touch('w/life').then(() => ended.push('touch'));
    await listing;
    assert.deepEqual(ended, ['touch', '200 files']);
  } finally {
    await end();
  }
});

describe('the folder of the machine, where it cannot write', () => {
  it('rejects, and leaves no part of a file behind', async () => {
    const { folder, end } = await onDisk();
    try {
      await folder.write('a/b/c', ['']);
      await assert.rejects(folder.write('a/b', ['over a folder']));
      await assert.rejects(folder.write('a/b/c/d', ['below a file']));
      assert.deepEqual(
        (await folder.list('a')).map((one) => one.name),
        ['b'],
      );
    } finally {
      await end();
    }
  });

  it('ends a watch that was given up before it began, and one whose folder is gone', async () => {
    const { folder, end } = await onDisk();
    folder.watch('w', () => assert.fail('not watched any more')).dispose();
    const watch = folder.watch('v', () => undefined);
    await new Promise((resolve) => setTimeout(resolve, 30));
    await end();
    watch.dispose();
  });
});

it('a file that goes away while its folder is listed is not in the list, and keeps none of the others from it', async () => {
  const root = await mkdtemp(join(tmpdir(), 'folder-'));
  await mkdir(join(root, 'w'));
  await writeFile(join(root, 'w', 'there'), 'text');
  // As such a file: its name is read, and nothing can be told of it.
  await symlink(join(root, 'gone'), join(root, 'w', 'a-link'));
  const listed = await nodeFolder(root).list('w');
  assert.deepEqual(
    listed.map(({ name }) => name),
    ['there'],
  );
  await rm(root, { recursive: true });
});
