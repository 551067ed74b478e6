import assert from 'node:assert/strict';
import { KeyRing, type Secrets } from '../../../src/core/keys/keyRing';
import { cropPhotoProfile, type RemoteProfile } from '../../../src/core/profiles/profile';
import { FakeClock, settle } from '../../fakes/fakeClock';
import { MemoryLog } from '../../fakes/memoryLog';

const profile = cropPhotoProfile;
const sentinel = 'api_sentinel_7f3a';

/** A key ring over a storage that a test can spoil, and everything it told. */
function ring(storage: Partial<Secrets> = {}, marked = false) {
  const kept = new Map<string, string>();
  const marks = new Map<string, unknown>(
    marked ? [['["signedIn","Crop.photo","https://us1-api.crop.photo"]', true]] : [],
  );
  const secrets: Secrets = {
    get: (name) => Promise.resolve(kept.get(name)),
    store: (name, value) => Promise.resolve(void kept.set(name, value)),
    delete: (name) => Promise.resolve(void kept.delete(name)),
    ...storage,
  };
  const log = new MemoryLog();
  const clock = new FakeClock();
  const keys = new KeyRing({
    secrets,
    marks: { get: (name) => marks.get(name), update: (name, value) => Promise.resolve(void marks.set(name, value)) },
    clock,
    log,
  });
  const lost: RemoteProfile[] = [];
  keys.onDidLoseKey((of) => lost.push(of));
  return { keys, kept, marks, clock, log, lost };
}

