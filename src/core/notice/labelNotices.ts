import type { Clock } from '../clock';
import type { Disposable } from '../event';
import { isFinished } from '../jobs/job';
import type { JobChange } from '../jobs/jobDiff';
import type { JobStore } from '../jobs/jobStore';
import type { LabelState } from '../jobs/labelState';
import { nextNotice, wanted, type DueNotice, type NotificationSetting, type Waiting } from './dueNotices';
import { finishOf, isAnswered, type LabelFinish } from './labelFacts';

/** A first answer that comes so many ms after the start or later does not tell what happened while VS Code was closed. */
const startLasts = 5 * 60_000;

/** A message for people: each label of it was claimed, so that no other window shows it. */
export interface LabelNotice {
  readonly whileClosed: boolean;
  /** At least one, in the order in which they got quiet. */
  readonly finishes: readonly LabelFinish[];
}

export interface LabelNoticesDeps {
  readonly store: Pick<JobStore, 'labels' | 'label' | 'job' | 'jobsOf' | 'noticed'>;
  readonly clock: Clock;
  /** When this window began, ms since 1970. */
  readonly startedAt: number;
  /** Name of the profile that the store is of. */
  readonly profile: () => string;
  readonly setting: () => NotificationSetting;
  /** True while this window speaks for all that track the label. */
  readonly mayNotify: (label: string) => boolean;
  /** Resolves to true for one window only: for the first that asks for this name. */
  readonly claim: (name: string) => Promise<boolean>;
  readonly show: (notice: LabelNotice) => void;
  /** Hears that a claim failed: nothing is shown then. */
  readonly onError: (error: unknown) => void;
}

/** Announces each label once, when it has got quiet. Has a timer only while a label waits to be announced. */
export class LabelNotices implements Disposable {
  private readonly waiting = new Map<string, Waiting>();
  /** When each label was first answered in this session, in ms since 1970. */
  private readonly answeredAt = new Map<string, number>();
  /** Labels that were announced in this session. */
  private readonly announced = new Set<string>();
  private timer: Disposable | undefined;
  private isDisposed = false;

  constructor(private readonly deps: LabelNoticesDeps) {
    this.lookAtAll();
  }

  /** Something changed in the store. */
  jobsChanged(change: JobChange): void {
    if (change.tracked) {
      this.lookAtAll();
      return;
    }
    const touched = new Set(change.labels);
    for (const id of change.jobs) this.addTouched(id, touched);
    for (const label of touched) this.look(label);
    this.schedule();
  }

  /** This window may speak for all now, or does so no more. */
  leadChanged(): void {
    this.lookAtAll();
  }

  dispose(): void {
    this.isDisposed = true;
    this.timer?.dispose();
    this.waiting.clear();
  }

  /** Other labels, or another profile: nothing that was known of a label that is gone counts any more. */
  private lookAtAll(): void {
    const labels = new Set(this.deps.store.labels.map(({ label }) => label));
    for (const known of [this.waiting, this.answeredAt, this.announced])
      for (const label of known.keys()) if (!labels.has(label)) known.delete(label);
    for (const label of labels) this.look(label);
    this.schedule();
  }

  /** Details of jobs that were announced before come by the thousand: their labels are not looked through for them. */
  private addTouched(jobId: string, touched: Set<string>): void {
    const job = this.deps.store.job(jobId);
    if (!job) return;
    for (const label of job.under) {
      const noticedAt = this.deps.store.label(label)?.noticedAt ?? 0;
      if (!isFinished(job.status) || job.changedAt > noticedAt) touched.add(label);
    }
  }

  private look(label: string): void {
    const { store } = this.deps;
    const state = store.label(label);
    const isToLook = state && !state.guest && this.noteAnswer(state);
    const finish = isToLook ? finishOf(state, store, this.announced.has(label)) : undefined;
    const before = this.waiting.get(label);
    if (!finish) this.waiting.delete(label);
    else if (before?.finish.at !== finish.at) this.waiting.set(label, this.newWaiting(finish));
    else this.waiting.set(label, { ...before, finish });
  }

  private noteAnswer(state: LabelState): boolean {
    if (!isAnswered(state)) return false;
    if (!this.answeredAt.has(state.label)) this.answeredAt.set(state.label, this.deps.clock.now());
    return true;
  }

  private newWaiting(finish: LabelFinish): Waiting {
    const now = this.deps.clock.now();
    const { startedAt } = this.deps;
    const answered = this.answeredAt.get(finish.label) ?? now;
    const isOfBefore = finish.noticedAt * 1000 < startedAt && finish.at * 1000 <= answered;
    return { finish, quietSince: now, whileClosed: isOfBefore && answered < startedAt + startLasts };
  }

  private schedule(): void {
    this.timer?.dispose();
    this.timer = undefined;
    const { clock } = this.deps;
    const next = this.isDisposed ? undefined : nextNotice(this.ours(), clock.now());
    if (!next) return;
    this.timer = clock.after(Math.max(0, next.at - clock.now()), () => this.due());
  }

  private due(): void {
    const now = this.deps.clock.now();
    // What another window announced meanwhile came without a change that a row would show.
    for (const label of [...this.waiting.keys()]) this.look(label);
    const next = nextNotice(this.ours(), now);
    if (next && next.at <= now) this.announce(next);
    this.schedule();
  }

  private ours(): readonly Waiting[] {
    return [...this.waiting.values()].filter(({ finish }) => this.deps.mayNotify(finish.label));
  }

  /** Noticed first and claimed then: nothing can fall due a second time meanwhile. */
  private announce({ finishes, whileClosed }: DueNotice): void {
    const { store, setting, onError } = this.deps;
    for (const { label, at } of finishes) {
      this.waiting.delete(label);
      this.announced.add(label);
      store.noticed(label, at);
    }
    const told = wanted(finishes, setting());
    if (told.length > 0) this.claimAndShow({ finishes: told, whileClosed }).catch(onError);
  }

  private async claimAndShow({ finishes, whileClosed }: LabelNotice): Promise<void> {
    const { profile, claim, show } = this.deps;
    const name = profile();
    const claims = await Promise.all(finishes.map(({ label, at }) => claim(JSON.stringify([name, label, at]))));
    const ours = finishes.filter((_, index) => claims[index]);
    if (ours.length > 0 && !this.isDisposed) show({ whileClosed, finishes: ours });
  }
}
