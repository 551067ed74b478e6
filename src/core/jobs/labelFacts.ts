import { speedText, type LabelRate } from '../notice/rate';
import { english } from '../translate';
import { countJobsOf, rateOf, type GroupFacts } from './groupView';
import { leftToDo } from './jobCounts';
import type { JobStore } from './jobStore';

/** What was counted of labels: once for each change of their jobs, whatever the layout. */
export class LabelFacts {
  private readonly known = new Map<string, GroupFacts & { rate?: LabelRate }>();
  /** What the rows of labels say. */
  private readonly drawn = new Map<string, LabelRate>();

  constructor(private readonly store: JobStore) {}

  of(label: string): GroupFacts & { rate?: LabelRate } {
    const known = this.known.get(label) ?? { ...countJobsOf(this.store.jobsOf(label)) };
    this.known.set(label, known);
    return known;
  }

  /** How fast a label gets done. */
  rate(label: string): LabelRate {
    const facts = this.of(label);
    return (facts.rate ??= rateOf(facts, this.store.jobsOf(label)));
  }

  /** The same, for its row: it says that from now on. */
  drawnRate(label: string): LabelRate {
    const rate = this.rate(label);
    this.drawn.set(label, rate);
    return rate;
  }

  /** True when its row says how fast it gets done now, or was never drawn. That of a label in which nothing is left to do says nothing of it. */
  keepsSpeed(label: string): boolean {
    if (leftToDo(this.of(label).counts) === 0) return true;
    const drawn = this.drawn.get(label);
    return !drawn || speedText(english, drawn) === speedText(english, this.rate(label));
  }

  /** Its jobs changed. */
  forget(label: string): void {
    this.known.delete(label);
  }

  clear(): void {
    this.known.clear();
    this.drawn.clear();
  }
}
