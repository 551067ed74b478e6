/** Names a process among those of all machines that may share a folder. */
export interface ProcessMark {
  readonly machine: string;
  readonly pid: number;
}

/** The processes of this machine. */
export interface Processes {
  readonly own: ProcessMark;
  /** True for one that ran on this machine and runs no more; false where that is not known. Never throws. */
  isGone(mark: ProcessMark): boolean;
}
