import assert from 'node:assert/strict';
import { Failure } from '../../../src/core/api/failure';
import type { LabelAnswer } from '../../../src/core/api/answer';
import { job, pagedJobs } from '../../fakes/pagedJobs';
import { json, later, stall, status, type Behaviour, type ScriptedServer } from '../../fakes/scriptedServer';
import { failureFrom, never, serversPerTest, statusClient } from '../../fakes/statusClient';
import { until } from '../../fakes/until';

const server = serversPerTest();

/** What a run costs and brings, the jobs as a number; `triedAgain`: requests that were sent twice. */
function summary({ heard }: ScriptedServer, answer: LabelAnswer, triedAgain = 0): object {
  const { jobs, requests, ...rest } = answer;
  assert.equal(heard.length, requests + triedAgain);
  assert.equal(new Set(jobs.map(({ id }) => id)).size, jobs.length);
  return { jobs: jobs.length, requests, ...rest };
}

const whole = { unreadable: 0, complete: true, capped: false, aligned: true };

/** Requests by the number of jobs: of a first run, which tries out short pages, and of later ones. */
const byLimit: readonly (readonly [jobs: number, first: number, later: number])[] = [
  [0, 1, 1],
  [1, 2, 1],
  [99, 2, 1],
  [100, 2, 2],
  [101, 3, 2],
  [200, 4, 4],
  [1000, 13, 13],
];

for (const [count, first, again] of byLimit) {
  it(`${count} jobs by 100 take ${first} requests, then ${again}, each time the same`, async () => {
    const scripted = await server();
    scripted.otherwise(pagedJobs(count));
    const { api } = statusClient(scripted.url);
    const runs = [];
    for (let run = 0; run < 3; run++) runs.push(await api.label('lot', never()));
    assert.deepEqual(
      runs.map(({ jobs, requests }) => [jobs.length, requests]),
      [
        [count, first],
        [count, again],
        [count, again],
      ],
    );
    assert.deepEqual(
      runs[0]?.jobs.map(({ id }) => id),
      Array.from({ length: count }, (_, index) => `job-${index}`),
    );
    assert.ok(runs.every(({ complete, capped }) => complete && !capped));
  });
}

it('a label of 1,000 jobs takes 11 to 13 requests, the same number each run, however slow the answers', async () => {
  for (let run = 0; run < 5; run++) {
    const scripted = await server();
    scripted.otherwise((...args) => later(Math.random() * 20, pagedJobs(1000))(...args));
    const { api } = statusClient(scripted.url);
    const answer = await api.label('lot', never());
    assert.deepEqual(summary(scripted, answer), { ...whole, jobs: 1000, requests: 13 });
  }
});

for (const [count, requests] of [
  [0, 1],
  [1, 2],
  [20, 2],
  [99, 8],
  [200, 13],
  [1000, 53],
] as const) {
  it(`${count} jobs of a server that gives 20 at a time, whatever is asked for, all come`, async () => {
    const scripted = await server();
    scripted.otherwise(pagedJobs(count, { atATime: 20 }));
    const { api } = statusClient(scripted.url);
    assert.deepEqual(summary(scripted, await api.label('lot', never())), { ...whole, jobs: count, requests });
  });
}

it('pages are asked for by the jobs received, the first alone and at most three ahead', async () => {
  const scripted = await server();
  let atOnce = 0;
  let most = 0;
  const counted = pagedJobs(1000);
  scripted.otherwise((response, heard, socket) => {
    most = Math.max(most, ++atOnce);
    response.on('finish', () => atOnce--);
    later(5, counted)(response, heard, socket);
  });
  const { api } = statusClient(scripted.url);
  await api.label('lot', never());
  const starts = scripted.heard.map(({ json }) => (json as { start: number }).start).sort((a, b) => a - b);
  assert.deepEqual(
    starts,
    Array.from({ length: 13 }, (_, index) => index * 100),
  );
  assert.equal(most, 3);
});

it('what short pages mean is tried out once, though many labels ask at once', async () => {
  const scripted = await server();
  scripted.otherwise(pagedJobs(7));
  const { api } = statusClient(scripted.url);
  await Promise.all(Array.from({ length: 30 }, (_, index) => api.label(`lot ${index}`, never())));
  assert.equal(scripted.heard.length, 31);
});

it('a short page that is not the last makes every later label ask to its end', async () => {
  const scripted = await server();
  scripted.otherwise(pagedJobs(30, { atATime: 20 }));
  const { api } = statusClient(scripted.url);
  for (const label of ['a', 'b']) assert.equal((await api.label(label, never())).jobs.length, 30);
});

it('fault 42: one page again and again ends when nothing is new', async () => {
  const scripted = await server();
  scripted.otherwise(json({ jobs: Array.from({ length: 100 }, (_, index) => job(index)) }));
  const { api } = statusClient(scripted.url);
  assert.deepEqual(summary(scripted, await api.label('lot', never())), { ...whole, jobs: 100, requests: 2 });
});

it('fault 40: the same id twice, within a page and across pages, is one job', async () => {
  const scripted = await server();
  scripted.otherwise((response, heard, socket) => {
    const { start } = heard.json as { start: number };
    const jobs = start < 300 ? Array.from({ length: 100 }, (_, index) => job(Math.floor((start + index) / 2))) : [];
    json({ jobs })(response, heard, socket);
  });
  const { api } = statusClient(scripted.url);
  assert.equal((await api.label('lot', never())).jobs.length, 150);
});

