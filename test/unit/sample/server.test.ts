import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSampleServer } from '../../../src/sample/index';
import { key, SampleWorld, withWorld } from './sampleWorld';

const body = { job_labels: ['honda-lot-x'] };

describe('the sample server', () => {
  it(
    'counts label queries and single jobs apart',
    withWorld({}, async (world) => {
      await world.status(body);
      await world.status(body);
      await world.status({ job_id: 'clm-0001' });
      assert.deepEqual({ ...world.server.counters }, { pages: 2, singleJobs: 1, images: 0, refused: 0 });
    }),
  );

  it(
    'ends at once when it is closed, held-back answers and all, and may be closed twice',
    withWorld({ latencyMs: 60_000 }, async (world) => {
      const timers = (): number => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
      const before = timers();
      const waiting = assert.rejects(world.status(body));
      const arrived = (): boolean => world.server.counters.pages > 0;
      for (let turn = 0; turn < 200 && !arrived(); turn++) await new Promise((resolve) => setTimeout(resolve, 5));
      assert.ok(arrived());
      await Promise.all([world.close(), world.server.close()]);
      await waiting;
      assert.ok(timers() <= before, 'a timer is left');
      await assert.rejects(world.status(body));
    }),
  );

  it(
    'holds answers back by the latency',
    withWorld({ latencyMs: 60 }, async (world) => {
      const start = performance.now();
      await world.status(body);
      assert.ok(performance.now() - start >= 55);
    }),
  );

  it(
    'says that a port is taken',
    withWorld({}, async (world) => {
      await assert.rejects(SampleWorld.start({ port: world.port }), { code: 'EADDRINUSE' });
    }),
  );

  it('says what to do when the pictures have not been drawn', async () => {
    const imagesDir = join(tmpdir(), 'banner-jobs-no-such-folder');
    await assert.rejects(startSampleServer({ key, imagesDir }), /npm run build/);
  });
});
