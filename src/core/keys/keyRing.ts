import type { Clock } from '../clock';
import { Emitter, type Disposable } from '../event';
import type { Log } from '../log';
import type { RemoteProfile } from '../profiles/profile';
import { markName } from './markedProfiles';

/** The secret storage, which may be slow, refuse, or forget. */
export interface Secrets {
  get(name: string): PromiseLike<string | undefined>;
  store(name: string, value: string): PromiseLike<void>;
  delete(name: string): PromiseLike<void>;
}

/** Where marks that are no secrets are kept. */
export interface Marks {
  get(name: string): unknown;
  update(name: string, value: unknown): PromiseLike<void>;
}

/**
 * - `unread`: not asked for yet; the mark says that there is one
 * - `waiting`: the storage has not answered for a second, and the mark says that there is a key
 * - `signedIn`: stored · `session`: known until the window closes, storing was refused
 */
export type KeyState = 'unread' | 'waiting' | 'signedOut' | 'signedIn' | 'session';

interface Entry {
  state: KeyState;
  key?: string;
  /** Grows with each save and forget, so that what they overtook is not taken. */
  turn: number;
  /** Grows with each read, so that of several answers the last one asked for is taken. */
  reading: number;
  /** The last change of the storage: a read that overtook it would bring back a key that was just forgotten. */
  writing: Promise<unknown>;
}

interface KeyRingDeps {
  readonly secrets: Secrets;
  readonly marks: Marks;
  readonly clock: Clock;
  readonly log: Log;
}

/** How long the storage may take before the user is told, in ms. */
const patience = 1000;

/** The keys of the profiles: each under its profile's name and the origin that it was checked with. */
export class KeyRing implements Disposable {
  private readonly entries = new Map<string, Entry>();
  private readonly changed = new Emitter<RemoteProfile>();
  private readonly lost = new Emitter<RemoteProfile>();

  readonly onDidChange = this.changed.event;
  /** The storage has no key although one was stored. Told once. */
  readonly onDidLoseKey = this.lost.event;

  constructor(private readonly deps: KeyRingDeps) {}

  state(profile: RemoteProfile): KeyState {
    return this.entry(profile).state;
  }

  /** The key for this profile's origin, if it is known by now. */
  key(profile: RemoteProfile): string | undefined {
    return this.entry(profile).key;
  }

  /** Asks the storage. Never rejects; a storage that does not answer leaves the state `waiting` or `signedOut`. */
  async read(profile: RemoteProfile): Promise<void> {
    const entry = this.entry(profile);
    const { turn } = entry;
    const slow = this.deps.clock.after(patience, () => {
      if (entry.turn === turn && entry.state === 'unread') this.set(profile, { state: 'waiting' });
    });
    const answer = await this.ask(profile);
    slow.dispose();
    if (answer === 'overtaken' || entry.state === 'session') return;
    if (answer === 'refused') this.set(profile, { state: 'signedOut' });
    else if (answer.key !== undefined) this.found(profile, answer.key);
    else this.miss(profile);
  }

  /**
   * Asks the storage again after it told of a change, of this or another window. A key that is still there stays
   * without an event; one that is gone was taken away on purpose, so it is dropped and not called lost.
   */
  async recheck(profile: RemoteProfile): Promise<void> {
    const entry = this.entry(profile);
    const answer = await this.ask(profile);
    // A key of this session is not in the storage, which therefore knows nothing of it.
    if (answer === 'overtaken' || entry.state === 'session') return;
    if (answer === 'refused') {
      // A key that is known stays; a read under way, whose place this one took, ends as it would have.
      if (entry.key === undefined && entry.state !== 'signedOut') this.set(profile, { state: 'signedOut' });
    } else if (answer.key === undefined) {
      if (this.isMarked(profile)) void this.mark(profile, false);
      if (entry.state !== 'signedOut') this.set(profile, { state: 'signedOut' });
    } else if (answer.key !== entry.key) this.found(profile, answer.key);
  }

