import type { Clock } from '../clock';
import { Emitter, type Disposable } from '../event';
import type { Folder } from '../folder';
import type { Log } from '../log';
import { roleOf, type Role } from './role';
import type { WindowTimings } from './timings';
import { SignsOfLife } from './signsOfLife';
import { readWish, toldByFollower, toldNews, type PollNews, type Wish, type WishFacts } from './wish';

/** The folder of the windows' wishes. */
export const windowsFolder = 'windows';

/** A file of a window that gave no sign of life for so long is removed, in ms: it was killed. */
const leftOver = 60_000;

export interface WindowBoardDeps {
  readonly folder: Folder;
  readonly clock: Clock;
  readonly log: Log;
  /** Of letters, digits and `-` only; of no other window. */
  readonly id: string;
  readonly timings: WindowTimings;
}

interface Other {
  readonly wish: Wish;
  readonly text: string;
  /** Its last sign of life, ms since 1970. */
  readonly seenAt: number;
}

/** Tells the other windows what this one needs, and knows what they need. */
export class WindowBoard implements Disposable {
  private own: Wish;
  private readonly others = new Map<string, Other>();
  private current: Role;
  private readonly changed = new Emitter<Role>();
  private watch: Disposable | undefined;
  private timer: Disposable | undefined;
  private work: Promise<void> = Promise.resolve();
  private written = '';
  private isPublishing = false;
  private readonly signs: SignsOfLife;
  private isBroken = false;
  /** False before the first look: until then nobody may think that this window leads. */
  private hasLooked = false;
  /** Another window says something new. */
  private hasNews = false;
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
    this.own = { ...facts, id: deps.id, startedAt, freshSince: startedAt, ...nothing };
    this.signs = new SignsOfLife(deps.clock, deps.timings.death);
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
    if (this.isBroken) return [];
    const isAlive = ({ seenAt }: Other): boolean => this.signs.age(seenAt) <= this.deps.timings.death;
    return [...this.others.values()].filter(isAlive).map(({ wish }) => wish);
  }

  /** Looks at the others, then tells them of this window. Never rejects. */
  async start(): Promise<void> {
    this.watch = this.deps.folder.watch(windowsFolder, (name) => void this.queue(() => this.lookAt(name)));
    await this.queue(() => this.look());
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
    const others = (await folder.list(windowsFolder)).filter(({ name }) => name !== this.fileName);
    for (const { name } of others) await folder.remove(this.pathOf(name));
  }

  /** The others see at once that this window is gone. */
  dispose(): void {
    this.isOver = true;
    this.watch?.dispose();
    this.timer?.dispose();
    this.changed.dispose();
    void this.queue(() => this.deps.folder.remove(this.pathOf(this.fileName)));
  }

  private get fileName(): string {
    return `${this.deps.id}.json`;
  }

  private pathOf(name: string): string {
    return `${windowsFolder}/${name}`;
  }

  private beatLater(): void {
    if (this.isOver) return;
    this.timer = this.deps.clock.after(this.deps.timings.heartbeat, () => {
      void this.queue(() => this.beat()).finally(() => this.beatLater());
    });
  }

  private async beat(): Promise<void> {
    this.signs.beat();
    const isThere = await this.deps.folder.touch(this.pathOf(this.fileName));
    if (isThere) this.isBroken = false;
    else this.written = '';
    await this.look();
    this.judge();
    // Not waited for: it queues behind this very beat.
    void this.publish();
  }

  private async look(): Promise<void> {
    const entries = await this.deps.folder.list(windowsFolder);
    const names = new Set(entries.map(({ name }) => name));
    for (const name of this.others.keys()) if (!names.has(name)) this.forget(name);
    for (const { name, changedAt } of entries) {
      if (name === this.fileName || !name.endsWith('.json')) continue;
      if (this.signs.age(changedAt) > leftOver) await this.deps.folder.remove(this.pathOf(name));
      else if (this.others.get(name)?.seenAt !== changedAt) await this.readOther(name, changedAt);
    }
  }

  private async lookAt(name: string | undefined): Promise<void> {
    if (name === this.fileName || name?.endsWith('.json') === false) return;
    // Just told of: it lives, or it is gone.
    if (name === undefined) await this.look();
    else await this.readOther(name, this.deps.clock.now());
    this.judge();
    void this.publish();
  }

  private async readOther(name: string, seenAt: number): Promise<void> {
    const text = await this.deps.folder.read(this.pathOf(name));
    const known = this.others.get(name);
    const wish = text !== undefined && text === known?.text ? known.wish : readWish(text ?? '');
    if (!wish || text === undefined) {
      this.forget(name);
      return;
    }
    if (text !== known?.text) this.hasNews = true;
    this.others.set(name, { wish, text, seenAt });
  }

  private forget(name: string): void {
    if (this.others.delete(name)) this.hasNews = true;
  }

  /** The window that led until now; a window that opens with the focus takes the lead before it followed. */
  private predecessor(): Wish | undefined {
    const { profile } = this.own;
    const { leader } = this.current;
    return leader?.profile === profile ? leader : this.live.find((wish) => wish.leads && wish.profile === profile);
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
      this.handover = from?.poll;
    } else this.own = { ...this.own, leads };
    const before = this.current;
    this.current = role;
    if (!this.hasNews && JSON.stringify(before) === JSON.stringify(role)) return;
    this.hasNews = false;
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
      await this.deps.folder.write(this.pathOf(this.fileName), [text]);
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
