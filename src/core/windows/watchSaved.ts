import type { Disposable } from '../event';
import { profileFolder } from '../snapshot/snapshotPaths';
import type { PartsDeps } from './sharedParts';

/** Tells whenever the saved jobs of a profile may be others: at once where the folder tells of it, and now and then. */
export function watchSaved(
  { folder, hash, clock, timings }: Pick<PartsDeps, 'folder' | 'hash' | 'clock' | 'timings'>,
  profile: string | undefined,
  changed: () => void,
): Disposable {
  if (profile === undefined) return { dispose: () => undefined };
  const watch = folder.watch(profileFolder(profile, hash), changed);
  let timer: Disposable;
  const lookLater = (): void => {
    timer = clock.after(timings.slowLook, () => {
      changed();
      lookLater();
    });
  };
  lookLater();
  return {
    dispose: () => {
      watch.dispose();
      timer.dispose();
    },
  };
}
