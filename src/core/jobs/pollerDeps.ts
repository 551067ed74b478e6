import type { StatusApi } from '../api/statusApi';
import type { Clock } from '../clock';
import type { Log } from '../log';
import type { JobStore } from './jobStore';
import type { PollEngine, PollEngineDeps } from './pollEngine';

/** The world of the poller. */
export interface PollerDeps {
  readonly clock: Clock;
  readonly log: Log;
  readonly store: JobStore;
  /** The client of the profile in use; undefined while there is no key. */
  readonly api: () => StatusApi | undefined;
  /** Plans and carries out the runs; made for the first of them. */
  readonly engine: (deps: PollEngineDeps) => Promise<PollEngine>;
  /** 0…1, for the jitter of the pauses. */
  readonly random: () => number;
  /** Requests for results and errors since the start: told apart in the report. */
  readonly detailRequests?: () => number;
}
