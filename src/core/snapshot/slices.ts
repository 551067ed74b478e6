import type { Clock } from '../clock';

/** So long work may go on before others get their turn, in ms: with the piece that goes beyond it, less than ten. */
const budget = 5;

interface SlicesDeps {
  readonly clock: Pick<Clock, 'now'>;
  /** Gives the event loop back, and resolves at the next turn. */
  readonly rest: () => Promise<void>;
}

/** Parts long work into slices, for the thread is shared with every other extension. */
export class Slices {
  private since: number;

  constructor(private readonly deps: SlicesDeps) {
    this.since = deps.clock.now();
  }

  /** To be awaited between two small pieces of work: rests once 5 ms are used. */
  async breathe(): Promise<void> {
    const { clock, rest } = this.deps;
    if (Math.abs(clock.now() - this.since) < budget) return;
    await rest();
    this.since = clock.now();
  }

  /** Does work that is parted into small steps, and breathes between them. */
  async through<T>(steps: Generator<void, T>): Promise<T> {
    for (;;) {
      const { done, value } = steps.next();
      if (done) return value;
      await this.breathe();
    }
  }

  /** To be called when work begins after a wait: what went by meanwhile was not used. */
  begin(): void {
    this.since = this.deps.clock.now();
  }
}
