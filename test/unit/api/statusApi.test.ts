import assert from 'node:assert/strict';
import type { StatusApiDeps } from '../../../src/core/api/statusApi';
import type { RawAnswer } from '../../../src/core/api/request';
import { createRequestSlots } from '../../../src/core/api/requestSlots';
import { job } from '../../fakes/pagedJobs';
import { apiError, json, later, silence, status, type Behaviour } from '../../fakes/scriptedServer';
import { failureFrom, never, serversPerTest, statusClient, testKey } from '../../fakes/statusClient';
import { until } from '../../fakes/until';

const server = serversPerTest();

it('a request is a POST of JSON with the key after exactly one space', async () => {
  const scripted = await server();
  scripted.otherwise(json({ jobs: [] }));
  await statusClient(`${scripted.url}/v1/`).api.label('lot', never());
  const [{ method, path, headers }] = scripted.heard as [(typeof scripted.heard)[0]];
  assert.deepEqual(
    [method, path, headers.authorization, headers['content-type'], headers.accept],
    ['POST', '/v1/banners/with-mask/status', `Bearer ${testKey}`, 'application/json', 'application/json'],
  );
});

it('fault 48: the results of a label answer are given to no job', async () => {
  const scripted = await server();
  const results = [{ output_image_url: 'https://images.example/secret', crop_coordinates: { x: 0 } }];
  scripted.otherwise(
    json({ jobs: [{ ...job(1), output_image_url: 'https://x', results }], results, error_message: 'e' }),
  );
  const { jobs } = await statusClient(scripted.url).api.label('lot', never());
  assert.deepEqual(jobs, [{ id: 'job-1', status: 'pending', labels: ['lot'] }]);
});

it('a job is asked for by its id alone', async () => {
  const scripted = await server();
  scripted.otherwise(json({ jobs: [job(1)], results: [{ output_image_url: 'https://images.example/1' }] }));
  const { api, infos } = statusClient(scripted.url);
  assert.deepEqual(await api.job('job-1', never()), {
    job: { id: 'job-1', status: 'pending', labels: ['lot'] },
    results: [{ imageUrl: 'https://images.example/1' }],
  });
  assert.deepEqual(scripted.heard[0]?.json, { job_id: 'job-1', limit: 100 });
  const [{ ms, bytes, ...info }] = infos as [(typeof infos)[0]];
  assert.deepEqual(info, { kind: 'job', path: '/banners/with-mask/status', selector: 'job-1', status: 200 });
  assert.ok(ms >= 0 && bytes > 50);
});

it("fault 49: a job's answer for another id is refused", async () => {
  const scripted = await server();
  scripted.otherwise(json({ jobs: [job(2)], results: [{}] }));
  assert.equal((await failureFrom(statusClient(scripted.url).api.job('job-1', never()))).kind, 'shape');
});

const unknownJob: Record<string, Behaviour> = {
  'a 404 not_found': apiError(404, 'not_found'),
  'a 400': apiError(400, 'invalid_payload'),
};

for (const [name, answer] of Object.entries(unknownJob)) {
  it(`${name} means an unknown job once the same base answers a label, which is asked if it never was`, async () => {
    const scripted = await server();
    const { api } = statusClient(scripted.url);
    scripted.queue(answer, json({ jobs: [] }), answer);
    assert.equal(await api.job('a', never()), undefined);
    assert.equal(await api.job('a', never()), undefined);
    assert.equal(scripted.heard.length, 3);
  });

  it(`${name} is a failure where no label is answered either`, async () => {
    const scripted = await server();
    scripted.otherwise(answer);
    assert.match((await failureFrom(statusClient(scripted.url).api.job('a', never()))).kind, /wrongUrl|query/);
  });
}

it('a 200 without the job is an unknown job', async () => {
  const scripted = await server();
  scripted.otherwise(json({ jobs: [], results: [], error_message: '' }));
  assert.equal(await statusClient(scripted.url).api.job('a', never()), undefined);
});

it('a 404 of another kind and a billing 400 stay failures of a job', async () => {
  const scripted = await server();
  const { api } = statusClient(scripted.url);
  scripted.queue(json({ jobs: [] }), status(404, '<html>'), apiError(400, 'not_enough_balance'));
  await api.label('lot', never());
  assert.equal((await failureFrom(api.job('a', never()))).kind, 'wrongUrl');
  assert.equal((await failureFrom(api.job('a', never()))).kind, 'billing');
});

it('a captive portal is no 200 of the base', async () => {
  const scripted = await server();
  const { api } = statusClient(scripted.url);
  scripted.queue(status(200, '<html>'), apiError(404, 'not_found'));
  await failureFrom(api.label('lot', never()));
  assert.equal((await failureFrom(api.job('a', never()))).kind, 'wrongUrl');
});

const checks: Record<string, readonly [answer: Behaviour, verdict: string]> = {
  'a 200': [json({ jobs: [] }), 'accepted'],
  '400 invalid_payload': [apiError(400, 'invalid_payload'), 'accepted'],
  '404 not_found': [apiError(404, 'not_found'), 'accepted'],
  '400 not_enough_balance': [apiError(400, 'not_enough_balance'), 'billing'],
  '400 overage_payment_failed': [apiError(400, 'overage_payment_failed'), 'billing'],
  '401': [apiError(401, 'invalid_api_key'), 'unauthorized'],
  '404 of a web server': [status(404, '<html>'), 'wrongUrl'],
  '400 of a web server': [status(400, '<html>'), 'query'],
  '403': [apiError(403, 'forbidden'), 'forbidden'],
  '500': [status(500), 'server'],
  'a captive portal': [status(200, '<html>'), 'shape'],
};

