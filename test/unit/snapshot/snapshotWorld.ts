import { createHash } from 'node:crypto';
import { JobStore } from '../../../src/core/jobs/jobStore';
import { Slices } from '../../../src/core/snapshot/slices';
import { SnapshotReader, type ReadPlan } from '../../../src/core/snapshot/snapshotReader';
import { SnapshotWriter } from '../../../src/core/snapshot/snapshotWriter';
import { job, jobAnswer, labelAnswer } from '../../fakes/jobs';
import { FakeClock } from '../../fakes/fakeClock';
import { MemoryFolder } from '../../fakes/memoryFolder';
import { MemoryLog } from '../../fakes/memoryLog';

export const hash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32);

/** What windows of one machine share. */
export function machine() {
  const clock = new FakeClock();
  return { clock, folder: new MemoryFolder(() => clock.now()) };
}

/** A window with a store, which writes and reads snapshots. */
export function snapshotWindow({ clock, folder } = machine(), labels: readonly string[] = ['lot'], ids: string[] = []) {
  const store = new JobStore(() => clock.now());
  store.track(labels, ids);
  const log = new MemoryLog();
  const rests = { count: 0, heard: (): void => undefined };
  const rest = (): Promise<void> => {
    rests.count++;
    rests.heard();
    return Promise.resolve();
  };
  const profile = { id: '["P","https://p.example"]' as string | undefined };
  const followed = { yes: true };
  const shown = { yes: true };
  const wantedByOthers = new Set<string>();
  const slices = new Slices({ clock, rest });
  const deps = { folder, clock, slices, store, log, hash, profile: () => profile.id };
  const writer = new SnapshotWriter({
    ...deps,
    isWanted: (label) => wantedByOthers.has(label),
    isFollowed: () => followed.yes,
  });
  writer.lead(true);
  const reader = new SnapshotReader({
    ...deps,
    mayShow: () => shown.yes,
    restore: (piece) => writer.restore(piece),
  });
  return { clock, folder, store, log, rests, profile, followed, shown, wantedByOthers, writer, reader };
}

export type SnapshotWindow = ReturnType<typeof snapshotWindow>;

/** A window that has written what it knows. */
export async function written(shared = machine()) {
  const made = snapshotWindow(shared, ['lot', 'other'], ['single']);
  const jobs = Array.from({ length: 1201 }, (_, index) => job(`j${index}`, index % 2 ? 'completed' : 'failed'));
  made.store.apply({ labels: new Map([['lot', labelAnswer(jobs)]]) });
  const imageUrl = 'https://cdn.example/a.png?signature=sentinel_link';
  const results = [{ imageUrl, crop: { x: 0.1, y: 0.2, width: 0.3, height: 0.4 } }];
  const failed = jobAnswer(job('j0', 'failed'), { errorMessage: `no: ${imageUrl}` });
  const single = jobAnswer(job('single', 'completed', []), { results });
  made.store.apply({
    jobs: new Map([
      ['j0', failed],
      ['single', single],
    ]),
  });
  await made.clock.advance(1000);
  return made;
}

/** The file of a label of the profile that these windows use. */
export const pathOf = (label: string, profile = '["P","https://p.example"]'): string =>
  `snapshots/${hash(profile)}/${hash(label)}.jsonl`;

/** How a window reads at its start, and while another one asks the server. */
export const atStart = (): ReadPlan => ({ follow: false, isFresh: () => false });
export const following = (): ReadPlan => ({ follow: true, isFresh: () => true });
