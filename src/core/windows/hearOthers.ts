import type { Poller } from '../jobs/poller';
import type { SharedWork } from './sharedWork';
import type { PollNews } from './wish';

/** What other windows say of polling: one that took the lead goes on where the one before it stopped, a server is left alone that asked any of them for it, and what was told of a failure here is over once the lead ran. */
export function hearOthers(
  others: Pick<SharedWork, 'news' | 'takeHandover'> & { readonly role: SharedWork['current'] | undefined },
  poller: Pick<Poller, 'inherit' | 'heed' | 'ranElsewhere'>,
): void {
  const before = others.takeHandover();
  if (before) poller.inherit(before);
  const asked = others.role?.asked;
  if (asked) poller.heed(asked);
  const ranAt = others.news?.lastAt;
  if (ranAt !== undefined) poller.ranElsewhere(ranAt);
}

/**
 * When the last run ended that was answered, here or in the window that asks for this one, ms since 1970; undefined where
 * that is not known.
 */
export function answeredRunAt(
  { state, past }: Pick<Poller, 'state' | 'past'>,
  news: PollNews | undefined,
): number | undefined {
  const told = state.following ? news : { failure: state.failure, lastAt: past.lastAt };
  return told?.failure ? undefined : told?.lastAt;
}
