import type { Log } from '../log';
import { addRun, runLine, type PollTotals, type RunReport } from './pollReport';

const noRuns: PollTotals = { runs: 0, statusRequests: 0, detailRequests: 0, naiveRequests: 0 };

/** What the runs of a session asked and brought. */
export class PollLedger {
  private latest: RunReport | undefined;
  private sums = noRuns;

  constructor(private readonly log: Log) {}

  /** The last run with the client in use. */
  get last(): RunReport | undefined {
    return this.latest;
  }

  /** Since the session began; the requests for details are counted by whoever sends them. */
  get totals(): PollTotals {
    return this.sums;
  }

  /** A run is over: one line, which is worth reading only when something changed or failed. */
  add(run: RunReport): void {
    this.latest = run;
    this.sums = addRun(this.sums, run);
    if (run.changed > 0 || run.failure) this.log.info(runLine(run));
    else this.log.debug(runLine(run));
  }

  /** Another client is in use. */
  forgetLast(): void {
    this.latest = undefined;
  }
}
