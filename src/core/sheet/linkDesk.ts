import type { JobAnswer } from '../api/answer';
import type { Clock } from '../clock';
import type { OpenJob } from '../images/jobPictures';

/** A job's other results are usually in view too: an answer serves them for so long, in ms. */
const keptMs = 30_000;

interface Asked {
  readonly answer: Promise<JobAnswer | undefined>;
  readonly at: number;
}

/** Links of pictures, in memory only and for seconds (status-api, rule 6): one question serves all results of a job. */
export class LinkDesk {
  private readonly asked = new Map<string, Asked>();

  constructor(
    private readonly deps: { readonly openJob: OpenJob; readonly profileId: string; readonly clock: Clock },
  ) {}

  /**
   * The link of a result; undefined when it has none. Rejects with `Failure`.
   *
   * @param refused a link that the store takes no more: where it is still the one that is known, the job is asked anew,
   *   once for all of its results
   */
  async link(
    { jobId, resultIndex }: { jobId: string; resultIndex: number },
    refused?: string,
  ): Promise<string | undefined> {
    this.forgetOld();
    const known = this.ask(jobId);
    const link = (await known)?.results[resultIndex]?.imageUrl;
    if (refused === undefined || link !== refused) return link;
    if (this.asked.get(jobId)?.answer === known) this.asked.delete(jobId);
    return (await this.ask(jobId))?.results[resultIndex]?.imageUrl;
  }

  /** The links of this job are old: it runs again. */
  forget(jobId: string): void {
    this.asked.delete(jobId);
  }

  private ask(jobId: string): Promise<JobAnswer | undefined> {
    const { openJob, profileId, clock } = this.deps;
    const known = this.asked.get(jobId);
    if (known) return known.answer;
    // Several cells may wait for it: a cell that leaves the view does not end the others' question.
    const answer = openJob(profileId, jobId, new AbortController().signal);
    this.asked.set(jobId, { answer, at: clock.now() });
    answer.catch(() => this.asked.delete(jobId));
    return answer;
  }

  private forgetOld(): void {
    const oldest = this.deps.clock.now() - keptMs;
    for (const [jobId, { at }] of this.asked) if (at < oldest) this.asked.delete(jobId);
  }
}
