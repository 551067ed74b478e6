import type { Failure } from '../api/failure';
import { failureOf } from '../api/failureOf';
import type { Transport, TransportResponse } from '../api/transport';
import type { Clock } from '../clock';
import type { ImageAnswer, ImageProblem, LoadImage, LoadOptions } from './imageAnswer';
import { imageLimits } from './imageLimits';
import { judgeImage } from './judgeImage';
import { judgeAddress, refuseHop, type LinkPolicyDeps, type Resolve } from './linkPolicy';

export interface ImageLoaderDeps {
  readonly transport: Transport;
  readonly clock: Clock;
  /** See `LinkPolicyDeps`. */
  readonly resolve: Resolve | undefined;
  /** The one origin of a profile's server; undefined for a profile that is not there. */
  readonly profileOrigin: (profileId: string) => string | undefined;
}

/** Makes the function that loads pictures by their links: without a key, without cookies, hop by hop. It never rejects. */
export function createImageLoader(deps: ImageLoaderDeps): LoadImage {
  return async (link, options, signal) => {
    const limit = new AbortController();
    const timer = deps.clock.after(imageLimits.totalMs, () => limit.abort());
    const either = AbortSignal.any([limit.signal, signal]);
    try {
      const loading = followHops(deps, { link, options, signal: either });
      return await Promise.race([loading, whenAborted(either)]).then((answer) =>
        signal.aborted ? { kind: 'cancelled' } : limit.signal.aborted ? timedOut : answer,
      );
    } finally {
      timer.dispose();
      // A body that nobody reads any more would keep its socket.
      limit.abort();
    }
  };
}

const timedOut: ImageProblem = { kind: 'timeout', text: 'The picture did not come within 60 seconds.' };

/** A transport may be slow to notice: nobody waits for it. */
function whenAborted(signal: AbortSignal): Promise<ImageProblem> {
  return new Promise((resolve) => {
    const tell = (): void => resolve({ kind: 'cancelled' });
    if (signal.aborted) tell();
    else signal.addEventListener('abort', tell, { once: true });
  });
}

interface Loading {
  readonly link: string;
  readonly options: LoadOptions;
  readonly signal: AbortSignal;
}

async function followHops(deps: ImageLoaderDeps, loading: Loading): Promise<ImageAnswer> {
  const { options, signal } = loading;
  const policy: LinkPolicyDeps = {
    resolve: deps.resolve,
    profileOrigin: deps.profileOrigin(options.profileId),
    allowedOrigins: options.allowedOrigins,
  };
  let from: URL | undefined;
  let next: string | null = loading.link;
  for (let hop = 0; hop <= imageLimits.maxHops; hop++) {
    const url: URL | undefined = parseLink(next, from);
    if (!url) return { kind: 'refusedLink', reason: 'notALink' };
    const refusal = await refuseHop(policy, url, from);
    if (refusal) return refusal;
    if (signal.aborted) return { kind: 'cancelled' };
    const step = await request(deps.transport, { url, policy }, loading);
    if (!('location' in step)) return step;
    from = url;
    next = step.location;
  }
  return { kind: 'refusedLink', reason: 'tooManyRedirects' };
}

async function request(
  transport: Transport,
  { url, policy }: { readonly url: URL; readonly policy: LinkPolicyDeps },
  { options, signal }: Loading,
): Promise<ImageAnswer | { readonly location: string | null }> {
  const maxBytes = options.loadLarge ? imageLimits.maxBytesAnyway : imageLimits.maxBytes;
  const judge = judgeAddress(policy, url);
  try {
    const headers = { Accept: 'image/avif,image/webp,image/png,image/*;q=0.8' };
    const asked = { method: 'GET', headers, redirect: 'manual', signal, maxBytes } as const;
    const response = await transport(url.href, { ...asked, ...judge });
    if (isRedirect(response)) return { location: response.headers.get('location') };
    if (response.status < 200 || response.status > 299) return statusProblem(response.status);
    return judgeImage(new Uint8Array(await response.arrayBuffer()), options);
  } catch (error) {
    return judge?.refused()
      ? { kind: 'privateAddress', origin: url.origin }
      : problemOf(failureOf(error, url), maxBytes);
  }
}

function isRedirect({ status }: TransportResponse): boolean {
  return [301, 302, 303, 307, 308].includes(status);
}

/** What a store answers for a link that has expired differs: 403 most often, 401 or 400 with some. */
function statusProblem(status: number): ImageProblem {
  if (status === 404 || status === 410) return { kind: 'gone', status };
  if (status === 407) return { kind: 'proxy', text: 'The proxy asks for a sign-in.' };
  if (status === 400 || status === 401 || status === 403) return { kind: 'forbidden', status };
  return { kind: 'server', status };
}

function problemOf(failure: Failure, maxBytes: number): ImageProblem {
  switch (failure.kind) {
    case 'tooLarge':
      return { kind: 'tooLarge', by: 'bytes', limit: maxBytes };
    case 'tls':
    case 'proxy':
    case 'timeout':
      return { kind: failure.kind, text: failure.message };
    case 'cancelled':
      return { kind: 'cancelled' };
    default:
      return { kind: 'offline', text: failure.message };
  }
}

function parseLink(link: string | null, base: URL | undefined): URL | undefined {
  return link !== null && URL.canParse(link, base?.href) ? new URL(link, base?.href) : undefined;
}
