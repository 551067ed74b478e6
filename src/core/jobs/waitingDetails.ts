/** Why a job's details are wanted, most urgent first (status-api, "Details: who asks for results, and when"). */
export const detailPriorities = ['opened', 'failed', 'sheet', 'completed'] as const;
export type DetailPriority = (typeof detailPriorities)[number];

/** Jobs waiting for their details, each in one line, first come first served within a line. */
export class WaitingDetails {
  private readonly lines: Readonly<Record<DetailPriority, Set<string>>> = {
    opened: new Set(),
    failed: new Set(),
    sheet: new Set(),
    completed: new Set(),
  };

  get size(): number {
    return detailPriorities.reduce((sum, priority) => sum + this.lines[priority].size, 0);
  }

  /** The line the job waits in. */
  priorityOf(jobId: string): DetailPriority | undefined {
    return detailPriorities.find((priority) => this.lines[priority].has(jobId));
  }

  /** Puts the job into a line, unless it waits in one as urgent. */
  add(jobId: string, priority: DetailPriority): void {
    const now = this.priorityOf(jobId);
    if (now !== undefined && detailPriorities.indexOf(now) <= detailPriorities.indexOf(priority)) return;
    this.remove(jobId);
    this.lines[priority].add(jobId);
  }

  /** @param only removes it only from this line */
  remove(jobId: string, only?: DetailPriority): void {
    for (const priority of only === undefined ? detailPriorities : [only]) this.lines[priority].delete(jobId);
  }

  /** Who has waited longest in a line. */
  first(priority: DetailPriority): string | undefined {
    return this.lines[priority].values().next().value;
  }

  clear(): void {
    for (const priority of detailPriorities) this.lines[priority].clear();
  }
}
