import assert from 'node:assert/strict';
import type { Socket } from 'node:net';
import { inspect } from 'node:util';
import type { Failure, FailureKind } from '../../../src/core/api/failure';
import { pagedJobs } from '../../fakes/pagedJobs';
import { deadProxyByHost, deadProxyByNodeFetch, noTunnelByHost } from '../../fakes/proxyErrors';
import {
  drip,
  hangUp,
  hugeHeader,
  notHttp,
  reset,
  silence,
  stall,
  status,
  truncated,
  truncatedChunks,
  type Behaviour,
} from '../../fakes/scriptedServer';
import { expired, ofOtherHost, selfSigned } from '../../fakes/selfSignedCertificate';
import { failureFrom, never, serversPerTest, statusClient, testKey } from '../../fakes/statusClient';
import { transports, trusting } from '../../fakes/transports';
import { until } from '../../fakes/until';
import { faultWorld, type FaultWorld } from './faultWorld';

const server = serversPerTest();

const twoRows = ['job-0 pending', 'job-1 pending'];

/** What was known stands, the reason and the next try are said, and the key is in no word of it. */
function assertKept(world: FaultWorld, kind: FailureKind, message: RegExp): void {
  const { state } = world.poller;
  assert.equal(state.failure?.kind, kind, inspect(state.failure));
  assert.deepEqual(world.rows(), twoRows);
  assert.match(world.message() ?? '', message);
  assert.doesNotMatch(inspect([state, world.log.lines, world.infos], { depth: 9 }), new RegExp(testKey));
}

interface Row {
  readonly title: string;
  readonly answer: Behaviour;
  readonly kind: FailureKind;
  readonly message: RegExp;
  /** Requests that the run costs; one when left out. */
  readonly requests?: number;
}

const oneRow = '{"jobs":[{"job_id":"job-0","status":"failed","job_labels":["lot"]}';
const cut =
  (behaviour: Behaviour): Behaviour =>
  (response, heard, socket) => {
    const write = response.write.bind(response);
    response.write = (() => write(oneRow)) as typeof response.write;
    behaviour(response, heard, socket);
  };

const rows: readonly Row[] = [
  {
    ...{ title: 'fault 03: a connection that is reset is asked again once, then left alone, and no row is doubled' },
    ...{ answer: reset, kind: 'offline', message: /broke off\. Next try at/, requests: 2 },
  },
  {
    ...{ title: 'fault 04: a connection closed before the headers is a network error' },
    ...{ answer: hangUp, kind: 'offline', message: /broke off\. Next try at/, requests: 2 },
  },
  {
    ...{ title: 'fault 05: a page shorter than its Content-Length is refused whole' },
    ...{ answer: cut(truncated), kind: 'offline', message: /broke off/, requests: 2 },
  },
  {
    ...{ title: 'fault 06: a page that breaks off between two chunks is refused whole' },
    ...{ answer: cut(truncatedChunks), kind: 'offline', message: /broke off/, requests: 2 },
  },
  {
    ...{ title: 'fault 10: a header of 40 KB is a clean error' },
    ...{ answer: hugeHeader, kind: 'wrongUrl', message: /headers that are too large/ },
  },
  {
    ...{ title: 'fault 11: a server that does not speak HTTP: check the URL' },
    ...{ answer: notHttp, kind: 'wrongUrl', message: /does not answer in HTTP\. Check the base URL/ },
  },
];

