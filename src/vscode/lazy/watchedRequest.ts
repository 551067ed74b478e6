import type { ClientRequest } from 'node:http';
import type { Socket } from 'node:net';

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
  const follow = (socket: Socket & { readonly encrypted?: boolean }): void => {
    if (!socket.connecting) {
      stop();
      if (mayConnect && isDirect(request, socket)) judgePeer(request, socket, mayConnect);
      return;
    }
    socket.once(socket.encrypted ? 'secureConnect' : 'connect', stop);
    if (mayConnect) judgeAddresses(request, socket, mayConnect);
  };
  if (request.socket) follow(request.socket);
  else request.once('socket', follow);
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
