interface Shared<T> {
  readonly result: Promise<T>;
  readonly abort: AbortController;
  waiting: number;
  isOver: boolean;
}

/** Work that is done once for all who ask for it at the same time. */
export class SharedWork<T> {
  private readonly running = new Map<string, Shared<T>>();

  /**
   * Starts the work of this name, or joins it. It is aborted when the last of those who wait gives up.
   *
   * @returns undefined for who gave up; rejects with what `start` rejects with
   */
  async join(name: string, start: (signal: AbortSignal) => Promise<T>, signal: AbortSignal): Promise<T | undefined> {
    if (signal.aborted) return undefined;
    const shared = this.running.get(name) ?? this.begin(name, start);
    shared.waiting++;
    const heard = new AbortController();
    const givenUp = new Promise<undefined>((resolve) => {
      signal.addEventListener('abort', () => resolve(undefined), { once: true, signal: heard.signal });
    });
    try {
      return await Promise.race([shared.result, givenUp]);
    } finally {
      heard.abort();
      if (--shared.waiting === 0) this.end(name, shared);
    }
  }

  private begin(name: string, start: (signal: AbortSignal) => Promise<T>): Shared<T> {
    const abort = new AbortController();
    const shared: Shared<T> = { result: start(abort.signal), abort, waiting: 0, isOver: false };
    const over = (): void => {
      shared.isOver = true;
    };
    // Who gave up does not hear of it any more.
    shared.result.then(over, over);
    this.running.set(name, shared);
    return shared;
  }

  private end(name: string, shared: Shared<T>): void {
    if (!shared.isOver) shared.abort.abort();
    if (this.running.get(name) === shared) this.running.delete(name);
  }
}
