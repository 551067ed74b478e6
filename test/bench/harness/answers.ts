/** Status answers as text, as a server would send them: a page holds 100 jobs. */
export interface Answers {
  readonly labels: readonly string[];
  /** Pages of a label, in order; an empty one ends it. */
  readonly pages: ReadonlyMap<string, readonly string[]>;
  /** All pages with jobs. */
  readonly texts: readonly string[];
}

const pageSize = 100;

/** Jobs are made up by their number; ids look like those of a shop. */
export interface AnswersOptions {
  readonly labels: number;
  readonly jobsPerLabel: number;
  /** So many jobs, spread over all, are `failed`; every other one is `completed`. */
  readonly failed?: number;
}

/** Equal options give equal texts. */
export function makeAnswers({ labels: count, jobsPerLabel, failed = 0 }: AnswersOptions): Answers {
  const labels = Array.from({ length: count }, (_, index) => `lot-${String(index + 1).padStart(3, '0')}`);
  const step = failed === 0 ? Infinity : Math.floor((count * jobsPerLabel) / failed);
  const statusOf = (number: number): string => (number % step === step - 1 ? 'failed' : 'completed');
  const pagesOf = (label: string, index: number): string[] => {
    const jobs = Array.from({ length: jobsPerLabel }, (_, place) => {
      const number = index * jobsPerLabel + place;
      return {
        job_id: `${label}-car-${String(place + 1).padStart(5, '0')}`,
        status: statusOf(number),
        job_labels: [label],
      };
    });
    const pages = Array.from({ length: Math.ceil(jobsPerLabel / pageSize) }, (_, page) =>
      jobs.slice(page * pageSize, (page + 1) * pageSize),
    );
    return [...pages, []].map((page) => JSON.stringify({ jobs: page, results: [], error_message: '' }));
  };
  const pages = new Map(labels.map((label, index) => [label, pagesOf(label, index)]));
  return { labels, pages, texts: [...pages.values()].flatMap((texts) => texts.slice(0, -1)) };
}
