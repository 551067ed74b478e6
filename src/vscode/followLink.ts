import type { Clock } from '../core/clock';
import type { JobLink } from '../core/handoff/jobLink';
import type { JobStore } from '../core/jobs/jobStore';
import { messageText } from '../core/jobs/rowText';
import type { Translate } from '../core/translate';
import type { ShowMessage } from './labelNotices';
import type { Profiles } from './profiles';
import type { Session } from './session';
import type { TrackedList } from './trackedList';

/** What a link is followed with. */
export interface LinkHost {
  readonly store: JobStore;
  readonly clock: Clock;
  readonly tracked: Pick<TrackedList, 'trackJob'>;
  readonly session: Pick<Session, 'profile' | 'keyState' | 'isStarting'>;
  readonly profiles: Pick<Profiles, 'list' | 'choose'>;
  readonly t: Translate;
  readonly inform: ShowMessage;
  readonly warn: ShowMessage;
  readonly goToJob: (jobId: string) => Thenable<unknown>;
  /** Shows that something is waited for. */
  readonly busy: (work: () => Promise<void>) => Thenable<void>;
}

/** How long the jobs of a profile are waited for before one of them is called untracked, in ms. */
const patience = 8000;

/** Shows the job of a link, or offers to track it: with the profile that was named, or not at all. */
export async function followLink(host: LinkHost, link: JobLink): Promise<void> {
  const { store, t, session } = host;
  if (!(await isInProfile(host, link))) return;
  const { name } = session.profile;
  const { jobId } = link;
  // Without a key no answer will come.
  if (session.keyState !== 'signedOut' && isUnsettled(host, jobId)) await host.busy(() => settled(host, jobId));
  if (session.profile.name === name) {
    if (store.job(jobId)) {
      await host.goToJob(jobId);
      return;
    }
    const [job, profile] = [messageText(jobId, '-', 60), messageText(name)];
    const track = t('Track Job');
    const question = t('A link names the job {0}. Track it with the profile {1}?', job, profile);
    if ((await host.inform(question, track)) !== track) return;
  }
  if (session.profile.name === name) await host.tracked.trackJob(jobId);
  else void host.warn(t('Another profile is in use now. Open the link again.'));
}

/** Whether the window uses the link's profile, or does after the user's yes. */
async function isInProfile(host: LinkHost, { profile, jobId }: JobLink): Promise<boolean> {
  const { profiles, session, t } = host;
  if (profile === undefined || profile === session.profile.name) return true;
  const [job, name] = [messageText(jobId, '-', 60), messageText(profile)];
  const isHere = (): boolean => profiles.list().some((entry) => entry.name === profile);
  if (isHere()) {
    const change = t('Switch Profile');
    const question = t('A link names the job {0} of the profile {1}. Switch this window to that profile?', job, name);
    if ((await host.inform(question, change)) !== change) return false;
  }
  // It may have been removed before the answer: another one would take its place.
  if (isHere()) await profiles.choose(profile);
  else void host.warn(t('A link names the job {0} of the profile {1}, which is not here.', job, name));
  return profile === session.profile.name;
}

/** Whether something is tracked that was not answered for since it was taken up, or is about to be, so that the job may come yet. */
function isUnsettled({ store, session }: LinkHost, jobId: string): boolean {
  if (store.job(jobId)) return false;
  if (session.isStarting) return true;
  const isWaitedFor = store.singleIds.includes(jobId) && !store.isUnknown(jobId) && !store.failure(jobId);
  return isWaitedFor || store.labels.some(({ asOf, stale, failure }) => (asOf === undefined || stale) && !failure);
}

function settled(host: LinkHost, jobId: string): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      heard.dispose();
      timer.dispose();
      resolve();
    };
    const heard = host.store.onDidChange(() => {
      if (!isUnsettled(host, jobId)) end();
    });
    const timer = host.clock.after(patience, end);
  });
}
