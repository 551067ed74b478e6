import type { Transport } from '../../core/api/transport';

/** Statuses that send a client elsewhere; 304 does not. */
const redirects = new Set([301, 302, 303, 307, 308]);

/**
 * The network through the `fetch` of the extension host, which keeps connections where VS Code lets it. It limits
 * connecting to 10 s by itself. Certificates that only `NODE_EXTRA_CA_CERTS` names are not known to it.
 *
 * @param hostFetch another one than that of the host, for tests
 */
export function createHostFetchTransport(hostFetch: typeof fetch = fetch): Transport {
  return async (url, { method, headers, body, redirect, signal, maxBytes }) => {
    // Never followed here: whether a hop may be taken is decided by who asked, and the key goes along with none.
    const asked = { method, headers, body: body ?? null, redirect: 'manual', signal } as const;
    const response = await hostFetch(url, asked).catch(answerInError);
    if (redirect === 'error' && redirects.has(response.status)) {
      await response.body?.cancel();
      throw marked('no-redirect');
    }
    return {
      status: response.status,
      headers: response.headers,
      arrayBuffer: () => readAtMost(response, maxBytes),
    };
  };
}

/**
 * An answer of 407, which undici turns into an error without a word or a code, as the standard wants it of a fetch
 * outside a page; of requests as they are made here, no other has none.
 *
 * @throws any other error, as it is
 */
function answerInError(error: unknown): Response {
  const cause: unknown = error instanceof TypeError ? error.cause : undefined;
  const saysNothing = cause instanceof Error && cause.name === 'Error' && cause.message === '' && !('code' in cause);
  if (saysNothing) return new Response(null, { status: 407 });
  throw error;
}

/** The decompressed body; ends the request once it is larger. */
async function readAtMost({ body }: Response, maxBytes: number): Promise<ArrayBuffer> {
  const parts: Uint8Array[] = [];
  let length = 0;
  // Leaving the loop early cancels the stream, and closes the socket with it.
  for await (const part of (body ?? []) as AsyncIterable<Uint8Array>) {
    length += part.byteLength;
    if (length > maxBytes) throw marked('max-size');
    parts.push(part);
  }
  return joined(parts, length);
}

function joined(parts: readonly Uint8Array[], length: number): ArrayBuffer {
  const whole = new Uint8Array(length);
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.byteLength;
  }
  return whole.buffer;
}

/** An error as `Transport` asks for. */
function marked(type: 'no-redirect' | 'max-size'): Error {
  return Object.assign(new Error(type), { type });
}