for (const [name, [answer, verdict]] of Object.entries(checks)) {
  it(`a key check answered by ${name} ends as ${verdict}`, async () => {
    const scripted = await server();
    scripted.otherwise(answer);
    const check = statusClient(scripted.url).api.checkKey('lot', never());
    const outcome = await check.catch(async () => (await failureFrom(check)).kind);
    assert.equal(outcome, verdict);
    assert.deepEqual(scripted.heard[0]?.json, { job_labels: ['lot'], start: 0, limit: 1 });
  });
}

it('a key check without a tracked label asks for one of its own', async () => {
  const scripted = await server();
  scripted.otherwise(json({ jobs: [] }));
  await statusClient(scripted.url).api.checkKey(undefined, never());
  assert.deepEqual(scripted.heard[0]?.json, { job_labels: ['banner-jobs-key-check'], start: 0, limit: 1 });
});

const noKey: Record<string, StatusApiDeps['key']> = {
  'that rejects': () => Promise.reject(new Error('secret store')),
  'that throws': () => {
    throw new Error('secret store');
  },
  'of nothing': () => Promise.resolve(undefined),
  'that is empty': () => Promise.resolve(''),
  'with a newline': () => Promise.resolve('api_x\nHost: evil'),
  'with a zero-width space': () => Promise.resolve('api_x\u200b1'),
};

for (const [name, key] of Object.entries(noKey)) {
  it(`fault 60: with a key ${name} nothing is sent`, async () => {
    const scripted = await server();
    const { api, infos } = statusClient(scripted.url, { key });
    const failure = await failureFrom(api.label('lot', never()));
    assert.deepEqual([failure.kind, scripted.heard.length, infos.length], ['unauthorized', 0, 0]);
    assert.doesNotMatch(failure.message, /api_x/);
  });
}

it('the key is asked for at each request', async () => {
  const scripted = await server();
  scripted.otherwise(json({ jobs: [] }));
  let asked = 0;
  const { api } = statusClient(scripted.url, { key: () => Promise.resolve(`api_${++asked}`) });
  await api.label('a', never());
  await api.label('b', never());
  assert.deepEqual(
    scripted.heard.map(({ headers }) => headers.authorization),
    ['Bearer api_1', 'Bearer api_2'],
  );
});

it('an address that is refused is never asked', async () => {
  let asked = 0;
  const transport = (): Promise<never> => {
    asked++;
    return Promise.reject(new Error());
  };
  for (const baseUrl of ['http://example.com', 'javascript:alert(1)', '']) {
    const { api } = statusClient(baseUrl, { transport });
    assert.equal((await failureFrom(api.label('lot', never()))).kind, 'wrongUrl');
  }
  assert.equal(asked, 0);
});

it('two clients that share their slots never have more than six requests under way', async () => {
  const scripted = await server();
  let atOnce = 0;
  let most = 0;
  const held: (() => void)[] = [];
  scripted.otherwise((response, heard, socket) => {
    most = Math.max(most, ++atOnce);
    response.on('finish', () => atOnce--);
    held.push(() => later(10, json({ jobs: [] }))(response, heard, socket));
    // The first six wait for each other; whatever comes later is answered on its own.
    if (held.length >= 6) for (const answer of held.splice(0, held.length > 6 ? 1 : 6)) answer();
    if (scripted.heard.length > 6) for (const answer of held.splice(0)) answer();
  });
  const slots = createRequestSlots();
  const clients = [statusClient(scripted.url, { slots }), statusClient(scripted.url, { slots })];
  await Promise.all(
    clients.flatMap(({ api }) => Array.from({ length: 20 }, (_, index) => api.label(`${index}`, never()))),
  );
  assert.deepEqual([most, scripted.heard.length], [6, 40]);
});

it('a request that waits for a slot can be cancelled, and a job goes before the pages that wait', async () => {
  const scripted = await server();
  scripted.queue(silence);
  scripted.otherwise(json({ jobs: [] }));
  const { api } = statusClient(scripted.url, { slots: createRequestSlots(1) });
  const [first, second] = [new AbortController(), new AbortController()];
  const calls = [api.label('a', first.signal), api.label('b', second.signal), api.label('c', never())].map((call) =>
    call.catch(() => undefined),
  );
  const opened = api.job('j', never());
  await until(() => scripted.heard.length === 1);
  second.abort();
  assert.equal(await calls[1], undefined);
  first.abort();
  await Promise.all([...calls, opened]);
  assert.deepEqual(
    scripted.heard.map(({ json }) => json),
    [
      { job_labels: ['a'], start: 0, limit: 100 },
      { job_id: 'j', limit: 100 },
      { job_labels: ['c'], start: 0, limit: 100 },
    ],
  );
});

it('a query as typed tells the answer as it came, an error too, without the key that the server echoes', async () => {
  const scripted = await server();
  scripted.otherwise(json({ jobs: [], extra: testKey, next: 12345678901234 }));
  const { api } = statusClient(scripted.url);
  const answers: RawAnswer[] = [];
  const ask = (): Promise<void> => api.raw({ job_labels: ['lot'], limit: 1 }, (came) => answers.push(came), never());
  await ask();
  scripted.otherwise(apiError(400, 'invalid_payload'));
  assert.equal((await failureFrom(ask())).kind, 'query');
  assert.deepEqual(scripted.heard[0]?.json, { job_labels: ['lot'], limit: 1 });
  assert.deepEqual(
    answers.map(({ status: code }) => code),
    [200, 400],
  );
  assert.equal(answers[0]?.text, '{"jobs":[],"extra":"…","next":12345678901234}');
  assert.match(answers[1]?.text ?? '', /invalid_payload/);
});
