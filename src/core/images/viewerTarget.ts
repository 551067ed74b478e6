/** What a panel shows: ids only. */
export interface ViewerTarget {
  readonly profileId: string;
  readonly jobId: string;
  /** The label under which the job was opened. */
  readonly label?: string;
  /** From 0; the first when absent. */
  readonly resultIndex?: number;
}
