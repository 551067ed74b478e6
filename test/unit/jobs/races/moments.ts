import { statusGroup, type StatusGroup } from '../../../../src/core/jobs/jobCounts';
import type { JobStore } from '../../../../src/core/jobs/jobStore';

/** The moments since the groups last told all that is known: what they tell late is of then or of since, never of before. */
export class Moments {
  private readonly known = new Map<string, Set<StatusGroup>>();

  constructor(private readonly store: JobStore) {}

  /** All that is known is told. */
  begin(): void {
    this.known.clear();
    this.note();
  }

  /** Something changed. */
  note(): void {
    for (const { id, status } of this.store.jobs()) {
      const groups = this.known.get(id) ?? new Set();
      this.known.set(id, groups.add(statusGroup(status)));
    }
  }

  /** Whether a job had this status in one of them. */
  has(id: string, status: StatusGroup): boolean {
    return this.known.get(id)?.has(status) ?? false;
  }
}
