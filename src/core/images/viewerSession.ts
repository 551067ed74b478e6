import type { Disposable } from '../event';
import type { Log } from '../log';
import type { HostMessage, PageMessage, Stage, ViewerState } from '../protocol';
import type { ByteCache } from './byteCache';
import type { ImageProblem, LoadImage } from './imageAnswer';
import { JobPictures, type OpenJob } from './jobPictures';
import { failureNotice, jobNotice, notice, problemNotice } from './notices';
import type { Readings } from './readings';

/** What a panel shows: ids only. */
export interface ViewerTarget {
  readonly profileId: string;
  readonly jobId: string;
  /** The label under which the job was opened. */
  readonly label?: string;
  /** From 0; the first when absent. */
  readonly resultIndex?: number;
}

export interface ViewerSessionDeps {
  /** Tells this session's pictures apart from others in the cache. */
  readonly name: string;
  readonly openJob: OpenJob;
  readonly loadImage: LoadImage;
  readonly cache: ByteCache;
  readonly readings: Readings;
  readonly post: (message: HostMessage) => void;
  readonly signIn: () => void;
  readonly log: Log;
}

/**
 * One panel's side in the host: which job and result it shows, and how its picture is got.
 * The page may come and go: it is told all at `ready`, and never of changes.
 */
export class ViewerSession implements Disposable {
  private target: ViewerTarget | undefined;
  private pictures: JobPictures | undefined;
  private index = 0;
  private stage: Stage = { kind: 'loading', what: 'status' };
  private problem: ImageProblem | undefined;
  private work = new AbortController();
  private isReady = false;
  /** Grows with each question for the job: one that ran again has other pictures under the same numbers. */
  private revision = 0;
  private readonly sent = new Set<string>();
  /** Origins on private addresses that the user has allowed in this panel. */
  private readonly allowedOrigins = new Set<string>();

  constructor(private readonly deps: ViewerSessionDeps) {}

  /** The job that is shown. */
  get shown(): ViewerTarget | undefined {
    return this.target;
  }

  /** Shows a job or one of its results; what was under way for another one ends. */
  show(target: ViewerTarget): void {
    const isSame = target.profileId === this.target?.profileId && target.jobId === this.target.jobId;
    this.target = target;
    if (isSame && this.stage.kind === 'picture') {
      this.select(target.resultIndex ?? this.index);
      return;
    }
    this.index = target.resultIndex ?? 0;
    this.askAnew();
  }

  /** The poller saw another status: ask again, unless that is under way. */
  jobChanged(profileId: string, job: { readonly id: string; readonly status: string }): void {
    if (profileId !== this.target?.profileId || job.id !== this.target.jobId) return;
    const isAsking = this.stage.kind === 'loading' && this.stage.what === 'status';
    if (!isAsking && this.pictures?.answer?.job.status !== job.status) this.askAnew();
  }

  /** A key is there now: a panel that was waiting for one asks again. */
  signedIn(profileId: string): void {
    const isWaiting = this.stage.kind === 'notice' && this.stage.reason === 'signedOut';
    if (isWaiting && profileId === this.target?.profileId) this.askAnew();
  }

  receive(message: PageMessage): void {
    switch (message.type) {
      case 'ready':
        this.restore();
        break;
      case 'select':
        this.select(message.resultIndex);
        break;
      case 'retry':
        this.askAnew();
        break;
      case 'loadAnyway':
        this.loadAnyway();
        break;
      case 'chooseReading':
        this.chooseReading(message);
        break;
      case 'dropped':
        this.sent.delete(message.key);
        break;
      case 'cannotDecode':
        this.cannotDecode(message.key);
        break;
      case 'signIn':
        this.deps.signIn();
        break;
      case 'ignored':
        this.deps.log.warn(`The viewer's page did not know ${message.count} messages.`);
        break;
      default:
        message satisfies never;
    }
  }

  /** Ends what is under way; nothing is posted any more. */
  dispose(): void {
    this.isReady = false;
    this.work.abort();
    this.pictures = undefined;
  }