for (const [name, transport] of transports) {
  describe(`a bad network, over ${name}`, () => {
    const deps = { transport };

    for (const { title, answer, kind, message, requests = 1 } of rows)
      it(`${title} (${name})`, async () => {
        const { url, heard, queue, otherwise } = await server();
        queue(pagedJobs(2), pagedJobs(2));
        const world = faultWorld(url, { deps });
        await world.refresh();
        otherwise(answer);
        const before = heard.length;
        await world.refresh();
        assertKept(world, kind, message);
        assert.equal(heard.length - before, requests);
      });

    it(`fault 01: a refused connection keeps the rows, says when it tries again, and waits longer and longer (${name})`, async () => {
      const { url, otherwise, close } = await server();
      otherwise(pagedJobs(2));
      const draws = [0, 1, 0.5, 0, 1, 0.5, 0, 1, 0, 1];
      const world = faultWorld(url, { deps, random: () => draws.shift() ?? 0.5 });
      await world.refresh();
      await close();
      const pauses: number[] = [];
      for (let run = 0; run < 8; run++) {
        await world.nextRun();
        pauses.push(world.pause() ?? 0);
      }
      assertKept(world, 'offline', /^127\.0\.0\.1 refuses the connection\. Next try at 12:00\.$/);
      const plain = [8, 16, 32, 64, 128, 250, 250, 250].map((seconds) => seconds * 1000);
      for (const [index, pause] of pauses.entries())
        assert.ok(Math.abs(pause / (plain[index] ?? 0) - 1) < 0.201, `pause ${index}: ${pause}`);
      assert.ok(new Set(pauses.map((pause, index) => pause / (plain[index] ?? 1))).size > 1, 'spread by chance');
      assert.ok(Math.max(...pauses) <= 300_000);
    });

    it(`fault 02: a name that is not found is said by the host alone (${name})`, async () => {
      const world = faultWorld('https://no-such-host.invalid/secret/path', { deps });
      await world.refresh();
      const { failure } = world.poller.state;
      const message = 'The name no-such-host.invalid cannot be found. Check the network connection.';
      assert.deepEqual([failure?.kind, failure?.message], ['offline', message]);
      assert.ok((world.pause() ?? 0) > 0);
    });

    for (const [row, what, behaviour] of [
      ['07', 'headers that never come', silence],
      ['08', 'a body that stalls', stall],
      ['09', 'a body of a byte now and then', drip(10)],
    ] as const)
      it(`fault ${row}: ${what}: the limit ends it, the socket is closed, and it is called a timeout (${name})`, async () => {
        const scripted = await server();
        let asked: Socket | undefined;
        scripted.otherwise((response, heard, socket) => {
          asked = socket;
          behaviour(response, heard, socket);
        });
        const limits = { headersMs: 100, totalMs: 150, maxBytes: 10_000, retryMs: 1 };
        const { api } = statusClient(scripted.url, { ...deps, limits });
        const failure = await failureFrom(api.label('lot', never()));
        assert.deepEqual([failure.kind, scripted.heard.length], ['timeout', 1]);
        assert.match(failure.message, /did not answer within 0\.1/);
        // The fetch of the host may open another connection ahead of the next request: this one must be closed.
        await until(() => asked?.closed === true);
      });

    it(`fault 12: a certificate that is signed by itself is named, not asked again, and the key stays here (${name})`, async () => {
      const scripted = await server({ tls: selfSigned });
      const world = faultWorld(scripted.url, { deps });
      await world.refresh();
      const { failure } = world.poller.state;
      assert.equal(failure?.kind, 'tls');
      assert.match(failure.message, /certificate.+DEPTH_ZERO_SELF_SIGNED_CERT/);
      assert.deepEqual([scripted.connections, scripted.heard.length], [1, 0]);
      assert.equal(process.env.NODE_TLS_REJECT_UNAUTHORIZED, undefined);
    });

    it(`fault 15: a kept connection that the server closes between two polls is noticed by nobody (${name})`, async () => {
      const scripted = await server();
      scripted.otherwise((response, heard, socket) => {
        pagedJobs(2)(response, heard, socket);
        setTimeout(() => socket.destroy(), 5);
      });
      const world = faultWorld(scripted.url, { deps });
      for (let poll = 0; poll < 4; poll++) {
        await world.refresh();
        assert.deepEqual([world.poller.state.failure, world.rows()], [undefined, twoRows]);
        await scripted.allClosed();
      }
    });

    it(`fault 16: a label of 1,000 jobs takes 11 to 13 requests, the same number each run (${name})`, async () => {
      const { url, heard, otherwise } = await server();
      otherwise(pagedJobs(1000));
      const { api } = statusClient(url, deps);
      const counts: number[] = [];
      for (let run = 0; run < 3; run++) {
        const before = heard.length;
        assert.equal((await api.label('lot', never())).jobs.length, 1000);
        counts.push(heard.length - before);
      }
      assert.ok(counts[1]! >= 11 && counts[1]! <= 13, counts.join());
      assert.deepEqual(counts[1], counts[2]);
    });

    it(`fault 17: an hour of sleep is one run afterwards, not sixty (${name})`, async () => {
      const { url, heard, otherwise } = await server();
      otherwise(pagedJobs(2));
      const world = faultWorld(url, { deps });
      await world.refresh();
      await world.refresh();
      const before = heard.length;
      await world.clock.jump(3_600_000);
      await world.refresh();
      await new Promise((resolve) => setTimeout(resolve, 50));
      // One that was due, and the one by hand that followed it or joined it.
      assert.ok(heard.length - before >= 1 && heard.length - before <= 2, `${heard.length - before} requests`);
    });
  });
}

