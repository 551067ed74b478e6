import { SignOutMarks } from '../../../src/core/windows/signOutMarks';
import { RefreshAsks } from '../../../src/core/windows/refreshAsks';
import { windowTimings } from '../../../src/core/windows/timings';
import { WindowBoard } from '../../../src/core/windows/windowBoard';
import type { Folder } from '../../../src/core/folder';
import type { Role } from '../../../src/core/windows/role';
import type { RunScope } from '../../../src/core/jobs/pollRun';
import type { Wish, WishFacts } from '../../../src/core/windows/wish';
import { cropPhotoProfile, type RemoteProfile } from '../../../src/core/profiles/profile';
import { FakeClock } from '../../fakes/fakeClock';
import { MemoryFolder } from '../../fakes/memoryFolder';
import { MemoryLog } from '../../fakes/memoryLog';
import { ProcessTable } from '../../fakes/processTable';

/** The profile that windows of these tests share. */
export const shared = '["P","https://p.example"]';

const pace = { quickest: 2000, slowest: 15_000, hidden: 300_000 };

/** A window that nobody looks at and that may poll. */
export const plainFacts: WishFacts = {
  ...{ profile: shared, labels: [], jobIds: [], visible: false, focused: false },
  ...{ enabled: true, pace, hasKey: true },
};

/** A wish, for the rules that need no files. */
export function wish(id: string, part: Partial<Wish> = {}): Wish {
  const nothing = {
    process: { machine: 'here', pid: 1 },
    startedAt: 1,
    leads: false,
    freshSince: 1,
    asks: [],
    taken: [],
    done: [],
  };
  return { ...plainFacts, ...nothing, id, ...part };
}

/** The way of one process to the disk, until it is killed. */
function killable(disk: MemoryFolder): { folder: Folder; cut: () => void } {
  let isCut = false;
  const folder: Folder = {
    list: (path) => disk.list(path),
    read: (path) => disk.read(path),
    readParts: (path) => disk.readParts(path),
    write: (path, parts) => (isCut ? Promise.resolve() : disk.write(path, parts)),
    create: (path, text) => disk.create(path, text),
    touch: (path) => (isCut ? Promise.resolve(false) : disk.touch(path)),
    remove: (path) => (isCut ? Promise.resolve() : disk.remove(path)),
    rename: (from, to) => disk.rename(from, to),
    watch: (path, changed) => disk.watch(path, changed),
  };
  return { folder, cut: () => void (isCut = true) };
}

/** Several windows over one disk and one clock. */
export class WindowWorld {
  readonly clock = new FakeClock();
  readonly folder = new MemoryFolder(() => this.clock.now());
  private readonly table = new ProcessTable();
  private count = 0;

  /** A window that is about to look around. */
  begin() {
    const { folder, clock } = this;
    const id = `w${this.count++}`;
    const deps = { folder, clock, id, log: new MemoryLog(), timings: windowTimings, processes: this.table.begin() };
    const board = new WindowBoard(deps, plainFacts);
    const roles: Role[] = [];
    board.onDidChange((role) => roles.push(role));
    return { board, roles, started: board.start() };
  }

  /** A window that has looked around. */
  async open(facts: Partial<WishFacts> = {}, disk: MemoryFolder = this.folder, machine?: string) {
    const { folder, cut } = killable(disk);
    const id = `w${this.count++}`;
    const { clock } = this;
    const log = new MemoryLog();
    const processes = this.table.begin(machine);
    const deps = { folder, clock, log, id, timings: windowTimings, processes };
    const board = new WindowBoard(deps, { ...plainFacts, ...facts });
    const roles: Role[] = [];
    board.onDidChange((role) => roles.push(role));
    const done: string[] = [];
    let finish = (): void => undefined;
    let isSlow = false;
    let started = 0;
    const asks = new RefreshAsks({
      ...{ board, clock, timings: windowTimings, newId: () => `${id}-${this.count++}` },
      refresh: async (scope: RunScope) => {
        started++;
        if (isSlow) await new Promise<void>((resolve) => (finish = resolve));
        done.push(`refresh ${scope.kind}`);
      },
      save: () => Promise.resolve(void done.push('save')),
      load: () => Promise.resolve(void done.push('load')),
    });
    await board.start();
    return {
      ...{ id, board, asks, log, roles, done },
      slow: () => (isSlow = true),
      started: () => started,
      finish: () => finish(),
      /** As a killed process: nothing is written any more, and nothing is removed. */
      kill: () => {
        cut();
        processes.end();
        board.dispose();
      },
    };
  }

  /** Watches sign-ins and sign-outs of one profile. */
  marks(profile: RemoteProfile = cropPhotoProfile) {
    const heard: string[] = [];
    const marks = new SignOutMarks({
      ...{ folder: this.folder, clock: this.clock, log: new MemoryLog(), hash: (text) => `${text.length}` },
      newId: () => `${this.count++}`,
      profiles: () => [profile],
      drop: () => void heard.push('drop'),
      cleared: () => void heard.push('cleared'),
      recheck: () => void heard.push('recheck'),
      pause: 2000,
    });
    return { marks, heard };
  }
}

export type OpenWindow = Awaited<ReturnType<WindowWorld['open']>>;
