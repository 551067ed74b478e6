import { lookup, type LookupAddress } from 'node:dns';
import type { ClientRequest } from 'node:http';
import type { LookupFunction, Socket } from 'node:net';

/** What the connection of a request must hold to. */
export interface ConnectionRules {
  /** From the start of a request to its connection, TLS included, in ms (status-api, "Limits"). */
  readonly connectMs: number;
  /** See `TransportRequest`. */
  readonly mayConnect?: ((address: string) => boolean) | undefined;
}

/**
 * Ends a request that is not connected in time, as undici does, with `UND_ERR_CONNECT_TIMEOUT`, and one that is about to
 * connect to an address that it may not.
 *
 * @param request made just now
 */
export function watchRequest(request: ClientRequest, { connectMs, mayConnect }: ConnectionRules): void {
  const timer = setTimeout(() => request.destroy(connectTimeout()), connectMs);
  const stop = (): void => clearTimeout(timer);
  request.once('close', stop);
  const follow = (socket: Socket & { readonly encrypted?: boolean; readonly secureConnecting?: boolean }): void => {
    // TLS within the tunnel of a proxy has its connection already.
    if (socket.connecting || socket.secureConnecting) socket.once(socket.encrypted ? 'secureConnect' : 'connect', stop);
    else stop();
    if (!mayConnect) return;
    if (socket.connecting) judgeAddresses(request, socket, mayConnect);
    else if (isDirect(request, socket)) judgePeer(request, socket, mayConnect);
  };
  if (request.socket) follow(request.socket);
  else request.once('socket', follow);
}

/**
 * Looks a name up, and fails where it has an address that may not be asked. VS Code may lay TLS around a connection that
 * nobody else sees (`http.experimental.systemCertificatesV2`): what is looked up for it is judged here.
 */
export function judgedLookup(mayConnect: (address: string) => boolean): LookupFunction {
  return (host, options, done) => {
    lookup(host, options, (error, found, family) => {
      if (error || addressesOf(found).every(mayConnect)) done(error, found, family);
      else done(refused(), '');
    });
  };
}

function addressesOf(found: string | readonly LookupAddress[]): readonly string[] {
  return typeof found === 'string' ? [found] : found.map(({ address }) => address);
}

/** The connection is there before the request has it where the agent of VS Code makes it. Nothing was sent by it yet. */
function judgePeer(request: ClientRequest, socket: Socket, mayConnect: (address: string) => boolean): void {
  if (socket.remoteAddress === undefined || mayConnect(socket.remoteAddress)) return;
  request.destroy(refused());
}

/** To the server's own port: one through a proxy is the agent's business, for the proxy knows the address. */
function isDirect(request: ClientRequest, { remotePort }: Socket): boolean {
  const { protocol, port } = new URL(`${request.protocol}//${String(request.getHeader('host'))}`);
  return remotePort === Number(port || (protocol === 'https:' ? 443 : 80));
}

/** The very address that the socket will use, once looked up: a name that had another when it was judged is caught here. */
function judgeAddresses(request: ClientRequest, socket: Socket, mayConnect: (address: string) => boolean): void {
  socket.on('lookup', (error: Error | null, address: string) => {
    if (error || mayConnect(address)) return;
    socket.destroy();
    request.destroy(refused());
  });
}

function refused(): Error {
  return new Error('an address that may not be asked');
}

function connectTimeout(): Error {
  return Object.assign(new Error('not connected in time'), { code: 'UND_ERR_CONNECT_TIMEOUT' });
}
