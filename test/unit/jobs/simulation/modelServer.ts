import type { JobAnswer, JobsPage } from '../../../../src/core/api/answer';
import { Failure } from '../../../../src/core/api/failure';
import { labelPages } from '../../../../src/core/api/labelPages';
import { createShortPages } from '../../../../src/core/api/shortPages';
import type { StatusApi } from '../../../../src/core/api/statusApi';
import type { Job } from '../../../../src/core/jobs/job';

/** A job as the model keeps it: the labels are those whose lists hold it. */
export interface ModelJob {
  readonly id: string;
  status: string;
}

/** Requests that the model was asked, by kind. */
export interface Asked {
  pages: number;
  jobs: number;
}

/** A status server in memory: lists of jobs by label, paged as the API documents. */
export class ModelServer {
  readonly jobs = new Map<string, ModelJob>();
  readonly asked: Asked = { pages: 0, jobs: 0 };
  /** Labels whose order `turn` changes. */
  readonly unstable = new Set<string>();
  /** Entries that no client can read: they hold their places in the lists. */
  readonly unreadable = new Set<string>();
  /** Jobs whose own answer cannot be read. */
  readonly mute = new Set<string>();
  private readonly lists = new Map<string, string[]>();
  private readonly under = new Map<string, Set<string>>();

  get requests(): number {
    return this.asked.pages + this.asked.jobs;
  }

  get labels(): readonly string[] {
    return [...this.lists.keys()];
  }

  /** Ids in the order of the server. */
  ids(label: string): readonly string[] {
    return this.lists.get(label) ?? [];
  }

  /** A label without jobs. */
  open(label: string): void {
    this.lists.set(label, this.lists.get(label) ?? []);
  }

  /** Puts a job into the list of a label, unless it is there. @param place index; by default the end */
  add(label: string, job: ModelJob, place = Infinity): void {
    const list = this.lists.get(label) ?? [];
    const under = this.under.get(job.id) ?? new Set();
    this.lists.set(label, list);
    this.under.set(job.id, under);
    this.jobs.set(job.id, job);
    if (!under.has(label)) list.splice(Math.min(place, list.length), 0, job.id);
    under.add(label);
  }

  /** Takes a job out of the list of a label; the last list takes the job along. */
  remove(id: string, label: string): void {
    const list = this.lists.get(label) ?? [];
    const place = list.indexOf(id);
    if (place < 0) return;
    list.splice(place, 1);
    this.under.get(id)?.delete(label);
    if (this.labelsOf(id).length === 0) this.jobs.delete(id);
  }

  labelsOf(id: string): readonly string[] {
    return [...(this.under.get(id) ?? [])];
  }

  /** The lists without a stable order are turned by a few places: they hold the same jobs. */
  turn(): void {
    for (const label of this.unstable) {
      const list = this.lists.get(label) ?? [];
      list.push(...list.splice(0, Math.min(7, list.length)));
    }
  }

  /** A client of this server that counts its requests. */
  client(): StatusApi {
    const shortPages = createShortPages();
    const page: StatusApi['page'] = (label, start) => this.page(label, start);
    return {
      label: (label, signal, onProgress) =>
        labelPages({ page: (start) => page(label, start, signal), shortPages, onProgress }),
      page,
      job: (id) => this.job(id),
      checkKey: () => Promise.resolve('accepted'),
    };
  }

  private page(label: string, start: number): Promise<JobsPage> {
    this.asked.pages++;
    const ids = this.ids(label).slice(start, start + 100);
    const jobs = ids.filter((id) => !this.unreadable.has(id)).map((id) => this.told(id));
    return Promise.resolve({ jobs, unreadable: ids.length - jobs.length, received: ids.length });
  }

  private job(id: string): Promise<JobAnswer | undefined> {
    this.asked.jobs++;
    if (this.unreadable.has(id) || this.mute.has(id))
      return Promise.reject(new Failure('shape', 'The answer cannot be read.'));
    return Promise.resolve(this.jobs.has(id) ? { job: this.told(id), results: [] } : undefined);
  }

  private told(id: string): Job {
    return { id, status: this.jobs.get(id)?.status ?? '', labels: this.labelsOf(id) };
  }
}
