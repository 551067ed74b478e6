import { JobStore } from '../../../../src/core/jobs/jobStore';
import { PollEngine } from '../../../../src/core/jobs/pollEngine';
import { Poller } from '../../../../src/core/jobs/poller';
import { FakeClock, settle } from '../../../fakes/fakeClock';
import { MemoryLog } from '../../../fakes/memoryLog';
import type { ModelServer } from './modelServer';

const pace = { quickest: 2000, slowest: 15_000, hidden: 300_000 };

/** A poller whose window is watched, on a model server. Each `cycle` is the next run that comes by itself. */
export interface PollWorld {
  readonly store: JobStore;
  readonly poller: Poller;
  readonly log: MemoryLog;
  readonly clock: FakeClock;
  /** Moves time on until one more run is over. */
  readonly cycle: () => Promise<void>;
}

/** Tracks these, and lets the run of the start end. */
export async function startPollWorld(server: ModelServer, jobIds: readonly string[] = []): Promise<PollWorld> {
  const clock = new FakeClock();
  const store = new JobStore(() => clock.now());
  store.track(server.labels, jobIds);
  const client = server.client();
  const log = new MemoryLog();
  const poller = new Poller({
    engine: (deps) => Promise.resolve(new PollEngine(deps)),
    clock,
    log,
    store,
    api: () => client,
    random: () => 0.5,
  });
  poller.attend({ enabled: true, visible: true, focused: true, pace });
  const idle = async (): Promise<void> => {
    while (poller.state.running) await settle();
  };
  poller.wake();
  // The engine is made first.
  await settle();
  await idle();
  const cycle = async (): Promise<void> => {
    const { runs } = poller.report.totals;
    await clock.advance((poller.state.nextAt ?? clock.now()) - clock.now());
    await idle();
    if (poller.report.totals.runs !== runs + 1) throw new Error('A cycle is exactly one run.');
  };
  return { store, poller, log, clock, cycle };
}
