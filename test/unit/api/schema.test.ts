import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Failure } from '../../../src/core/api/failure';
import { parseJson } from '../../../src/core/api/jsonText';
import { readErrorBody, readJobAnswer, readPage } from '../../../src/core/api/schema';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const parse = (text: string): unknown => parseJson(encode(text), 200);
const shape = (pattern: RegExp) => (error: unknown) => {
  assert.ok(error instanceof Failure);
  assert.equal(error.kind, 'shape');
  assert.match(error.message, pattern);
  return true;
};

it('a page tells its jobs as received, unknown statuses included', () => {
  const jobs = [
    { job_id: 'a', status: 'completed', job_labels: ['lot', 'lot 2'], extra: 1 },
    { job_id: 'b', status: 'archived' },
    { job_id: 'c', status: 'pending', job_labels: null },
    { job_id: 'd', status: '', job_labels: ['x', 5, null] },
  ];
  assert.deepEqual(readPage({ jobs, results: 'whatever', error_message: 3 }), {
    jobs: [
      { id: 'a', status: 'completed', labels: ['lot', 'lot 2'] },
      { id: 'b', status: 'archived', labels: [] },
      { id: 'c', status: 'pending', labels: [] },
      { id: 'd', status: '', labels: ['x'] },
    ],
    unreadable: 0,
    received: 4,
  });
});

it('fault 37: one unreadable job in a hundred costs that one', () => {
  const jobs = Array.from({ length: 100 }, (_, index) => ({
    job_id: index === 41 ? 41 : `j${index}`,
    status: 'pending',
  }));
  const page = readPage({ jobs });
  assert.deepEqual([page.jobs.length, page.unreadable, page.received], [99, 1, 100]);
});

it('an empty id, a missing status and a job that is no object are unreadable', () => {
  const page = readPage({ jobs: [{ job_id: '', status: 'x' }, { job_id: 'a' }, null, 'b', []] });
  assert.deepEqual(page, { jobs: [], unreadable: 5, received: 5 });
});

for (const [name, body] of Object.entries({
  missing: {},
  null: { jobs: null },
  'an object': { jobs: { 0: {} } },
  'a string': { jobs: 'none' },
  'only inherited': JSON.parse('{"__proto__":{"jobs":[]}}') as unknown,
})) {
  it(`fault 36: an answer whose jobs are ${name} is refused by its path`, () => {
    assert.throws(() => readPage(body), shape(/"jobs"/));
  });
}

it('an answer that is no object is refused', () => {
  for (const body of [null, [], 'x', 7, true, undefined]) assert.throws(() => readPage(body), shape(/documents/));
});

it('fault 39: ids and labels named like parts of an object are harmless', () => {
  const jobs = [{ job_id: '__proto__', status: 'constructor', job_labels: ['__proto__', 'constructor'] }];
  const text = JSON.stringify({ jobs });
  assert.deepEqual(readPage(parse(text)).jobs, [
    { id: '__proto__', status: 'constructor', labels: ['__proto__', 'constructor'] },
  ]);
  assert.equal(({} as Record<string, unknown>).jobs, undefined);
});

it("a job's answer carries its results in order, the unreadable ones empty", () => {
  const crop = { x: 0.1, y: -2, width: 4000, height: 0 };
  const results = [
    { output_image_url: 'https://images.example/1', crop_coordinates: crop },
    { output_image_url: '', crop_coordinates: { ...crop, x: '0.1' } },
    null,
    { output_image_url: null, crop_coordinates: null },
    { crop_coordinates: { x: 0, y: 0, width: 1, height: 1, unit: 'px' } },
  ];
  const body = { jobs: [{ job_id: 'a', status: 'completed' }], results, error_message: '' };
  assert.deepEqual(readJobAnswer(body, 'a'), {
    job: { id: 'a', status: 'completed', labels: [] },
    results: [
      { imageUrl: 'https://images.example/1', crop },
      {},
      {},
      {},
      { crop: { x: 0, y: 0, width: 1, height: 1 } },
    ],
  });
});

it("a failed job's message comes trimmed, and its results may be absent or null", () => {
  const jobs = [{ job_id: 'a', status: 'failed' }];
  const expected = { job: { id: 'a', status: 'failed', labels: [] }, results: [], errorMessage: 'no mask' };
  assert.deepEqual(readJobAnswer({ jobs, error_message: ' no mask\n' }, 'a'), expected);
  assert.deepEqual(readJobAnswer({ jobs, results: null, error_message: 'no mask' }, 'a'), expected);
});

