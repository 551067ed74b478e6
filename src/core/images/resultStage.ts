import type { Disposable } from '../event';
import type { ShownResult, Stage } from '../protocol';
import { consentTo } from './consentTo';
import { decodedBytes } from './decodedBytes';
import type { ImageAnswer, ImageProblem, LoadedImage } from './imageAnswer';
import { JobPictures, type JobPicturesDeps } from './jobPictures';
import { failureNotice, jobNotice, notice, problemNotice } from './notices';
import { StripDesk } from './stripDesk';
import type { ViewerTarget } from './viewerTarget';

export interface ResultStageDeps extends Pick<
  JobPicturesDeps,
  'name' | 'openJob' | 'loadImage' | 'forgetImage' | 'cache'
> {
  readonly onStage: (stage: Stage) => void;
  /** A neighbour of the shown result is there ahead of time. */
  readonly onNeighbour: (index: number) => void;
  /** A picture for the filmstrip is there; undefined for one that cannot be had. */
  readonly onStrip: (index: number, image: LoadedImage | undefined) => void;
}

/** The result of a job that a panel shows, and how far its picture is. Only the newest wish is worked on. */
export class ResultStage implements Disposable {
  index = 0;
  stage: Stage = { kind: 'loading', what: 'status' };
  private pictures: JobPictures | undefined;
  private strip: StripDesk | undefined;
  private problem: ImageProblem | undefined;
  /** Of the picture that was loaded last. */
  private decoded = 0;
  private work = new AbortController();
  private readonly life = new AbortController();
  /** Grows with each question for the job: one that ran again has other pictures under the same numbers. */
  private revision = 0;
  /** Origins on private addresses that the user has allowed in this panel. */
  private readonly allowedOrigins = new Set<string>();

  constructor(private readonly deps: ResultStageDeps) {}

  /** The job's results, without their links. */
  get results(): readonly ShownResult[] {
    return this.pictures?.results ?? [];
  }

  /** As the server sent it; undefined while it is not known. */
  get status(): string | undefined {
    return this.pictures?.answer?.job.status;
  }

  /** What the server says of a job that failed; undefined where the stage says it, or nothing is to be said. */
  get failure(): string | undefined {
    const { answer } = this.pictures ?? {};
    const isSaid = this.stage.kind === 'notice' && this.stage.reason === 'failed';
    return answer?.job.status === 'failed' && !isSaid ? answer.errorMessage : undefined;
  }

  /** What the shown picture takes when decoded, in bytes. */
  get decodedBytes(): number {
    return this.key === undefined ? 0 : this.decoded;
  }

  /** The link of the shown result: a secret. */
  get link(): string | undefined {
    return this.pictures?.link(this.index);
  }

  /** What the picture that is shown is called; undefined while there is none. */
  get key(): string | undefined {
    return this.stage.kind === 'picture' ? this.stage.key : undefined;
  }

  /** The bytes of a result as far as they are here, and what they are called. */
  kept(index: number): { readonly key: string; readonly image: LoadedImage } | undefined {
    const image = this.pictures?.kept(index);
    return this.pictures && image && { key: this.pictures.key(index), image };
  }

  /** Asks for a job anew and loads the picture of one of its results. */
  ask({ profileId, jobId }: ViewerTarget, index: number): void {
    const { allowedOrigins, deps } = this;
    const { openJob, loadImage, forgetImage, cache } = deps;
    const name = `${deps.name}/${++this.revision}`;
    const pictures = new JobPictures({
      ...{ name, profileId, jobId, allowedOrigins },
      ...{ openJob, loadImage, forgetImage, cache },
    });
    this.pictures = pictures;
    this.strip?.dispose();
    this.strip = new StripDesk({ pictures, post: deps.onStrip });
    this.index = index;
    this.enter({ kind: 'loading', what: 'status' });
    this.begin(async (signal) => {
      if (await pictures.ask(signal)) await this.loadPicture(pictures, signal);
    });
  }

  /** Shows another result of the same job. */
  select(index: number): void {
    const { pictures } = this;
    if (!pictures || index >= pictures.results.length) return;
    this.index = index;
    this.begin((signal) => this.loadPicture(pictures, signal));
  }

  /** Brings the filmstrip these pictures, once the shown one is there, or cannot be. */
  bring(indexes: readonly number[]): void {
    this.strip?.want(indexes);
  }

  /** The page shows this picture: what was held back, so that it comes quickly, may follow. */
  seen(key: string): void {
    const { pictures, strip, work } = this;
    if (!pictures || !strip || key !== this.key) return;
    strip.isPaused = false;
    void this.preload(pictures, work.signal);
  }

  /** The user wants the picture in spite of its size, of its missing end, or of where it lies. */
  loadAnyway(): void {
    if (this.problem?.kind === 'privateAddress') this.allowedOrigins.add(this.problem.origin);
    else this.pictures?.allow(consentTo(this.problem));
    this.select(this.index);
  }

  /** The page could not decode these bytes: nobody is given them again. */
  cannotDecode(key: string): void {
    if (key !== this.key) return;
    void this.pictures?.forget(this.index);
    this.enter(notice('cannotDecode'));
  }

  /** The bytes of the shown result for a file, of any size; undefined while there is no result. Never rejects. */
  async take(): Promise<ImageAnswer | undefined> {
    try {
      return await this.pictures?.take(this.index, this.life.signal);
    } catch {
      return { kind: 'offline', text: '' };
    }
  }

  dispose(): void {
    this.work.abort();
    this.life.abort();
    this.strip?.dispose();
    this.pictures = undefined;
  }

  /** Only the newest work goes on. It ends in a stage, whatever happens, unless it was overtaken. */
  private begin(work: (signal: AbortSignal) => Promise<void>): void {
    this.work.abort();
    this.work = new AbortController();
    const { signal } = this.work;
    work(signal).catch((error: unknown) => {
      if (!signal.aborted) this.enter(failureNotice(error));
    });
  }

  private async loadPicture(pictures: JobPictures, signal: AbortSignal): Promise<void> {
    const index = Math.min(this.index, Math.max(0, pictures.results.length - 1));
    this.index = index;
    const missing = jobNotice(pictures.answer, index);
    if (missing) {
      this.enter(missing);
      return;
    }
    if (!pictures.kept(index)) this.enter({ kind: 'loading', what: 'picture' });
    const onRenew = (): void => this.enter({ kind: 'loading', what: 'newLink' });
    const { answer, renewed } = await pictures.loadRenewing(index, signal, onRenew);
    if (signal.aborted) return;
    if (answer.kind === 'image') {
      this.decoded = decodedBytes(answer.image);
      this.enter({ kind: 'picture', key: pictures.key(index), renewed });
    } else this.fail(answer);
  }

  private fail(problem: ImageProblem): void {
    this.problem = problem;
    const stage = problemNotice(problem);
    if (stage) this.enter(stage);
  }

  /** Gets the neighbours ahead of time, the next first; a problem with one is told when it is asked for. */
  private async preload(pictures: JobPictures, signal: AbortSignal): Promise<void> {
    for (const index of [this.index + 1, this.index - 1]) {
      if (!pictures.results[index]?.hasImage) continue;
      const loaded = await pictures.load(index, signal);
      if (signal.aborted) return;
      if (loaded.kind === 'image') this.deps.onNeighbour(index);
    }
  }

  private enter(stage: Stage): void {
    this.stage = stage;
    this.deps.onStage(stage);
    if (this.strip) this.strip.isPaused = stage.kind !== 'notice';
  }
}
