import assert from 'node:assert/strict';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { inspect } from 'node:util';
import { status } from '../fakes/scriptedServer';
import { failureFrom, never, serversPerTest, statusClient, testKey } from '../fakes/statusClient';
import { transports } from '../fakes/transports';
import { setGlobal } from './harness/scripted';

const signIn =
  'HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="x"\r\nContent-Length: 0\r\n\r\n';

/** Neither of the two finds the target by itself: what is said of it was said by the proxy, or by its absence. */
const target = 'https://api.example';

describe('a proxy of the editor', () => {
  const scripted = serversPerTest();
  let proxy: Server;
  let heard = '';
  before(async () => {
    proxy = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.on('data', (data) => {
        heard += data.toString();
        socket.end(signIn);
      });
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    await setGlobal('http.proxy', `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`);
  });
  after(async () => {
    await setGlobal('http.proxy', undefined);
    proxy.close();
  });

  for (const [name, transport] of transports)
    it(`fault 14: that wants a sign-in is named, and hears no key (${name})`, async () => {
      heard = '';
      const failure = await failureFrom(statusClient(target, { transport }).api.label('lot', never()));
      assert.deepEqual([failure.kind, failure.message.includes('(HTTP 407)')], ['proxy', true], failure.message);
      assert.match(heard, /^CONNECT api\.example:443 /m);
      assert.doesNotMatch(heard + inspect(failure, { depth: 9 }), new RegExp(testKey));
    });

  for (const [name, transport] of transports)
    it(`fault 14: a 407 from where the target should be is named as the proxy's (${name})`, async () => {
      const { url, otherwise } = await scripted();
      otherwise(status(407));
      const failure = await failureFrom(statusClient(url, { transport }).api.label('lot', never()));
      assert.deepEqual([failure.kind, failure.message.includes('(HTTP 407)')], ['proxy', true], failure.message);
    });

  describe('once it is gone', () => {
    before(() => void proxy.close());

    for (const [name, transport] of transports)
      it(`fault 14: is named (${name})`, async () => {
        const failure = await failureFrom(statusClient(target, { transport }).api.label('lot', never()));
        assert.equal(failure.kind, 'proxy', failure.message);
        assert.match(failure.message, /^The proxy on the way to api\.example cannot be reached\./);
      });
  });
});
