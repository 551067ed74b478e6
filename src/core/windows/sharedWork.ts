import { Emitter, type Disposable } from '../event';
import type { PauseFacts } from '../jobs/pollPause';
import type { Guests } from '../jobs/singleJobs';
import type { RunScope } from '../jobs/pollRun';
import type { Profile, RemoteProfile } from '../profiles/profile';
import { profileId, snapshotsFolder } from '../snapshot/snapshotPaths';
import { cleanFolders } from '../snapshot/cleanFolders';
import type { SavedProfiles } from '../snapshot/savedProfiles';
import type { SnapshotReader } from '../snapshot/snapshotReader';
import type { SnapshotWriter } from '../snapshot/snapshotWriter';
import { claimsFolder, type Claim } from './claims';
import { makeParts, type PartsDeps } from './sharedParts';
import type { RefreshAsks } from './refreshAsks';
import { hasNewGuests, sameGuests, type Role } from './role';
import type { SignOutMarks } from './signOutMarks';
import { watchSaved } from './watchSaved';
import { newsOf, type OwnPolling, type PollNews, type WishFacts } from './wish';
import type { WindowBoard } from './windowBoard';

/** What the shell tells of this window. */
export interface WindowFacts extends Pick<PauseFacts, 'enabled' | 'visible' | 'focused' | 'pace'> {
  readonly profile: Profile;
  /** A key is known. */
  readonly hasKey: boolean;
  /** There is no key, and that is certain: then nothing is shared, and nothing is shown of what was saved. */
  readonly signedOut: boolean;
  readonly poll: OwnPolling & { readonly running: boolean };
}

export interface SharedWorkDeps extends PartsDeps {
  readonly facts: () => WindowFacts;
  /** Tracks in the store what this window tracks, and these for others. */
  readonly track: (guests: Guests) => void;
  /** Asks at once: another window tracks something new. */
  readonly wake: () => void;
}

/** What goes on behind the view: saved jobs, and windows that ask once for all of them. */
export class SharedWork implements Disposable {
  private readonly board: WindowBoard;
  private readonly asks: RefreshAsks;
  private readonly marks: SignOutMarks;
  private readonly writer: SnapshotWriter;
  private readonly reader: SnapshotReader;
  private readonly changed = new Emitter<Role>();
  private readonly own: Disposable[] = [];
  private following: Disposable | undefined;
  /** While the window that led before may still write: what it writes is read, though this one leads. */
  private handover: Disposable | undefined;
  private profile: string | undefined;
  private role: Role;
  private poll: PollNews = {};
  private isOver = false;
  /** Above 0 while files of another account are removed. */
  private forgetting = 0;

  /** Claims a notice, say, for one window of all; see `createClaims`. */
  readonly claim: Claim;
  /** What is saved of whole profiles. */
  readonly saved: SavedProfiles;
  /** Removes what all windows left, but word of it, for the others forget everything then. Rejects when the disk refuses. */
  readonly clearAll: (at: number) => Promise<void>;
  /** Another window leads, or this one for others; or the one that leads tells something new. */
  readonly onDidChange = this.changed.event;

  constructor(private readonly deps: SharedWorkDeps) {
    this.profile = this.profileNow();
    const parts = makeParts(deps, {
      facts: this.wishFacts(),
      profile: () => this.profileNow(),
      mayShow: () => !this.isOver && this.forgetting === 0 && !this.deps.facts().signedOut,
      load: () => this.read(),
    });
    ({ board: this.board, asks: this.asks, marks: this.marks, claim: this.claim } = parts);
    ({ writer: this.writer, reader: this.reader, saved: this.saved, clearAll: this.clearAll } = parts);
    this.role = this.board.role;
    this.own.push(this.asks, this.marks, this.writer);
  }

  /** Who asks, for whom, and how attentively. */
  get current(): Role {
    return this.role;
  }

  /** How polling goes where it is done for this window; undefined while this one leads. */
  get news(): PollNews | undefined {
    return this.role.leads ? undefined : (this.role.leader?.poll ?? {});
  }

  /** How polling stood in the window that led before this one, once; undefined when there was none. */
  takeHandover(): PollNews | undefined {
    const { handover } = this.board;
    this.board.handover = undefined;
    return handover;
  }

  /** Looks at the other windows, then shows what is saved. Never rejects. */
  async start(): Promise<void> {
    this.own.push(
      this.board.onDidChange((role) => this.take(role)),
      this.deps.store.onDidChange(({ tracked }) => {
        if (tracked) this.update();
        if (tracked) void this.read();
      }),
    );
    await this.board.start();
    this.take(this.board.role);
    await this.read();
    const { clock, folder, timings, log } = this.deps;
    const clean = (): Promise<void> => cleanFolders({ folder, clock }, [claimsFolder]);
    const failed = (error: unknown): void => log.debug(`Old files could not be removed: ${String(error)}`);
    if (!this.isOver) this.own.push(clock.after(timings.cleaning, () => void clean().catch(failed)));
  }

