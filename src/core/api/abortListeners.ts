/** Ends when it is disposed: the signal's abort is not passed on any more. */
interface Heard {
  readonly signal: AbortSignal;
  dispose(): void;
}

/**
 * Gives each request a signal of its own that aborts with the one it comes from, which is listened to once, however many
 * requests wait: hundreds of listeners on one signal are warned of as a leak.
 */
export class AbortListeners {
  private readonly waiting = new WeakMap<AbortSignal, Waiting>();

  /** To be disposed when the request is over. */
  hear(from: AbortSignal): Heard {
    const own = new AbortController();
    if (from.aborted) own.abort(from.reason);
    const all = this.waiting.get(from) ?? this.listen(from);
    all.requests.add(own);
    return {
      signal: own.signal,
      dispose: () => {
        all.requests.delete(own);
        if (all.requests.size === 0) this.leave(from, all);
      },
    };
  }

  private listen(from: AbortSignal): Waiting {
    const requests = new Set<AbortController>();
    const abort = (): void => requests.forEach((own) => own.abort(from.reason));
    const all = { requests, abort };
    this.waiting.set(from, all);
    from.addEventListener('abort', abort, { once: true });
    return all;
  }

  /** Nobody waits any more: Node keeps a signal that was made of others for as long as one listens to it. */
  private leave(from: AbortSignal, all: Waiting): void {
    from.removeEventListener('abort', all.abort);
    if (this.waiting.get(from) === all) this.waiting.delete(from);
  }
}

/** The requests that one signal ends. */
interface Waiting {
  readonly requests: Set<AbortController>;
  readonly abort: () => void;
}
