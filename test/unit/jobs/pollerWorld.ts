import type { JobAnswer, LabelAnswer } from '../../../src/core/api/answer';
import type { StatusApi } from '../../../src/core/api/statusApi';
import { JobStore } from '../../../src/core/jobs/jobStore';
import { PollEngine } from '../../../src/core/jobs/pollEngine';
import { Poller } from '../../../src/core/jobs/poller';
import type { PollerDeps } from '../../../src/core/jobs/pollerDeps';
import { FakeClock } from '../../fakes/fakeClock';
import { MemoryLog } from '../../fakes/memoryLog';

/** Pauses in ms. */
export const pace = { quickest: 2000, slowest: 15_000, hidden: 300_000 };
/** Someone looks. */
export const watched = { enabled: true, visible: true, focused: true, pace };

/** What the server answers; `what` is a label or an id. */
export type Ask = (what: string, signal: AbortSignal) => Promise<LabelAnswer>;

export interface World {
  /** Labels as they are, pages as `label@start`, ids as `#id`. */
  readonly asked: string[];
  readonly poller: Poller;
  readonly store: JobStore;
  readonly clock: FakeClock;
  readonly log: MemoryLog;
  readonly signOut: () => void;
}

/** The engine, as if its code were loaded already. */
export const engineOf: PollerDeps['engine'] = (deps) => Promise.resolve(new PollEngine(deps));

/** A server that answers as the test says, and writes down what it was asked. */
export function world(ask: Ask, makeEngine = engineOf, clock = new FakeClock()): World {
  const asked: string[] = [];
  const store = new JobStore(() => clock.now());
  const log = new MemoryLog();
  let api: StatusApi | undefined = {
    label: (label, signal) => {
      asked.push(label);
      return ask(label, signal);
    },
    page: async (label, start, signal) => {
      asked.push(`${label}@${start}`);
      const jobs = (await ask(label, signal)).jobs.slice(start, start + 100);
      return { jobs, unreadable: 0, received: jobs.length };
    },
    job: async (id, signal): Promise<JobAnswer | undefined> => {
      asked.push(`#${id}`);
      const answer = await ask(id, signal);
      return answer.jobs[0] && { job: answer.jobs[0], results: [] };
    },
    checkKey: () => Promise.resolve('accepted'),
  };
  const poller = new Poller({
    engine: makeEngine,
    clock,
    log,
    store,
    api: () => api,
    random: () => 0.5,
  });
  poller.attend(watched);
  return { asked, poller, store, clock, log, signOut: () => (api = undefined) };
}

/** Lets every promise that needs no timer settle. */
export const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
};
