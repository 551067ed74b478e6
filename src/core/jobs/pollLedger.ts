import type { PollPast } from './pollHandover';
import { addRun, type PollTotals, type RunReport } from './pollReport';

/** What the runs of a session asked and brought. */
export class PollLedger {
  private latest: RunReport | undefined;
  private settledAt: number | undefined;
  private sums: PollTotals = { runs: 0, statusRequests: 0, detailRequests: 0, naiveRequests: 0 };

  /** The last run with the client in use. */
  get last(): RunReport | undefined {
    return this.latest;
  }

  /** Since the session began; the requests for details are counted by whoever sends them. */
  get totals(): PollTotals {
    return this.sums;
  }

  /** With the client in use. */
  get past(): PollPast {
    const { latest, settledAt } = this;
    return { ...(latest ? { lastAt: latest.at } : {}), ...(settledAt === undefined ? {} : { settledAt }) };
  }

  /** A run is over. @param settled it was good, and left nothing open of what is tracked */
  add(run: RunReport, settled: boolean): void {
    this.latest = run;
    if (settled) this.settledAt = run.at;
    this.sums = addRun(this.sums, run);
  }

  /** Another client is in use. */
  forgetLast(): void {
    this.latest = undefined;
    this.settledAt = undefined;
  }
}
