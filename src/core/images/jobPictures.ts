import type { JobAnswer } from '../api/answer';
import type { ShownResult } from '../protocol';
import type { ByteCache } from './byteCache';
import type { Consent, ForgetImage, ImageAnswer, LoadedImage, LoadImage, PictureOf } from './imageAnswer';
import { SharedWork } from './sharedWork';

/** Asks the status of one job; the answer's links are used at once. Rejects with `Failure`. */
export type OpenJob = (profileId: string, jobId: string, signal: AbortSignal) => Promise<JobAnswer | undefined>;

export interface JobPicturesDeps {
  /** Tells these pictures apart from others in the cache. */
  readonly name: string;
  readonly profileId: string;
  readonly jobId: string;
  readonly openJob: OpenJob;
  readonly loadImage: LoadImage;
  readonly forgetImage: ForgetImage;
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
  private consent: Consent = { loadLarge: false };
  private readonly loading = new SharedWork<ImageAnswer>();

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

  /** The bytes of this result are no picture: the next wish for them loads others. */
  forget(index: number): Promise<void> {
    this.deps.cache.delete(this.key(index));
    return this.deps.forgetImage(this.deps.profileId, this.resultOf(index));
  }

  /** From now on pictures are taken in spite of this as well. */
  allow(consent: Partial<Consent>): void {
    this.consent = { ...this.consent, ...consent };
  }

  /** Asks for the job anew, and so for new links. Answers false when `signal` aborted meanwhile. */
  async ask(signal: AbortSignal): Promise<boolean> {
    const answer = await this.deps.openJob(this.deps.profileId, this.deps.jobId, signal);
    if (signal.aborted) return false;
    this.answer = answer;
    return true;
  }

  /** As `load`, of what is seen in small only: it pushes nothing out of the cache. */
  async glance(index: number, signal: AbortSignal): Promise<ImageAnswer> {
    const kept = this.kept(index);
    return kept ? { kind: 'image', image: kept } : this.share(index, signal);
  }

  /** Loads a picture, joins who loads it already, or takes it from the cache. */
  async load(index: number, signal: AbortSignal): Promise<ImageAnswer> {
    const kept = this.kept(index);
    if (kept) return { kind: 'image', image: kept };
    const loaded = await this.share(index, signal);
    if (loaded.kind === 'image') this.deps.cache.set(this.key(index), loaded.image);
    return loaded;
  }

  /**
   * As `load`; a link that expired is renewed once, by itself, by asking the status again (viewer, point 20).
   *
   * @param onRenew before that is done
   */
  async loadRenewing(index: number, signal: AbortSignal, onRenew: () => void): Promise<RenewedAnswer> {
    const answer = await this.load(index, signal);
    if (!hasExpired(answer)) return { answer, renewed: false };
    onRenew();
    const again = (await this.ask(signal)) ? await this.load(index, signal) : answer;
    return { answer: again, renewed: true };
  }

  /** The bytes for a file: of any size, with or without an end, and not kept. */
  async take(index: number, signal: AbortSignal): Promise<ImageAnswer> {
    const kept = this.kept(index);
    if (kept) return { kind: 'image', image: kept };
    const loaded = await this.request(index, signal, forFile);
    if (!hasExpired(loaded) || !(await this.ask(signal))) return loaded;
    return this.request(index, signal, forFile);
  }

  /** The link itself, for the clipboard and nothing else. */
  link(index: number): string | undefined {
    return this.answer?.results[index]?.imageUrl;
  }

  /** Asks once for all who want this picture at the same time. */
  private async share(index: number, signal: AbortSignal): Promise<ImageAnswer> {
    const { consent } = this;
    const load = (shared: AbortSignal): Promise<ImageAnswer> => this.request(index, shared, consent);
    return (await this.loading.join(JSON.stringify([index, consent]), load, signal)) ?? { kind: 'cancelled' };
  }

  private async request(index: number, signal: AbortSignal, consent: Consent): Promise<ImageAnswer> {
    const link = this.link(index);
    if (link === undefined) return { kind: 'gone', status: 404 };
    const { profileId, allowedOrigins, loadImage } = this.deps;
    const result = this.resultOf(index);
    const loaded = await loadImage(link, { profileId, allowedOrigins, ...consent, result }, signal);
    return signal.aborted ? { kind: 'cancelled' } : loaded;
  }

  private resultOf(index: number): PictureOf {
    return { jobId: this.deps.jobId, resultIndex: index, crop: this.answer?.results[index]?.crop };
  }
}

const forFile: Consent = { loadLarge: true, showCutOff: true, forFile: true };

/** What came, and whether the link had to be renewed for it. */
export interface RenewedAnswer {
  readonly answer: ImageAnswer;
  readonly renewed: boolean;
}

/** Whether the link was refused: another one may be had. */
export function hasExpired({ kind }: ImageAnswer): boolean {
  return kind === 'forbidden' || kind === 'gone';
}
