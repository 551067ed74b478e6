import type { Folder } from '../folder';
import type { Log } from '../log';
import type { Hash } from '../snapshot/snapshotPaths';

/** The folder of what was claimed; its files are removed after two days. */
export const claimsFolder = 'claims';

interface ClaimsDeps {
  readonly folder: Folder;
  readonly hash: Hash;
  readonly log: Log;
}

/** Claims something that is to be done once over all windows. @returns true in the one window that may do it */
export type Claim = (name: string) => Promise<boolean>;

/** Claims by making a file. Where the disk refuses, every window may: told twice is better than never. */
export function createClaims({ folder, hash, log }: ClaimsDeps): Claim {
  return async (name) => {
    try {
      return await folder.create(`${claimsFolder}/${hash(name)}`, '');
    } catch (error) {
      log.warn(`What other windows tell cannot be known: ${String(error)}`);
      return true;
    }
  };
}
