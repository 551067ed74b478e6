import { Failure } from '../api/failure';
import { leftOf, type Clock } from '../clock';
import { inheritedFailure, type AskedToWait, type PollHandover } from './pollHandover';
import { longestPause } from './pollPause';
import type { RunResult } from './performRun';

/** A request of the server for patience. Times in ms since 1970. */
interface Held {
  readonly failure: Failure;
  readonly since: number;
  readonly until: number;
}

/** Why the next run must wait: how the last one failed, and one moment before which the server is left alone, whatever it was asked. */
export class PollPatience {
  private held: Held | undefined;
  /** What the run under way does not heed, until it tells whether it still holds. */
  private overruled: Held | undefined;
  /** Why the last run failed. */
  private met: Failure | undefined;
  /** When a run met it that somebody asked for by hand, ms since 1970; undefined where it was another one. */
  private metByHandAt: number | undefined;

  /** The last `notBefore` that another window told: it is heeded once, and by no means after somebody asked by hand. */
  private heard: number | undefined;

  constructor(private readonly clock: Clock) {}

  /** How long the server is still to be left alone, in ms. */
  get left(): number {
    const { held } = this;
    return held ? leftOf(this.clock, held.since, held.until - held.since) : 0;
  }

  /** Why the next run waits, its `retryAfterMs` counted from now; undefined when nothing is wrong. */
  get failure(): Failure | undefined {
    const { held, met, left } = this;
    if (!held || left === 0 || met?.kind === 'unauthorized' || (met === held.failure && met.retryAfterMs === left))
      return met;
    const { kind, message, status } = held.failure;
    return new Failure(kind, message, { retryAfterMs: left, ...(status === undefined ? {} : { status }) });
  }

  /**
   * Keeps what this window tells of it, and forgets the rest. Of a window that follows, the one that asks for it tells
   * everything but what was met here: a refused key, and the failure of a refresh by hand, which that one did not answer.
   * @param follows another window asks for this one
   */
  keepOwn(follows: boolean): Failure | undefined {
    const { failure } = this;
    const isOver = failure?.retryAfterMs !== undefined && this.left === 0;
    const isOwn = failure?.kind === 'unauthorized' || (this.metByHandAt !== undefined && !isOver);
    if (!follows || isOwn) return failure;
    this.meet(undefined);
    return undefined;
  }

  /** False while the server asked to be left alone, or refuses the key: whatever else failed may be over by now. */
  get mayTry(): boolean {
    return this.left === 0 && this.met?.kind !== 'unauthorized';
  }

  /** What the other windows must know; nothing while the server may be asked. */
  get told(): AskedToWait | undefined {
    const { held, left } = this;
    if (!held || left === 0) return undefined;
    const { kind, message } = held.failure;
    return { notBefore: held.until, failure: { kind, message } };
  }

  /** The server asked for patience just now: a shorter one does not shorten what it asked for before, nor lengthen it. */
  hold(failure: Failure): void {
    const since = this.clock.now();
    const until = since + Math.min(failure.retryAfterMs ?? 0, longestPause);
    if (until > since + this.left) this.held = { failure, since, until };
  }

  /** Another window was asked for patience. @returns true when that is news */
  heed({ notBefore, failure }: AskedToWait): boolean {
    const ms = notBefore - this.clock.now();
    if (notBefore === this.heard || ms <= this.left) return false;
    this.heard = notBefore;
    this.hold(new Failure('rateLimited', failure.message, { retryAfterMs: ms }));
    return true;
  }

  /** Goes on with what the window before was told; what this one was told itself stands, too. */
  inherit(from: PollHandover): void {
    this.heard = from.notBefore;
    this.meet(inheritedFailure(from, this.clock.now()));
  }

  /** Another window asks from now on, and was told what this one knew: it tells when that is over. */
  handOver(): void {
    this.held = undefined;
    this.overruled = undefined;
    this.metByHandAt = undefined;
  }

  /** The window that asks for this one ended a run then, ms since 1970. @returns true when that one tells how it is now */
  ranElsewhere(at: number): boolean {
    if (this.metByHandAt === undefined || at <= this.metByHandAt) return false;
    this.metByHandAt = undefined;
    return true;
  }

  /** A run begins, by hand or after the wait: the answer tells whether the server still wants to be left alone. */
  begin(): void {
    this.overruled = this.held;
    this.held = undefined;
  }

  /** A run is over just now. @param isByHand somebody asked for it */
  ran(end: RunResult['end'], failure: Failure | undefined, isByHand: boolean): void {
    const { overruled } = this;
    this.overruled = undefined;
    if (end === 'cancelled') {
      if (overruled && overruled.until > (this.held?.until ?? 0)) this.held = overruled;
      // What is left of a wait stands above; where nothing is, the next run comes after a pause like any other.
      if (this.met?.retryAfterMs !== undefined && this.met.kind !== 'unauthorized') this.met = undefined;
      return;
    }
    this.meet(failure);
    if (failure && isByHand) this.metByHandAt = this.clock.now();
  }

  /** As if the last run had met it. */
  meet(failure: Failure | undefined): void {
    this.met = failure;
    this.metByHandAt = undefined;
    if (failure) this.hold(failure);
  }

  /** Another client, or none. */
  reset(): void {
    this.handOver();
    this.met = undefined;
  }
}
