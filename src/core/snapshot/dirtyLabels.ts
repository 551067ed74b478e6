import type { JobChange } from '../jobs/jobDiff';
import type { JobStore } from '../jobs/jobStore';
import type { Slices } from './slices';
import { jobsPerLine } from './snapshotText';

/** Which labels are not on the disk as they are: noted at once, worked out when there is time. */
export class DirtyLabels {
  private changes: JobChange[] = [];
  private readonly labels = new Set<string>();

  get isEmpty(): boolean {
    return this.changes.length === 0 && this.labels.size === 0;
  }

  note(change: JobChange): void {
    this.changes.push(change);
  }

  add(label: string): void {
    this.labels.add(label);
  }

  clear(): void {
    this.changes = [];
    this.labels.clear();
  }

  /** All labels noted so far, the empty one for the single jobs; they count as clean from now on. */
  async take(store: JobStore, slices: Slices): Promise<readonly string[]> {
    const { changes } = this;
    this.changes = [];
    const singles = new Set(store.allSingleIds);
    let seen = 0;
    for (const change of changes) {
      for (const label of [...change.labels, ...(change.kept ?? [])]) this.labels.add(label);
      for (const id of change.jobs) {
        if (++seen % jobsPerLine === 0) await slices.breathe();
        for (const label of store.job(id)?.under ?? []) this.labels.add(label);
        if (singles.has(id)) this.labels.add('');
      }
    }
    const taken = [...this.labels];
    this.labels.clear();
    return taken;
  }
}
