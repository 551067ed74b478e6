import type { FolderEntry } from '../folder';
import { compareLists } from '../jobs/listDiff';
import type { SavedHead, SavedJob, SavedPiece } from '../jobs/savedLabel';
import type { SnapshotDeps } from './snapshotDeps';
import { labelFile, profileFolder } from './snapshotPaths';
import { openSnapshot, readLines, type OpenSnapshot, type Unusable } from './snapshotText';

interface ReaderDeps extends SnapshotDeps {
  /** False while nothing that was saved may be shown, after a sign-out say: then no file is begun. */
  readonly mayShow: () => boolean;
  /** Hands a piece to the store. */
  readonly restore: (piece: SavedPiece) => void;
}

/** A larger file is none of ours, in bytes: 50,000 jobs with all their results are a fifth of it. */
const largestFile = 64 * 1024 * 1024;

/** A file that is in use is touched when it is older than this, in ms, so that nobody takes it for forgotten. */
const touchAfter = 86_400_000;

/** What is read, and what it is worth. */
export interface ReadPlan {
  /** True: every file that was written again. False: only labels of which nothing is known. */
  readonly follow: boolean;
  /** False: what an earlier session left, shown as old until the server answers. */
  readonly isFresh: (head: SavedHead) => boolean;
}

interface Wanted {
  readonly label: string;
  readonly path: string;
  readonly profile: string;
  readonly entry: FolderEntry;
  /** See `JobStore.trackingOf`. */
  readonly tracking: object | undefined;
}

/** A file that was read: not again, unless it is written again, or its label is tracked again. */
type Seen = Pick<FolderEntry, 'changedAt'> & Pick<Wanted, 'tracking'>;

/** Reads the files of the tracked labels into the store, small ones first, and none twice unless it was written again. */
export class SnapshotReader {
  /** By the paths of the files. */
  private readonly seen = new Map<string, Seen>();
  /** Paths of what was warned of and was not fine since; of files that were read with the `changedAt` they had then. */
  private readonly warned = new Map<string, number>();
  private queue: Promise<void> = Promise.resolve();
  private waiting = 0;

  constructor(private readonly deps: ReaderDeps) {}

  /**
   * Reads what is new on the disk, after a reading that is under way. Never rejects.
   * @param plan asked when the reading begins
   */
  read(plan: () => ReadPlan): Promise<void> {
    // One that waits reads everything that the next one would.
    if (this.waiting > 0) return this.queue;
    this.waiting++;
    this.queue = this.queue.then(() => {
      this.waiting--;
      return this.readAll(plan());
    });
    return this.queue;
  }

  private async readAll(plan: ReadPlan): Promise<void> {
    const { profile, slices, mayShow, hash } = this.deps;
    const failed = (path: string, error: unknown): void =>
      this.warn(path, `The saved jobs could not be read: ${String(error)}`);
    const id = profile();
    if (id === undefined) return;
    const path = profileFolder(id, hash);
    try {
      const wanted = await this.wanted(id, plan.follow);
      this.warned.delete(path);
      slices.begin();
      // One file that the disk refuses keeps none of the others.
      for (const file of wanted)
        if (profile() === id && mayShow())
          await this.readFile(file, plan).catch((error: unknown) => {
            this.seen.delete(file.path);
            failed(file.path, error);
          });
    } catch (error) {
      failed(path, error);
    }
  }

  /** Once, however often it is tried. */
  private warn(path: string, text: string, changedAt = 0): void {
    if (this.warned.get(path) === changedAt) return;
    this.warned.set(path, changedAt);
    this.deps.log.warn(text);
  }

