import { failure, invalidPayload, json, type Answer } from './answer';
import { failureMessage } from './lifeCycle';
import { outputOf, type Picture } from './pictures';
import { parseQuery, type Query } from './query';
import type { JobState, World } from './world';

export interface StatusDeps {
  readonly world: World;
  readonly pictures: readonly Picture[];
  readonly seed: number;
  /** ms since the start */
  readonly elapsed: () => number;
  /** A whole, signed address for a picture. */
  readonly link: (file: string) => string;
}

/** Labels that stand for an account in trouble, so that the two billing errors can be seen. */
const billing: ReadonlyMap<string, Answer> = new Map([
  [
    'sample-not-enough-balance',
    failure(400, 'not_enough_balance', 'The balance of this account does not cover the request.'),
  ],
  ['sample-overage-payment-failed', failure(400, 'overage_payment_failed', 'The payment for overage was declined.')],
]);

/** How many results of nobody in particular a label query shows: clients must ignore them (spec/status-api.md, rule 1). */
const looseResults = 5;

export class StatusEndpoint {
  constructor(private readonly deps: StatusDeps) {}

  /** @param count told which kind of query this is, or that it is none */
  answer(body: string, count: (kind: 'pages' | 'singleJobs' | 'refused') => void): Answer {
    const query = parseQuery(body);
    if (typeof query === 'string') {
      count('refused');
      return invalidPayload(query);
    }
    if ('jobId' in query.selector) {
      count('singleJobs');
      return this.single(query.selector.jobId, query);
    }
    count('pages');
    const trouble = query.selector.labels.map((label) => billing.get(label)).find(Boolean);
    return trouble ?? this.page(query.selector.labels, query);
  }

  private page(labels: readonly string[], query: Query): Answer {
    const jobs = this.deps.world.page(labels, query, this.deps.elapsed());
    const completed = jobs.filter((job) => job.status === 'completed');
    const results = completed.slice(-looseResults).flatMap((job) => this.results(job).slice(-1));
    return json({ jobs: jobs.map(asSent), results, error_message: '' });
  }

  private single(id: string, query: Query): Answer {
    const job = this.deps.world.find(id, this.deps.elapsed());
    if (!job) return json({ jobs: [], results: [] });
    const all = job.status === 'completed' ? this.results(job) : [];
    const results = all.slice(query.start, query.start + query.limit);
    const jobs = [asSent(job)];
    if (job.status !== 'failed') return json({ jobs, results });
    return json({ jobs, results, error_message: failureMessage(this.deps.seed, job.index) });
  }

  private results(job: JobState): object[] {
    const { picture, crops } = outputOf(this.deps.seed, job, this.deps.pictures);
    return crops.map((crop) => ({ output_image_url: this.deps.link(picture.file), crop_coordinates: crop }));
  }
}

function asSent(job: JobState): object {
  return { job_id: job.id, status: job.status, job_labels: job.labels };
}