describe('the key ring', () => {
  it('stores a key under its profile and origin, and reads it back after a restart', async () => {
    const first = ring();
    assert.equal(await first.keys.save(profile, sentinel), 'stored');
    assert.deepEqual([...first.kept.keys()], ['["apiKey","Crop.photo","https://us1-api.crop.photo"]']);
    const second = ring({ get: (name) => Promise.resolve(first.kept.get(name)) }, true);
    assert.equal(second.keys.state(profile), 'unread');
    await second.keys.read(profile);
    assert.deepEqual([second.keys.state(profile), second.keys.key(profile)], ['signedIn', sentinel]);
  });

  it('fault 65: gives no key to another origin under the same name', async () => {
    const { keys } = ring();
    await keys.save(profile, sentinel);
    const moved = { ...profile, baseUrl: 'https://trap.example/v1', origin: 'https://trap.example' };
    await keys.read(moved);
    assert.equal(keys.key(moved), undefined);
    assert.equal(keys.state(moved), 'signedOut');
  });

  it('fault 61: is signed out at once when there is no mark, though the storage never answers', async () => {
    const { keys, clock } = ring({ get: () => new Promise(() => undefined) });
    void keys.read(profile);
    assert.equal(keys.state(profile), 'signedOut');
    await clock.advance(60_000);
    assert.equal(keys.state(profile), 'signedOut');
  });

  it('fault 61: waits for a slow keyring after a second, never says signed out, and takes the key when it comes', async () => {
    let answer: (value: string | undefined) => void = () => undefined;
    const { keys, clock } = ring({ get: () => new Promise((resolve) => (answer = resolve)) }, true);
    const read = keys.read(profile);
    await clock.advance(999);
    assert.equal(keys.state(profile), 'unread');
    await clock.advance(1);
    assert.equal(keys.state(profile), 'waiting');
    answer(sentinel);
    await read;
    assert.equal(keys.state(profile), 'signedIn');
  });

  it('says once that the storage lost a key that was there', async () => {
    const { keys, lost, marks } = ring({}, true);
    await keys.read(profile);
    await keys.read(profile);
    assert.deepEqual(lost, [profile]);
    assert.equal(keys.state(profile), 'signedOut');
    assert.deepEqual([...marks.values()], [undefined]);
  });

  for (const [name, spoilt] of Object.entries<Partial<Secrets>>({
    'refuses to store': { store: () => Promise.reject(new Error(sentinel)) },
    'forgets what it stored': { get: () => Promise.resolve(undefined) },
    'reads back something else': { get: () => Promise.resolve('other') },
  })) {
    it(`fault 62: keeps the key for the session when the storage ${name}, without a word of it in the log`, async () => {
      const { keys, log } = ring(spoilt);
      assert.equal(await keys.save(profile, sentinel), 'session');
      assert.deepEqual([keys.state(profile), keys.key(profile)], ['session', sentinel]);
      assert.doesNotMatch(log.lines.join('\n'), new RegExp(sentinel));
    });
  }

  it('forgets the key at once when signed out, even if a read under way answers later', async () => {
    let answer: (value: string | undefined) => void = () => undefined;
    const { keys } = ring({ get: () => new Promise((resolve) => (answer = resolve)) }, true);
    const read = keys.read(profile);
    await keys.forget(profile);
    answer(sentinel);
    await read;
    await settle();
    assert.deepEqual([keys.state(profile), keys.key(profile)], ['signedOut', undefined]);
  });

  it('reads nothing back while the storage is still deleting', async () => {
    let finish = (): void => undefined;
    const kept = new Map<string, string>();
    const { keys } = ring({
      get: (name) => Promise.resolve(kept.get(name)),
      store: (name, value) => Promise.resolve(void kept.set(name, value)),
      delete: (name) => new Promise((resolve) => (finish = () => resolve(void kept.delete(name)))),
    });
    await keys.save(profile, sentinel);
    const forgotten = keys.forget(profile);
    const read = keys.read(profile);
    await settle();
    finish();
    await Promise.all([forgotten, read]);
    assert.equal(keys.key(profile), undefined);
  });

  it('fault 61: survives a storage that rejects every call', async () => {
    const no = (): Promise<never> => Promise.reject(new Error('no'));
    const { keys } = ring({ get: no, store: no, delete: no }, true);
    await keys.read(profile);
    await keys.forget(profile);
    assert.equal(keys.state(profile), 'signedOut');
  });

  it('keeps the mark when the storage refuses to answer: signed out for now, and no key called lost', async () => {
    const { keys, marks, lost, log } = ring({ get: () => Promise.reject(new Error(sentinel)) }, true);
    await keys.read(profile);
    assert.deepEqual(
      { state: keys.state(profile), marks: [...marks.values()], lost, log: log.lines },
      { state: 'signedOut', marks: [true], lost: [], log: ['warn: The secret storage did not give the key.'] },
    );
  });

  it('marks a key that it finds without a mark, so that its loss is told later', async () => {
    const { keys, kept, marks } = ring();
    kept.set('["apiKey","Crop.photo","https://us1-api.crop.photo"]', sentinel);
    await keys.read(profile);
    await settle();
    assert.deepEqual([keys.state(profile), [...marks.values()]], ['signedIn', [true]]);
  });

  it('ends signed out, with nothing stored, when the user signs out while a save is slow', async () => {
    let finish = (): void => undefined;
    const kept = new Map<string, string>();
    const { keys, marks } = ring({
      get: (name) => Promise.resolve(kept.get(name)),
      store: (name, value) => new Promise((resolve) => (finish = () => resolve(void kept.set(name, value)))),
      delete: (name) => Promise.resolve(void kept.delete(name)),
    });
    const saved = keys.save(profile, sentinel);
    await settle();
    const forgotten = keys.forget(profile);
    finish();
    await forgotten;
    assert.deepEqual(
      { saved: await saved, state: keys.state(profile), key: keys.key(profile), kept: kept.size },
      { saved: 'overtaken', state: 'signedOut', key: undefined, kept: 0 },
    );
    assert.deepEqual([...marks.values()].filter(Boolean), []);
  });

  it('does not let a read that comes during a slow save undo it', async () => {
    let finish = (): void => undefined;
    const kept = new Map<string, string>();
    const { keys, lost } = ring(
      {
        get: (name) => Promise.resolve(kept.get(name)),
        store: (name, value) => new Promise((resolve) => (finish = () => resolve(void kept.set(name, value)))),
      },
      true,
    );
    const saved = keys.save(profile, sentinel);
    const read = keys.read(profile);
    await settle();
    finish();
    await Promise.all([saved, read]);
    assert.deepEqual([await saved, keys.state(profile), lost], ['stored', 'signedIn', []]);
  });

  describe('told of a change of the storage', () => {
    async function signedIn() {
      const made = ring();
      await made.keys.save(profile, sentinel);
      const states: string[] = [];
      made.keys.onDidChange(() => states.push(made.keys.state(profile)));
      return { ...made, states, name: [...made.kept.keys()][0] ?? '' };
    }

    it('says nothing of a key that is still the same', async () => {
      const { keys, states } = await signedIn();
      await keys.recheck(profile);
      assert.deepEqual([states, keys.key(profile)], [[], sentinel]);
    });

    it('fault 63: drops a key that another window deleted, and does not call it lost', async () => {
      const { keys, kept, states, lost, marks } = await signedIn();
      kept.clear();
      await keys.recheck(profile);
      await settle();
      assert.deepEqual([states, keys.key(profile), lost], [['signedOut'], undefined, []]);
      assert.deepEqual([...marks.values()], [undefined]);
    });

    it('takes the key that another window stored', async () => {
      const { keys, kept, states, name } = await signedIn();
      kept.set(name, 'api_other');
      await keys.recheck(profile);
      assert.deepEqual([states, keys.key(profile)], [['signedIn'], 'api_other']);
    });

    it('keeps a key of this session, which the storage does not know', async () => {
      const { keys } = ring({ get: () => Promise.resolve(undefined) });
      await keys.save(profile, sentinel);
      await keys.recheck(profile);
      assert.deepEqual([keys.state(profile), keys.key(profile)], ['session', sentinel]);
    });
  });

  describe('told that another window signed out', () => {
    it('fault 63: forgets the key at once, one of this session too, and leaves the storage to that window', async () => {
      for (const storage of [{}, { store: () => Promise.reject(new Error('no')) }]) {
        const { keys, kept, lost, marks } = ring(storage);
        await keys.save(profile, sentinel);
        const stored = kept.size;
        keys.drop(profile);
        assert.deepEqual([keys.state(profile), keys.key(profile), kept.size], ['signedOut', undefined, stored]);
        await settle();
        assert.deepEqual([lost, [...marks.values()].filter(Boolean)], [[], []]);
      }
    });

    it('does not take the key that a read under way brings, but one that is saved meanwhile', async () => {
      let answer: (value: string | undefined) => void = () => undefined;
      const { keys } = ring({ get: () => new Promise((resolve) => (answer = resolve)) }, true);
      const read = keys.read(profile);
      await settle();
      keys.drop(profile);
      answer(sentinel);
      await read;
      assert.deepEqual([keys.state(profile), keys.key(profile)], ['signedOut', undefined]);
      const saved = keys.save(profile, sentinel);
      await settle();
      keys.drop(profile);
      answer(sentinel);
      assert.equal(await saved, 'stored');
      assert.equal(keys.key(profile), sentinel);
    });
  });
});
