import { noFilter } from '../../../src/core/jobs/jobFilter';
import { JobStore } from '../../../src/core/jobs/jobStore';
import { Poller } from '../../../src/core/jobs/poller';
import { viewMessage } from '../../../src/core/jobs/viewMessage';
import type { StatusApiDeps } from '../../../src/core/api/statusApi';
import { english } from '../../../src/core/translate';
import { FakeClock } from '../../fakes/fakeClock';
import { statusClient, type StatusClient } from '../../fakes/statusClient';
import { engineOf, watched } from '../jobs/pollerWorld';

/** A window's core against a server: what is asked is shown by the store, the state of the poller and its words. */
export interface FaultWorld extends Omit<StatusClient, 'api'> {
  readonly clock: FakeClock;
  readonly store: JobStore;
  readonly poller: Poller;
  /** Refreshes by hand, once. */
  readonly refresh: () => Promise<void>;
  /** Passes the time up to the next run that comes by itself, and lets it end. */
  readonly nextRun: () => Promise<void>;
  /** ms until the next run; undefined when none comes by itself. */
  readonly pause: () => number | undefined;
  /** The line above the rows. */
  readonly message: () => string | undefined;
  /** All jobs that are known, `id status` each. */
  readonly rows: () => string[];
}

export interface FaultWorldOptions {
  readonly labels?: readonly string[];
  readonly deps?: Partial<StatusApiDeps>;
  /** 0…1, for the jitter; in the middle by default. */
  readonly random?: () => number;
}

/** @param baseUrl of a scripted server, or of no server at all */
export function faultWorld(baseUrl: string, options: FaultWorldOptions = {}): FaultWorld {
  const clock = new FakeClock();
  const { api, log, infos } = statusClient(baseUrl, { clock, ...options.deps });
  const store = new JobStore(() => clock.now());
  const random = options.random ?? ((): number => 0.5);
  const poller = new Poller({ engine: engineOf, clock, log, store, api: () => api, random });
  poller.attend(watched);
  store.track(options.labels ?? ['lot'], []);
  const pause = (): number | undefined => {
    const { nextAt } = poller.state;
    return nextAt === undefined ? undefined : nextAt - clock.now();
  };
  return {
    ...{ log, infos, clock, store, poller, pause },
    refresh: () => poller.refresh({ kind: 'all' }, true),
    nextRun: async () => {
      const over = new Promise<void>((resolve) => {
        const listening = poller.onDidChangeState(({ running }) => {
          if (running) return;
          listening.dispose();
          resolve();
        });
      });
      await clock.advance(pause() ?? 0);
      await over;
    },
    message: () => {
      const { failure, nextAt } = poller.state;
      const nextTry = nextAt === undefined ? {} : { nextTry: '12:00' };
      const counts = { shown: store.size, jobs: store.size };
      return viewMessage(english, { filter: noFilter, failure, signedOut: false, ...counts, ...nextTry });
    },
    rows: () => [...store.jobs()].map(({ id, status }) => `${id} ${status}`).sort(),
  };
}
