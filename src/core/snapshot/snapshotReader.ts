import type { FolderEntry } from '../folder';
import { compareLists } from '../jobs/listDiff';
import type { SavedHead, SavedJob, SavedPiece } from '../jobs/savedLabel';
import type { SnapshotDeps } from './snapshotDeps';
import { labelFile, profileFolder } from './snapshotPaths';
import { openSnapshot, readLines, type OpenSnapshot, type Unusable } from './snapshotText';

interface ReaderDeps extends SnapshotDeps {
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
}

/** Reads the files of the tracked labels into the store, small ones first, and none twice unless it was written again. */
export class SnapshotReader {
  /** When the files read so far were written, by their paths. */
  private readonly seen = new Map<string, number>();
  private queue: Promise<void> = Promise.resolve();
  private waiting = 0;
  /** Grows with each `forget`: what was being read then is of no use. */
  private turn = 0;

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

  /** What was read is not in the store any more: it is read again, and what is being read does not get there. */
  forget(): void {
    this.turn++;
    this.seen.clear();
  }

  private async readAll(plan: ReadPlan): Promise<void> {
    const { profile, slices } = this.deps;
    const { turn } = this;
    const id = profile();
    if (id === undefined) return;
    try {
      const wanted = await this.wanted(id, plan.follow);
      slices.begin();
      for (const file of wanted) if (this.isCurrent(id, turn)) await this.readFile(file, plan);
    } catch (error) {
      this.deps.log.warn(`The saved jobs could not be read: ${String(error)}`);
    }
  }

  private async wanted(id: string, follow: boolean): Promise<readonly Wanted[]> {
    const { folder, hash, store } = this.deps;
    const path = profileFolder(id, hash);
    const entries = new Map((await folder.list(path)).map((entry) => [entry.name, entry]));
    const isNew = (label: string): boolean => label !== '' && store.label(label)?.asOf === undefined;
    const labels = [...store.allLabels.map(({ label }) => label), ...(store.allSingleIds.length > 0 ? [''] : [])];
    const files = labels.map((label) => ({ label, name: labelFile(label, hash) }));
    this.forgetAllBut(new Set(files.map(({ name }) => `${path}/${name}`)));
    return files
      .flatMap(({ label, name }) => {
        const entry = entries.get(name);
        return entry ? [{ label, entry, profile: id, path: `${path}/${name}` }] : [];
      })
      .filter(({ label, path: file, entry }) =>
        this.seen.get(file) === entry.changedAt ? follow && isNew(label) : follow || label === '' || isNew(label),
      )
      .sort((one, other) => one.entry.size - other.entry.size);
  }

  /** A label that is tracked again is read again. */
  private forgetAllBut(paths: ReadonlySet<string>): void {
    for (const path of this.seen.keys()) if (!paths.has(path)) this.seen.delete(path);
  }

  private async readFile({ label, path, entry, profile }: Wanted, plan: ReadPlan): Promise<void> {
    const { folder, clock, slices } = this.deps;
    const { turn } = this;
    this.seen.set(path, entry.changedAt);
    if (entry.size > largestFile) return this.setAside(path, 'too large');
    const parts = await folder.readParts(path);
    slices.begin();
    if (parts === undefined) return;
    const opened = openSnapshot(parts);
    if ('unusable' in opened) return this.setAside(path, opened.unusable);
    if (opened.profile !== profile || opened.head.label !== label) return this.setAside(path, 'foreign');
    const pieces = await this.parse(opened);
    if ('unusable' in pieces) return this.setAside(path, pieces.unusable);
    const isWhole = await this.apply({ ...opened, turn }, pieces, !plan.isFresh(opened.head));
    if (!isWhole) this.seen.delete(path);
    else if (clock.now() - entry.changedAt > touchAfter) await folder.touch(path);
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

  /** @returns false when the label is tracked no more: once it is again, it is read from the beginning */
  private async apply(
    { head, profile, writtenAt, turn }: OpenSnapshot & { readonly turn: number },
    pieces: readonly (readonly SavedJob[])[],
    stale: boolean,
  ): Promise<boolean> {
    const { store } = this.deps;
    const { resets } = store;
    // What was forgotten, at a sign-out say, does not come back by itself.
    const isForgotten = (): boolean => !this.isCurrent(profile, turn) || store.resets !== resets;
    const isTracked = (): boolean => head.label === '' || store.label(head.label) !== undefined;
    const ids: string[] = [];
    for (const jobs of pieces) {
      await this.deps.slices.breathe();
      if (isForgotten()) return true;
      if (!isTracked()) return false;
      for (const { id } of jobs) ids.push(id);
      this.deps.restore({ head, jobs, writtenAt, stale });
    }
    const before = store.label(head.label)?.jobIds ?? [];
    const diff = await this.deps.slices.through(compareLists(before, ids));
    await this.deps.slices.breathe();
    if (isForgotten()) return true;
    if (!isTracked()) return false;
    this.deps.restore({ head, jobs: [], ids, diff, writtenAt, stale });
    return true;
  }

  private isCurrent(profile: string, turn: number): boolean {
    return this.turn === turn && this.deps.profile() === profile;
  }

  private async setAside(path: string, reason: string): Promise<void> {
    const { folder, log, clock } = this.deps;
    log.warn(`A file of saved jobs is ${reason}: it was set aside, and the jobs are asked for anew.`);
    await folder.rename(path, `${path}.aside-${clock.now()}`);
  }
}