  /** To be called when anything of the facts changed. */
  update(): void {
    if (this.isOver) return;
    const profile = this.profileNow();
    const isOther = profile !== this.profile;
    this.profile = profile;
    if (isOther) {
      this.writer.enter();
      this.handover?.dispose();
      this.handover = undefined;
    }
    const { poll } = this.deps.facts();
    // While a run is under way the last news stand.
    if (!poll.running) this.poll = newsOf(poll);
    this.board.set({ ...this.wishFacts(), poll: this.poll });
    if (isOther) {
      this.take(this.board.role);
      void this.read();
    }
  }

  /** Refreshes, once for all windows. Never rejects. */
  refresh(scope: RunScope): Promise<void> {
    return this.asks.refresh(scope);
  }

  /** This window signed in, or out: the others hear of it. Never rejects. */
  tellAccount(profile: RemoteProfile, signedIn: boolean): Promise<void> {
    return this.marks.tell(profile, signedIn);
  }

  /** Removes the saved jobs of all profiles. Rejects when the disk refuses. */
  async clearSaved(): Promise<void> {
    await this.writer.forget();
    await this.deps.folder.remove(snapshotsFolder);
  }

  /** Another account uses the profile: removes what is saved of it, and shows nothing of that meanwhile. Never rejects. */
  async forgetProfile(): Promise<void> {
    this.forgetting++;
    await this.writer.forget();
    await this.saved.remove(this.profile).catch((error: unknown) => {
      this.deps.log.warn(`The saved jobs of another account could not be deleted: ${String(error)}`);
    });
    this.forgetting--;
  }

  /** Writes what is not written yet, for at most two seconds. Never rejects. */
  async writeNow(): Promise<void> {
    const { clock } = this.deps;
    await new Promise<void>((resolve) => {
      const limit = clock.after(2000, resolve);
      void this.writer.writeNow().finally(() => {
        limit.dispose();
        resolve();
      });
    });
  }

  dispose(): void {
    this.isOver = true;
    this.following?.dispose();
    this.handover?.dispose();
    for (const part of this.own) part.dispose();
    this.board.dispose();
    this.changed.dispose();
  }

  private profileNow(): string | undefined {
    return profileId(this.deps.facts().profile);
  }

  private wishFacts(): WishFacts {
    const { enabled, visible, focused, pace, hasKey, signedOut } = this.deps.facts();
    const labels = this.deps.store.labels.map(({ label }) => label);
    const profile = signedOut ? undefined : this.profileNow();
    return { profile, labels, jobIds: this.deps.store.singleIds, enabled, visible, focused, pace, hasKey };
  }

  private take(role: Role): void {
    const before = this.role;
    this.role = role;
    if (role.leads) this.lead();
    else this.follow();
    if (!sameGuests(before.guests, role.guests)) this.deps.track(role.guests);
    // Who begins to follow reads what is there: it must not be of a minute ago.
    if (before.followers === 0 && role.followers > 0) void this.writer.writeNow();
    this.changed.fire(role);
    if (hasNewGuests(before, role)) this.deps.wake();
  }

  private lead(): void {
    if (this.following) this.readLate();
    this.following?.dispose();
    this.following = undefined;
    this.writer.lead(true);
  }

  /** Who led until now hears of it with its next look at the others, and writes then what it had not written yet. */
  private readLate(): void {
    const { clock, timings } = this.deps;
    this.handover?.dispose();
    const last = clock.after(2 * timings.heartbeat, () => {
      void this.read().finally(() => {
        if (this.handover === last) this.handover = undefined;
      });
    });
    this.handover = last;
  }

  private follow(): void {
    // What this window knows and has not written yet, the one that leads now may not know.
    const stop = (): void => {
      if (!this.role.leads) this.writer.lead(false);
    };
    if (!this.following) void this.writer.writeNow().finally(stop);
    this.following?.dispose();
    this.following = watchSaved(this.deps, this.profile, () => void this.read());
    void this.read();
  }

  /** Takes what is saved: at a start whatever is there, later what another window wrote. */
  private async read(): Promise<void> {
    await this.reader.read(() => {
      const { leader, leads } = this.role;
      const isHandedOver = leads && this.handover !== undefined;
      const { freshSince = Infinity } = (isHandedOver ? this.board.wish : leader) ?? {};
      return { follow: !leads || isHandedOver, isFresh: ({ asOf }) => asOf >= freshSince };
    });
  }
}
