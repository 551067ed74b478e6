import assert from 'node:assert/strict';
import { withWorld } from './sampleWorld';

const question = { job_labels: ['car-model-lot-1'] };

describe('fault 88: the sample server', () => {
  it(
    'fault 88: answers 403 to a Host that is not loopback and to any Origin, and allows no other origin to read',
    withWorld({}, async (world) => {
      const strange = [{ host: 'evil.example' }, { host: 'localhost.evil.example:8081' }].concat(
        ['https://evil.example', 'null', world.server.baseUrl].map((origin) => ({ host: 'localhost', origin })),
      );
      for (const headers of strange) {
        const reply = await world.status(question, headers);
        assert.equal(reply.status, 403, JSON.stringify(headers));
        const cors = Object.keys(reply.headers).filter((name) => name.startsWith('access-control'));
        assert.deepEqual(cors, []);
        assert.doesNotMatch(reply.body, /job_id/);
      }
    }),
  );

  it(
    'fault 88: answers 403 to a key that is not this session’s where nobody types one, as the extension starts it',
    withWorld({ keyOfSession: true }, async (world) => {
      for (const authorization of ['', 'Bearer api_other1234', 'Basic api_test1234']) {
        const reply = await world.status(question, { authorization });
        assert.deepEqual([reply.status, reply.body.includes('job_id')], [403, false]);
      }
      assert.equal((await world.status(question)).status, 200);
    }),
  );

  it(
    'fault 88: answers no job to a mistyped key where it plays the API: 401',
    withWorld({}, async (world) => {
      for (const authorization of ['', 'Bearer api_other1234', 'Basic api_test1234']) {
        const reply = await world.status(question, { authorization });
        assert.deepEqual([reply.status, reply.body.includes('job_id')], [401, false]);
      }
      assert.equal((await world.status(question)).status, 200);
    }),
  );
});
