import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import type { FailureKind } from '../../../src/core/api/failure';
import { pagedJobs } from '../../fakes/pagedJobs';
import { apiError, json, redirect, status, type Behaviour } from '../../fakes/scriptedServer';
import { serversPerTest, testKey } from '../../fakes/statusClient';
import { transports } from '../../fakes/transports';
import { faultWorld, type FaultWorld } from './faultWorld';

const server = serversPerTest();
const portal = '<html><body>Sign in to Hotel-Secret-4711</body></html>';

/** Of the fake clock, in the form of HTTP. */
const dateAfter = (seconds: number): string => new Date(Date.UTC(2026, 0, 1) + seconds * 1000).toUTCString();

interface Row {
  readonly title: string;
  readonly answer: Behaviour;
  readonly kind: FailureKind;
  readonly message: RegExp;
  /** ms until the next run, as far as it is told exactly; `undefined`: none comes by itself. */
  readonly pause?: number | undefined;
  /** Requests that the run costs; one when left out. */
  readonly requests?: number;
}

const limited = (retryAfter: string): Behaviour => status(429, '', { 'Retry-After': retryAfter });
/** The first pause of the backoff, in the middle of its jitter. */
const backoff = 8000;

const rows: readonly Row[] = [
  {
    ...{ title: 'fault 18: 401 stops the polling and keeps the rows', answer: apiError(401, 'invalid_api_key') },
    ...{ kind: 'unauthorized', message: /not accepted\. Sign in again/, pause: undefined },
  },
  {
    ...{ title: 'fault 19: 403 is "no access", and nobody is signed out', answer: apiError(403, 'forbidden') },
    ...{ kind: 'forbidden', message: /no access here/, pause: backoff },
  },
  {
    ...{ title: 'fault 20: 404 says that the URL is wrong', answer: apiError(404, 'not_found') },
    ...{ kind: 'wrongUrl', message: /Check the base URL/ },
  },
  ...[408, 500, 502, 503, 504].map((code): Row => ({
    ...{ title: `fault 21: ${code} is tried again once, then after a pause`, answer: status(code) },
    ...{ kind: 'server', message: /has a problem.+Next try/, pause: backoff, requests: 2 },
  })),
  {
    ...{ title: 'fault 22: 429 with 7 seconds is not asked before 7 seconds, which is shown', answer: limited('7') },
    ...{ kind: 'rateLimited', message: /fewer requests.+Next try at/, pause: 7000 },
  },
  {
    ...{ title: 'fault 23: a Retry-After that is a date is honoured', answer: limited(dateAfter(9)) },
    ...{ kind: 'rateLimited', message: /Next try at/, pause: 9000 },
  },
  {
    ...{ title: 'fault 23: a date that is past leaves it to the backoff', answer: limited(dateAfter(-9)) },
    ...{ kind: 'rateLimited', message: /Next try at/, pause: backoff },
  },
  ...['-1', 'abc', '1e9'].map((header): Row => ({
    ...{ title: `fault 24: a Retry-After of ${header} is ignored`, answer: limited(header) },
    ...{ kind: 'rateLimited', message: /Next try at/, pause: backoff },
  })),
  {
    ...{ title: 'fault 24: a Retry-After of 30 years is 5 minutes', answer: limited('1000000000') },
    ...{ kind: 'rateLimited', message: /Next try at/, pause: 300_000 },
  },
  {
    ...{ title: 'fault 25: a captive portal is said, and nothing of its page is logged', answer: status(200, portal) },
    ...{ kind: 'shape', message: /captive portal/ },
  },
  ...[200, 204].map((code): Row => ({
    ...{ title: `fault 26: an empty ${code} keeps the rows`, answer: status(code) },
    ...{ kind: 'shape', message: /empty answer/ },
  })),
  {
    ...{ title: 'fault 30: no balance is billing, not a wrong query', answer: apiError(400, 'not_enough_balance') },
    ...{ kind: 'billing', message: /no balance.+billing page/ },
  },
];

