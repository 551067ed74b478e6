import * as v from '../validation';
import type { ReadingMemento } from './readings';
import { sourcesName } from './renameSources';

/** Where a source image is: a file by its URI, or an https link. */
export interface SourceChoice {
  readonly kind: 'file' | 'link';
  readonly uri: string;
}

/** A job, as far as its source goes. */
export interface SourceJob {
  readonly profileId: string;
  readonly jobId: string;
}

/** Jobs whose source is remembered; the oldest choice goes first. */
const mostKept = 300;

const choice = v.object({ kind: v.picklist(['file', 'link']), uri: v.pipe(v.string(), v.maxLength(4000)) });
const kept = v.array(v.tuple([v.string(), v.string(), choice]));

/** The source images that the user chose, by job (viewer, point 7). */
export class SourceChoices {
  /** Links with a query, as long as the window lives: a query may be a signature, which is never written down. */
  private readonly unwritten = new Map<string, SourceChoice>();

  constructor(private readonly memento: ReadingMemento) {}

  get(job: SourceJob): SourceChoice | undefined {
    const found = this.read().find(([profileId, jobId]) => profileId === job.profileId && jobId === job.jobId);
    return this.unwritten.get(nameOf(job)) ?? found?.[2];
  }

  /** Remembers a choice, or forgets the one that was made. */
  async set(job: SourceJob, chosen: SourceChoice | undefined): Promise<void> {
    this.unwritten.delete(nameOf(job));
    const others = this.read().filter(([profileId, jobId]) => profileId !== job.profileId || jobId !== job.jobId);
    if (chosen && hasQuery(chosen)) this.unwritten.set(nameOf(job), chosen);
    const own: typeof others =
      chosen && !hasQuery(chosen) ? [[job.profileId, job.jobId, { kind: chosen.kind, uri: chosen.uri }]] : [];
    await this.memento.update(sourcesName, [...others, ...own].slice(-mostKept));
  }

  private read(): v.InferOutput<typeof kept> {
    const read = v.safeParse(kept, this.memento.get(sourcesName));
    return read.success ? read.output : [];
  }
}

function hasQuery({ kind, uri }: SourceChoice): boolean {
  return kind === 'link' && /[?#]/.test(uri);
}

function nameOf({ profileId, jobId }: SourceJob): string {
  return JSON.stringify([profileId, jobId]);
}
