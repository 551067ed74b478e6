import assert from 'node:assert/strict';
import type { JobsPage } from '../../../src/core/api/answer';
import { JobStore } from '../../../src/core/jobs/jobStore';
import { contradictsJob, contradictsPage } from '../../../src/core/jobs/pollDoubts';
import { mostStrikes, PollMemory } from '../../../src/core/jobs/pollMemory';
import { passEvery } from '../../../src/core/jobs/pollPlan';
import { job, jobAnswer, labelAnswer } from '../../fakes/jobs';

const page = (ids: readonly string[], unreadable = 0): JobsPage => ({
  jobs: ids.map((id) => job(id)),
  unreadable,
  received: ids.length + unreadable,
});
const ids = (length: number): string[] => Array.from({ length }, (_, index) => `job-${index}`);

describe('a page of a known label', () => {
  const known = { jobIds: ids(150), hasPlaces: true };
  const table: readonly [string, number, JobsPage, boolean][] = [
    ['as known', 20, page(ids(150).slice(20, 120)), false],
    ['as known, to the end', 100, page(ids(150).slice(100)), false],
    ['empty beyond the end', 150, page([]), false],
    ['one short', 100, page(ids(149).slice(100)), true],
    ['one more at the end', 100, page(ids(151).slice(100)), true],
    ['a job in the place of another', 0, page(['job-1', 'job-0', ...ids(100).slice(2)]), true],
    ['an unknown job', 0, page(['other', ...ids(100).slice(1)]), true],
    ['an entry that cannot be read', 0, page(ids(99), 1), true],
    ['an entry beyond the known end that cannot be read', 100, page(ids(150).slice(100), 1), true],
    ['more than was asked for, as known', 0, page(ids(120)), false],
  ];
  for (const [name, start, told, contradicts] of table)
    it(`${name} → ${contradicts ? 'contradicts' : 'agrees'}`, () =>
      assert.equal(contradictsPage(known, start, told), contradicts));

  it('contradicts by an unknown job alone where places mean nothing', () => {
    const loose = { ...known, hasPlaces: false };
    assert.equal(contradictsPage(loose, 0, page(['job-9', 'job-3'], 2)), false);
    assert.equal(contradictsPage(loose, 0, page(['job-9', 'other'])), true);
  });
});

describe("a job's own answer", () => {
  const store = new JobStore(() => 0);
  store.track(['a', 'b'], []);
  store.apply({ labels: new Map([['a', labelAnswer([job('1', 'pending', ['a', 'x'])])]]) });
  const known = store.job('1')!;
  const told = (labels: readonly string[]): readonly string[] =>
    contradictsJob(known, jobAnswer(job('1', 'failed', labels)));

  it('casts doubt on the labels that it left or came to', () => {
    assert.deepEqual(told(['x', 'a']), []);
    assert.deepEqual(told(['x', 'b']), ['a', 'b']);
    assert.deepEqual(told(['a']), ['x']);
  });

  it('casts doubt on all its labels when the server knows it no more', () => {
    assert.deepEqual(contradictsJob(known, undefined), ['a']);
  });
});

describe('the memory of the planner', () => {
  const vain = { before: ['1', '2'], after: ['2', '1'] };

  it('trusts places no more after three vain passes in a row, and says nothing of ids for that', () => {
    const memory = new PollMemory();
    const strike = (): void => memory.learnt('a', vain, 'window');
    for (let turn = 1; turn < mostStrikes; turn++) strike();
    memory.learnt('a', { before: ['1', '2'], after: ['1', '2', '3'] }, 'window');
    for (let turn = 1; turn < mostStrikes; turn++) strike();
    assert.equal(memory.trusts('a', 'window'), true);
    strike();
    assert.deepEqual([memory.trusts('a', 'window'), memory.trusts('a', 'single')], [false, true]);
    memory.learnt('a', { before: ['1', '2'], after: ['1'] });
    assert.equal(memory.trusts('a', 'window'), false);
  });

  it('notes where new jobs appear', () => {
    const memory = new PollMemory();
    const grows = (after: readonly string[]): string => {
      memory.learnt('a', { before: ['1', '2'], after });
      return memory.memoryOf('a').growsAt;
    };
    assert.deepEqual([['1', '2'], ['0', '1', '2'], ['1', '0', '2'], ['2'], ['1', '2', '3']].map(grows), [
      'tail',
      'head',
      'head',
      'head',
      'tail',
    ]);
  });

  it('owes all pages of a label at first, after a failure, and when it is of an earlier session', () => {
    const memory = new PollMemory();
    const store = new JobStore(() => 0);
    store.track(['a'], []);
    const state = store.label('a')!;
    const good = { ...state, asOf: 1, complete: true };
    assert.deepEqual([memory.isDue(state), memory.isDue(good)], [true, true]);
    memory.settled();
    assert.deepEqual([memory.isDue(good), memory.isDue({ ...good, complete: false })], [false, true]);
    memory.passed('a', 1);
    assert.deepEqual([memory.isDue(good), memory.isDue({ ...good, stale: true })], [false, true]);
    for (let run = 1; run < passEvery; run++) memory.begin({ tracked: new Set('a'), singles: new Set(), now: 0 });
    assert.equal(memory.isOverdue('a'), false);
    memory.begin({ tracked: new Set('a'), singles: new Set(), now: 0 });
    assert.equal(memory.isOverdue('a'), true);
  });
});
