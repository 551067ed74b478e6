import { speedText, type LabelRate } from '../notice/rate';
import { english } from '../translate';
import { countJobsOf, rateOf, type GroupFacts } from './groupView';
import type { JobStore } from './jobStore';

/** What was counted of labels: once for each change of their jobs, whatever the layout. */
export class LabelFacts {
  private readonly known = new Map<string, GroupFacts & { rate?: LabelRate }>();
  /** What was read of labels whose jobs changed since. */
  private readonly before = new Map<string, LabelRate>();

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

  /** True when its row says the same rate as before its jobs changed; as nobody has read one, also. */
  keepsSpeed(label: string): boolean {
    const before = this.before.get(label);
    return !before || speedText(english, before) === speedText(english, this.rate(label));
  }

  /** Its jobs changed. */
  forget(label: string): void {
    const rate = this.known.get(label)?.rate;
    if (rate) this.before.set(label, rate);
    this.known.delete(label);
  }

  clear(): void {
    this.known.clear();
    this.before.clear();
  }
}
