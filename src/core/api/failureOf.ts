import { Failure, type FailureKind } from './failure';

/** What the error of a transport tells, in node-fetch's spelling or undici's. */
interface Facts {
  readonly code: string;
  readonly type: string;
  readonly name: string;
  /** Where the connection went, when that is known: not our target means a proxy. */
  readonly port: string;
  readonly hostname: string;
  /** What a proxy answered instead of opening a tunnel: an HTTP status, or '' when no proxy said no. */
  readonly tunnelStatus: string;
  /** Whether VS Code found no way through its proxy. */
  readonly isProxyDead: boolean;
}

/** First match wins. Told apart by code; by words where there is no code (see `factsOf`). */
const kinds: readonly (readonly [FailureKind, (facts: Facts) => boolean])[] = [
  ['tooLarge', ({ code, type }) => type === 'max-size' || code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE'],
  ['wrongUrl', ({ type }) => type.endsWith('-redirect')],
  [
    'proxy',
    ({ code, tunnelStatus, isProxyDead }) => code === 'UND_ERR_PRX_TLS' || tunnelStatus === '407' || isProxyDead,
  ],
  ['timeout', ({ code, name }) => name === 'TimeoutError' || /^UND_ERR_(CONNECT|HEADERS|BODY)_TIMEOUT$/.test(code)],
  ['cancelled', ({ name }) => name === 'AbortError'],
  ['tls', ({ code }) => tlsCode.test(code)],
  ['wrongUrl', ({ code }) => /^HPE_|^UND_ERR_HEADERS_OVERFLOW$|^ERR_INVALID_URL$/.test(code)],
  ['shape', ({ code }) => /^(Z_|ERR_{1,2}(BROTLI|ERROR))/.test(code)],
];

const tlsCode =
  /^(CERT_|CRL_|ERR_TLS_|ERR_SSL_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|ERROR_IN_C|INVALID_(CA|PURPOSE)$|PATH_LENGTH_|HOSTNAME_MISMATCH$|EPROTO$)/;

/**
 * Reads whatever a transport rejected with. Nothing of the error's own text gets into the answer: it may quote headers.
 * @param target the address that was asked
 */
export function failureOf(error: unknown, target: URL): Failure {
  const facts = factsOf(error);
  const kind = kinds.find(([, matches]) => matches(facts))?.[0] ?? networkKind(facts, target);
  return new Failure(kind, messageOf(kind, facts, target.hostname), { cause: { name: facts.name, code: facts.code } });
}

function networkKind({ code, port, hostname }: Facts, target: URL): FailureKind {
  const targetPort = target.port || (target.protocol === 'https:' ? '443' : '80');
  if (/^(ENOTFOUND|EAI_)/.test(code)) return hostname && hostname !== target.hostname ? 'proxy' : 'offline';
  return port && port !== targetPort ? 'proxy' : 'offline';
}

function messageOf(kind: FailureKind, { code, type, tunnelStatus }: Facts, host: string): string {
  switch (kind) {
    case 'tooLarge':
      return `The answer of ${host} is too large.`;
    case 'timeout':
      return `${host} did not answer in time.`;
    case 'cancelled':
      return 'The request was cancelled.';
    case 'proxy':
      if (tunnelStatus === '407') return 'The proxy asks for a sign-in (HTTP 407). Check the proxy settings.';
      return `The proxy on the way to ${host} cannot be reached. Check the proxy settings.`;
    case 'tls':
      return tlsMessage(code, host);
    case 'shape':
      return `The answer of ${host} is compressed in a way that cannot be read.`;
    case 'wrongUrl':
      return wrongUrlMessage(code, type, host);
    default:
      return offlineMessage(code, host);
  }
}

function tlsMessage(code: string, host: string): string {
  if (code === 'CERT_HAS_EXPIRED') return `The certificate of ${host} has expired.`;
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return `The certificate of ${host} is for another host.`;
  return `A secure connection to ${host} is not possible: its certificate or TLS set-up is not accepted (${code}).`;
}

function wrongUrlMessage(code: string, type: string, host: string): string {
  if (type.endsWith('-redirect')) return `${host} sends requests on to another address. Check the base URL.`;
  if (code.endsWith('OVERFLOW')) return `${host} answered with headers that are too large. Check the base URL.`;
  return `${host} does not answer in HTTP. Check the base URL.`;
}

function offlineMessage(code: string, host: string): string {
  if (/^(ENOTFOUND|EAI_)/.test(code)) return `The name ${host} cannot be found. Check the network connection.`;
  if (code === 'ECONNREFUSED') return `${host} refuses the connection.`;
  if (/^(ECONN|EPIPE|ERR_STREAM_PREMATURE_CLOSE|UND_ERR_SOCKET)/.test(code))
    return `The connection to ${host} broke off.`;
  return `${host} cannot be reached. Check the network connection.`;
}

function factsOf(error: unknown): Facts {
  const chain = [...causes(error)];
  const first = (name: string): string => {
    const value = chain.map((each) => each[name]).find((each) => typeof each === 'string');
    return typeof value === 'string' ? value : '';
  };
  // node-fetch drops the fields of the system error; Node's own fixed wording is the only place left that has them.
  const words = chain.map(({ message }) => message).join('\n');
  const said = (pattern: RegExp): string => pattern.exec(words)?.[1] ?? '';
  const port = chain.map((each) => each.port).find((each) => typeof each === 'string' || typeof each === 'number');
  return {
    code: first('code'),
    type: first('type'),
    name: first('name'),
    port: port === undefined ? said(/\bconnect [A-Z]+ \S*:(\d+)/) : String(port),
    hostname: first('hostname') || said(/\bgetaddrinfo [A-Z_]+ (\S+)/),
    tunnelStatus: first('code') === 'UND_ERR_ABORTED' ? said(/^Proxy response \((\d+)\) /m) : '',
    // The agent that VS Code puts into `http` and `https` tells nothing else of it, in 1.100 and in 1.139.
    isProxyDead: /\breason: Failed to establish a socket connection to proxies: /.test(words),
  };
}

/** The error and what caused it, outermost first: undici hides the system error one or two levels down. */
function* causes(error: unknown): Generator<Record<string, unknown>> {
  let each = error;
  for (let depth = 0; depth < 5 && typeof each === 'object' && each !== null; depth++) {
    const record = each as Record<string, unknown>;
    yield record;
    each = record.cause ?? (Array.isArray(record.errors) ? (record.errors as unknown[])[0] : undefined);
  }
}
