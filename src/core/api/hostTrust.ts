import { leftOf, sleep, type Clock } from '../clock';
import type { FailureKind } from './failure';
import type { TransportResponse } from './transport';

/**
 * The host is tried so long after the first answer, in ms; sooner by a request that finds no other under way. Its first
 * request ever has the host compile WebAssembly, for which its thread stands still until other threads have done it: not
 * while a view begins to be filled, when all are wanted.
 */
const trialAfter = { busy: 400, calm: 100 } as const;

/** So long, in ms, the requests beside a trial wait for how it ends: each would make a connection for itself alone. */
const trialPatience = 250;

/** After so many failures in a row that node-fetch did not share, the host is not used any more in this session. */
const mostFailures = 3;

/**
 * `hostOnTrial`: a request is under way by it, the first one. `hostDoubted`: it worked, and the last request got no
 * answer by it.
 */
type Trust = 'untried' | 'nodeFetchWorks' | 'hostOnTrial' | 'hostWorks' | 'hostDoubted' | 'never';

/** What the answers and failures of a session have shown of one origin. Requests at the same time may each show some. */
export class HostTrust {
  private trust: Trust = 'untried';
  /** When node-fetch reached the origin first, in ms. */
  private reachedAt = 0;
  /** Of the host, in a row, where node-fetch did better. */
  private failures = 0;
  private underWay = 0;
  private trial: { readonly over: Promise<void>; readonly end: () => void } | undefined;

  constructor(private readonly clock: Clock) {}

  get hostWorks(): boolean {
    return this.trust === 'hostWorks';
  }

  /** The trial under way, if any: resolves when the way of the next request is known or was waited for long enough. */
  get underTrial(): Promise<void> | undefined {
    return this.trust === 'hostOnTrial' ? this.trial?.over : undefined;
  }

  /** Whether the next request goes by the host, which begins the trial if it is the first that may. */
  takesHost(): boolean {
    if (this.trust !== 'nodeFetchWorks') return this.hostWorks;
    const wait = trialAfter[this.underWay > 0 ? 'busy' : 'calm'];
    if (leftOf(this.clock, this.reachedAt, wait) > 0) return false;
    this.trust = 'hostOnTrial';
    this.trial = begunTrial(this.clock);
    return true;
  }

  /** Does what asks the origin for something, by whichever way, and knows meanwhile that it is under way. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    this.underWay++;
    try {
      return await work();
    } finally {
      this.underWay--;
    }
  }

  nodeFetchAnswered(response: TransportResponse): void {
    if (isOfProxy(response)) return;
    if (this.trust === 'hostDoubted') this.countFailure('hostWorks');
    if (this.trust !== 'untried') return;
    this.trust = 'nodeFetchWorks';
    this.reachedAt = this.clock.now();
  }

  /** @returns whether the answer counts: node-fetch may know how to sign in to a proxy */
  hostAnswered(response: TransportResponse): boolean {
    if (isOfProxy(response)) this.trust = 'never';
    else if (this.trust !== 'never') this.trust = 'hostWorks';
    this.trial?.end();
    return !isOfProxy(response);
  }

  /** The body of an answer by the host has come, too. */
  hostWasRead(): void {
    this.failures = 0;
  }

  /** @returns whether node-fetch may do better: once the host has worked, a server that is down is down for both */
  hostFailed(kind: FailureKind): boolean {
    const isTrial = this.trust !== 'hostWorks' && this.trust !== 'hostDoubted';
    const isSettled = kind === 'tls' || kind === 'proxy' || (isTrial && kind === 'timeout');
    const gotNoAnswer = kind === 'timeout' || kind === 'offline';
    if (isSettled) this.trust = 'never';
    else if (this.trust === 'hostOnTrial' && kind === 'cancelled') this.trust = 'nodeFetchWorks';
    else if (this.trust === 'hostOnTrial') this.countFailure('nodeFetchWorks');
    else if (gotNoAnswer && this.trust === 'hostWorks') this.trust = 'hostDoubted';
    this.trial?.end();
    return isTrial || isSettled;
  }

  private countFailure(otherwise: Trust): void {
    this.failures++;
    this.trust = this.failures < mostFailures ? otherwise : 'never';
  }
}

function begunTrial(clock: Clock): { readonly over: Promise<void>; readonly end: () => void } {
  const ended = new AbortController();
  const over = sleep(clock, trialPatience, ended.signal).catch(() => undefined);
  return { over, end: () => ended.abort() };
}

/** A proxy that wants a sign-in answers before the origin has heard anything. */
function isOfProxy({ status }: TransportResponse): boolean {
  return status === 407;
}
