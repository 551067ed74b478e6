import type { LabelAnswer } from '../../../src/core/api/answer';
import { JobStore } from '../../../src/core/jobs/jobStore';
import type { NotificationSetting } from '../../../src/core/notice/dueNotices';
import { LabelNotices, type LabelNotice } from '../../../src/core/notice/labelNotices';
import { noticeText } from '../../../src/core/notice/noticeText';
import { english as t } from '../../../src/core/translate';
import { FakeClock } from '../../fakes/fakeClock';
import { job, labelAnswer } from '../../fakes/jobs';

/** Statuses by the last part of a job's id. */
export type Statuses = Readonly<Record<string, string>>;

/** A store and its notices, with everything that they showed. */
export class NoticeWorld {
  readonly clock = new FakeClock();
  readonly store = new JobStore(() => this.clock.now());
  readonly shown: LabelNotice[] = [];
  readonly errors: unknown[] = [];
  setting: NotificationSetting = 'all';
  mayNotify = true;
  claim = (name: string): Promise<boolean> => {
    this.claimed.push(name);
    return Promise.resolve(true);
  };
  readonly claimed: string[] = [];
  readonly notices: LabelNotices;

  constructor(labels: readonly string[]) {
    this.store.track(labels, []);
    this.notices = new LabelNotices({
      store: this.store,
      clock: this.clock,
      startedAt: this.clock.now(),
      profile: () => 'Staging',
      setting: () => this.setting,
      mayNotify: () => this.mayNotify,
      claim: (name) => this.claim(name),
      show: (notice) => this.shown.push(notice),
      onError: (error) => this.errors.push(error),
    });
    this.store.onDidChange((change) => this.notices.jobsChanged(change));
  }

  get texts(): readonly string[] {
    return this.shown.map((notice) => noticeText(t, notice));
  }

  apply(label: string, answer: LabelAnswer): void {
    this.store.apply({ labels: new Map([[label, answer]]) });
  }

  /** The server tells all jobs of a label. */
  answer(label: string, statuses: Statuses): void {
    this.apply(label, labelAnswer(jobsOf(label, statuses)));
  }

  /** So many seconds later, something happens. */
  async pass(seconds: number, happens: () => void): Promise<void> {
    await this.clock.advance(seconds * 1000);
    happens();
  }

  /** An earlier session, or another window, saw this so many seconds ago; what it saw is old. */
  restore(label: string, statuses: Statuses, ago = 3600): void {
    const then = this.clock.now() - ago * 1000;
    const at = Math.floor(then / 1000);
    const history = { firstSeen: at, changedAt: at, past: [] };
    const jobs = jobsOf(label, statuses).map((entry) => ({ ...entry, ...history }));
    const flags = { complete: true, capped: false, aligned: true, unreadable: 0 };
    const head = { label, since: then, asOf: then, noticedAt: at, ...flags };
    this.store.restore({ head, jobs, ids: jobs.map(({ id }) => id), writtenAt: then, stale: true });
  }
}

function jobsOf(label: string, statuses: Statuses): ReturnType<typeof job>[] {
  return Object.entries(statuses).map(([id, status]) => job(`${label}/${id}`, status, [label]));
}
