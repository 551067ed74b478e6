import assert from 'node:assert/strict';
import { withWorld } from './sampleWorld';

describe('pages of the sample server', () => {
  it(
    'bring each job of a label once, whatever their size',
    withWorld({ jobs: 900, alive: false, labels: 3 }, async (world) => {
      const whole = await world.jobs(['label-002']);
      assert.equal(new Set(whole.map((job) => job.job_id)).size, whole.length);
      assert.ok(whole.length > 300 && whole.every((job) => job.job_labels.includes('label-002')));
      assert.deepEqual(await world.jobs(['label-002'], 7), whole);
    }),
  );

  it(
    'hold 20 jobs when no limit is asked, and 1 or 100 when that is asked',
    withWorld({ jobs: 500, labels: 1 }, async (world) => {
      const size = async (range: object): Promise<number> =>
        (await world.answer({ job_labels: ['label-001'], ...range })).jobs.length;
      assert.deepEqual([await size({}), await size({ limit: 1 }), await size({ limit: 100 })], [20, 1, 100]);
      assert.deepEqual(
        [await size({ start: 499, limit: 100 }), await size({ start: 500 }), await size({ start: 9e9 })],
        [1, 0, 0],
      );
    }),
  );

  it(
    'of several labels hold a job that carries two of them once',
    withWorld({ alive: false }, async (world) => {
      const all = await world.jobs(world.server.labels);
      const apart = await Promise.all(world.server.labels.map((label) => world.jobs([label])));
      assert.equal(all.length, 60);
      assert.ok(apart.flat().length > 60, 'some jobs carry two labels');
      assert.deepEqual(new Set(apart.flat().map((job) => job.job_id)), new Set(all.map((job) => job.job_id)));
    }),
  );

  it(
    'of an unknown label and the answer for an unknown job are empty',
    withWorld({}, async (world) => {
      assert.deepEqual((await world.answer({ job_labels: ['nobody'] })).jobs, []);
      assert.deepEqual(await world.answer({ job_id: 'clm-9999' }), { jobs: [], results: [] });
    }),
  );

  it(
    'show loose results that say nothing about whose they are',
    withWorld({ alive: false }, async (world) => {
      const { jobs, results } = await world.answer({ job_labels: ['car-model-lot-1'], limit: 100 });
      assert.ok(results.length > 0 && results.length < jobs.length);
      assert.deepEqual(Object.keys(results[0]!), ['output_image_url', 'crop_coordinates']);
    }),
  );

  it(
    'reach all of 100,000 jobs in 200 labels',
    withWorld({ jobs: 100_000, alive: false }, async (world) => {
      assert.equal(world.server.labels.length, 200);
      const seen = new Set<string>();
      let own = 0;
      let pages = 0;
      for (const label of world.server.labels) {
        const jobs = await world.jobs([label]);
        for (const job of jobs) seen.add(job.job_id);
        pages += Math.floor(jobs.length / 100) + 1;
        own += jobs.filter((job) => job.job_labels[0] === label).length;
      }
      assert.deepEqual({ seen: seen.size, own }, { seen: 100_000, own: 100_000 });
      assert.equal(world.server.counters.pages, pages);
    }),
  ).timeout(60_000);

  it('more jobs or labels than there can be are refused before anything starts', async () => {
    for (const options of [{ jobs: 100_001 }, { jobs: 1.5 }, { labels: 0 }]) {
      await assert.rejects(
        withWorld(options, () => Promise.resolve()),
        RangeError,
      );
    }
  });
});
