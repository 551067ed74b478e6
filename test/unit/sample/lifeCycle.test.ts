import assert from 'node:assert/strict';
import { withWorld, type SampleWorld, type SentJob } from './sampleWorld';

const minute = 60_000;
const rank: Record<string, number> = { pending: 0, processing: 1, completed: 2, failed: 2 };

async function statuses(world: SampleWorld): Promise<Map<string, string>> {
  const jobs = await world.jobs(world.server.labels);
  return new Map(jobs.map((job: SentJob) => [job.job_id, job.status]));
}

describe('the world of the sample server', () => {
  it(
    'starts in mid-life: sixty jobs in five labels, in all four states',
    withWorld({}, async (world) => {
      const now = await statuses(world);
      assert.deepEqual([now.size, world.server.labels.length], [60, 5]);
      assert.deepEqual(new Set(now.values()), new Set(['pending', 'processing', 'completed', 'failed']));
    }),
  );

  it(
    'moves every job forward only, and what is finished never changes',
    withWorld({}, async (world) => {
      let before = await statuses(world);
      for (let step = 0; step < 100; step++) {
        world.time += 2000;
        const now = await statuses(world);
        for (const [id, was] of before) {
          const is = now.get(id) ?? 'gone';
          assert.ok(rank[was] === 2 ? is === was : rank[is]! >= rank[was]!, `${id}: ${was} → ${is}`);
        }
        before = now;
      }
    }),
  );

  it(
    'shows one job pending, then processing, then finished',
    withWorld({ seed: 3 }, async (world) => {
      const id = [...(await statuses(world))].find(([, status]) => status === 'pending')?.[0];
      const seen = new Set<string>();
      for (let step = 0; step < 150; step++, world.time += 1000)
        seen.add((await world.answer({ job_id: id })).jobs[0]!.status);
      const [first, second, last] = seen;
      assert.deepEqual([first, second, seen.size], ['pending', 'processing', 3]);
      assert.equal(rank[last!], 2);
    }),
  );

  it(
    'has finished all jobs of the start after some two minutes, while new ones keep coming for a while',
    withWorld({}, async (world) => {
      const start = [...(await statuses(world)).keys()];
      world.time += 2.5 * minute;
      const later = await statuses(world);
      assert.ok(start.every((id) => rank[later.get(id)!] === 2));
      assert.ok(later.size > start.length && later.size < start.length + 10);
      world.time += 60 * minute;
      const end = await statuses(world);
      assert.deepEqual([end.size, [...end.values()].every((status) => rank[status] === 2)], [90, true]);
    }),
  );

  it(
    'puts new jobs behind the others, so that pages do not shift, and does not know them before they come',
    withWorld({ jobs: 5, labels: 1 }, async (world) => {
      assert.deepEqual((await world.answer({ job_id: 'job-6' })).jobs, []);
      world.time += minute;
      const ids = (await world.jobs(['label-001'])).map((job) => job.job_id);
      assert.deepEqual(
        ids,
        Array.from(ids, (_, index) => `job-${index + 1}`),
      );
      assert.equal((await world.answer({ job_id: 'job-6' })).jobs[0]?.job_id, 'job-6');
    }),
  );

  it(
    'does not go back when the clock of the machine does',
    withWorld({}, async (world) => {
      world.time += minute;
      const before = await statuses(world);
      world.time -= 10 * minute;
      assert.deepEqual(await statuses(world), before);
    }),
  );

  it('is the same for the same seed and another for another, and runs as fast as it is told', async () => {
    const look = async (options: { seed: number; speed?: number }, after: number): Promise<string> => {
      let found = '';
      await withWorld(options, async (world) => {
        world.time += after;
        const jobs = [...(await statuses(world))];
        const answers = await Promise.all(jobs.map(([id]) => world.answer({ job_id: id })));
        found = JSON.stringify([jobs, answers.map(({ results }) => results.map((result) => result.crop_coordinates))]);
      })();
      return found;
    };
    const one = await look({ seed: 1 }, minute);
    assert.equal(await look({ seed: 1 }, minute), one);
    assert.equal(await look({ seed: 1, speed: 60 }, 1000), one);
    assert.notEqual(await look({ seed: 2 }, minute), one);
  });

  it(
    'says results only of completed jobs and an error only of failed ones',
    withWorld({ alive: true, seed: 5 }, async (world) => {
      const shapes = new Set<string>();
      for (const id of (await statuses(world)).keys()) {
        const { jobs, results, error_message } = await world.answer({ job_id: id });
        shapes.add(`${jobs[0]!.status} ${results.length > 0} ${Boolean(error_message)}`);
        for (const { crop_coordinates: crop } of results) {
          assert.ok(crop.x >= 0 && crop.y >= 0 && crop.width > 0 && crop.height > 0);
          assert.ok(crop.x + crop.width <= 1 && crop.y + crop.height <= 1);
        }
      }
      assert.deepEqual([...shapes].sort(), [
        'completed true false',
        'failed false true',
        'pending false false',
        'processing false false',
      ]);
    }),
  );

  it(
    'holds several results for some jobs, all of one picture, and pages them',
    withWorld({ alive: false }, async (world) => {
      const ids = [...(await statuses(world)).keys()];
      const all = await Promise.all(
        ids.map(async (id) => ({ id, results: (await world.answer({ job_id: id })).results })),
      );
      const several = all.find(({ results }) => results.length > 1)!;
      const files = several.results.map((result) => new URL(result.output_image_url).pathname);
      assert.equal(new Set(files).size, 1);
      const second = await world.answer({ job_id: several.id, start: 1, limit: 1 });
      assert.deepEqual(second.results[0]?.crop_coordinates, several.results[1]?.crop_coordinates);
    }),
  );
});
