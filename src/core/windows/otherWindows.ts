import type { Clock } from '../clock';
import type { Folder } from '../folder';
import type { Processes } from './processes';
import { SignsOfLife } from './signsOfLife';
import type { WindowTimings } from './timings';
import { readWish, type Wish } from './wish';

/** The folder of the windows' wishes. */
export const windowsFolder = 'windows';

/** A file of a window that gave no sign of life for so long is removed, in ms: it was killed. */
const leftOver = 60_000;

interface OtherWindowsDeps {
  readonly folder: Folder;
  readonly clock: Clock;
  readonly timings: Pick<WindowTimings, 'death'>;
  readonly processes: Pick<Processes, 'isGone'>;
  /** The file of this window. */
  readonly ownName: string;
}

interface Other {
  readonly wish: Wish;
  readonly text: string;
  /** Its last sign of life, ms since 1970. */
  readonly seenAt: number;
}

/** What the other windows told, as far as this one has read it. */
export class OtherWindows {
  private readonly others = new Map<string, Other>();
  private readonly signs: SignsOfLife;
  private hasNews = false;

  constructor(private readonly deps: OtherWindowsDeps) {
    this.signs = new SignsOfLife(deps.clock, deps.timings.death);
  }

  /** Wishes of those that live, of all profiles. */
  get live(): readonly Wish[] {
    return this.recent.filter((wish) => !this.deps.processes.isGone(wish.process));
  }

  /** Those, and of who was killed a moment ago. */
  get recent(): readonly Wish[] {
    const isRecent = ({ seenAt }: Other): boolean => this.signs.age(seenAt) <= this.deps.timings.death;
    return [...this.others.values()].filter(isRecent).map(({ wish }) => wish);
  }

  /** To be told often; see `SignsOfLife`. */
  beat(): void {
    this.signs.beat();
  }

  /** @returns true once for anything new that was read */
  takeNews(): boolean {
    const { hasNews } = this;
    this.hasNews = false;
    return hasNews;
  }

  /** Reads what is new, and removes what was left over. Rejects when the disk refuses. */
  async look(): Promise<void> {
    const entries = await this.deps.folder.list(windowsFolder);
    const names = new Set(entries.map(({ name }) => name));
    for (const name of this.others.keys()) if (!names.has(name)) this.forget(name);
    for (const { name, changedAt } of entries) {
      if (!this.isOther(name)) continue;
      if (this.signs.age(changedAt) > leftOver) await this.deps.folder.remove(`${windowsFolder}/${name}`);
      else if (this.others.get(name)?.seenAt !== changedAt) await this.read(name, changedAt);
    }
  }

  /** As `look`, for a file that changed just now: who wrote it lives, or removed it. @returns false for no other's file */
  async lookAt(name: string | undefined): Promise<boolean> {
    if (name === undefined) await this.look();
    else if (this.isOther(name)) await this.read(name, this.deps.clock.now());
    else return false;
    return true;
  }

  private isOther(name: string): boolean {
    return name !== this.deps.ownName && name.endsWith('.json');
  }

  private async read(name: string, seenAt: number): Promise<void> {
    const text = await this.deps.folder.read(`${windowsFolder}/${name}`);
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
}
