import assert from 'node:assert/strict';
import { AbortError, FetchError } from 'node-fetch';
import { failureOf } from '../../../src/core/api/failureOf';
import { deadProxyByHost, deadProxyByNodeFetch, noTunnelByHost } from '../../fakes/proxyErrors';

const target = new URL('https://us1-api.crop.photo/v1/banners/with-mask/status');
const secret = 'api_SECRET';

/** As node-fetch wraps a system error: code and errno stay, the other fields are lost. */
function nodeFetchError(code: string, reason = code): FetchError {
  return new FetchError(`request to ${target.href} failed, reason: ${reason} ${secret}`, 'system', {
    code,
    errno: code,
    syscall: 'connect',
  });
}

/** As undici wraps one. */
function undiciError(fields: Record<string, unknown>): TypeError {
  return new TypeError(`fetch failed ${secret}`, { cause: Object.assign(new Error(secret), fields) });
}

const byCode: Record<string, readonly string[]> = {
  offline: [
    'ECONNREFUSED',
    'ENOTFOUND',
    'EAI_AGAIN',
    'ECONNRESET',
    'EPIPE',
    'EHOSTUNREACH',
    'ENETUNREACH',
    'ENETDOWN',
    'ETIMEDOUT',
    'ECONNABORTED',
    'ERR_STREAM_PREMATURE_CLOSE',
    'UND_ERR_SOCKET',
    'ESOMETHINGNEW',
    '',
  ],
  tls: [
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'SELF_SIGNED_CERT_IN_CHAIN',
    'CERT_HAS_EXPIRED',
    'CERT_NOT_YET_VALID',
    'ERR_TLS_CERT_ALTNAME_INVALID',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    'INVALID_CA',
    'ERR_SSL_WRONG_VERSION_NUMBER',
    'EPROTO',
  ],
  timeout: ['UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT'],
  wrongUrl: ['HPE_INVALID_CONSTANT', 'HPE_HEADER_OVERFLOW', 'UND_ERR_HEADERS_OVERFLOW', 'ERR_INVALID_URL'],
  proxy: ['UND_ERR_PRX_TLS'],
  shape: ['Z_DATA_ERROR', 'Z_BUF_ERROR', 'ERR__ERROR_FORMAT_PADDING_1'],
  tooLarge: ['UND_ERR_RES_EXCEEDED_MAX_SIZE'],
};

for (const [kind, codes] of Object.entries(byCode)) {
  for (const code of codes) {
    it(`the code ${code || '(none)'} is ${kind}, by node-fetch and by undici`, () => {
      for (const error of [nodeFetchError(code), undiciError({ code })]) {
        const failure = failureOf(error, target);
        assert.equal(failure.kind, kind);
        assert.doesNotMatch(failure.message + JSON.stringify(failure.cause), new RegExp(`${secret}|/v1`));
      }
    });
  }
}

it('what node-fetch refuses itself is told by its type', () => {
  const kindOf = (type: string): string => failureOf(new FetchError(secret, type), target).kind;
  assert.deepEqual(
    ['max-size', 'no-redirect', 'max-redirect', 'unsupported-redirect', 'invalid-redirect'].map(kindOf),
    ['tooLarge', 'wrongUrl', 'wrongUrl', 'wrongUrl', 'wrongUrl'],
  );
});

it('an abort and a time limit of the transport are told apart', () => {
  assert.equal(failureOf(new AbortError(secret), target).kind, 'cancelled');
  assert.equal(failureOf(new DOMException('', 'AbortError'), target).kind, 'cancelled');
  assert.equal(failureOf(new DOMException('', 'TimeoutError'), target).kind, 'timeout');
});

it('a connection that went elsewhere than the target went to a proxy', () => {
  const errors = [
    nodeFetchError('ECONNREFUSED', 'connect ECONNREFUSED 127.0.0.1:3128'),
    nodeFetchError('ECONNREFUSED', 'connect ECONNREFUSED ::1:3128'),
    nodeFetchError('ENOTFOUND', 'getaddrinfo ENOTFOUND proxy.example'),
    undiciError({ code: 'ECONNREFUSED', port: 3128 }),
    undiciError({ code: 'ENOTFOUND', hostname: 'proxy.example' }),
  ];
  assert.deepEqual(
    errors.map((error) => failureOf(error, target).kind),
    errors.map(() => 'proxy'),
  );
  const direct = [
    nodeFetchError('ECONNREFUSED', 'connect ECONNREFUSED 203.0.113.7:443'),
    nodeFetchError('ENOTFOUND', 'getaddrinfo ENOTFOUND us1-api.crop.photo'),
    undiciError({ code: 'ECONNREFUSED', port: 443 }),
  ];
  assert.deepEqual(
    direct.map((error) => failureOf(error, target).kind),
    direct.map(() => 'offline'),
  );
});

it('a proxy that VS Code does not get through is told by the only words there are for it', () => {
  for (const error of [deadProxyByNodeFetch(target.href), deadProxyByHost(), noTunnelByHost(407)])
    assert.equal(failureOf(error, target).kind, 'proxy', String(error));
  // The proxy is well then: it says that there is no way beyond it.
  for (const status of [403, 502]) assert.equal(failureOf(noTunnelByHost(status), target).kind, 'offline');
});

it('a number is no code: an exception of the host has 0, above the error that has one', () => {
  const over = Object.assign(new DOMException('x'), { cause: { code: 'CERT_HAS_EXPIRED' } });
  assert.equal(failureOf(new TypeError('fetch failed', { cause: over }), target).kind, 'tls');
});

it('the addresses of a host that were all tried are looked into', () => {
  const each = Object.assign(new Error(), { code: 'ECONNREFUSED', port: 443 });
  const failure = failureOf(new TypeError('fetch failed', { cause: new AggregateError([each]) }), target);
  assert.deepEqual([failure.kind, failure.message], ['offline', 'us1-api.crop.photo refuses the connection.']);
});

it('whatever else is thrown is a network failure, not a crash', () => {
  const loop: { cause?: unknown } = {};
  loop.cause = loop;
  for (const error of [undefined, null, 'text', 7, {}, loop, new AggregateError([])]) {
    assert.equal(failureOf(error, target).kind, 'offline');
  }
});
