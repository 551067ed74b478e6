import type { Job } from '../jobs/job';
import type { JobsPage, LabelAnswer } from './answer';
import { Failure } from './failure';
import { maxJobsPerLabel, pageLimit, pagesAhead } from './limits';
import { createPageRun, type PageRun } from './pageRun';
import type { ShortPages } from './shortPages';

export interface LabelPagesDeps {
  /** Asks for the page at `start`. Rejects with `Failure`. */
  readonly page: (start: number) => Promise<JobsPage>;
  readonly shortPages: ShortPages;
  /** Told of each page that more pages follow. */
  readonly onProgress?: OnProgress | undefined;
}

/**
 * `take` answers with the jobs received since it was called last, as an answer that is not complete; so many are
 * `waiting` to be taken.
 */
export type OnProgress = (take: () => LabelAnswer, waiting: number) => void;

/** What is known of a label so far. */
interface Gathered {
  readonly jobs: Map<string, Job>;
  unreadable: number;
  /** Entries received before the last page, whatever they were. */
  received: number;
  capped: boolean;
  /** How many of the jobs were taken as progress. */
  taken: number;
}

/**
 * Asks for a label's jobs page by page until a page brings nothing new (status-api, rule 3). Every request it starts is
 * over when it ends, so that a run costs the same requests each time.
 * @throws Failure of the first page, or `cancelled` at any
 */
export async function labelPages({ page, shortPages, onProgress }: LabelPagesDeps): Promise<LabelAnswer> {
  const run = createPageRun(page);
  const gathered: Gathered = { jobs: new Map(), unreadable: 0, received: 0, capped: false, taken: 0 };
  const take = (): LabelAnswer => takeProgress(gathered, run);
  const progress = (): void => onProgress?.(take, gathered.jobs.size - gathered.taken);
  try {
    const last = await gather({ run, shortPages, gathered, progress });
    return answer(gathered, run, last.received === 0 || last.jobs.length > 0);
  } catch (error) {
    if (!(error instanceof Failure) || error.kind === 'cancelled' || gathered.jobs.size === 0) throw error;
    return { ...answer(gathered, run, false), failure: error };
  } finally {
    await run.settled();
  }
}

interface Gathering {
  readonly run: PageRun;
  readonly shortPages: ShortPages;
  readonly gathered: Gathered;
  readonly progress: () => void;
}

/** @returns the page that ended the label */
async function gather({ run, shortPages, gathered, progress }: Gathering): Promise<JobsPage> {
  let start = 0;
  let stride = 0;
  let steady = 1;
  for (;;) {
    // First page alone, then one page more ahead for each that came as long as the one before.
    for (let ahead = 0; ahead < steady; ahead++) run.start(start + ahead * stride);
    const page = await run.take(start);
    if (!add(gathered, page)) return page;
    start += page.received;
    steady = page.received === stride ? Math.min(steady + 1, pagesAhead) : 1;
    stride = page.received;
    if (page.received < pageLimit && (await shortPages.areLast(() => run.isEmpty(start)))) return page;
    progress();
  }
}

/** @returns false when the page brought nothing new, or more than the cap allows */
function add(gathered: Gathered, page: JobsPage): boolean {
  const { jobs } = gathered;
  const before = jobs.size;
  for (const job of page.jobs) {
    if (jobs.has(job.id)) continue;
    gathered.capped ||= jobs.size === maxJobsPerLabel;
    if (!gathered.capped) jobs.set(job.id, job);
  }
  if (jobs.size > before || page.jobs.length === 0) gathered.unreadable += page.unreadable;
  if (jobs.size > before) gathered.received += page.received;
  return jobs.size > before && !gathered.capped;
}

function answer(gathered: Gathered, run: PageRun, ended: boolean): LabelAnswer {
  const { jobs, unreadable, received, capped, taken } = gathered;
  const flags = { complete: ended && !capped, capped, aligned: received === jobs.size };
  return {
    jobs: [...jobs.values()],
    unreadable,
    ...flags,
    requests: run.requests,
    ...(taken > 0 ? { told: taken } : {}),
  };
}

function takeProgress(gathered: Gathered, run: PageRun): LabelAnswer {
  const { told = 0, ...all } = answer(gathered, run, false);
  gathered.taken = all.jobs.length;
  return { ...all, jobs: all.jobs.slice(told), aligned: false };
}
