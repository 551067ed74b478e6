import type { Clock } from '../clock';
import { Emitter, type Disposable } from '../event';
import type { Log } from '../log';
import type { RemoteProfile } from '../profiles/profile';

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
  /** Grows with each save, forget and read, so that a late answer of the storage is not taken. */
  turn: number;
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
    const turn = ++entry.turn;
    const slow = this.deps.clock.after(patience, () => {
      if (entry.turn === turn && entry.state === 'unread') this.set(profile, { state: 'waiting' });
    });
    await entry.writing;
    const key = await this.ask(profile);
    slow.dispose();
    if (entry.turn !== turn || entry.state === 'session') return;
    if (key !== undefined) this.set(profile, { state: 'signedIn', key });
    else this.miss(profile);
  }

  /** Stores a key that was checked with this profile's origin; `session` when the storage does not hold it. */
  async save(profile: RemoteProfile, key: string): Promise<'stored' | 'session'> {
    this.entry(profile).turn++;
    const stored = await this.store(profile, key);
    await this.mark(profile, stored);
    this.set(profile, { state: stored ? 'signedIn' : 'session', key });
    return stored ? 'stored' : 'session';
  }

  /** Forgets the key here at once, and in the storage as soon as that answers. */
  async forget(profile: RemoteProfile): Promise<void> {
    this.entry(profile).turn++;
    this.set(profile, { state: 'signedOut' });
    const entry = this.entry(profile);
    entry.writing = Promise.all([this.mark(profile, false), this.erase(profile)]);
    await entry.writing;
  }

  /** True when a change of this name in the storage concerns the profile. */
  holds(profile: RemoteProfile, name: string): boolean {
    return name === secretName(profile);
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
    const entry: Entry = { state, turn: 0, writing: Promise.resolve() };
    this.entries.set(name, entry);
    return entry;
  }

  private isMarked(profile: RemoteProfile): boolean {
    return this.deps.marks.get(markName(profile)) === true;
  }

  private async ask(profile: RemoteProfile): Promise<string | undefined> {
    try {
      return await this.deps.secrets.get(secretName(profile));
    } catch {
      this.deps.log.warn('The secret storage did not give the key.');
      return undefined;
    }
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

function markName(profile: RemoteProfile): string {
  return JSON.stringify(['signedIn', profile.name, profile.origin]);
}
