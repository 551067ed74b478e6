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
  private readonly waiting = new WeakMap<AbortSignal, Set<AbortController>>();

  /** To be disposed when the request is over. */
  hear(from: AbortSignal): Heard {
    const own = new AbortController();
    if (from.aborted) own.abort(from.reason);
    const all = this.waiting.get(from) ?? this.listen(from);
    all.add(own);
    return { signal: own.signal, dispose: () => void all.delete(own) };
  }

  private listen(from: AbortSignal): Set<AbortController> {
    const all = new Set<AbortController>();
    this.waiting.set(from, all);
    from.addEventListener('abort', () => all.forEach((own) => own.abort(from.reason)), { once: true });
    return all;
  }
}
