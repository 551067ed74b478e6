import { Emitter, type Disposable } from '../core/event';
import type { RunScope } from '../core/jobs/pollRun';
import type { RemoteProfile } from '../core/profiles/profile';
import { profileId } from '../core/snapshot/snapshotPaths';
import type { Role } from '../core/windows/role';
import type { SharedWork } from '../core/windows/sharedWork';
import type { PollNews } from '../core/windows/wish';
import type { BackgroundDeps } from './lazy/background';

type Load = (deps: BackgroundDeps) => Promise<SharedWork>;

const loadBackground: Load = async (deps) => (await import('./lazy/background')).createBackground(deps);

/** Saved jobs and the sharing of work among windows, whose code is loaded after the start. Until then, and where it cannot be loaded, this window is alone. */
export class LazyBackground implements Disposable {
  private readonly changed = new Emitter<void>();
  private readonly cleared = new Emitter<number>();
  private readonly deps: BackgroundDeps;
  private work: SharedWork | undefined;
  private loading: Promise<SharedWork> | undefined;
  private isOver = false;

  /** The role of this window changed, or what the one that leads tells. */
  readonly onDidChange = this.changed.event;

  /** Another window deleted everything, at that time: ms since 1970. */
  readonly onDidClear = this.cleared.event;

  constructor(
    deps: Omit<BackgroundDeps, 'accounts'> & { readonly accounts: Omit<BackgroundDeps['accounts'], 'cleared'> },
    private readonly load: Load = loadBackground,
  ) {
    this.deps = { ...deps, accounts: { ...deps.accounts, cleared: (at) => this.cleared.fire(at) } };
  }

  /** Undefined before the other windows were looked at. */
  get role(): Role | undefined {
    return this.work?.current;
  }

  /** How polling goes in the window that leads; undefined while it is this one. */
  get news(): PollNews | undefined {
    return this.work?.news;
  }

  /** See `SharedWork`. */
  takeHandover(): PollNews | undefined {
    return this.work?.takeHandover();
  }

  /** Loads the code, looks at the other windows and shows what is saved. Never rejects. */
  async start(): Promise<void> {
    try {
      const work = await (this.loading ??= this.load(this.deps));
      if (this.isOver) {
        work.dispose();
        return;
      }
      this.work = work;
      work.onDidChange(() => this.changed.fire());
      await work.start();
    } catch (error) {
      this.deps.log.error(`Jobs are not saved, and windows do not share their work: ${String(error)}`);
    }
  }

  /** To be called when a fact changed. */
  update(): void {
    this.work?.update();
  }

  /** Refreshes, once for all windows. Never rejects. */
  refresh(scope: RunScope): Promise<void> {
    return this.work?.refresh(scope) ?? this.deps.refresh(scope);
  }

  /** @returns true in the one window that may do what has this name */
  async claim(name: string): Promise<boolean> {
    const work = await this.loading?.catch(() => undefined);
    return (await work?.claim(name)) ?? true;
  }

  /** This window signed in, or out. Never rejects. */
  async tellAccount(profile: RemoteProfile, signedIn: boolean): Promise<void> {
    const work = await this.loading?.catch(() => undefined);
    await work?.tellAccount(profile, signedIn);
  }

  /** Another account uses the profile in use: to be called before the rows are forgotten. Never rejects. */
  async forgetProfile(): Promise<void> {
    // Begins at once where the code is there: what is saved must not come back into the emptied store.
    await (this.work ?? (await this.loading?.catch(() => undefined)))?.forgetProfile();
  }

  /** Saves for one profile what is saved for another. Rejects when the code cannot be loaded or the disk refuses. */
  async copySaved(from: RemoteProfile, to: RemoteProfile): Promise<void> {
    const work = await (this.loading ??= this.load(this.deps));
    await work.writeNow();
    await work.saved.copy(profileId(from), profileId(to));
  }

  /** Removes the saved jobs of a profile. Rejects as `copySaved` does. */
  async removeSaved(profile: RemoteProfile): Promise<void> {
    const work = await (this.loading ??= this.load(this.deps));
    await work.saved.remove(profileId(profile));
  }

  /** Removes the saved jobs of all profiles. Rejects when the code cannot be loaded or the disk refuses. */
  async clearSaved(): Promise<void> {
    const work = await (this.loading ??= this.load(this.deps));
    await work.clearSaved();
  }

  /** Removes what all windows left, and lets them forget the rest. Rejects as `clearSaved` does. */
  async clearAll(at: number): Promise<void> {
    const work = await (this.loading ??= this.load(this.deps));
    await work.clearAll(at);
  }

  /** To be awaited before the window ends: at most two seconds. */
  async writeNow(): Promise<void> {
    await this.work?.writeNow();
  }

  dispose(): void {
    this.isOver = true;
    this.work?.dispose();
    this.changed.dispose();
    this.cleared.dispose();
  }
}