  /**
   * Stores a key that was checked with this profile's origin; `session` when the storage does not hold it,
   * `overtaken` when the user signed out, or in again, before it was stored.
   */
  async save(profile: RemoteProfile, key: string): Promise<'stored' | 'session' | 'overtaken'> {
    const entry = this.entry(profile);
    const turn = ++entry.turn;
    const isOver = (): boolean => entry.turn !== turn;
    const work = entry.writing.then(() => !isOver() && this.store(profile, key));
    entry.writing = work;
    const stored = await work;
    if (isOver()) return 'overtaken';
    this.set(profile, { state: stored ? 'signedIn' : 'session', key });
    await this.mark(profile, stored);
    if (isOver()) return 'overtaken';
    return stored ? 'stored' : 'session';
  }

  /** Forgets the key here at once, and in the storage as soon as that answers. */
  async forget(profile: RemoteProfile): Promise<void> {
    const entry = this.entry(profile);
    entry.turn++;
    this.set(profile, { state: 'signedOut' });
    // The mark goes at once; the key after whatever the storage is still busy with, a slow save above all.
    const erased = entry.writing.then(() => this.erase(profile));
    entry.writing = Promise.all([this.mark(profile, false), erased]);
    await entry.writing;
  }

  /** Another window signed out: forgets the key here at once. The storage is that window's to change. */
  drop(profile: RemoteProfile): void {
    const entry = this.entry(profile);
    // A read that began before may bring the key back; a save is what the user did last, and stands.
    entry.reading++;
    if (this.isMarked(profile)) void this.mark(profile, false);
    if (entry.state !== 'signedOut') this.set(profile, { state: 'signedOut' });
  }

  dispose(): void {
    this.entries.clear();
    this.changed.dispose();
    this.lost.dispose();
  }

  private entry(profile: RemoteProfile): Entry {
    const name = secretName(profile);
    const known = this.entries.get(name);
    if (known) return known;
    const state = this.isMarked(profile) ? 'unread' : 'signedOut';
    const entry: Entry = { state, turn: 0, reading: 0, writing: Promise.resolve() };
    this.entries.set(name, entry);
    return entry;
  }

  private isMarked(profile: RemoteProfile): boolean {
    return this.deps.marks.get(markName(profile)) === true;
  }

  /** What the storage has, once it is done with its last change; a refusal does not tell that there is no key. */
  private async ask(profile: RemoteProfile): Promise<{ key: string | undefined } | 'refused' | 'overtaken'> {
    const entry = this.entry(profile);
    const { turn } = entry;
    const reading = ++entry.reading;
    const isOver = (): boolean => entry.turn !== turn || entry.reading !== reading;
    await entry.writing;
    try {
      const key = await this.deps.secrets.get(secretName(profile));
      return isOver() ? 'overtaken' : { key };
    } catch {
      this.deps.log.warn('The secret storage did not give the key.');
      return isOver() ? 'overtaken' : 'refused';
    }
  }

  private found(profile: RemoteProfile, key: string): void {
    this.set(profile, { state: 'signedIn', key });
    if (!this.isMarked(profile)) void this.mark(profile, true);
  }

  private miss(profile: RemoteProfile): void {
    const wasMarked = this.isMarked(profile);
    this.set(profile, { state: 'signedOut' });
    if (!wasMarked) return;
    void this.mark(profile, false);
    this.lost.fire(profile);
  }

  /** Stores and reads back: without a keyring some storages take a value and lose it. */
  private async store(profile: RemoteProfile, key: string): Promise<boolean> {
    try {
      await this.deps.secrets.store(secretName(profile), key);
      return (await this.deps.secrets.get(secretName(profile))) === key;
    } catch {
      this.deps.log.warn('The secret storage refused to store a key.');
      return false;
    }
  }

  private async erase(profile: RemoteProfile): Promise<void> {
    try {
      await this.deps.secrets.delete(secretName(profile));
    } catch {
      this.deps.log.warn('The secret storage refused to delete a key.');
    }
  }

  private async mark(profile: RemoteProfile, signedIn: boolean): Promise<void> {
    try {
      await this.deps.marks.update(markName(profile), signedIn ? true : undefined);
    } catch {
      this.deps.log.warn('The mark of a stored key could not be written.');
    }
  }

  private set(profile: RemoteProfile, next: { state: KeyState; key?: string }): void {
    const entry = this.entry(profile);
    entry.state = next.state;
    if (next.key === undefined) delete entry.key;
    else entry.key = next.key;
    this.changed.fire(profile);
  }
}

function secretName(profile: RemoteProfile): string {
  return JSON.stringify(['apiKey', profile.name, profile.origin]);
}
