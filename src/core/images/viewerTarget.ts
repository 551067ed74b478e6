/** What a panel shows: ids only. */
export interface ViewerTarget {
  readonly profileId: string;
  readonly jobId: string;
  /** The label under which the job was opened. */
  readonly label?: string;
  /** From 0; the first when absent. */
  readonly resultIndex?: number;
}

/** Whether two show the same job, whichever of its results. */
export function isSameJob(one: ViewerTarget, other: ViewerTarget): boolean {
  return one.profileId === other.profileId && one.jobId === other.jobId;
}
