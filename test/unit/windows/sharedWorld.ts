import { JobStore } from '../../../src/core/jobs/jobStore';
import { cropPhotoProfile, type Profile } from '../../../src/core/profiles/profile';
import { SharedWork, type WindowFacts } from '../../../src/core/windows/sharedWork';
import { windowTimings } from '../../../src/core/windows/timings';
import { FakeClock } from '../../fakes/fakeClock';
import { job, labelAnswer } from '../../fakes/jobs';
import { MemoryFolder } from '../../fakes/memoryFolder';
import { MemoryLog } from '../../fakes/memoryLog';
import { ProcessTable } from '../../fakes/processTable';
import { plainFacts } from './windowWorld';

/** A key that must be found nowhere. */
export const sentinel = 'api_sentinel_windows';

/** A machine with a server that knows these jobs. */
export function machine() {
  const clock = new FakeClock();
  const folder = new MemoryFolder(() => clock.now());
  return { clock, folder, server: new Map([['lot', ['a']]]), count: 0, processes: new ProcessTable() };
}

type Machine = ReturnType<typeof machine>;

/** A window with a store, which asks the server when it is told to. */
export async function open(world: Machine, labels: readonly string[], part: Partial<WindowFacts> = {}) {
  const { clock, folder } = world;
  const store = new JobStore(() => clock.now());
  let tracked = labels;
  let trackedIds: readonly string[] = [];
  store.track(labels, []);
  const log = new MemoryLog();
  const { pace } = plainFacts;
  const facts = {
    ...{ profile: cropPhotoProfile as Profile, hasKey: true, signedOut: false, key: sentinel },
    ...{ enabled: true, visible: false, focused: false, pace, poll: { running: false }, ...part },
  };
  const asked: string[] = [];
  const ask = (): void => {
    for (const { label } of store.allLabels) {
      asked.push(label);
      const jobs = (world.server.get(label) ?? []).map((id) => job(id, 'pending', [label]));
      store.apply({ labels: new Map([[label, labelAnswer(jobs)]]) });
    }
  };
  const heard: string[] = [];
  const process = world.processes.begin();
  const work = new SharedWork({
    ...{ clock, folder, log, store, timings: windowTimings, facts: () => facts, processes: process },
    hash: (text) => Buffer.from(text).toString('hex'),
    newId: () => `w${world.count++}`,
    rest: () => Promise.resolve(),
    refresh: () => {
      ask();
      return Promise.resolve();
    },
    track: (guests) => store.track(tracked, trackedIds, guests),
    wake: () => {
      // Who leads is told before, or the question would be somebody else's.
      heard.push(`wake for ${[...work.current.guests.labels, ...work.current.guests.jobIds].join(' and ')}`);
    },
    accounts: {
      profiles: () => [cropPhotoProfile],
      drop: () => void heard.push('drop'),
      cleared: () => void heard.push('cleared'),
      recheck: () => void heard.push('recheck'),
    },
  });
  await work.start();
  const set = (more: Partial<WindowFacts>): void => {
    Object.assign(facts, more);
    work.update();
  };
  const track = (more: readonly string[], ids: readonly string[] = []): void => {
    tracked = more;
    trackedIds = ids;
    store.track(more, ids, work.current.guests);
  };
  return { store, log, work, asked, ask, heard, set, track, process };
}
