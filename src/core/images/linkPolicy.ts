import { isLoopbackHost, isPrivateHost } from './addressPolicy';
import type { ImageProblem } from './imageAnswer';

/** Looks a host name up; rejects when it has no address. */
export type Resolve = (host: string) => Promise<readonly string[]>;

export interface LinkPolicyDeps {
  /** Undefined behind a proxy: the DNS that counts is the proxy's, and only literal addresses can be judged. */
  readonly resolve: Resolve | undefined;
  /** Where the profile's own server is: images beside it are as trusted as it is. */
  readonly profileOrigin: string | undefined;
  readonly allowedOrigins: ReadonlySet<string>;
}

/**
 * Judges where the next hop leads, before anything is sent there (faults, "Two policies").
 * @param from the page that redirected here
 * @returns undefined for a hop that may be taken
 */
export async function refuseHop(deps: LinkPolicyDeps, url: URL, from?: URL): Promise<ImageProblem | undefined> {
  if (url.username !== '' || url.password !== '') return { kind: 'refusedLink', reason: 'notALink' };
  if (from?.protocol === 'https:' && url.protocol !== 'https:') return { kind: 'refusedLink', reason: 'notHttps' };
  if (url.protocol !== 'https:' && !mayBePlain(deps, url)) return { kind: 'refusedLink', reason: 'notHttps' };
  if (isTrusted(deps, url)) return undefined;
  const isPrivate = isPrivateHost(url.hostname) || (await resolvesToPrivate(deps, url.hostname));
  return isPrivate ? { kind: 'privateAddress', origin: url.origin } : undefined;
}

/** Judges the addresses that a connection is about to be made to. */
export interface AddressJudge {
  /** See `TransportRequest`. */
  readonly mayConnect: (address: string) => boolean;
  /** True once it said no. */
  readonly refused: () => boolean;
}

/**
 * A name may have another address by the time of the connection than when `refuseHop` looked: what counts is the one
 * that is connected to.
 * @returns undefined where any address will do, and where only the proxy knows it
 */
export function judgeAddress(deps: LinkPolicyDeps, url: URL): AddressJudge | undefined {
  if (!deps.resolve || isTrusted(deps, url)) return undefined;
  let isRefused = false;
  return {
    mayConnect: (address) => {
      isRefused ||= isPrivateHost(address);
      return !isRefused;
    },
    refused: () => isRefused,
  };
}

/** `http` never leaves the machine, and is there for a server on the machine only. */
function mayBePlain({ profileOrigin }: LinkPolicyDeps, url: URL): boolean {
  if (url.protocol !== 'http:' || profileOrigin === undefined) return false;
  const own = new URL(profileOrigin);
  return own.protocol === 'http:' && isLoopbackHost(own.hostname) && isLoopbackHost(url.hostname);
}

function isTrusted({ profileOrigin, allowedOrigins }: LinkPolicyDeps, url: URL): boolean {
  return url.origin === profileOrigin || allowedOrigins.has(url.origin);
}

/** A name that cannot be looked up is left to the transport, whose error says more. */
async function resolvesToPrivate({ resolve }: LinkPolicyDeps, host: string): Promise<boolean> {
  if (!resolve) return false;
  try {
    return (await resolve(host)).some(isPrivateHost);
  } catch {
    return false;
  }
}