  private async wanted(id: string, follow: boolean): Promise<readonly Wanted[]> {
    const { folder, hash, store } = this.deps;
    const path = profileFolder(id, hash);
    const entries = new Map((await folder.list(path)).map((entry) => [entry.name, entry]));
    const isNew = (label: string): boolean => store.label(label)?.asOf === undefined;
    const labels = [...store.allLabels.map(({ label }) => label), ...(store.allSingleIds.length > 0 ? [''] : [])];
    const files = labels.map((label) => ({ label, name: labelFile(label, hash) }));
    return files
      .flatMap(({ label, name }) => {
        const entry = entries.get(name);
        const tracking = store.trackingOf(label);
        return entry ? [{ label, entry, tracking, profile: id, path: `${path}/${name}` }] : [];
      })
      .filter((file) => follow || file.label === '' || isNew(file.label) || this.isUnread(file))
      .filter((file) => !this.hasSeen(file))
      .sort((one, other) => one.entry.size - other.entry.size);
  }

  /** Of a label that the server was quicker to answer for, a file tells the history all the same. */
  private isUnread({ path, tracking }: Wanted): boolean {
    return this.seen.get(path)?.tracking !== tracking;
  }

  private hasSeen({ path, entry, tracking }: Wanted): boolean {
    const seen = this.seen.get(path);
    return seen?.changedAt === entry.changedAt && seen.tracking === tracking;
  }

  private async readFile(wanted: Wanted, plan: ReadPlan): Promise<void> {
    const { folder, clock, slices } = this.deps;
    const { label, path, entry, profile, tracking } = wanted;
    this.seen.set(path, { changedAt: entry.changedAt, tracking });
    if (entry.size > largestFile) return this.setAside(wanted, 'too large');
    const parts = await folder.readParts(path);
    slices.begin();
    if (parts === undefined) return;
    const opened = openSnapshot(parts);
    if ('unusable' in opened) return this.setAside(wanted, opened.unusable);
    if (opened.profile !== profile || opened.head.label !== label) return this.setAside(wanted, 'foreign');
    const pieces = await this.parse(opened);
    if ('unusable' in pieces) return this.setAside(wanted, pieces.unusable);
    const isWhole = await this.apply({ ...opened, tracking }, pieces, !plan.isFresh(opened.head));
    this.warned.delete(path);
    if (!isWhole) this.seen.delete(path);
    else if (clock.now() - entry.changedAt > touchAfter) await folder.touch(path).catch(() => undefined);
  }

  /** The whole file is understood before any of it is used. */
  private async parse(opened: OpenSnapshot): Promise<readonly (readonly SavedJob[])[] | Unusable> {
    const pieces: (readonly SavedJob[])[] = [];
    for (const jobs of readLines(opened)) {
      if ('unusable' in jobs) return jobs;
      pieces.push(jobs);
      await this.deps.slices.breathe();
    }
    return pieces;
  }

  /** @returns false when it was not read to its end: then it is to be read again */
  private async apply(
    { head, profile, writtenAt, tracking }: OpenSnapshot & Pick<Wanted, 'tracking'>,
    pieces: readonly (readonly SavedJob[])[],
    stale: boolean,
  ): Promise<boolean> {
    const { store } = this.deps;
    // What is forgotten meanwhile does not come back by itself; what is tracked again is read from the beginning.
    const isOver = (): boolean => this.deps.profile() !== profile || store.trackingOf(head.label) !== tracking;
    const ids: string[] = [];
    for (const jobs of pieces) {
      await this.deps.slices.breathe();
      if (isOver()) return false;
      for (const { id } of jobs) ids.push(id);
      this.deps.restore({ head, jobs, writtenAt, stale });
    }
    const before = store.label(head.label)?.jobIds ?? [];
    const diff = await this.deps.slices.through(compareLists(before, ids));
    await this.deps.slices.breathe();
    if (isOver()) return false;
    this.deps.restore({ head, jobs: [], ids, diff, writtenAt, stale });
    return true;
  }

  /** A file that the disk keeps in its place is read no more before it changes. */
  private async setAside({ path, entry }: Wanted, reason: string): Promise<void> {
    const { folder, clock } = this.deps;
    const outcome = await folder.rename(path, `${path}.aside-${clock.now()}`).then(
      () => 'was set aside',
      (error: unknown) => `could not be set aside (${String(error)})`,
    );
    const text = `A file of saved jobs is ${reason}: it ${outcome}, and the jobs are asked for anew.`;
    this.warn(path, text, entry.changedAt);
  }
}
