import type { PollPast } from './pollHandover';
import type { PollNeeds } from './pollNeeds';
import type { PollPace, PollPause } from './pollPause';
import { addRun, type PollReport, type PollTotals, type RunReport } from './pollReport';
import type { PollState } from './pollState';

/** How polling stands now. */
interface Standing {
  readonly state: PollState;
  readonly needs: PollNeeds;
  readonly pause: PollPause;
  readonly pace: PollPace;
  /** Requests for results and errors since the session began. */
  readonly detailRequests: number;
}

/** What the runs of a session asked and brought. */
export class PollLedger {
  private latest: RunReport | undefined;
  private settledAt: number | undefined;
  private sums: PollTotals = { runs: 0, statusRequests: 0, detailRequests: 0, naiveRequests: 0 };

  /** The last run with the client in use. */
  get last(): RunReport | undefined {
    return this.latest;
  }

  /** All there is to say. */
  report({ state, needs, pause, pace, detailRequests }: Standing): PollReport {
    const { running, nextAt, failure } = state;
    const { unfinished, awaited, unknown } = needs;
    const { latest: last, sums } = this;
    return {
      ...{ running, unfinished, awaited, unknown, pace },
      next: { ...pause, ...(nextAt === undefined ? {} : { at: nextAt }) },
      ...(failure ? { failure } : {}),
      ...(last ? { last } : {}),
      totals: { ...sums, detailRequests },
    };
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
