import type { Disposable } from '../core/event';
import type { TrackedJob } from '../core/jobs/job';
import type { Log } from '../core/log';
import type { NoticeBoardDeps } from './lazy/noticeBoard';
import type { NoticeBoard } from './noticeBoard';

/** Notices, badge and status bar as the rest knows them: their code is loaded after the start. */
export class NoticeHost implements Disposable {
  private board: NoticeBoard | undefined;
  private isDisposed = false;

  constructor(private readonly log: Log) {}

  /** Loads what tells of finished labels. @param flipped hears of jobs that became possibly stuck, or are so no more */
  async start(deps: NoticeBoardDeps, flipped: (jobIds: ReadonlySet<string>) => void): Promise<void> {
    try {
      const { createNoticeBoard } = await import('./lazy/noticeBoard');
      if (this.isDisposed) return;
      this.board = createNoticeBoard(deps);
      this.board.stuck.onDidFlip(flipped);
    } catch (error) {
      this.log.error(`Notices could not be loaded: ${String(error)}`);
    }
  }

  /** True when the job has been running for longer than it should. */
  isStuck(job: TrackedJob): boolean {
    return this.board?.stuck.isStuck(job) ?? false;
  }

  /** This window may speak for all now, or does so no more. */
  leadChanged(): void {
    this.board?.leadChanged();
  }

  dispose(): void {
    this.isDisposed = true;
    this.board?.dispose();
  }
}
