import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cropPhotoProfile, localhostProfile } from '../../../src/core/profiles/profile';
import { createClaims } from '../../../src/core/windows/claims';
import { readMark } from '../../../src/core/windows/signOutMarks';
import { settle } from '../../fakes/fakeClock';
import { MemoryFolder } from '../../fakes/memoryFolder';
import { MemoryLog } from '../../fakes/memoryLog';
import { WindowWorld } from './windowWorld';

describe('a sign-in or sign-out in one window', () => {
  it('is obeyed at once by the others, and not by itself', async () => {
    const world = new WindowWorld();
    const [one, other, third] = [world.marks(), world.marks(), world.marks(localhostProfile)];
    await one.marks.tell(cropPhotoProfile, false);
    await settle();
    assert.deepEqual([one.heard, other.heard, third.heard], [[], ['drop'], []]);
    await other.marks.tell(cropPhotoProfile, true);
    await settle();
    assert.deepEqual([one.heard, other.heard], [['recheck'], ['drop']]);
    await world.clock.advance(60_000);
    assert.deepEqual([one.heard.length, other.heard.length], [1, 1]);
  });

  it('fault 90: everything deleted in one window is heard by all the others, once, whatever profile they use', async () => {
    const world = new WindowWorld();
    const [one, other, third] = [world.marks(), world.marks(), world.marks(localhostProfile)];
    await one.marks.tellCleared(world.clock.now());
    await settle();
    await world.clock.advance(60_000);
    assert.deepEqual([one.heard, other.heard, third.heard], [[], ['cleared'], ['cleared']]);
    const later = world.marks();
    await later.marks.look();
    assert.deepEqual(later.heard, []);
  });

  it('is obeyed within two seconds where the folder tells of nothing', async () => {
    const world = new WindowWorld();
    world.folder.tells = false;
    const [one, other] = [world.marks(), world.marks()];
    await one.marks.tell(cropPhotoProfile, false);
    await world.clock.advance(2000);
    assert.deepEqual(other.heard, ['drop']);
  });

  it('is obeyed by a window that was just opening, and not by one that opens later', async () => {
    const world = new WindowWorld();
    const one = world.marks();
    world.folder.tells = false;
    const opening = world.marks();
    await one.marks.tell(cropPhotoProfile, false);
    await opening.marks.look();
    assert.deepEqual(opening.heard, ['drop']);
    await world.clock.advance(5000);
    const later = world.marks();
    await later.marks.look();
    assert.deepEqual(later.heard, []);
  });

  it('tells more each time, and no secret', async () => {
    const world = new WindowWorld();
    const { marks } = world.marks();
    await marks.tell(cropPhotoProfile, true);
    await marks.tell(cropPhotoProfile, false);
    const [text] = [...world.folder.files.values()].map((file) => file.text);
    const mark = readMark(text);
    assert.deepEqual([mark?.generation, mark?.signedIn], [2, false]);
    assert.deepEqual(Object.keys(mark ?? {}).sort(), ['at', 'generation', 'id', 'signedIn']);
  });

  it('of two windows at once is not lost on the third', async () => {
    const world = new WindowWorld();
    const [one, other, third] = [world.marks(), world.marks(), world.marks()];
    await Promise.all([one.marks.tell(cropPhotoProfile, true), other.marks.tell(cropPhotoProfile, false)]);
    await settle();
    assert.equal(third.heard.at(-1), 'drop');
  });

  it('is not told where the disk refuses, and nothing fails', async () => {
    const world = new WindowWorld();
    const { marks, heard } = world.marks();
    world.folder.broken = new Error('EROFS');
    await marks.tell(cropPhotoProfile, false);
    await marks.look();
    assert.deepEqual(heard, []);
    marks.dispose();
    await settle();
    assert.deepEqual([world.clock.pending, world.folder.watching], [0, 0]);
  });

  it('is read from whatever stands in the file without a throw', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => readMark(text) === undefined));
    assert.equal(readMark(undefined), undefined);
  });
});

describe('something to be done once over all windows', () => {
  it('is done by one of them, and by each where the disk refuses', async () => {
    const folder = new MemoryFolder();
    const log = new MemoryLog();
    const windows = Array.from({ length: 5 }, () => createClaims({ folder, hash: (text) => `h${text.length}`, log }));
    const won = await Promise.all(windows.map((claim) => claim('lot done')));
    assert.equal(won.filter(Boolean).length, 1);
    assert.equal(await windows[0]!('lot done'), false);
    assert.equal(await windows[1]!('another lot'), true);
    folder.broken = new Error('EROFS');
    assert.equal(await windows[0]!('x'), true);
    assert.match(log.lines.join('\n'), /^warn/);
  });
});
