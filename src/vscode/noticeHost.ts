import type { LabelCropProblem } from '../core/crop/labelCropChecks';
import type { Disposable } from '../core/event';
import type { CropReports } from '../core/jobs/cropReports';
import type { TrackedJob } from '../core/jobs/job';
import type { Log } from '../core/log';
import type { CropSources, NoticeBoardDeps } from './lazy/noticeBoard';
import type { NoticeBoard } from './noticeBoard';

const noProblems: readonly LabelCropProblem[] = [];

/** Notices, badge, status bar and the checks of crops as the rest knows them: their code is loaded after the start. */
export class NoticeHost implements Disposable {
  private board: NoticeBoard | undefined;
  private crops: CropReports | undefined;
  private isDisposed = false;

  constructor(private readonly log: Log) {}

  /** Loads what tells of finished labels and of doubtful crops. @param flipped hears of jobs whose rows say something else now */
  async start(deps: NoticeBoardDeps & CropSources, flipped: (jobIds: Iterable<string>) => void): Promise<void> {
    try {
      const { createNoticeBoard, createCropReports } = await import('./lazy/noticeBoard');
      if (this.isDisposed) return;
      this.board = createNoticeBoard(deps);
      this.board.stuck.onDidFlip(flipped);
      this.crops = createCropReports(deps);
      this.crops.onDidChange(flipped);
      // Rows that were drawn meanwhile say nothing of their crops yet.
      flipped([...deps.store.jobs()].filter(({ details }) => details?.results.length).map(({ id }) => id));
    } catch (error) {
      this.log.error(`Notices could not be loaded: ${String(error)}`);
    }
  }

  /** True when the job has been running for longer than it should. */
  isStuck(job: TrackedJob): boolean {
    return this.board?.stuck.isStuck(job) ?? false;
  }

  /** What is wrong with a job's crops, as one of a label's; nothing is known of it right after the start. */
  problems(label: string, job: TrackedJob): readonly LabelCropProblem[] {
    return this.crops?.problems(label, job) ?? noProblems;
  }

  /** This window may speak for all now, or does so no more. */
  leadChanged(): void {
    this.board?.leadChanged();
  }

  dispose(): void {
    this.isDisposed = true;
    this.board?.dispose();
    this.crops?.dispose();
  }
}
