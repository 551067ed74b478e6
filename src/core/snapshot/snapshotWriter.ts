import { Emitter, type Disposable } from '../event';
import type { SavedPiece } from '../jobs/savedLabel';
import { DirtyLabels } from './dirtyLabels';
import { labelSnapshot } from './labelSnapshot';
import type { SnapshotDeps } from './snapshotDeps';
import { labelFile, profileFolder } from './snapshotPaths';

interface WriterDeps extends SnapshotDeps {
  /** True when another window tracks the label: its file stays. */
  readonly isWanted: (label: string) => boolean;
  /** True while other windows read what is written. */
  readonly isFollowed: () => boolean;
}

/** The first change is written after so long, the next ones together; what failed, with the next change or by itself. In ms. */
const pauses = { first: 200, between: 3000, afterFailure: 30_000 } as const;

/** While nobody else reads it, so much longer for each part written, in ms: 50,000 jobs are written once in 50 s. */
const pausePerPart = 100;

/** Writes what changed in the store, label by label, while this window is the one that asks the server. */
export class SnapshotWriter implements Disposable {
  private readonly dirty = new DirtyLabels();
  private readonly written = new Emitter<void>();
  private readonly subscription: Disposable;
  private timer: Disposable | undefined;
  private retry: Disposable | undefined;
  private running: Promise<void> | undefined;
  /** Of those who wait for all to be written. */
  private finishing: Promise<void> | undefined;
  private isOver = false;
  private lastAt = -Infinity;
  /** Parts that the last pass wrote. */
  private parts = 0;
  private writes = false;
  private restoring = false;
  private hasFailed = false;
  /** Grows when something else is tracked: a file half made is of a store that is no more. */
  private turn = 0;
  private own: { readonly profile: string | undefined; readonly labels: readonly string[] };

  /** Files were written. */
  readonly onDidWrite = this.written.event;

  constructor(private readonly deps: WriterDeps) {
    this.own = this.tracked();
    this.subscription = deps.store.onDidChange((change) => {
      if (change.tracked) this.turn++;
      if (this.writes && !this.restoring) this.dirty.note(change);
      if (change.tracked || !this.dirty.isEmpty) this.schedule();
    });
  }

  /** Whether this window writes; what changed while it did not was written by another. */
  lead(writes: boolean): void {
    this.writes = writes;
    if (!writes) this.dirty.clear();
  }

  /** Another profile is in use: what was not written of the last one stays unwritten. */
  enter(): void {
    this.dirty.clear();
    this.own = this.tracked();
  }

  /** Hands a piece to the store: what comes from the disk need not go there. */
  restore(piece: SavedPiece): void {
    this.restoring = true;
    try {
      this.deps.store.restore(piece);
    } finally {
      this.restoring = false;
    }
  }

  /** The file of this label is to be written, changed or not. */
  renew(label: string): void {
    if (this.writes) this.dirty.add(label);
  }

  /** Writes nothing of what it knows now, not even what it is writing. */
  async forget(): Promise<void> {
    this.turn++;
    await this.running;
    this.dirty.clear();
  }

  /** Writes what is due without waiting for its time, though this is disposed meanwhile. Never rejects. */
  writeNow(): Promise<void> {
    this.timer?.dispose();
    this.timer = undefined;
    const work = (async () => {
      await this.running;
      await this.run();
    })().finally(() => {
      if (this.finishing === work) this.finishing = undefined;
    });
    return (this.finishing = work);
  }

  /** What is being written for `writeNow` still gets to the disk: VS Code ends everything in the turn in which it says that it will. */
  dispose(): void {
    this.isOver = true;
    this.subscription.dispose();
    this.timer?.dispose();
    this.retry?.dispose();
    this.written.dispose();
    const end = (): void => {
      this.turn++;
      this.writes = false;
    };
    if (this.finishing) void this.finishing.finally(end);
    else end();
  }

  private schedule(): void {
    if (this.timer || this.isOver) return;
    const { clock, isFollowed } = this.deps;
    const between = pauses.between + (isFollowed() ? 0 : this.parts * pausePerPart);
    const wait = Math.max(pauses.first, this.lastAt + between - clock.now());
    this.timer = clock.after(Math.min(wait, between), () => {
      this.timer = undefined;
      if (this.running) this.schedule();
      else void this.run();
    });
  }

  private run(): Promise<void> {
    const work = this.pass().finally(() => {
      if (this.running === work) this.running = undefined;
    });
    return (this.running = work);
  }

  private async pass(): Promise<void> {
    const { store, slices, clock, profile } = this.deps;
    this.lastAt = clock.now();
    this.parts = 0;
    this.retry?.dispose();
    slices.begin();
    const id = profile();
    const left = new Set<string>();
    try {
      await this.removeUntracked();
      for (const label of await this.dirty.take(store, slices)) left.add(label);
      if (id === undefined || left.size === 0) return;
      for (const label of left) {
        await this.write(id, label);
        left.delete(label);
      }
      this.written.fire();
    } catch (error) {
      this.failed(error);
      if (id === undefined || !this.mayWrite(id)) return;
      for (const label of left) this.dirty.add(label);
      if (!this.isOver) this.retry = clock.after(pauses.afterFailure, () => this.schedule());
    }
  }

  private async write(id: string, label: string): Promise<void> {
    const { store, slices, folder, hash, clock } = this.deps;
    const { turn } = this;
    if (!this.mayWrite(id)) return;
    const text = await labelSnapshot(store, { profile: id, label, now: clock.now() }, slices);
    if (!this.mayWrite(id)) return;
    if (turn !== this.turn) {
      // Something else is tracked meanwhile: made again from what is known now.
      this.dirty.add(label);
      this.schedule();
    } else if (text) {
      await folder.write(`${profileFolder(id, hash)}/${labelFile(label, hash)}`, text);
      slices.begin();
      this.parts += text.length;
      this.hasFailed = false;
    }
  }

  private mayWrite(id: string): boolean {
    return this.writes && this.deps.profile() === id;
  }

  /** Deletes the files of labels that this window tracked and that nobody tracks any more. */
  private async removeUntracked(): Promise<void> {
    const { folder, hash, store, isWanted } = this.deps;
    const before = this.own;
    this.own = this.tracked();
    const { profile } = this.own;
    if (profile === undefined || before.profile !== profile) return;
    const kept = new Set([...this.own.labels, ...store.allLabels.map(({ label }) => label)]);
    for (const label of before.labels.filter((one) => !kept.has(one) && !isWanted(one)))
      await folder.remove(`${profileFolder(profile, hash)}/${labelFile(label, hash)}`);
  }

  private tracked(): SnapshotWriter['own'] {
    const { store, profile } = this.deps;
    const singles = store.allSingleIds.length > 0 ? [''] : [];
    return { profile: profile(), labels: [...store.labels.map(({ label }) => label), ...singles] };
  }

  /** A disk that is full or read-only is told of once, until it works again. */
  private failed(error: unknown): void {
    if (!this.hasFailed) this.deps.log.warn(`The jobs could not be saved on this machine: ${String(error)}`);
    this.hasFailed = true;
  }
}
