import type { Disposable } from '../event';
import type { HostMessage, PageMessage, ViewerState } from '../protocol';
import type { ImageAnswer } from './imageAnswer';
import type { JobPicturesDeps } from './jobPictures';
import { isSignedOut } from './notices';
import { passOn, type PageErrands } from './pageErrands';
import { PictureMail } from './pictureMail';
import type { Readings } from './readings';
import { ResultStage } from './resultStage';
import type { SourceChoice, SourceChoices } from './sourceChoices';
import { SourcePicture, type SourceReader } from './sourcePicture';
import { viewerState } from './viewerState';
import { isSameJob, type ViewerTarget } from './viewerTarget';

export interface ViewerSessionDeps
  extends PageErrands, Pick<JobPicturesDeps, 'name' | 'openJob' | 'loadImage' | 'forgetImage' | 'cache'> {
  readonly readings: Readings;
  readonly choices: SourceChoices;
  readonly sources: SourceReader;
  readonly post: (message: HostMessage) => void;
  /** Name of the profile in use. */
  readonly profile: () => string;
}

/**
 * One panel's side in the host: which job and result it shows, and what the page is told.
 * The page may come and go: it is told all at `ready`, and never of changes.
 */
export class ViewerSession implements Disposable {
  private target: ViewerTarget | undefined;
  private source: SourcePicture | undefined;
  private isPinned = false;
  private isReady = false;
  private toldProfile = '';
  private readonly mail: PictureMail;
  private readonly result: ResultStage;

  constructor(private readonly deps: ViewerSessionDeps) {
    this.mail = new PictureMail(deps.post);
    this.result = new ResultStage({
      ...deps,
      onStage: () => this.stageChanged(),
      onNeighbour: (index) => this.sendResult(index, 'offer'),
      onStrip: (index, image) => this.mail.strip(index, image),
    });
  }

  /** The job and the result that are shown. */
  get shown(): ViewerTarget | undefined {
    return this.target && { ...this.target, resultIndex: this.result.index };
  }

  /** Whether the panel keeps its job when another one is opened. */
  get pinned(): boolean {
    return this.isPinned;
  }

  set pinned(pinned: boolean) {
    this.isPinned = pinned;
    this.tell();
  }

  /** Shows a job or one of its results; what was under way for another one ends. */
  show(target: ViewerTarget): void {
    const { result } = this;
    const isSame = this.target !== undefined && isSameJob(target, this.target);
    this.target = target;
    if (isSame && result.stage.kind === 'picture') {
      result.select(target.resultIndex ?? result.index);
      return;
    }
    if (!isSame) this.startSource(target);
    result.ask(target, target.resultIndex ?? 0);
  }

  /** The poller saw another status: ask again, unless that is under way. */
  jobChanged(profileId: string, job: { readonly id: string; readonly status: string }): void {
    if (profileId !== this.target?.profileId || job.id !== this.target.jobId) return;
    const { stage, status } = this.result;
    const isAsking = stage.kind === 'loading' && stage.what === 'status';
    if (!isAsking && status !== job.status) this.askAnew();
  }

  /** A key is there now: a panel that was waiting for one asks again. */
  signedIn(profileId: string): void {
    if (isSignedOut(this.result.stage) && profileId === this.target?.profileId) this.askAnew();
  }

  /** Another profile may be in use: the page says whose job it shows. */
  profileChanged(): void {
    if (this.deps.profile() === this.toldProfile) return;
    // Whether a key is missing, and whose, is another question now.
    if (isSignedOut(this.result.stage)) this.askAnew();
    else this.tell();
  }

  /** The bytes of the shown result for a file, of any size; undefined while there is no result. Never rejects. */
  takeImage(): Promise<ImageAnswer | undefined> {
    return this.result.take();
  }

  /** The link of the shown result: a secret, for the clipboard and nothing else. */
  get link(): string | undefined {
    return this.result.link;
  }

  /**
   * Takes a source image up. Who gives one says by it that the picture is not the source.
   *
   * @param asked what was shown when the user was asked: an answer that comes when another job is shown is not for that
   */
  async chooseSource(choice: SourceChoice, asked: ViewerTarget): Promise<void> {
    const { target, source } = this;
    if (!target || !source || !isSameJob(asked, target)) return;
    const hasImage = this.result.results[this.result.index]?.hasImage ?? false;
    const { readings } = this.deps;
    if (hasImage && readings.get(target) !== 'cropped') await readings.choose(target, 'job', 'cropped');
    await source.choose(choice);
  }

