import type { Transport } from '../../core/api/transport';
import { sentInTurns } from '../../core/api/inTurns';
import { chooseTransport, type TransportChoiceDeps } from '../../core/api/transportChoice';
import { realClock } from '../realClock';
import { ownTurn } from '../rest';
import { createHostFetchTransport } from './hostFetch';
import { createNodeFetchTransport } from './nodeFetch';

export interface NetworkDeps extends Pick<TransportChoiceDeps, 'setting' | 'log'> {
  /** Of VS Code. */
  readonly version: string;
}

/** The first VS Code whose extension host was seen to keep the connections of its own fetch; 1.100 does not. */
const reusesSince = [1, 139] as const;

/** The one way to the network, in both of its kinds. */
export function createNetwork({ version, ...deps }: NetworkDeps): Transport {
  const transport = chooseTransport({
    ...deps,
    nodeFetch: createNodeFetchTransport(),
    hostFetch: createHostFetchTransport(),
    hostReuses: hostReuses(version),
    clock: realClock,
  });
  return sentInTurns(transport, ownTurn);
}

function hostReuses(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > reusesSince[0] || (major === reusesSince[0] && minor >= reusesSince[1]);
}