for (const [certificate, code, words] of [
  [expired, 'CERT_HAS_EXPIRED', /^The certificate of 127\.0\.0\.1 has expired\.$/],
  [ofOtherHost, 'ERR_TLS_CERT_ALTNAME_INVALID', /^The certificate of 127\.0\.0\.1 is for another host\.$/],
] as const)
  for (const [name, trustingTransport] of trusting)
    it(`fault 13: ${code} is named as TLS and not asked again, and the key stays here (${name})`, async () => {
      const scripted = await server({ tls: certificate });
      const { api } = statusClient(scripted.url, { transport: trustingTransport(certificate.cert) });
      const failure = await failureFrom(api.label('lot', never()));
      assert.equal(failure.kind, 'tls', failure.message);
      assert.match(failure.message, words);
      assert.deepEqual([scripted.connections, scripted.heard.length], [1, 0]);
    });

for (const [name, transport] of transports)
  it(`fault 14: a proxy that answers 407 itself is named as the proxy (${name})`, async () => {
    const { url, otherwise } = await server();
    otherwise(status(407, '<html>proxy</html>'));
    const { api, log, infos } = statusClient(url, { transport });
    assertProxy(await failureFrom(api.label('lot', never())), /^The proxy asks for a sign-in/, [log.lines, infos]);
  });

const api = 'https://api.example';

for (const [title, error, words] of [
  ['that is dead (node-fetch)', deadProxyByNodeFetch(api), /^The proxy on the way to api\.example cannot be reached/],
  [
    'that is dead (the fetch of the host)',
    deadProxyByHost(),
    /^The proxy on the way to api\.example cannot be reached/,
  ],
  ['that wants a sign-in first (the fetch of the host)', noTunnelByHost(407), /^The proxy asks for a sign-in/],
] as const)
  it(`fault 14: a proxy ${title} is named as the proxy, and not asked again`, async () => {
    let calls = 0;
    const transport = (): Promise<never> => {
      calls++;
      return Promise.reject(error);
    };
    const client = statusClient(api, { transport });
    assertProxy(await failureFrom(client.api.label('lot', never())), words, [client.log.lines, client.infos]);
    assert.equal(calls, 1);
  });

function assertProxy(failure: Failure, words: RegExp, told: unknown): void {
  assert.equal(failure.kind, 'proxy', failure.message);
  assert.match(failure.message, words);
  assert.doesNotMatch(inspect([failure, told], { depth: 9 }), new RegExp(testKey));
}

it('fault 12: nothing of the extension turns the check of certificates off', async () => {
  const { readdirSync, readFileSync } = await import('node:fs');
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  assert.ok(files.length > 100);
  for (const file of files)
    assert.doesNotMatch(readFileSync(`src/${file}`, 'utf8'), /rejectUnauthorized|NODE_TLS_REJECT/, file);
});

it('fault 45: a label of any size has the right rows by the right requests', async () => {
  for (const [count, requests] of [
    [0, 1],
    [1, 2],
    [99, 2],
    [100, 2],
    [101, 3],
    [200, 3],
    [10_000, 101],
  ] as const) {
    const { url, heard, otherwise } = await server();
    otherwise(pagedJobs(count));
    const answer = await statusClient(url).api.label('lot', never());
    assert.equal(answer.jobs.length, count);
    assert.ok(heard.length >= requests && heard.length <= requests + 3, `${count} jobs: ${heard.length} requests`);
  }
});
