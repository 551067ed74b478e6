import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { pagedJobs } from '../fakes/pagedJobs';
import { apiError, gzipBomb, json, redirect, stall, startScriptedServer } from '../fakes/scriptedServer';
import { rows } from './harness/inside';
import { enterScripted, jobs, leaveScripted, sentinelKey, told, type ScriptedWorld } from './harness/scripted';
import { until } from './harness/inside';

/** Bytes in use once everything that is not has been collected. */
function heap(): number {
  setFlagsFromString('--expose_gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}

describe('bad answers in the editor', () => {
  let world: ScriptedWorld;
  before(async function () {
    this.timeout(60_000);
    world = await enterScripted('Bad answers');
  });
  after(() => leaveScripted(world));
  beforeEach(async () => {
    world.server.otherwise(jobs(told('a'), told('b')));
    await world.inside.tracked.replaceOwn({ labels: ['lot'], jobIds: [] });
    await world.refresh();
    assert.deepEqual(world.rows('lot'), ['a processing', 'b processing']);
  });

  it('fault 08: a body that stalls ends as a timeout after 30 seconds, and the rows stay', async function () {
    this.timeout(60_000);
    world.server.otherwise(stall);
    const start = Date.now();
    await world.refresh();
    const { failure } = world.inside.poller.state;
    assert.deepEqual([failure?.kind, world.rows('lot').length], ['timeout', 2], failure?.message);
    // Not before; that it does end is what the time limit of the test looks at.
    assert.ok(Date.now() - start > 25_000, `${Date.now() - start} ms`);
  });

  it('fault 16: a label of 1,000 jobs takes 11 to 13 requests, the same number each run', async () => {
    world.server.otherwise(pagedJobs(1000));
    const counts: number[] = [];
    for (let run = 0; run < 3; run++) {
      const before = world.server.heard.length;
      await world.refresh();
      counts.push(world.server.heard.length - before);
    }
    assert.equal(world.inside.store.jobsOf('lot').length, 1000);
    assert.ok((counts[1] ?? 0) >= 11 && (counts[1] ?? 0) <= 13 && counts[1] === counts[2], counts.join());
  });

  it('fault 27: the target of a redirect to another port hears nothing, whatever the code', async () => {
    const trap = await startScriptedServer();
    trap.otherwise(json({ jobs: [] }));
    for (const code of [301, 302, 307, 308]) {
      world.server.otherwise(redirect(code, `${trap.url}/v1/banners/with-mask/status`));
      await world.refresh();
      assert.equal(world.inside.poller.state.failure?.kind, 'wrongUrl');
    }
    assert.deepEqual([trap.connections, trap.heard.length, world.rows('lot').length], [0, 0, 2]);
    await trap.close();
  });

  it('fault 32: 65 KB of gzip that become 64 MB are stopped at the cap, in less than 50 MB of memory', async () => {
    world.server.otherwise(gzipBomb());
    const before = process.memoryUsage();
    await world.refresh();
    const after = process.memoryUsage();
    const { failure } = world.inside.poller.state;
    assert.deepEqual([failure?.kind, world.rows('lot').length], ['tooLarge', 2], failure?.message);
    const grown = after.arrayBuffers - before.arrayBuffers + after.heapUsed - before.heapUsed;
    assert.ok(grown < 50 * 1024 * 1024, `${Math.round(grown / 1024 / 1024)} MB`);
  });

  it('fault 37: one bad job in a hundred costs its own row only, which says so', async () => {
    const good = Array.from({ length: 99 }, (_, index) => told(`job-${index}`));
    world.server.otherwise(jobs(...good.slice(0, 50), { status: 7 }, ...good.slice(50)));
    await world.refresh();
    const [label] = rows(world.inside);
    const below = rows(world.inside, label?.element);
    assert.equal(below.filter(({ contextValue }) => contextValue.startsWith('job')).length, 99);
    const notes = below.filter(({ contextValue }) => contextValue.startsWith('note'));
    assert.equal(notes.length, 1);
    assert.match(`${notes[0]?.label} ${notes[0]?.description}`, /unreadable|cannot be read/i);
  });

  it('fault 40: the same id twice, within a page and across pages, is one row', async () => {
    const page = Array.from({ length: 99 }, (_, index) => told(`job-${index}`));
    world.server.otherwise((response, heard, socket) => {
      const { start } = heard.json as { start: number };
      const next = start === 0 ? [...page, told('job-0')] : start === 100 ? [told('job-98'), told('job-99')] : [];
      jobs(...next)(response, heard, socket);
    });
    await world.refresh();
    const [label] = rows(world.inside);
    const ids = rows(world.inside, label?.element).map(({ label }) => label);
    assert.deepEqual([ids.length, new Set(ids).size], [100, 100]);
  });

  it('fault 41: a job under two labels has two rows with elements of their own, and both are of now', async () => {
    let state = 'processing';
    world.server.otherwise((...args) => jobs(told('both', state, ['lot', 'lot-2']))(...args));
    await world.inside.tracked.replaceOwn({ labels: ['lot', 'lot-2'], jobIds: [] });
    await world.refresh();
    state = 'failed';
    await world.refresh();
    const below = rows(world.inside).flatMap(({ element }) => rows(world.inside, element));
    assert.deepEqual(
      below.map(({ label, icon }) => [label, icon]),
      [
        ['both', 'error'],
        ['both', 'error'],
      ],
    );
    assert.equal(new Set(below.map(({ element }) => element)).size, 2);
  });

  it('fault 18: a refused key stops the polling, is told once, keeps the rows, and the view offers to sign in', async () => {
    world.server.otherwise(apiError(401, 'invalid_api_key'));
    await world.refresh();
    const before = world.server.heard.length;
    world.inside.poller.wake();
    world.inside.poller.wake();
    await new Promise((resolve) => setTimeout(resolve, 300));
    assert.equal(world.server.heard.length, before);
    const { state, report } = world.inside.poller;
    assert.deepEqual([state.failure?.kind, state.nextAt, report.next.why], ['unauthorized', undefined, 'refused']);
    assert.equal(world.rows('lot').length, 2);
    await until('the view says it', () => (world.inside.tree.view.message ?? '').includes('not accepted'));
    await world.inside.keys.save(world.profile, sentinelKey);
  });

  it('fault 79: 500 polls of mixed faults leave memory flat and no connection behind', async function () {
    this.timeout(180_000);
    const answers = [jobs(told('a'), told('b')), apiError(500, 'x'), json({ jobs: null }), json([]), pagedJobs(20)];
    const poll = async (times: number): Promise<void> => {
      for (let run = 0; run < times; run++) {
        world.server.otherwise(answers[run % answers.length] ?? jobs());
        await world.refresh();
      }
    };
    await poll(100);
    const before = heap();
    const listeners = process.listenerCount('unhandledRejection') + process.listenerCount('uncaughtException');
    await poll(400);
    await new Promise((resolve) => setTimeout(resolve, 500));
    const grown = (heap() - before) / 1024 / 1024;
    assert.ok(grown < 20, `${grown.toFixed(1)} MB more`);
    assert.equal(process.listenerCount('unhandledRejection') + process.listenerCount('uncaughtException'), listeners);
    assert.ok(world.server.open <= 6, `${world.server.open} connections`);
  });
});
