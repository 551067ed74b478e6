import * as vscode from 'vscode';
import type { Clock } from '../core/clock';
import type { DetailQueueDeps } from '../core/jobs/detailQueue';
import { fetchDetails } from '../core/jobs/fetchDetails';
import type { JobStore } from '../core/jobs/jobStore';
import type { Poller } from '../core/jobs/poller';
import type { KeyRing } from '../core/keys/keyRing';
import type { Log } from '../core/log';
import { profileId } from '../core/snapshot/snapshotPaths';
import { LazyBackground } from './lazyBackground';
import type { Profiles } from './profiles';
import type { Session } from './session';
import type { Settings } from './settings';

interface SharedFacts {
  readonly context: Pick<vscode.ExtensionContext, 'globalStorageUri'>;
  readonly view: { readonly visible: boolean };
  readonly store: JobStore;
  readonly session: Session;
  readonly profiles: Profiles;
  readonly keys: KeyRing;
  readonly settings: Settings;
  readonly poller: () => Poller;
  readonly clock: Clock;
  readonly log: Log;
}

/** Saved jobs, and the work that this window shares with the others; it does nothing before its `start`. */
export function shareWork(facts: SharedFacts): LazyBackground {
  return new LazyBackground(sharedFacts(facts));
}

/** What this window tells the others, and what they may do here. */
function sharedFacts({
  context,
  view,
  session,
  profiles,
  keys,
  settings,
  poller,
  ...rest
}: SharedFacts): ConstructorParameters<typeof LazyBackground>[0] {
  return {
    ...rest,
    root: context.globalStorageUri.fsPath,
    refresh: (scope) => poller().refresh(scope, true),
    accounts: {
      profiles: () => profiles.list().flatMap((profile) => (profile.kind === 'remote' ? [profile] : [])),
      drop: (profile) => {
        keys.drop(profile);
        if (profileId(profile) === profileId(session.profile)) session.forgetJobs();
      },
      recheck: (profile) => void keys.recheck(profile),
    },
    facts: () => ({
      ...{ enabled: settings.pollingEnabled, pace: settings.pace },
      ...{ visible: view.visible, focused: vscode.window.state.focused },
      ...{ profile: session.profile, hasKey: session.api !== undefined, signedOut: session.keyState === 'signedOut' },
      poll: { ...poller().past, ...poller().state },
    }),
    track: (guests) => session.trackFor(guests),
    wake: () => poller().wake(),
  };
}

type DetailFacts = Pick<SharedFacts, 'view' | 'store' | 'session' | 'settings' | 'clock'> & {
  readonly background: Pick<LazyBackground, 'role'>;
};

/** What asks for details. Those that nobody opened are asked for once, by the window that asks for all; the others read them with the rest. */
export function detailDeps({ view, store, session, settings, clock, background }: DetailFacts): DetailQueueDeps {
  return {
    clock,
    fetch: fetchDetails({ store, session }),
    isVisible: () => view.visible,
    setting: () => (background.role?.leads === false ? 'whenOpened' : settings.details),
  };
}
