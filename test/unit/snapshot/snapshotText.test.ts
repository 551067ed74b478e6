import assert from 'node:assert/strict';
import fc from 'fast-check';
import { JobStore } from '../../../src/core/jobs/jobStore';
import type { SavedHead, SavedJob } from '../../../src/core/jobs/savedLabel';
import {
  headLine,
  jobsLine,
  lastLine,
  openSnapshot,
  readJobs,
  readLines,
} from '../../../src/core/snapshot/snapshotText';
import { labelAnswer } from '../../fakes/jobs';

const head: SavedHead = {
  ...{ label: 'lot', since: 1, asOf: 2, complete: true, capped: false, aligned: true, unreadable: 0 },
};
const plain: SavedJob = { id: 'a', status: 'pending', labels: ['lot'], firstSeen: 5, changedAt: 5, past: [] };

function write(of: SavedHead, pieces: readonly (readonly SavedJob[])[]): string {
  const lines = pieces.map((jobs) => jobsLine(of.label, jobs));
  return [headLine({ head: of, profile: '["P","https://p"]', writtenAt: 3 }), ...lines, lastLine(lines)].join('');
}

function read(text: string, partSize = 7): { head: SavedHead; jobs: SavedJob[] } | string {
  const starts = Array.from({ length: Math.ceil(text.length / partSize) }, (_, index) => index * partSize);
  const opened = openSnapshot(starts.map((start) => text.slice(start, start + partSize)));
  if ('unusable' in opened) return opened.unusable;
  const jobs: SavedJob[] = [];
  for (const line of readLines(opened)) {
    if ('unusable' in line) return line.unusable;
    jobs.push(...line);
  }
  return { head: opened.head, jobs };
}

/** Of objects as the code makes them. */
const record = <T>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<T> =>
  fc.record<T, never>(model, { noNullPrototype: true }) as fc.Arbitrary<T>;
const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('__proto__', 'constructor', '\u2028', ''));
const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (value === 0 ? 0 : value));
const time = fc.nat();
const crop = record({ x: number, y: number, width: number, height: number });
const result = fc.oneof(record({ hasImage: fc.boolean() }), record({ hasImage: fc.boolean(), crop }));
const details = fc.oneof(
  record({ results: fc.array(result, { maxLength: 4 }) }),
  record({ results: fc.array(result, { maxLength: 4 }), errorMessage: text.filter((message) => message !== '') }),
);
const savedJob: fc.Arbitrary<SavedJob> = record({
  ...{ id: text, status: text, labels: fc.oneof(fc.constant(['lot']), fc.array(text)), firstSeen: time },
  ...{ changedAt: time.map((value) => value + 1), past: fc.array(record({ status: text, since: time })) },
  details: fc.option(details, { nil: undefined }),
});
const savedHead: fc.Arbitrary<SavedHead> = fc.record(
  {
    ...{ label: text, since: time, asOf: time, unreadable: time, noticedAt: time },
    ...{ complete: fc.boolean(), capped: fc.boolean(), aligned: fc.boolean() },
  },
  { noNullPrototype: true, requiredKeys: ['label', 'since', 'asOf', 'unreadable', 'complete', 'capped', 'aligned'] },
);

/** A file is read in parts that end anywhere. */
const partSize = fc.integer({ min: 1, max: 400 });

