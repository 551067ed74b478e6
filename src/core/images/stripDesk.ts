import type { Disposable } from '../event';
import type { ImageAnswer, LoadedImage } from './imageAnswer';
import { hasExpired, type JobPictures } from './jobPictures';

interface StripDeskDeps {
  readonly pictures: Pick<JobPictures, 'results' | 'glance' | 'ask' | 'link'>;
  /** Undefined for a picture that cannot be had. */
  readonly post: (index: number, image: LoadedImage | undefined) => void;
}

/** Brings the filmstrip the pictures of one job that are in sight; what shows a result large comes first. */
export class StripDesk implements Disposable {
  private readonly flights = new Map<number, AbortController>();
  private readonly life = new AbortController();
  private wanted: readonly number[] = [];
  private isWaiting = true;
  /** Links expire together: one question serves all, and one whose links are refused too is not repeated. */
  private renewal: Promise<boolean> | undefined;

  constructor(private readonly deps: StripDeskDeps) {}

  /** While something larger is being loaded, nothing new is begun. */
  set isPaused(isPaused: boolean) {
    this.isWaiting = isPaused;
    this.begin();
  }

  /** These are wanted now; what was wanted before and is not any more ends. Each is answered once. */
  want(indexes: readonly number[]): void {
    this.wanted = indexes;
    for (const [index, flight] of this.flights) if (!indexes.includes(index)) this.end(index, flight);
    this.begin();
  }

  dispose(): void {
    this.life.abort();
    this.want([]);
  }

  private begin(): void {
    if (this.isWaiting) return;
    for (const index of this.wanted) if (!this.flights.has(index)) void this.bring(index);
  }

  private async bring(index: number): Promise<void> {
    const flight = new AbortController();
    this.flights.set(index, flight);
    const answer = await this.load(index, flight.signal).catch(() => undefined);
    if (flight.signal.aborted) return;
    this.flights.delete(index);
    this.wanted = this.wanted.filter((each) => each !== index);
    this.deps.post(index, answer?.kind === 'image' ? answer.image : undefined);
  }

  private async load(index: number, signal: AbortSignal): Promise<ImageAnswer | undefined> {
    const { pictures } = this.deps;
    if (!pictures.results[index]?.hasImage) return undefined;
    const link = pictures.link(index);
    const first = await pictures.glance(index, signal);
    if (!hasExpired(first) || signal.aborted) return first;
    // Else another one has renewed them meanwhile.
    if (pictures.link(index) === link && !(await this.renew())) return first;
    const again = await pictures.glance(index, signal);
    if (!hasExpired(again)) this.renewal = undefined;
    return again;
  }

  /** @returns whether there are new links; rejects with what the question failed with, and the next one may do better */
  private renew(): Promise<boolean> {
    return (this.renewal ??= this.deps.pictures.ask(this.life.signal).catch((error: unknown) => {
      this.renewal = undefined;
      throw error;
    }));
  }

  private end(index: number, flight: AbortController): void {
    flight.abort();
    this.flights.delete(index);
  }
}
