import { foundLabels } from './foundLabels';
import { IdMatches } from './idMatches';
import type { JobFilter } from './jobFilter';
import type { JobStore } from './jobStore';
import { countJobs, drained, failureRows, type JobTotals } from './jobTotals';

interface JobSumsDeps {
  readonly store: JobStore;
  readonly filter: () => JobFilter;
}

/** What is counted over many jobs, once for each change of them. */
export class JobSums {
  /** What is known of the filter's text. */
  readonly ids = new IdMatches();
  private readonly failed = new Map<string, ReadonlyMap<string, readonly string[]>>();
  private known: JobTotals | undefined;
  private seen: ReadonlyMap<string, number> | undefined;
  /** Another number after each change. */
  private turn = 0;

  constructor(private readonly deps: JobSumsDeps) {}

  /** Over all jobs. */
  totals(): JobTotals {
    return (this.known ??= drained(this.count()));
  }

  /** Counts the totals ahead, in small steps. */
  *prepare(): Generator<void, void> {
    const { turn } = this;
    const totals = yield* this.count();
    // What changed meanwhile is counted before the change, or after it.
    if (turn === this.turn) this.known = totals;
  }

  /** Labels that tracked jobs carry and that are not tracked, with their numbers of jobs. */
  found(): ReadonlyMap<string, number> {
    return (this.seen ??= foundLabels(this.deps.store));
  }

  /** The failed jobs of a label by what the server said of them. */
  failures(label: string): ReadonlyMap<string, readonly string[]> {
    const known = this.failed.get(label) ?? failureRows(this.deps.store, label);
    this.failed.set(label, known);
    return known;
  }

  /** Something changed: a job, or the filter. */
  forget(): void {
    this.turn++;
    this.failed.clear();
    [this.known, this.seen] = [undefined, undefined];
  }

  private count(): Generator<void, JobTotals> {
    return countJobs(this.deps.store, this.deps.filter(), this.ids);
  }
}
