import { defaultArrangement } from '../core/jobs/arrangement';
import { noFilter } from '../core/jobs/jobFilter';
import type { RemoteProfile } from '../core/profiles/profile';
import { clearStates } from './clearedMark';
import type { Services } from './services';

/**
 * Forgets all that this window knows and has stored: panels close, rows go, and it asks nobody any more.
 *
 * @param at when everything was deleted, the same in all windows; ms since 1970
 */
export async function forgetWindow(services: Services, at: number): Promise<void> {
  const { poller, viewer, sheets, filter, arrangement, profiles, tracked, session, stored } = services;
  poller.stop();
  viewer.close();
  sheets.close();
  // Gone for whoever reads it from here on; only the writing takes its time.
  const cleared = clearStates(stored, at);
  filter.set(noFilter, false);
  arrangement.reset(defaultArrangement);
  profiles.reread();
  tracked.reread();
  session.forgetJobs();
  await cleared;
}

/** Another window deleted everything, the keys in the storage too: this one forgets what it still has. Never rejects. */
export async function obeyClearing(services: Services, at: number): Promise<void> {
  const { keys, profiles, background, log } = services;
  try {
    for (const profile of remoteProfiles(profiles.list())) keys.drop(profile);
    await forgetWindow(services, at);
    // What this window was about to write must not come back.
    await background.clearSaved();
  } catch (error) {
    log.error(`Not all could be deleted that another window asked to delete: ${String(error)}`);
  }
}

/** Those that can have a key. */
export function remoteProfiles(list: ReturnType<Services['profiles']['list']>): readonly RemoteProfile[] {
  return list.filter((profile) => profile.kind === 'remote');
}
