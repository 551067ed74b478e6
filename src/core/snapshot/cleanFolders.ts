import type { Clock } from '../clock';
import type { Folder } from '../folder';
import { snapshotsFolder } from './snapshotPaths';

const day = 86_400_000;

/** Snapshots that nobody looked at for so long are deleted, in ms. */
const forgottenAfter = 90 * day;

/** Files of single events, which nobody reads after a while, and files that were never finished. In ms. */
const brieflyKept = 2 * day;

interface CleanDeps {
  readonly folder: Folder;
  readonly clock: Clock;
}

/** Deletes what is long out of use: snapshots after 90 days, parts of files and what `brief` names after two. */
export async function cleanFolders({ folder, clock }: CleanDeps, brief: readonly string[]): Promise<void> {
  const profiles = await folder.list(snapshotsFolder);
  for (const { name } of profiles) await cleanFolder({ folder, clock }, `${snapshotsFolder}/${name}`, forgottenAfter);
  for (const path of brief) await cleanFolder({ folder, clock }, path, brieflyKept);
}

async function cleanFolder({ folder, clock }: CleanDeps, path: string, keptFor: number): Promise<void> {
  for (const { name, changedAt } of await folder.list(path)) {
    const limit = name.startsWith('.part-') ? brieflyKept : keptFor;
    if (clock.now() - changedAt > limit) await folder.remove(`${path}/${name}`);
  }
}
