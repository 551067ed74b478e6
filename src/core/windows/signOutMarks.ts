import type { Clock } from '../clock';
import type { Disposable } from '../event';
import type { Folder } from '../folder';
import type { Log } from '../log';
import { profileId, type Hash } from '../snapshot/snapshotPaths';
import type { RemoteProfile } from '../profiles/profile';

/** The folder of the marks, one file a profile. */
export const accountsFolder = 'accounts';
/** The mark of a window that deleted everything. It outlives that: the others could not hear of it otherwise. */
const clearedPath = `${accountsFolder}/all.json`;

/** What the last sign-in or sign-out of a profile left for the other windows. No secret. */
export interface AccountMark {
  readonly generation: number;
  /** Tells marks of the same generation apart: of two windows that made one at once. */
  readonly id: string;
  readonly signedIn: boolean;
  /** ms since 1970. */
  readonly at: number;
}

export interface SignOutMarksDeps {
  readonly folder: Folder;
  readonly hash: Hash;
  readonly log: Log;
  readonly clock: Clock;
  readonly newId: () => string;
  /** The profiles whose keys this window may hold. */
  readonly profiles: () => readonly RemoteProfile[];
  /** Another window signed out: the key goes at once. */
  readonly drop: (profile: RemoteProfile) => void;
  /** Another window deleted everything at that time (ms since 1970): this one forgets what it knows, too. */
  readonly cleared: (at: number) => void;
  /** Another window signed in: the storage has another key. */
  readonly recheck: (profile: RemoteProfile) => void;
  /** Between two looks, for a watch can miss a change. In ms. */
  readonly pause: number;
}

/** Makes a sign-out in one window count in all of them, where the secret storage tells the others nothing. */
export class SignOutMarks implements Disposable {
  private readonly seen = new Map<string, string>();
  private readonly watch: Disposable;
  private readonly startedAt: number;
  private timer: Disposable | undefined;
  private work: Promise<void> = Promise.resolve();
  private isOver = false;

  constructor(private readonly deps: SignOutMarksDeps) {
    this.startedAt = deps.clock.now();
    this.watch = deps.folder.watch(accountsFolder, () => void this.look());
    this.lookLater();
  }

  /** This window signed in, or out: tells the others. Never rejects. */
  tell(profile: RemoteProfile, signedIn: boolean): Promise<void> {
    return this.leave(this.pathOf(profile), { signedIn, at: this.deps.clock.now() });
  }

  /** This window deleted everything: the others do so as well. Never rejects. @param at ms since 1970 */
  tellCleared(at: number): Promise<void> {
    return this.leave(clearedPath, { signedIn: false, at });
  }

  /** Obeys what other windows left since the last look. Never rejects. */
  look(): Promise<void> {
    return this.queue(async () => {
      const cleared = await this.newAt(clearedPath);
      if (cleared) this.deps.cleared(cleared.at);
      for (const profile of this.deps.profiles()) await this.lookAt(profile);
    });
  }

  dispose(): void {
    this.isOver = true;
    this.watch.dispose();
    this.timer?.dispose();
  }

  private leave(path: string, told: Pick<AccountMark, 'signedIn' | 'at'>): Promise<void> {
    return this.queue(async () => {
      const { folder, newId } = this.deps;
      const before = readMark(await folder.read(path));
      const generation = (before?.generation ?? 0) + 1;
      const mark: AccountMark = { generation, id: newId(), ...told };
      // Seen before it is written: the watch tells of it as well.
      this.seen.set(path, mark.id);
      await folder.write(path, [JSON.stringify(mark)]);
    });
  }

  private lookLater(): void {
    this.timer = this.deps.clock.after(this.deps.pause, () => {
      void this.look().finally(() => {
        if (!this.isOver) this.lookLater();
      });
    });
  }

  private async lookAt(profile: RemoteProfile): Promise<void> {
    const mark = await this.newAt(this.pathOf(profile));
    if (mark?.signedIn === true) this.deps.recheck(profile);
    else if (mark) this.deps.drop(profile);
  }

  /** A mark that another window left since the last look. */
  private async newAt(path: string): Promise<AccountMark | undefined> {
    const mark = readMark(await this.deps.folder.read(path));
    if (!mark || this.seen.get(path) === mark.id || this.isOver) return undefined;
    const isFirst = !this.seen.has(path);
    this.seen.set(path, mark.id);
    // What was left before this window began, the storage knew when it was asked.
    return isFirst && mark.at < this.startedAt ? undefined : mark;
  }

  private pathOf(profile: RemoteProfile): string {
    return `${accountsFolder}/${this.deps.hash(profileId(profile))}.json`;
  }

  private queue(work: () => Promise<void>): Promise<void> {
    this.work = this.work.then(work).catch((error: unknown) => {
      this.deps.log.warn(`Other windows may not know who is signed in: ${String(error)}`);
    });
    return this.work;
  }
}

/** The mark of a file; undefined when it is none. Never throws. */
export function readMark(text: string | undefined): AccountMark | undefined {
  if (text === undefined) return undefined;
  try {
    const { generation, id, signedIn, at } = (JSON.parse(text) ?? {}) as Partial<AccountMark>;
    if (typeof generation !== 'number' || typeof id !== 'string' || typeof at !== 'number') return undefined;
    return typeof signedIn === 'boolean' ? { generation, id, signedIn, at } : undefined;
  } catch {
    return undefined;
  }
}
