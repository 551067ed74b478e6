import type { JobAnswer } from '../api/answer';
import type { ShownResult } from '../protocol';
import type { ByteCache } from './byteCache';
import type { ImageAnswer, LoadedImage, LoadImage } from './imageAnswer';

/** Asks the status of one job; the answer's links are used at once. Rejects with `Failure`. */
export type OpenJob = (profileId: string, jobId: string, signal: AbortSignal) => Promise<JobAnswer | undefined>;

export interface JobPicturesDeps {
  /** Tells these pictures apart from others in the cache. */
  readonly name: string;
  readonly profileId: string;
  readonly jobId: string;
  readonly openJob: OpenJob;
  readonly loadImage: LoadImage;
  readonly cache: ByteCache;
  /** Origins on private addresses that the user has allowed. */
  readonly allowedOrigins: ReadonlySet<string>;
}

/**
 * The pictures of one job while a panel shows it. The only place where a job's links are held, in memory
 * (status-api, rule 6); nothing that leaves it carries one.
 */
export class JobPictures {
  /** The newest answer. */
  answer: JobAnswer | undefined;
  private loadLarge = false;

  constructor(private readonly deps: JobPicturesDeps) {}

  /** The results without their links. */
  get results(): readonly ShownResult[] {
    return (this.answer?.results ?? []).map(({ imageUrl, crop }) => ({
      hasImage: imageUrl !== undefined,
      ...(crop && { crop }),
    }));
  }

  /** What a result's bytes are called between host and page. */
  key(index: number): string {
    return `${this.deps.name}/${index}`;
  }

  kept(index: number): LoadedImage | undefined {
    return this.deps.cache.get(this.key(index));
  }

  /** From now on pictures of any size are loaded. */
  allowLarge(): void {
    this.loadLarge = true;
  }

  /** Asks for the job anew, and so for new links. Answers false when `signal` aborted meanwhile. */
  async ask(signal: AbortSignal): Promise<boolean> {
    const answer = await this.deps.openJob(this.deps.profileId, this.deps.jobId, signal);
    if (signal.aborted) return false;
    this.answer = answer;
    return true;
  }

  /** Loads a picture, or takes it from the cache. */
  async load(index: number, signal: AbortSignal): Promise<ImageAnswer> {
    const kept = this.kept(index);
    if (kept) return { kind: 'image', image: kept };
    const link = this.answer?.results[index]?.imageUrl;
    if (link === undefined) return { kind: 'gone', status: 404 };
    const { profileId, allowedOrigins } = this.deps;
    const options = { profileId, allowedOrigins, loadLarge: this.loadLarge };
    const loaded = await this.deps.loadImage(link, options, signal);
    if (signal.aborted) return { kind: 'cancelled' };
    if (loaded.kind === 'image') this.deps.cache.set(this.key(index), loaded.image);
    return loaded;
  }
}
