import type { LabelRate } from '../notice/rate';
import { countJobsOf, rateOf, type GroupFacts } from './groupView';
import type { JobStore } from './jobStore';

/** What was counted of labels: once for each change of their jobs, whatever the layout. */
export class LabelFacts {
  private readonly known = new Map<string, GroupFacts & { rate?: LabelRate }>();

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

  /** Its jobs changed. */
  forget(label: string): void {
    this.known.delete(label);
  }

  clear(): void {
    this.known.clear();
  }
}