it('fault 43: endless pages stop at 50,000 jobs, and the answer says so', async () => {
  const scripted = await server();
  scripted.otherwise(pagedJobs(Infinity));
  const { api } = statusClient(scripted.url);
  const answer = await api.label('lot', never());
  assert.deepEqual([answer.jobs.length, answer.complete, answer.capped], [50_000, false, true]);
}).timeout(30_000);

it('fault 44: 250 jobs for a limit of 100 are taken, and logged', async () => {
  const scripted = await server();
  scripted.otherwise(pagedJobs(250, { atATime: 250 }));
  const { api, log } = statusClient(scripted.url);
  assert.equal((await api.label('lot', never())).jobs.length, 250);
  assert.match(log.lines.join('\n'), /warn: .*250/);
});

it('fault 47: page 3 of 5 fails: the jobs before it are kept, and the answer says what is missing', async () => {
  const scripted = await server();
  scripted.otherwise(pagedJobs(500, { failAtStart: 200 }));
  const { api } = statusClient(scripted.url);
  const { failure, ...answer } = await api.label('lot', never());
  assert.ok(failure instanceof Failure);
  assert.equal(failure.kind, 'server');
  assert.deepEqual([answer.jobs.length, answer.complete, answer.capped], [200, false, false]);
});

it('a speculative page past the end may fail, and nobody hears of it', async () => {
  const scripted = await server();
  scripted.otherwise(pagedJobs(200, { failAtStart: 300 }));
  const { api } = statusClient(scripted.url);
  const answer = await api.label('lot', never());
  assert.deepEqual(summary(scripted, answer, 1), { ...whole, jobs: 200, requests: 4 });
});

it('a failing first page rejects', async () => {
  const scripted = await server();
  scripted.otherwise(status(503));
  assert.equal((await failureFrom(statusClient(scripted.url).api.label('lot', never()))).kind, 'server');
});

it('when trying out a short page fails, that label is partial and the others ask for themselves', async () => {
  const scripted = await server();
  const failing = pagedJobs(7, { failAtStart: 7 });
  scripted.otherwise(failing);
  const { api } = statusClient(scripted.url);
  const answers = await Promise.all(['a', 'b', 'c'].map((label) => api.label(label, never())));
  assert.deepEqual(
    answers.map(({ jobs, complete, failure }) => [jobs.length, complete, failure?.kind]),
    answers.map(() => [7, false, 'server']),
  );
  scripted.otherwise(pagedJobs(7));
  assert.equal((await api.label('a', never())).complete, true);
});

it('unreadable jobs are counted, and a page with nothing else to read is not the end of the label', async () => {
  const scripted = await server();
  const page = (jobs: readonly unknown[]): Behaviour => json({ jobs });
  const full = Array.from({ length: 100 }, (_, index) => (index === 50 ? { job_id: 5 } : job(index)));
  scripted.queue(page(full), page([7, 8]));
  scripted.otherwise(page([]));
  const { api, log } = statusClient(scripted.url);
  const answer = await api.label('lot', never());
  assert.deepEqual([answer.jobs.length, answer.unreadable, answer.complete], [99, 3, false]);
  assert.match(log.lines.join('\n'), /warn: 1 of 100/);
});

it('cancelling in the middle of a label rejects as cancelled and closes every socket', async () => {
  const scripted = await server();
  scripted.queue(pagedJobs(1000));
  scripted.otherwise(stall);
  const { api } = statusClient(scripted.url);
  const controller = new AbortController();
  const call = failureFrom(api.label('lot', controller.signal));
  await until(() => scripted.heard.length === 2);
  controller.abort();
  assert.equal((await call).kind, 'cancelled');
  await scripted.allClosed();
});

it('no request of any label carries both selectors, and the label is sent exactly', async () => {
  const scripted = await server();
  scripted.otherwise(json({ jobs: [] }));
  const { api } = statusClient(scripted.url);
  const labels = [' a ', '', 'ü\u0301', '\u202e', '🚗', 'a"b\\c\n', '__proto__', 'x'.repeat(100_000)];
  for (const label of labels) await api.label(label, never());
  assert.deepEqual(
    scripted.heard.map(({ json }) => json),
    labels.map((label) => ({ job_labels: [label], start: 0, limit: 100 })),
  );
});

it('one page can be asked for at any place of a label, beyond its end too', async () => {
  const scripted = await server();
  scripted.otherwise(pagedJobs(150));
  const { api, infos } = statusClient(scripted.url);
  const pages = [];
  for (const start of [0, 120, 150]) pages.push(await api.page('lot', start, never()));
  assert.deepEqual(
    pages.map(({ jobs, received }) => [jobs[0]?.id, received]),
    [
      ['job-0', 100],
      ['job-120', 30],
      [undefined, 0],
    ],
  );
  assert.deepEqual(
    infos.map(({ kind, selector, start }) => [kind, selector, start]),
    [0, 120, 150].map((start) => ['page', 'lot', start]),
  );
});

it('progress is told of every page but the last, each job once', async () => {
  const scripted = await server();
  scripted.otherwise(pagedJobs(250));
  const { api } = statusClient(scripted.url);
  const told: LabelAnswer[] = [];
  const answer = await api.label('lot', never(), (take) => told.push(take()));
  assert.deepEqual(
    told.map(({ jobs, complete, aligned }) => [jobs.length, complete, aligned]),
    [
      [100, false, false],
      [100, false, false],
    ],
  );
  assert.deepEqual(
    told.flatMap(({ jobs }) => jobs),
    answer.jobs.slice(0, 200),
  );
  const short: LabelAnswer[] = [];
  scripted.otherwise(pagedJobs(99));
  await api.label('lot', never(), (take) => short.push(take()));
  assert.deepEqual(short, []);
});
