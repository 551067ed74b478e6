import { Failure } from '../api/failure';
import type { Clock } from '../clock';
import type { DetailQueue } from './detailQueue';
import type { PollHandover } from './pollHandover';
import type { PollState } from './pollState';

interface DetailPatienceDeps {
  readonly clock: Pick<Clock, 'now'>;
  readonly queue: Pick<DetailQueue, 'pause' | 'resume'>;
}

/** Leaves a server alone in the questions for details, too, as long as it asked for in an answer to whatever window. */
export class DetailPatience {
  /** The last moment that another window told. */
  private heard: number | undefined;

  constructor(private readonly deps: DetailPatienceDeps) {}

  /** Polling in this window stands so. */
  polled({ running, failure }: Pick<PollState, 'running' | 'failure'>): void {
    const { queue } = this.deps;
    // A run that is under way still tells of the failure before it.
    if (running) return;
    if (failure && (failure.kind === 'rateLimited' || failure.retryAfterMs !== undefined)) queue.pause(failure);
    // The server answers again, so what waited for it may go on.
    else if (!failure) queue.resume();
  }

  /** Polling stands so in the window that asks for this one, or in one that this window asks for. */
  told({ notBefore, failure }: Pick<PollHandover, 'notBefore' | 'failure'> = {}): void {
    const { clock, queue } = this.deps;
    const ms = notBefore === undefined || notBefore === this.heard ? 0 : notBefore - clock.now();
    if (ms <= 0 || !failure) return;
    this.heard = notBefore;
    queue.pause(new Failure('rateLimited', failure.message, { retryAfterMs: ms }));
  }
}
