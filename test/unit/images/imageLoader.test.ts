import assert from 'node:assert/strict';
import { imageLimits } from '../../../src/core/images/imageLimits';
import type { ImageAnswer, LoadOptions } from '../../../src/core/images/imageAnswer';
import { createImageLoader, type ImageLoaderDeps } from '../../../src/core/images/imageLoader';
import { createNodeFetchTransport } from '../../../src/vscode/lazy/nodeFetch';
import { FakeClock } from '../../fakes/fakeClock';
import { startScriptedServer, type Behaviour, type ScriptedServer } from '../../fakes/scriptedServer';
import { systemClock } from '../../fakes/systemClock';
import { nameTurnsTo } from '../../fakes/turnedNames';

const gif = Buffer.from('R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==', 'base64');

const send =
  (status: number, headers: Record<string, string> = {}, body: string | Buffer = ''): Behaviour =>
  (response) => {
    response.writeHead(status, headers).end(body);
  };
const picture = send(200, { 'content-type': 'text/plain' }, gif);
const to = (location: string): Behaviour => send(302, { location });

describe('loading an image', () => {
  let server: ScriptedServer;
  let other: ScriptedServer;
  before(async () => {
    [server, other] = await Promise.all([startScriptedServer(), startScriptedServer()]);
  });
  after(async () => {
    await Promise.all([server.close(), other.close()]);
  });

  interface Ask {
    readonly url: string;
    readonly deps?: Partial<ImageLoaderDeps>;
    readonly options?: Partial<LoadOptions>;
    readonly signal?: AbortSignal;
  }
  const load = ({ url, deps, options, signal }: Ask): Promise<ImageAnswer> => {
    const transport = createNodeFetchTransport();
    const profileOrigin = (): string => server.url;
    const all = { transport, clock: systemClock, resolve: undefined, profileOrigin, ...deps };
    const chosen = { profileId: 'p', loadLarge: false, allowedOrigins: new Set<string>(), ...options };
    return createImageLoader(all)(url, chosen, signal ?? new AbortController().signal);
  };
  const kindOf = async (ask: Ask): Promise<string> => {
    const answer = await load(ask);
    return answer.kind === 'refusedLink' ? answer.reason : answer.kind;
  };

  it('fault 69: sends no key and no cookie, and takes the type from the bytes', async () => {
    server.queue(picture);
    const answer = await load({ url: `${server.url}/a.png?sig=secret` });
    assert.equal(answer.kind === 'image' && answer.image.header.format, 'gif');
    const { headers, method } = server.heard.at(-1)!;
    assert.deepEqual([method, headers.authorization, headers.cookie], ['GET', undefined, undefined]);
  });

  it('fault 70: calls a picture without its end cut off', async () => {
    server.queue(send(200, {}, gif.subarray(0, -1)));
    assert.equal(await kindOf({ url: `${server.url}/a` }), 'cutOff');
  });

  it('follows three redirects, and no fourth', async () => {
    server.queue(to('/1'), to('/2'), to('/3'), picture);
    assert.equal(await kindOf({ url: `${server.url}/0` }), 'image');
    server.queue(to('/1'), to('/2'), to('/3'), to('/4'));
    assert.equal(await kindOf({ url: `${server.url}/0` }), 'tooManyRedirects');
  });

  it('fault 69: asks before it goes to another origin on a private address', async () => {
    const before = other.heard.length;
    server.queue(to(`${other.url}/a`));
    const refused = await load({ url: `${server.url}/0` });
    assert.deepEqual(refused, { kind: 'privateAddress', origin: other.url });
    assert.equal(other.heard.length, before);
    server.queue(to(`${other.url}/a`));
    other.queue(picture);
    assert.equal(await kindOf({ url: `${server.url}/0`, options: { allowedOrigins: new Set([other.url]) } }), 'image');
  });

  const remote = { profileOrigin: () => 'https://api.example.com' };
  const unsent: Partial<ImageLoaderDeps> = { transport: () => Promise.reject(new Error('nothing may be sent')) };
  for (const [name, url, deps, kind] of [
    ['http, with a profile on https', 'http://images.example.com/a', remote, 'notHttps'],
    ['http on this machine, with a profile elsewhere', 'http://127.0.0.1/a', remote, 'notHttps'],
    ['a private address', 'https://10.0.0.1/a', remote, 'privateAddress'],
    ['a file', 'file:///etc/passwd', remote, 'notHttps'],
    ['a script', 'javascript:alert(1)', remote, 'notHttps'],
    ['a link-local address', 'https://169.254.169.254/latest/meta-data', remote, 'privateAddress'],
    ['an own IPv6 address', 'https://[fd00::1]/a', remote, 'privateAddress'],
    ['data', 'data:image/png;base64,AAAA', remote, 'notHttps'],
    ['a user name', 'https://user:word@example.com/a', remote, 'notALink'],
    ['no link', 'crop.png', remote, 'notALink'],
    [
      'a name that leads here',
      'https://images.example.com/a',
      { ...remote, resolve: () => Promise.resolve(['203.0.113.9', '192.168.0.7']) },
      'privateAddress',
    ],
  ] as const)
    it(`fault 69: sends nothing for ${name}`, async () =>
      assert.equal(await kindOf({ url, deps: { ...unsent, ...deps } }), kind));

  it('fault 69: connects to no private address that a name turns to after it was judged', async () => {
    const before = server.connections;
    const url = `${server.url.replace('http:', 'https:').replace('127.0.0.1', 'turns.example')}/a.png`;
    const ask = { url, deps: { resolve: () => Promise.resolve(['93.184.216.34']) } };
    const restore = nameTurnsTo('127.0.0.1');
    try {
      const answer = await load(ask);
      assert.deepEqual(answer, { kind: 'privateAddress', origin: new URL(url).origin });
      assert.equal(server.connections, before);
      // Who allowed it gets there, and meets a server that speaks no TLS.
      assert.equal(await kindOf({ ...ask, options: { allowedOrigins: new Set([new URL(url).origin]) } }), 'tls');
      assert.equal(server.connections, before + 1);
    } finally {
      restore();
    }
  });

  it('fault 69: goes from https to http for nobody', async () => {
    const heard: string[] = [];
    const transport: ImageLoaderDeps['transport'] = (url) => {
      heard.push(url);
      const location = 'http://127.0.0.1:9/a';
      return Promise.resolve({
        status: 302,
        headers: { get: () => location },
        arrayBuffer: () => Promise.resolve(new ArrayBuffer(0)),
      });
    };
    const deps = { transport, profileOrigin: () => 'http://127.0.0.1:9' };
    assert.equal(await kindOf({ url: 'https://images.example.com/a', deps }), 'notHttps');
    assert.deepEqual(heard, ['https://images.example.com/a']);
  });

  for (const [status, kind] of [
    [400, 'forbidden'],
    [401, 'forbidden'],
    [403, 'forbidden'],
    [404, 'gone'],
    [410, 'gone'],
    [407, 'proxy'],
    [500, 'server'],
    [304, 'server'],
  ] as const)
    it(`calls ${status} ${kind}`, async () => {
      server.queue(send(status));
      assert.equal(await kindOf({ url: `${server.url}/a` }), kind);
    });

  it('fault 71: stops at 50 MB', async () => {
    const huge: Behaviour = (response) => {
      const part = Buffer.alloc(1024 * 1024);
      const pump = (): void => {
        while (!response.destroyed && response.write(part));
      };
      response
        .writeHead(200)
        .on('drain', pump)
        .on('error', () => undefined);
      pump();
    };
    server.queue(huge);
    const answer = await load({ url: `${server.url}/a` });
    assert.deepEqual(answer, { kind: 'tooLarge', by: 'bytes', limit: imageLimits.maxBytes });
  });

  it('gives up after 60 seconds, as a timeout, and closes the socket', async () => {
    const clock = new FakeClock();
    server.queue((response) => void response.writeHead(200).write('GIF'));
    const loading = load({ url: `${server.url}/a`, deps: { clock } });
    while (server.open === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await clock.advance(imageLimits.totalMs);
    assert.equal((await loading).kind, 'timeout');
    await server.allClosed();
    assert.equal(clock.pending, 0);
  });

  it('is cancelled, not timed out, by its caller', async () => {
    const controller = new AbortController();
    server.queue(() => undefined);
    const loading = load({ url: `${server.url}/a`, signal: controller.signal });
    setTimeout(() => controller.abort(), 20);
    assert.equal((await loading).kind, 'cancelled');
    await server.allClosed();
  });

  it('says offline without the link', async () => {
    const closed = await startScriptedServer();
    await closed.close();
    const deps = { profileOrigin: () => closed.url };
    const answer = await load({ url: `${closed.url}/a?sig=secret`, deps });
    assert.equal(answer.kind, 'offline');
    assert.doesNotMatch(JSON.stringify(answer), /secret|\/a/);
  });
});
