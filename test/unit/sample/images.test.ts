import assert from 'node:assert/strict';
import { ask, type Reply } from './ask';
import { withWorld, type SampleWorld } from './sampleWorld';

async function link(world: SampleWorld): Promise<string> {
  const { results } = await world.answer({ job_labels: ['car-model-lot-1'] });
  return results[0]!.output_image_url;
}

const get = (world: SampleWorld, url: string): Promise<Reply> =>
  ask(world.port, { method: 'GET', path: url.replace(/^http:\/\/[^/]+/, '') });

describe('image links of the sample server', () => {
  it(
    'show the picture without a key, to be kept by nobody',
    withWorld({}, async (world) => {
      const url = await link(world);
      const { status, headers, body } = await get(world, url);
      assert.ok(url.startsWith(`http://127.0.0.1:${world.port}/images/wide.png?sig=`));
      assert.deepEqual(
        [status, headers['content-type'], headers['cache-control'], body],
        [200, 'image/png', 'no-store', 'picture wide.png'],
      );
      assert.equal(world.server.counters.images, 1);
    }),
  );

  it(
    'end after their time, while a new answer brings a good one',
    withWorld({ linkTtlMs: 60_000 }, async (world) => {
      const old = await link(world);
      world.time += 59_999;
      assert.equal((await get(world, old)).status, 200);
      world.time += 1;
      assert.equal((await get(world, old)).status, 403);
      assert.equal((await get(world, await link(world))).status, 200);
    }),
  );

  it(
    'are good for one file, as signed, from the server that made them',
    withWorld({}, async (world) => {
      const url = await link(world);
      const [expires = '', seal = ''] = new URL(url).searchParams.get('sig')!.split('.');
      const later = (Number.parseInt(expires, 36) + 1).toString(36);
      const forged = [
        url.replace('wide.png', 'tall.webp'),
        url.replace(expires, later),
        url.replace(seal, seal.slice(1)),
        url.replace(/\?.*/, ''),
        url.replace(/sig=.*/, 'sig=.'),
      ];
      for (const each of forged) assert.equal((await get(world, each)).status, 403, each);
      await withWorld({}, async (other) => assert.equal((await get(other, url)).status, 403))();
    }),
  );

  it(
    'are refused to a web page',
    withWorld({}, async (world) => {
      const path = (await link(world)).replace(/^http:\/\/[^/]+/, '');
      assert.equal(
        (await ask(world.port, { method: 'GET', path, headers: { origin: 'https://evil.example' } })).status,
        403,
      );
      assert.equal((await ask(world.port, { method: 'GET', path, headers: { host: 'evil.example' } })).status, 403);
    }),
  );
});
