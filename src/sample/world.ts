import { lifeFromStart, lifeOfArrival, type Life, type Status, statusAt } from './lifeCycle';
import type { LabelPlan } from './labelPlan';

export interface WorldOptions {
  readonly plan: LabelPlan;
  readonly seed: number;
  /** Jobs that are there at the start. */
  readonly jobs: number;
  /** Jobs that come later, one about every 25 seconds. */
  readonly arrivals: number;
}

/** A job at one moment. */
export interface JobState {
  readonly index: number;
  readonly id: string;
  readonly status: Status;
  readonly labels: readonly string[];
}

/**
 * All jobs there are and will be. Only ids and label lists are kept; what a job is at a moment follows from the seed,
 * its number and the time, so that 100,000 jobs need no timer and no update.
 */
export class World {
  private readonly ids: string[] = [];
  private readonly indexes = new Map<string, number>();
  private readonly lists: number[][];
  private readonly labelIndexes: ReadonlyMap<string, number>;

  constructor(private readonly options: WorldOptions) {
    const { labels } = options.plan;
    this.lists = labels.map(() => []);
    this.labelIndexes = new Map(labels.map((label, index) => [label, index]));
    for (let job = 0; job < options.jobs + options.arrivals; job++) this.add(job);
  }

  /**
   * Jobs that carry any of the labels, each once, oldest first: new ones come last, so pages do not shift.
   *
   * @param elapsed ms since the start
   * @returns jobs `start` to `start + limit`, fewer at the end; none for a label that nobody used
   */
  page(labels: readonly string[], range: { start: number; limit: number }, elapsed: number): JobState[] {
    const list = this.listOf(labels);
    const end = Math.min(range.start + range.limit, this.visible(list, elapsed));
    return list.slice(range.start, Math.max(range.start, end)).map((job) => this.state(job, elapsed));
  }

  /** The job of this id, unless there is none, or none yet. */
  find(id: string, elapsed: number): JobState | undefined {
    const job = this.indexes.get(id);
    return job === undefined || this.life(job).createdAt > elapsed ? undefined : this.state(job, elapsed);
  }

  private add(job: number): void {
    const { plan, seed } = this.options;
    const labels = plan.labelsOf(job, seed);
    for (const label of labels) this.lists[label]?.push(job);
    const id = this.newId(job, labels[0] ?? 0);
    this.ids.push(id);
    this.indexes.set(id, job);
  }

  private newId(job: number, label: number): string {
    const { plan } = this.options;
    if (!plan.countsPerLabel) return `${plan.prefix(label)}-${job + 1}`;
    let count = 1;
    const name = (): string => `${plan.prefix(label)}-${String(count).padStart(4, '0')}`;
    while (this.indexes.has(name())) count++;
    return name();
  }

  private life(job: number): Life {
    const { seed, jobs, plan } = this.options;
    if (job >= jobs) return lifeOfArrival(seed, job, job - jobs);
    const life = lifeFromStart(seed, job, job / jobs);
    const phase = plan.phaseMs(plan.labelsOf(job, seed)[0] ?? 0);
    return { ...life, startedAt: life.startedAt + phase, finishedAt: life.finishedAt + phase };
  }

  private state(job: number, elapsed: number): JobState {
    const { plan, seed } = this.options;
    return {
      index: job,
      id: this.ids[job] ?? '',
      status: statusAt(this.life(job), elapsed),
      labels: plan.labelsOf(job, seed).map((label) => plan.labels[label] ?? ''),
    };
  }

  private listOf(labels: readonly string[]): readonly number[] {
    const lists = labels.map((label) => this.lists[this.labelIndexes.get(label) ?? -1] ?? []);
    if (lists.length === 1) return lists[0] ?? [];
    return [...new Set(lists.flat())].sort((a, b) => a - b);
  }

  /** Jobs that have come are the first of a list: only the arrivals at its end need a look. */
  private visible(list: readonly number[], elapsed: number): number {
    let count = list.length;
    while (
      count > 0 &&
      (list[count - 1] ?? 0) >= this.options.jobs &&
      this.isYetToCome(list[count - 1] ?? 0, elapsed)
    ) {
      count--;
    }
    return count;
  }

  private isYetToCome(job: number, elapsed: number): boolean {
    return this.life(job).createdAt > elapsed;
  }
}
