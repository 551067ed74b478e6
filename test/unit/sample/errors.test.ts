import assert from 'node:assert/strict';
import { ask } from './ask';
import { key, withWorld, type SampleWorld } from './sampleWorld';

const label = 'car-model-lot-1';

/** Status and kind, once the whole body has been found to be a documented one. */
async function refused(reply: ReturnType<SampleWorld['status']>): Promise<string> {
  const { status, body, headers } = await reply;
  const error = JSON.parse(body) as { status: number; type: string; title: string; detail: string };
  const kind = error.type.split('/').at(-1) ?? '';
  assert.deepEqual(
    { status: error.status, title: error.title, type: error.type },
    { status, title: kind, type: `/exception/client_error/${kind}` },
  );
  assert.notEqual(error.detail, '');
  assert.equal(headers['content-type'], 'application/json; charset=utf-8');
  return `${status} ${kind}`;
}

describe('the sample server refuses', () => {
  const badBodies: Record<string, unknown> = {
    'both selectors': { job_id: 'clm-0001', job_labels: [label] },
    'neither selector': {},
    'an empty list of labels': { job_labels: [] },
    'an empty job id': { job_id: '' },
    'null selectors': { job_id: null, job_labels: null },
    'a job id that is a number': { job_id: 7 },
    'labels that are one string': { job_labels: label },
    'labels that are numbers': { job_labels: [1] },
    'limit 0': { job_labels: [label], limit: 0 },
    'limit 101': { job_labels: [label], limit: 101 },
    'limit "5"': { job_labels: [label], limit: '5' },
    'limit 1.5': { job_labels: [label], limit: 1.5 },
    'start -1': { job_labels: [label], start: -1 },
    'a body that is a list': [],
    'a body that is null': 'null',
    'a body that is not JSON': '{"job_labels":',
    'no body': '',
    'a body over 64 KB': { job_labels: ['x'.repeat(70_000)] },
  };
  for (const [what, body] of Object.entries(badBodies)) {
    it(
      `${what} as invalid_payload`,
      withWorld({}, async (world) => {
        assert.equal(await refused(world.status(body)), '400 invalid_payload');
        assert.deepEqual({ ...world.server.counters }, { pages: 0, singleJobs: 0, images: 0, refused: 1 });
      }),
    );
  }

  it(
    'a body that is not announced as JSON',
    withWorld({}, async (world) => {
      const reply = world.status({ job_labels: [label] }, { 'content-type': 'text/plain' });
      assert.equal(await refused(reply), '400 invalid_payload');
    }),
  );

  const badKeys: Record<string, string> = {
    'a wrong key': 'Bearer api_other9999',
    'a key without Bearer': key,
    'two spaces before the key': `Bearer  ${key}`,
    'a key with more behind it': `Bearer ${key}5`,
    'no key': '',
  };
  for (const [what, authorization] of Object.entries(badKeys)) {
    it(
      `${what} as invalid_api_key`,
      withWorld({}, async (world) => {
        assert.equal(await refused(world.status({ job_labels: [label] }, { authorization })), '401 invalid_api_key');
      }),
    );
  }

  it(
    'another path, another method and the target of a proxy as not_found',
    withWorld({}, async (world) => {
      const headers = { authorization: `Bearer ${key}` };
      const path = '/v1/banners/with-mask/status';
      const questions = [
        { path: '/v2/banners/with-mask/status', headers },
        { path: '/', headers },
        { path: `${path}/x`, headers },
        { path: '//127.0.0.1/', headers },
        { path: `http://127.0.0.1${path}`, headers },
        { path: '/images/../manifest.json', method: 'GET' },
        { path: '/images/manifest.json', method: 'GET' },
        { path, method: 'GET', headers },
        { path, method: 'PUT', headers },
      ];
      for (const question of questions) assert.equal(await refused(ask(world.port, question)), '404 not_found');
    }),
  );

  it(
    'the two labels that stand for an account in trouble, with the billing errors',
    withWorld({}, async (world) => {
      const kinds = ['sample-not-enough-balance', 'sample-overage-payment-failed'].map((name) =>
        refused(world.status({ job_labels: [name] })),
      );
      assert.deepEqual(await Promise.all(kinds), ['400 not_enough_balance', '400 overage_payment_failed']);
    }),
  );

  it(
    'a Host that is not loopback and any Origin, without a word of CORS',
    withWorld({}, async (world) => {
      const refusals: Record<string, string>[] = [
        { host: 'rebound.example' },
        { host: '127.0.0.1.rebound.example:8081' },
        { host: '192.168.1.20:8081' },
        { host: 'localhost:8081@evil.example' },
        { origin: 'https://evil.example' },
        { origin: 'http://127.0.0.1' },
        { origin: 'null' },
      ];
      for (const headers of refusals) {
        const reply = await world.status({ job_labels: [label] }, headers);
        assert.equal(reply.status, 403, JSON.stringify(headers));
        assert.deepEqual(
          Object.keys(reply.headers).filter((name) => name.startsWith('access-control')),
          [],
        );
      }
      const preflight = {
        path: '/v1/banners/with-mask/status',
        method: 'OPTIONS',
        headers: { origin: 'https://evil.example' },
      };
      assert.equal((await ask(world.port, preflight)).status, 403);
    }),
  );

  it(
    'no loopback name: 127.0.0.1, localhost and [::1] are answered',
    withWorld({}, async (world) => {
      for (const host of ['127.0.0.1', `127.0.0.1:${world.port}`, 'localhost:8081', 'LOCALHOST', '[::1]:8081']) {
        assert.equal((await world.status({ job_labels: [label] }, { host })).status, 200, host);
      }
    }),
  );
});