  /** Does without the source image again. */
  async forgetSource(): Promise<void> {
    await this.source?.forget();
  }

  /** Opens the page's menu of formats. */
  openCopyMenu(): void {
    if (this.isReady) this.deps.post({ type: 'openCopyMenu' });
  }

  receive(message: PageMessage): void {
    switch (message.type) {
      case 'ready':
        this.restore();
        break;
      case 'select':
        this.result.select(message.resultIndex);
        break;
      case 'strip':
        this.result.bring(message.wanted);
        break;
      case 'retry':
        this.askAnew();
        break;
      case 'loadAnyway':
        this.result.loadAnyway();
        break;
      case 'retrySource':
        void this.source?.retry();
        break;
      case 'loadSourceAnyway':
        void this.source?.loadAnyway();
        break;
      case 'chooseReading':
        this.chooseReading(message);
        break;
      case 'shown':
        this.result.seen(message.key);
        break;
      case 'dropped':
        this.dropped(message.key);
        break;
      case 'cannotDecode':
        this.result.cannotDecode(message.key);
        this.source?.cannotDecode(message.key);
        break;
      default:
        passOn(this.deps, message);
    }
  }

  /** Ends what is under way; nothing is posted any more. */
  dispose(): void {
    this.target = undefined;
    this.result.dispose();
    this.source?.dispose();
  }

  /** A page starts, the first or one that was hidden; its picture is still here, unless others pushed it out. */
  private restore(): void {
    const { index, key } = this.result;
    const ahead = this.mail.restart(this.isReady ? undefined : key);
    this.isReady = true;
    this.tell(ahead);
    if (key !== undefined && !this.result.kept(index)) this.result.select(index);
    this.lookForSource();
  }

  /** What is shown goes again: it was sent to a page that could not take it yet. */
  private dropped(key: string): void {
    this.mail.dropped(key);
    if (key === this.result.key) this.sendResult(this.result.index);
  }

  private chooseReading({ reading, scope }: Extract<PageMessage, { type: 'chooseReading' }>): void {
    if (!this.target) return;
    const chosen = this.deps.readings.choose(this.target, scope, reading).then(() => this.stageChanged());
    chosen.catch(() => this.deps.log.warn('The choice of what pictures show could not be kept.'));
  }

  private askAnew(): void {
    if (this.target) this.result.ask(this.target, this.result.index);
  }

  private startSource(target: ViewerTarget): void {
    this.source?.dispose();
    const { choices, cache, name, sources: reader } = this.deps;
    const key = `${name}/source/${target.jobId}`;
    this.source = new SourcePicture({ key, target, reader, choices, cache, onChange: () => this.tell() });
  }

  /** Only where it would be shown: for a finished crop, and for coordinates without a picture. */
  private lookForSource(): void {
    const { stage } = this.result;
    const isAlone = stage.kind === 'notice' && stage.reason === 'coordinatesOnly';
    const isCrop = stage.kind === 'picture' && this.target && this.deps.readings.get(this.target) !== 'source';
    if (isAlone || isCrop)
      this.source?.look().catch(() => this.deps.log.warn('The source image could not be looked for.'));
  }

  private stageChanged(): void {
    this.tell();
    this.lookForSource();
  }

  /** Before the page is ready it is told of a picture only: VS Code has its bytes by the time that it can deliver them. */
  private tell(given?: string): void {
    const state = this.state();
    const isPicture = state?.stage.kind === 'picture';
    if (!state || !(this.isReady || isPicture)) return;
    this.toldProfile = this.deps.profile();
    this.deps.post({ type: 'show', state, ...(given !== undefined && { given }) });
    if (isPicture) this.sendResult(state.resultIndex);
    if (this.isReady && this.source && state.source?.stage.kind === 'picture')
      this.mail.send(this.source.key, this.source.kept());
  }

  private sendResult(index: number, how: 'send' | 'offer' = 'send'): void {
    const kept = this.result.kept(index);
    if (kept) this.mail[how](kept.key, kept.image, index);
  }

  private state(): ViewerState | undefined {
    const { target, result, deps, isPinned: pinned } = this;
    if (!target) return undefined;
    const source = this.source?.stateBeside(result.decodedBytes);
    const reading = deps.readings.get(target);
    return viewerState({ target, result, pinned, profile: deps.profile(), reading, source });
  }
}
