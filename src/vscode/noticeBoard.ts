import type * as vscode from 'vscode';
import type { Clock } from '../core/clock';
import type { Disposable, Event } from '../core/event';
import { countStatuses, type JobCounts } from '../core/jobs/jobCounts';
import type { JobChange } from '../core/jobs/jobDiff';
import type { JobStore } from '../core/jobs/jobStore';
import type { LabelNotices } from '../core/notice/labelNotices';
import { Seldom } from '../core/notice/seldom';
import { statusBarText, type PollFacts, type StatusBarText } from '../core/notice/statusBarText';
import type { StuckWatch } from '../core/notice/stuckWatch';
import { badgeOf } from '../core/notice/totals';
import type { Translate } from '../core/translate';
import { showBadge } from './badge';
import type { StatusBar } from './statusBar';

/** All jobs are counted at most so often, in ms. */
const pause = 500;

export interface NoticeBoardParts {
  readonly store: Pick<JobStore, 'labels' | 'singleIds' | 'jobs' | 'size' | 'onDidChange'>;
  /** Of all jobs of this window, each once. */
  readonly counts: () => JobCounts;
  readonly poller: { readonly state: PollFacts; readonly onDidChangeState: Event<unknown> };
  /** When the window that asks for this one asks next, ms since 1970; undefined where that is not known. */
  readonly leaderNextAt: () => number | undefined;
  /** Why the last run of the window that asks for this one failed. */
  readonly leaderFailure: () => PollFacts['failure'];
  /** When the last run ended that was answered, here or there: it need not have asked for any label as a whole. */
  readonly answeredRunAt: () => number | undefined;
  /** Whether the status bar has an item. */
  readonly hasStatusBar: () => boolean;
  /** A setting changed. */
  readonly onDidChangeSettings: Event<void>;
  readonly clock: Clock;
  /** Name of the profile in use. */
  readonly profile: () => string;
  /** The view that bears the badge. */
  readonly view: { badge?: vscode.ViewBadge | undefined };
  readonly notices: LabelNotices;
  readonly stuck: StuckWatch;
  readonly statusBar: StatusBar;
  readonly t: Translate;
  /** A time of day for people; gets ms since 1970-01-01 UTC. */
  readonly time: (at: number) => string;
}

/** Tells notices, badge and status bar what changed. Owns them, and ends them with itself. */
export class NoticeBoard implements Disposable {
  private counts = countStatuses([]);
  /** When the newest answer came, ms since 1970: a run that fails later takes nothing of it back. */
  private answered: { readonly profile: string; readonly at: number } | undefined;
  private readonly totals: Seldom;
  private readonly subscriptions: readonly Disposable[];

  constructor(private readonly parts: NoticeBoardParts) {
    const { store, poller, onDidChangeSettings, stuck, clock } = parts;
    this.totals = new Seldom({ clock, pause, run: () => this.count() });
    this.subscriptions = [
      store.onDidChange((change) => this.jobsChanged(change)),
      poller.onDidChangeState(() => this.updateStatusBar()),
      onDidChangeSettings(() => {
        stuck.changed();
        this.updateStatusBar();
      }),
    ];
    this.totals.ask();
  }

  /** Which jobs are possibly stuck, for the rows. */
  get stuck(): StuckWatch {
    return this.parts.stuck;
  }

  /** This window may speak for all now, or does so no more; or the one that asks for it tells something new. */
  leadChanged(): void {
    this.parts.notices.leadChanged();
    this.updateStatusBar();
  }

  dispose(): void {
    const { notices, stuck, statusBar } = this.parts;
    for (const part of [...this.subscriptions, this.totals, notices, stuck, statusBar]) part.dispose();
  }

  private jobsChanged(change: JobChange): void {
    this.parts.notices.jobsChanged(change);
    this.parts.stuck.changed();
    this.totals.ask();
  }

  private count(): void {
    const { counts, view, t } = this.parts;
    this.counts = counts();
    showBadge(view, badgeOf(t, this.counts));
    this.updateStatusBar();
  }

  private updateStatusBar(): void {
    this.parts.statusBar.update(this.parts.hasStatusBar() ? this.statusBarText() : undefined);
  }

  private statusBarText(): StatusBarText | undefined {
    const { store, poller, profile, answeredRunAt, leaderFailure, t, time } = this.parts;
    const { labels, singleIds } = store;
    const known = this.answered?.profile === profile() ? this.answered.at : undefined;
    const answers = [...labels.map(({ asOf }) => asOf), answeredRunAt(), known].filter((at) => at !== undefined);
    const answeredAt = answers.length > 0 ? Math.max(...answers) : undefined;
    this.answered = answeredAt === undefined ? undefined : { profile: profile(), at: answeredAt };
    const tracked = labels.length + singleIds.length;
    const { state } = poller;
    const failure = state.failure ?? (state.following ? leaderFailure() : undefined);
    const poll = { ...state, failure, nextAt: state.nextAt ?? this.leaderNextAt() };
    const facts = { tracked, counts: this.counts, profile: profile(), answeredAt, poll };
    return statusBarText({ t, time }, facts);
  }

  /** What the leader told may be over: then it is asking just now. */
  private leaderNextAt(): number | undefined {
    const { leaderNextAt, poller, clock } = this.parts;
    const at = poller.state.following ? leaderNextAt() : undefined;
    return at !== undefined && at > clock.now() ? at : undefined;
  }
}
