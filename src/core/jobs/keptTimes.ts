import type { LabelState } from './labelState';

/** An answer that says nothing new of a label is kept for its time alone, so often, in ms. */
const pause = 3_600_000;

/** Of when the answers are that are on the disk: after a restart without a server they tell how old the rows are. */
export class KeptTimes {
  private readonly times = new Map<string, number>();

  /** To be told of each answer. @returns true when its time is to be kept though it says nothing new */
  isDue({ label, asOf = 0 }: LabelState, isNews: boolean): boolean {
    const isOld = asOf - (this.times.get(label) ?? 0) >= pause;
    if (isNews || isOld) this.times.set(label, asOf);
    return isOld && !isNews;
  }

  clear(): void {
    this.times.clear();
  }
}