describe('the text of a snapshot', () => {
  it('reads back what was written, whatever the ids, labels and messages are', () => {
    fc.assert(
      fc.property(
        savedHead,
        fc.array(fc.array(savedJob, { maxLength: 5 }), { maxLength: 4 }),
        partSize,
        (of, pieces, size) => {
          const jobs = pieces.flat().map((job) => ({ details: undefined, ...job }));
          assert.deepEqual(read(write(of, pieces), size), { head: of, jobs });
        },
      ),
    );
  });

  it('is short: a plain job costs its id, its status and a time', () => {
    assert.equal(jobsLine('lot', [plain]), '[["a","pending",0,5]]\n');
  });

  it('fault 82: is known to be torn wherever it is cut', () => {
    const whole = write(head, [[plain, { ...plain, id: 'b' }], [{ ...plain, id: 'c' }]]);
    for (let end = 0; end < whole.length; end++)
      for (const size of [1, 7, 1000]) assert.equal(read(whole.slice(0, end), size), 'torn', `${end} by ${size}`);
    assert.notEqual(read(whole), 'torn');
  });

  it('is known to be torn when a line or a part of one is missing in the middle', () => {
    const lines = write(head, [[plain], [{ ...plain, id: 'b' }]]).split('\n');
    assert.equal(read(lines.toSpliced(1, 1).join('\n')), 'torn');
    assert.equal(read(lines.map((line, index) => (index === 1 ? '[]' : line)).join('\n')), 'torn');
    const [last = ''] = lines.slice(-2);
    assert.match(last, /"lines":\d,/);
    assert.equal(read(lines.with(-2, last.replace(/"lines":\d/, '"lines":9')).join('\n')), 'torn');
  });

  it('fault 82: tells a newer format and a foreign file from a torn one', () => {
    const whole = write(head, []);
    assert.equal(read(whole.replace('"format":1', '"format":2')), 'newer');
    assert.equal(read(whole.replace('"format":1', '"format":"x"')), 'foreign');
    assert.equal(read('{"format":1}\n{}\n'), 'foreign');
  });

  it('fault 83: never throws, whatever stands in the file', () => {
    const whole = write(head, [[{ ...plain, details: { results: [{ hasImage: true }], errorMessage: 'no' } }]]);
    const spoilt = fc
      .tuple(fc.nat(whole.length), fc.nat(10), fc.string())
      .map(([at, count, put]) => whole.slice(0, at) + put + whole.slice(at + count));
    const lines = fc.array(fc.oneof(fc.json(), fc.string())).map((list) => list.join('\n'));
    fc.assert(
      fc.property(fc.oneof(spoilt, lines, fc.string()), partSize, (any, size) => void read(any, size)),
      { numRuns: 500 },
    );
    fc.assert(fc.property(fc.json(), (line) => void readJobs(line, 'lot')));
  });

  it('refuses a line that is no list of jobs', () => {
    const wrong = ['', '{}', '[1]', '[["a"]]', '[["a","b",0]]', '[["a","b",0,-1]]', '[["a","b",[1],5]]'];
    const wrongTails = ['[["a","b",0,5,"x"]]', '[["a","b",0,5,0,[["x"]]]]', '[["a","b",0,5,0,0,[0,[2]]]]'];
    for (const line of [...wrong, ...wrongTails, '[["a","b",0,5,0,0,{}]]', '[["a","b",0,5,0,0,[0,[1,2]]]]'])
      assert.equal(readJobs(line, 'lot'), undefined, line);
  });

  it('drops the details of a job of absurd size, then its other labels, and keeps the job', () => {
    const huge = 'x'.repeat(30_000);
    const jobs: SavedJob[] = [
      { ...plain, details: { results: [], errorMessage: huge } },
      { ...plain, labels: ['lot', huge] },
    ];
    assert.equal(jobsLine('lot', jobs), '[["a","pending",0,5],["a","pending",0,5]]\n');
    // Whatever a job of the store is made of: its times are kept.
    const store = new JobStore(() => 5000);
    store.track(['lot'], []);
    store.apply({ labels: new Map([['lot', labelAnswer([{ id: 'a', status: 'pending', labels: ['lot', huge] }])]]) });
    assert.equal(jobsLine('lot', store.jobsOf('lot')), '[["a","pending",0,5]]\n');
  });

  it('keeps nothing of a link that follows its path', () => {
    const errorMessage = 'see https://cdn.example/a.png?sig=secret1 and HTTPS://cdn.example/b#secret2, please';
    const line = jobsLine('lot', [{ ...plain, details: { results: [], errorMessage } }]);
    assert.match(line, /see https:\/\/cdn.example\/a.png and HTTPS:\/\/cdn.example\/b please/);
    assert.doesNotMatch(line, /secret/);
  });
});
