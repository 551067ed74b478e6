import type { Disposable } from '../event';
import type { SourceState, Stage } from '../protocol';
import type { ByteCache } from './byteCache';
import { consentTo } from './consentTo';
import { decodedBytes } from './decodedBytes';
import type { Consent, ImageAnswer, ImageProblem, LoadedImage, LoadOptions } from './imageAnswer';
import { imageLimits } from './imageLimits';
import { notice, problemNotice } from './notices';
import type { SourceChoice, SourceChoices } from './sourceChoices';
import type { ViewerTarget } from './viewerTarget';

/** How a source image is to be read. */
export type SourceAsk = Omit<LoadOptions, 'result'>;

/** How source images are found and read. Neither rejects. */
export interface SourceReader {
  /** Finds the source of a job by itself, where the workspace says how. */
  find(target: ViewerTarget): Promise<SourceChoice | undefined>;
  read(choice: SourceChoice, ask: SourceAsk, signal: AbortSignal): Promise<ImageAnswer>;
}

export interface SourcePictureDeps {
  /** What its bytes are called, but for a number. */
  readonly key: string;
  readonly target: ViewerTarget;
  readonly reader: SourceReader;
  readonly choices: SourceChoices;
  readonly cache: ByteCache;
  /** The state is another one. */
  readonly onChange: () => void;
}

/** The source image of one job while a panel shows it: chosen by the user, remembered, or found in the workspace. */
export class SourcePicture implements Disposable {
  /** Undefined as long as there is none. */
  state: SourceState | undefined;
  /** What the picture takes when decoded, in bytes. */
  decodedBytes = 0;
  private choice: SourceChoice | undefined;
  private problem: ImageProblem | undefined;
  private consent: Consent = { loadLarge: false };
  /** Origins on private addresses that the user has allowed for this source. */
  private allowedOrigins: ReadonlySet<string> = new Set();
  private hasLooked = false;
  /** What others hold of it will not do: it was no picture, or is wanted anew. */
  private isFresh = false;
  /** Each reading has a name of its own, for the page keeps what it knows by name. */
  private revision = 0;
  private work = new AbortController();

  constructor(private readonly deps: SourcePictureDeps) {}

  /** What the newest bytes are called. */
  get key(): string {
    return `${this.deps.key}/${this.revision}`;
  }

  /** The bytes, unless other pictures pushed them out. */
  kept(): LoadedImage | undefined {
    return this.state?.stage.kind === 'picture' ? this.deps.cache.get(this.key) : undefined;
  }

  /**
   * The state beside a result's picture: a source is shown where the page may hold both (viewer, point 21).
   *
   * @param bytes what that picture takes when decoded
   */
  stateBeside(bytes: number): SourceState | undefined {
    const { state, decodedBytes: own } = this;
    const { maxDecodedBytes } = imageLimits;
    if (state?.stage.kind !== 'picture' || own + bytes <= maxDecodedBytes) return state;
    return { ...state, stage: notice('noRoom', `${Math.floor(maxDecodedBytes / 1024 / 1024)} MB`) };
  }

  /** Looks for a source, the first time only; afterwards only reads again what was pushed out of the cache. */
  async look(): Promise<void> {
    if (this.hasLooked) return this.readAgain();
    this.hasLooked = true;
    const { choices, reader, target } = this.deps;
    const { signal } = this.work;
    const found = choices.get(target) ?? (await reader.find(target));
    if (found && !signal.aborted) await this.read(found);
  }

  /** Takes another source up, and remembers it. */
  async choose(chosen: SourceChoice): Promise<void> {
    this.hasLooked = true;
    this.isFresh = chosen.uri === this.choice?.uri;
    this.consent = { loadLarge: false };
    this.allowedOrigins = new Set();
    await Promise.all([this.read(chosen), this.deps.choices.set(this.deps.target, chosen)]);
  }

  /** Does without a source again. */
  async forget(): Promise<void> {
    this.work.abort();
    this.deps.cache.delete(this.key);
    this.choice = undefined;
    this.enter(undefined);
    await this.deps.choices.set(this.deps.target, undefined);
  }

  /** Reads the same source once more. */
  async retry(): Promise<void> {
    if (this.choice) await this.read(this.choice);
  }

  /** The user wants it in spite of its size, of its missing end, or of where it lies. */
  async loadAnyway(): Promise<void> {
    const { problem } = this;
    if (problem?.kind === 'privateAddress') this.allowedOrigins = new Set([...this.allowedOrigins, problem.origin]);
    else this.consent = { ...this.consent, ...consentTo(problem) };
    await this.retry();
  }

  /** The page could not decode these bytes. */
  cannotDecode(key: string): void {
    if (!this.choice || key !== this.key) return;
    this.isFresh = true;
    this.enter(notice('cannotDecode'));
  }

  dispose(): void {
    this.work.abort();
  }

  private async readAgain(): Promise<void> {
    if (this.choice && this.state?.stage.kind === 'picture' && !this.kept()) await this.read(this.choice);
  }

  private async read(choice: SourceChoice): Promise<void> {
    this.work.abort();
    this.work = new AbortController();
    const { signal } = this.work;
    const { reader, target, cache } = this.deps;
    this.choice = choice;
    cache.delete(this.key);
    this.revision++;
    this.enter({ kind: 'loading', what: 'picture' });
    const { profileId } = target;
    const { consent, allowedOrigins, isFresh: fresh } = this;
    this.isFresh = false;
    const answer = await reader.read(choice, { profileId, ...consent, allowedOrigins, fresh }, signal);
    if (signal.aborted) return;
    this.problem = answer.kind === 'image' ? undefined : answer;
    this.decodedBytes = answer.kind === 'image' ? decodedBytes(answer.image) : 0;
    if (answer.kind === 'image') cache.set(this.key, answer.image);
    this.enter(answer.kind === 'image' ? { kind: 'picture', key: this.key, renewed: false } : problemNotice(answer));
  }

  private enter(stage: Stage | undefined): void {
    this.state = this.choice && stage && { name: nameOf(this.choice), stage };
    this.deps.onChange();
  }
}

/** The file's name, without the folders and without a link's query. */
function nameOf({ uri }: SourceChoice): string {
  const last = /([^/]*)\/*$/.exec(uri.replace(/[?#].*$/s, ''))?.[1] ?? '';
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}
