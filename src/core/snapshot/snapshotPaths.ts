import type { Profile, RemoteProfile } from '../profiles/profile';

/** Makes a short safe name, the same for the same text, of letters and digits only. */
export type Hash = (text: string) => string;

/** The folder of all snapshots. */
export const snapshotsFolder = 'snapshots';

/**
 * What a profile is known by on the disk and among windows: its name and its origin, for another origin is another
 * server. Undefined for the sample jobs, which are not kept and not shared: each window has a server of its own.
 */
export function profileId(profile: RemoteProfile): string;
export function profileId(profile: Profile): string | undefined;
export function profileId(profile: Profile): string | undefined {
  return profile.kind === 'remote' ? JSON.stringify([profile.name, profile.origin]) : undefined;
}

/** The folder of one profile's snapshots. */
export function profileFolder(id: string, hash: Hash): string {
  return `${snapshotsFolder}/${hash(id)}`;
}

/** The file of one label; of the single jobs for an empty one. */
export function labelFile(label: string, hash: Hash): string {
  return `${hash(label)}.jsonl`;
}
