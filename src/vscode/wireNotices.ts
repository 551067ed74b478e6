import type { Log } from '../core/log';
import type { Clock } from '../core/clock';
import type { NoticeHost } from './noticeHost';
import type { Services } from './services';
import type { Settings } from './settings';

interface NoticeWiring extends Services {
  readonly settings: Settings;
  readonly notices: NoticeHost;
  readonly clock: Clock;
}

/** Who speaks for all windows. */
export interface Speaker {
  /** This window may announce the label. */
  readonly mayNotify: (label: string) => boolean;
  /** True for the one window that asks first. */
  readonly claim: (name: string) => Promise<boolean>;
  /** When another window asks for this one next, ms since 1970. */
  readonly leaderNextAt: () => number | undefined;
  /** Why its last run failed. */
  readonly leaderFailure: () => { readonly message: string } | undefined;
  /** When the last run ended that was answered, ms since 1970. */
  readonly answeredRunAt: () => number | undefined;
}

/** Joins notices, badge and status bar to what they tell of, and to what their buttons do. */
export function startNotices(services: NoticeWiring, speaker: Speaker): void {
  const { store, poller, settings, tree, session, log, clock, notices, filter, groups, sheets } = services;
  const show = (label: string): Promise<void> => tree.reveal({ kind: 'label', label }, { focus: true, expand: true });
  const deps = {
    ...{ store, poller, log: log satisfies Log, clock, startedAt: clock.now(), view: tree.view, sheets },
    ...speaker,
    counts: () => ({ ...store.places.own }),
    onDidChangeSettings: settings.onDidChange,
    profile: () => session.profile.name,
    open: (label: string) => {
      if (!groups.hasRow(label)) filter.clear();
      return show(label);
    },
    showFailed: (labels: readonly string[]) => {
      filter.set({ groups: ['failed'], text: '', labels });
      return labels[0] === undefined ? undefined : show(labels[0]);
    },
  };
  void notices.start(deps, (jobs) => tree.repaintJobs(jobs));
}