for (const [name, transport] of transports) {
  describe(`what a server may answer, over ${name}`, () => {
    const deps = { transport };
    const withRows = async (labels?: readonly string[]): Promise<FaultWorld & { server: Served }> => {
      const scripted = await server();
      scripted.otherwise(pagedJobs(2));
      const world = faultWorld(scripted.url, { deps, ...(labels && { labels }) });
      await world.refresh();
      return { ...world, server: scripted };
    };

    for (const row of rows)
      it(`${row.title} (${name})`, async () => {
        const world = await withRows();
        world.server.otherwise(row.answer);
        const before = world.server.heard.length;
        await world.refresh();
        assert.equal(world.server.heard.length - before, row.requests ?? 1);
        const { failure } = world.poller.state;
        assert.equal(failure?.kind, row.kind, inspect(failure));
        assert.match(world.message() ?? '', row.message);
        assert.deepEqual(world.rows(), ['job-0 pending', 'job-1 pending']);
        if ('pause' in row) assert.equal(world.pause(), row.pause);
        assert.doesNotMatch(inspect([failure, world.log.lines], { depth: 9 }), new RegExp(testKey));
        assert.doesNotMatch(world.log.lines.join('\n'), /Hotel-Secret/);
      });

    it(`fault 21: a server that stays broken is asked ever more seldom, and by hand at once (${name})`, async () => {
      const world = await withRows();
      world.server.otherwise(status(503));
      const start = world.clock.now();
      const before = world.server.heard.length;
      while (world.clock.now() - start < 3_600_000) await world.nextRun();
      const requests = world.server.heard.length - before;
      assert.ok(requests >= 24 && requests <= 44, `${requests} requests in an hour`);
      assert.equal(world.pause(), 250_000);
      await world.refresh();
      assert.equal(world.server.heard.length - before, requests + 2);
    });

    for (const code of [301, 302, 307, 308]) {
      it(`fault 27: the target of a ${code} to another port hears nothing, the key least of all (${name})`, async () => {
        const trap = await server();
        trap.otherwise(json({ jobs: [] }));
        const world = await withRows();
        world.server.otherwise(redirect(code, `${trap.url}/v1/banners/with-mask/status`));
        await world.refresh();
        assert.equal(world.poller.state.failure?.kind, 'wrongUrl');
        assert.deepEqual([trap.connections, trap.heard.length], [0, 0]);
      });

      it(`fault 28: the target of a ${code} on another host hears nothing (${name})`, async () => {
        const trap = await server();
        trap.otherwise(json({ jobs: [] }));
        const world = await withRows();
        world.server.otherwise(
          redirect(code, `${trap.url.replace('127.0.0.1', 'localhost')}/banners/with-mask/status`),
        );
        await world.refresh();
        assert.match(world.poller.state.failure?.message ?? '', /another address/);
        assert.deepEqual([trap.connections, trap.heard.length, world.rows().length], [0, 0, 2]);
      });
    }

    it(`fault 29: a loop of redirects is one request and one error (${name})`, async () => {
      const world = await withRows();
      world.server.otherwise(redirect(307, `${world.server.url}/banners/with-mask/status`));
      const before = world.server.heard.length;
      await world.refresh();
      assert.deepEqual([world.server.heard.length - before, world.poller.state.failure?.kind], [1, 'wrongUrl']);
    });

    it(`fault 31: 400 for one label is said by that label, and the others go on (${name})`, async () => {
      const world = await withRows(['lot', 'bad']);
      world.server.otherwise((response, heard, socket) => {
        const isBad = JSON.stringify(heard.json).includes('"bad"');
        (isBad ? apiError(400, 'invalid_payload', 'bad label') : pagedJobs(3))(response, heard, socket);
      });
      await world.refresh();
      assert.equal(world.store.label('bad')?.failure?.kind, 'query');
      assert.deepEqual([world.store.label('lot')?.failure, world.store.label('lot')?.jobIds.length], [undefined, 3]);
      assert.equal(world.poller.state.failure, undefined);
    });
  });
}

type Served = Awaited<ReturnType<typeof server>>;
