import type { TrackedJob } from '../jobs/job';
import type { JobStore } from '../jobs/jobStore';
import type { SavedHead } from '../jobs/savedLabel';
import type { Slices } from './slices';
import { headLine, jobsLine, jobsPerLine, lastLine } from './snapshotText';

/** A label to be written; an empty one stands for the jobs tracked one by one. */
interface Writing {
  readonly profile: string;
  readonly label: string;
  /** ms since 1970. */
  readonly now: number;
}

/** The text of a label's file, made in slices; undefined while the disk knows as much: nothing was answered yet. */
export async function labelSnapshot(
  store: JobStore,
  { profile, label, now }: Writing,
  slices: Slices,
): Promise<readonly string[] | undefined> {
  const head = label === '' ? headOfSingles(now) : headOf(store, label);
  if (!head) return undefined;
  const ids = label === '' ? store.allSingleIds : (store.label(label)?.jobIds ?? []);
  const lines: string[] = [];
  for (let start = 0; start < ids.length; start += jobsPerLine) {
    await slices.breathe();
    lines.push(jobsLine(label, known(store, ids.slice(start, start + jobsPerLine))));
  }
  if (label === '' && ids.every((id) => !store.job(id))) return undefined;
  return [headLine({ head, profile, writtenAt: now }), ...lines, lastLine(lines)];
}

function known(store: JobStore, ids: readonly string[]): readonly TrackedJob[] {
  return ids.map((id) => store.job(id)).filter((job) => job !== undefined);
}

function headOf(store: JobStore, label: string): SavedHead | undefined {
  const state = store.label(label);
  if (state?.asOf === undefined || state.stale) return undefined;
  const { since, asOf, complete, capped, aligned, unreadable, noticedAt } = state;
  const noticed = noticedAt === undefined ? {} : { noticedAt };
  return { label, since, asOf, complete, capped, aligned, unreadable, ...noticed };
}

function headOfSingles(now: number): SavedHead {
  const flags = { complete: true, capped: false, aligned: true };
  return { label: '', since: now, asOf: now, unreadable: 0, ...flags };
}
