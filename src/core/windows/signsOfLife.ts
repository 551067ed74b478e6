import type { Clock } from '../clock';

/** Says how long ago a window gave a sign of life, though the machine slept or somebody set its clock. All times in ms. */
export class SignsOfLife {
  private lastBeat: number;
  /** After a sleep of the machine every window looks dead: judged again after a while. */
  private awakeAt = -Infinity;
  /** Since when the clock runs on without a jump. */
  private clockSetAt: number;

  /** @param death a window that gave no sign for so long is gone */
  constructor(
    private readonly clock: Clock,
    private readonly death: number,
  ) {
    this.lastBeat = this.clockSetAt = clock.now();
  }

  /** To be told often: a time that is not between two beats is one that nobody could live through. */
  beat(): void {
    const now = this.clock.now();
    if (Math.abs(now - this.lastBeat) > this.death) this.awakeAt = this.clockSetAt = now;
    this.lastBeat = now;
  }

  /** How long ago the last sign was, from a sign that was seen. */
  age(seenAt: number): number {
    const now = this.clock.now();
    // A sign from after now was given before the clock was set back: whoever lives gives another soon.
    return now - (seenAt > now + this.death ? this.clockSetAt : Math.max(seenAt, this.awakeAt));
  }
}