it('an answer without jobs is an unknown job', () => {
  assert.equal(readJobAnswer({ jobs: [], results: [], error_message: '' }, 'a'), undefined);
});

it('fault 49: an answer for another job, or for one more, is refused', () => {
  const a = { job_id: 'a', status: 'completed' };
  const b = { job_id: 'b', status: 'completed' };
  for (const jobs of [[b], [a, b], [b, a]]) assert.throws(() => readJobAnswer({ jobs }, 'a'), shape(/another job/));
  assert.throws(() => readJobAnswer({ jobs: [a, 7] }, 'a'), shape(/cannot be read/));
  assert.equal(readJobAnswer({ jobs: [a, a] }, 'a')?.job.id, 'a');
});

it('an error body tells the last segment of its type', () => {
  const body = { status: 400, type: '/exception/client_error/invalid_payload', title: 'invalid_payload', detail: 'no' };
  assert.deepEqual(readErrorBody(body), { kind: 'invalid_payload', text: 'no' });
  assert.deepEqual(readErrorBody({ type: 'not_found', title: 'Not here' }), { kind: 'not_found', text: 'Not here' });
  for (const other of [null, 'x', [], {}, { type: 7 }, { type: '' }]) assert.equal(readErrorBody(other), undefined);
});

it('fault 35: ten thousand levels are refused, in the jobs or beside them', () => {
  const deep = '['.repeat(10_000) + ']'.repeat(10_000);
  for (const text of [deep, `{"jobs":${deep}}`, `{"jobs":[],"more":${deep}}`, '{"a":'.repeat(10_000)]) {
    assert.throws(() => parse(text), shape(/nested/));
  }
});

it('brackets inside strings are no levels', () => {
  const jobs = [{ job_id: '['.repeat(500) + '\\"{', status: 'pending' }];
  assert.equal(readPage(parse(JSON.stringify({ jobs }))).jobs[0]?.id, jobs[0]?.job_id);
});

it('fault 34: a byte order mark, NUL, lone surrogates and broken UTF-8 do not stop a page', () => {
  const text = '\ufeff{"jobs":[{"job_id":"a\\u0000\\ud800","status":"pending"}]}';
  assert.equal(readPage(parse(text)).jobs[0]?.id, 'a\0\ud800');
  const broken = new Uint8Array([...encode('{"jobs":[{"job_id":"'), 0xff, ...encode('","status":"pending"}]}')]);
  assert.equal(readPage(parseJson(broken, 200)).jobs[0]?.id, '\ufffd');
});

it('fault 34: what is not JSON is refused without a word of it', () => {
  for (const text of ['{"jobs":[', 'secret', '{"jobs":[]} trailing', '\0']) {
    assert.throws(() => parse(text), shape(/^The answer of the server is not JSON\.$/));
  }
  for (const text of ['', ' \n', '\ufeff']) assert.throws(() => parse(text), shape(/empty/));
  for (const text of ['<html>', '\n <!doctype html>']) assert.throws(() => parse(text), shape(/captive portal/));
});

const almost = fc.oneof(
  fc.jsonValue(),
  fc.record(
    {
      jobs: fc.oneof(
        fc.jsonValue(),
        fc.array(
          fc.record(
            { job_id: fc.jsonValue(), status: fc.jsonValue(), job_labels: fc.jsonValue() },
            { requiredKeys: [] },
          ),
        ),
      ),
      results: fc.oneof(
        fc.jsonValue(),
        fc.array(fc.record({ output_image_url: fc.jsonValue(), crop_coordinates: fc.jsonValue() })),
      ),
      error_message: fc.jsonValue(),
      type: fc.jsonValue(),
    },
    { requiredKeys: [] },
  ),
);

it('fault 83: any JSON is an answer or a Failure', () => {
  const readers = [readPage, readErrorBody, (body: unknown) => readJobAnswer(body, 'a')];
  fc.assert(
    fc.property(almost, (body) => {
      for (const reader of readers) {
        try {
          reader(body);
        } catch (error) {
          if (!(error instanceof Failure)) throw error;
        }
      }
    }),
    { numRuns: 2000 },
  );
});

it('fault 83: any bytes are JSON or a Failure', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      try {
        parseJson(bytes, 200);
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
      }
    }),
  );
});
