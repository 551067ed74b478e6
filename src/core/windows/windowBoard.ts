import type { Clock } from '../clock';
import { Emitter, type Disposable } from '../event';
import type { Folder } from '../folder';
import type { Log } from '../log';
import { OtherWindows, windowsFolder } from './otherWindows';
import type { Processes } from './processes';
import { roleOf, type Role } from './role';
import type { WindowTimings } from './timings';
import { toldByFollower, toldNews, type PollNews, type Wish, type WishFacts } from './wish';

export interface WindowBoardDeps {
  readonly folder: Folder;
  readonly clock: Clock;
  readonly log: Log;
  /** Of letters, digits and `-` only; of no other window. */
  readonly id: string;
  readonly timings: WindowTimings;
  readonly processes: Processes;
}

/** Tells the other windows what this one needs, and knows what they need. */
export class WindowBoard implements Disposable {
  private own: Wish;
  private readonly others: OtherWindows;
  private readonly file: string;
  private current: Role;
  private readonly changed = new Emitter<Role>();
  private watch: Disposable | undefined;
  private timer: Disposable | undefined;
  private work: Promise<void> = Promise.resolve();
  private written = '';
  private isPublishing = false;
  private isBroken = false;
  /** False before the first look: until then nobody may think that this window leads. */
  private hasLooked = false;
  private isOver = false;

  /** How polling stood when this window took the lead from another; undefined when it took it from none. */
  handover: PollNews | undefined;

  /** Another window's wish changed, or the role of this one. */
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly deps: WindowBoardDeps,
    facts: WishFacts,
  ) {
    const startedAt = deps.clock.now();
    const nothing = { leads: false, asks: [], taken: [], done: [] };
    const process = deps.processes.own;
    this.own = { ...facts, id: deps.id, process, startedAt, freshSince: startedAt, ...nothing };
    const ownName = `${deps.id}.json`;
    this.file = `${windowsFolder}/${ownName}`;
    this.others = new OtherWindows({ ...deps, ownName });
    this.current = roleOf(this.own, []);
  }

  get role(): Role {
    return this.current;
  }

  get wish(): Wish {
    return this.own;
  }

  /** Wishes of the other live windows, of all profiles. */
  get live(): readonly Wish[] {
    // A window that cannot tell of itself must not count on others, for they do not count on it.
    return this.isBroken ? [] : this.others.live;
  }

  /** Looks at the others, then tells them of this window. Never rejects. */
  async start(): Promise<void> {
    this.watch = this.deps.folder.watch(windowsFolder, (name) => void this.queue(() => this.lookAt(name)));
    await this.queue(() => this.others.look());
    this.hasLooked = true;
    this.judge();
    await this.publish();
    this.beatLater();
  }

  /** Changes what this window tells. */
  set(part: Partial<Omit<Wish, 'id' | 'startedAt' | 'leads' | 'freshSince'>>): void {
    this.own = { ...this.own, ...part };
    this.judge();
    void this.publish();
  }

  /** Removes what the others told; those that live tell it again with their next beat. Rejects when the disk refuses. */
  async sweep(): Promise<void> {
    const { folder } = this.deps;
    const paths = (await folder.list(windowsFolder)).map(({ name }) => `${windowsFolder}/${name}`);
    for (const path of paths) if (path !== this.file) await folder.remove(path);
  }

  /** The others see at once that this window is gone. */
  dispose(): void {
    this.isOver = true;
    for (const each of [this.watch, this.timer, this.changed]) each?.dispose();
    void this.queue(() => this.deps.folder.remove(this.file));
  }

  private beatLater(): void {
    if (this.isOver) return;
    this.timer = this.deps.clock.after(this.deps.timings.heartbeat, () => {
      void this.queue(() => this.beat()).finally(() => this.beatLater());
    });
  }

  private async beat(): Promise<void> {
    this.others.beat();
    const isThere = await this.deps.folder.touch(this.file);
    if (isThere) this.isBroken = false;
    else this.written = '';
    await this.others.look();
    this.judge();
    // Not waited for: it queues behind this very beat.
    void this.publish();
  }

  private async lookAt(name: string | undefined): Promise<void> {
    if (!(await this.others.lookAt(name))) return;
    this.judge();
    void this.publish();
  }

  /** The window that led until now; a window that opens with the focus takes the lead before it followed. */
  private predecessor(): Wish | undefined {
    const { profile } = this.own;
    const { leader } = this.current;
    return leader?.profile === profile ? leader : leaderIn(this.live, profile);
  }

  /** What the server asked for that answered a window which was killed a moment ago: nothing else of it is of now. */
  private patience(): PollNews | undefined {
    return toldByFollower(leaderIn(this.others.recent, this.own.profile)?.poll ?? {});
  }

  /** Works out the role anew. */
  private judge(): void {
    if (this.isOver || !this.hasLooked) return;
    const role = roleOf(this.own, this.live);
    const leads = role.leads && this.own.hasKey && this.own.enabled && this.own.profile !== undefined;
    if (leads && !this.own.leads) {
      // Who takes over from another goes on with what that one was told.
      const from = this.predecessor();
      this.own = { ...this.own, leads, freshSince: from?.freshSince ?? this.deps.clock.now() };
      this.handover = from ? from.poll : this.patience();
    } else this.own = { ...this.own, leads };
    const before = this.current;
    this.current = role;
    if (!this.others.takeNews() && JSON.stringify(before) === JSON.stringify(role)) return;
    this.changed.fire(role);
  }

  /** Writes the wish when it says something new; one write after the other. */
  private publish(): Promise<void> {
    if (this.isPublishing || !this.hasLooked) return this.work;
    this.isPublishing = true;
    return this.queue(async () => {
      this.isPublishing = false;
      const text = this.text();
      if (this.isOver || text === this.written) return;
      await this.deps.folder.write(this.file, [text]);
      this.written = text;
      if (!this.isBroken) return;
      this.isBroken = false;
      this.judge();
    });
  }

  private text(): string {
    const { poll, ...wish } = this.own;
    const { leads } = this.own;
    const told = poll && (leads ? toldNews(poll, this.current.followers > 0) : toldByFollower(poll));
    return JSON.stringify(told ? { ...wish, poll: told } : wish);
  }

  private queue(work: () => Promise<void>): Promise<void> {
    this.work = this.work.then(work).catch((error: unknown) => this.broken(error));
    return this.work;
  }

  /** A disk that is full or read-only parts the windows: each leads for itself. Told of once, until it works again. */
  private broken(error: unknown): void {
    if (this.isOver) return;
    if (!this.isBroken) this.deps.log.warn(`This window cannot share its work with others: ${String(error)}`);
    this.isBroken = true;
    this.judge();
  }
}

function leaderIn(wishes: readonly Wish[], profile: string | undefined): Wish | undefined {
  return wishes.find((wish) => wish.leads && wish.profile === profile);
}
