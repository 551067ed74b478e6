import { addRun, type PollTotals, type RunReport } from './pollReport';

/** What the runs of a session asked and brought. */
export class PollLedger {
  private latest: RunReport | undefined;
  private sums: PollTotals = { runs: 0, statusRequests: 0, detailRequests: 0, naiveRequests: 0 };

  /** The last run with the client in use. */
  get last(): RunReport | undefined {
    return this.latest;
  }

  /** Since the session began; the requests for details are counted by whoever sends them. */
  get totals(): PollTotals {
    return this.sums;
  }

  /** A run is over. */
  add(run: RunReport): void {
    this.latest = run;
    this.sums = addRun(this.sums, run);
  }

  /** Another client is in use. */
  forgetLast(): void {
    this.latest = undefined;
  }
}
