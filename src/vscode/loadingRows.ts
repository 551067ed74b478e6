/** Rows of jobs that were opened before their results were known, by job. */
export class LoadingRows {
  private readonly rows = new Map<string, Set<string>>();

  has(jobId: string): boolean {
    return this.rows.has(jobId);
  }

  /** Elements of the rows of a job. @param jobId undefined: of all jobs */
  of(jobId: string | undefined): readonly string[] {
    const jobIds = jobId === undefined ? [...this.rows.keys()] : [jobId];
    return jobIds.flatMap((id) => [...(this.rows.get(id) ?? [])]);
  }

  note(jobId: string, element: string, isLoading: boolean): void {
    const rows = this.rows.get(jobId) ?? new Set();
    if (isLoading) rows.add(element);
    else rows.delete(element);
    if (rows.size > 0) this.rows.set(jobId, rows);
    else this.rows.delete(jobId);
  }

  clear(): void {
    this.rows.clear();
  }
}