  /** A page that was hidden starts from nothing; its picture is still here, unless others pushed it out. */
  private restore(): void {
    this.isReady = true;
    this.sent.clear();
    this.tell();
    if (this.stage.kind === 'picture' && !this.pictures?.kept(this.index)) this.select(this.index);
  }

  private select(index: number): void {
    const { pictures } = this;
    if (!pictures || index >= pictures.results.length) return;
    this.index = index;
    this.begin((signal) => this.loadPicture(pictures, signal));
  }

  private loadAnyway(): void {
    if (this.problem?.kind === 'privateAddress') this.allowedOrigins.add(this.problem.origin);
    else this.pictures?.allowLarge();
    this.select(this.index);
  }

  private cannotDecode(key: string): void {
    if (this.stage.kind === 'picture' && this.stage.key === key) this.enter(notice('cannotDecode'));
  }

  private chooseReading({ reading, scope }: Extract<PageMessage, { type: 'chooseReading' }>): void {
    if (!this.target) return;
    const chosen = this.deps.readings.choose(this.target, scope, reading).then(() => this.tell());
    chosen.catch(() => this.deps.log.warn('The choice of what pictures show could not be kept.'));
  }

  private askAnew(): void {
    if (!this.target) return;
    const { profileId, jobId } = this.target;
    const { allowedOrigins, deps } = this;
    const { openJob, loadImage, cache } = deps;
    const name = `${deps.name}/${++this.revision}`;
    const pictures = new JobPictures({ name, profileId, jobId, openJob, loadImage, cache, allowedOrigins });
    this.pictures = pictures;
    this.enter({ kind: 'loading', what: 'status' });
    this.begin(async (signal) => {
      if (await pictures.ask(signal)) await this.loadPicture(pictures, signal);
    });
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
    let loaded = await pictures.load(index, signal);
    const renewed = loaded.kind === 'forbidden' || loaded.kind === 'gone';
    if (renewed) {
      // A link that expired is renewed once, by itself, by asking the status again (viewer, point 20).
      this.enter({ kind: 'loading', what: 'newLink' });
      if (await pictures.ask(signal)) loaded = await pictures.load(index, signal);
    }
    if (signal.aborted) return;
    if (loaded.kind === 'image') {
      this.enter({ kind: 'picture', key: pictures.key(index), renewed });
      await this.preload(pictures, signal);
    } else this.fail(loaded);
  }

  private fail(problem: ImageProblem): void {
    this.problem = problem;
    const stage = problemNotice(problem);
    if (stage) this.enter(stage);
  }

  /** Gets the neighbours ahead of time, the next one first; a problem with one is told when it is asked for. */
  private async preload(pictures: JobPictures, signal: AbortSignal): Promise<void> {
    for (const index of [this.index + 1, this.index - 1]) {
      if (!pictures.results[index]?.hasImage) continue;
      const loaded = await pictures.load(index, signal);
      if (signal.aborted) return;
      if (loaded.kind === 'image') this.sendPicture(index);
    }
  }

  private enter(stage: Stage): void {
    this.stage = stage;
    this.tell();
  }

  private tell(): void {
    const state = this.state();
    if (!this.isReady || !state) return;
    this.deps.post({ type: 'show', state });
    if (state.stage.kind === 'picture') this.sendPicture(this.index);
  }

  private sendPicture(resultIndex: number): void {
    const image = this.pictures?.kept(resultIndex);
    const key = this.pictures?.key(resultIndex);
    if (!this.isReady || !image || key === undefined || this.sent.has(key)) return;
    this.sent.add(key);
    this.deps.post({ type: 'picture', key, resultIndex, mimeType: image.header.mimeType, bytes: image.bytes });
  }

  private state(): ViewerState | undefined {
    if (!this.target || !this.pictures) return undefined;
    const { profileId, jobId, label } = this.target;
    const reading = this.deps.readings.get(this.target);
    return {
      ...{ profileId, jobId, resultIndex: this.index, stage: this.stage },
      results: this.pictures.results,
      status: this.pictures.answer?.job.status ?? '',
      ...(label !== undefined && { label }),
      ...(reading && { reading }),
    };
  }
}
