/** After the first vain query a job is left alone for so long, then for twice as long each time, up to an hour. In ms. */
const pauses = { first: 60_000, longest: 3_600_000 } as const;

interface Vain {
  readonly times: number;
  /** When it is worth a request again, ms since 1970. */
  readonly dueAt: number;
}

/** Jobs tracked by ids that the server does not know, or calls wrong: asked for again ever more seldom. */
export class VainJobs {
  private readonly jobs = new Map<string, Vain>();

  /** True for a job that was never asked for in vain, or is worth a request again. @param now ms since 1970 */
  isDue(id: string, now: number): boolean {
    const { dueAt } = this.jobs.get(id) ?? { dueAt: -Infinity };
    // A clock that was set back must not make anyone wait for hours.
    return now >= dueAt || dueAt - now > pauses.longest;
  }

  /** The server knows no such job. @param now ms since 1970 */
  add(id: string, now: number): void {
    const times = (this.jobs.get(id)?.times ?? 0) + 1;
    this.jobs.set(id, { times, dueAt: now + Math.min(pauses.first * 2 ** (times - 1), pauses.longest) });
  }

  /** The job answered. */
  delete(id: string): void {
    this.jobs.delete(id);
  }

  /** Those that are tracked no more start anew when they are tracked again. */
  retain(tracked: ReadonlySet<string>): void {
    for (const id of this.jobs.keys()) if (!tracked.has(id)) this.jobs.delete(id);
  }
}
