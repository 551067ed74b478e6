import assert from 'node:assert/strict';
import type { LabelAnswer } from '../../../src/core/api/answer';
import { Failure } from '../../../src/core/api/failure';
import { newChange, type JobChange } from '../../../src/core/jobs/jobDiff';
import { JobStore } from '../../../src/core/jobs/jobStore';
import type { StoreBatch } from '../../../src/core/jobs/storeBatch';
import { job, jobAnswer, labelAnswer } from '../../fakes/jobs';

/** A store that tracks these labels, with everything it told. */
function storeOf(labels: readonly string[], jobIds: readonly string[] = []): { store: JobStore; told: JobChange[] } {
  const store = new JobStore(() => 1000);
  store.track(labels, jobIds);
  const told: JobChange[] = [];
  store.onDidChange((change) => told.push(change));
  return { store, told };
}

const labels = (entries: Record<string, LabelAnswer | Failure>): StoreBatch => ({
  labels: new Map(Object.entries(entries)),
});

describe('the job store', () => {
  it('tells one change for a batch, with what changed, and none for an equal answer', () => {
    const { store, told } = storeOf(['lot', 'x']);
    const batch = labels({ lot: labelAnswer([job('1'), job('2')]), x: labelAnswer([job('2', 'pending', ['lot'])]) });
    store.apply(batch);
    store.apply(batch);
    assert.equal(told.length, 1);
    assert.deepEqual([...(told[0]?.jobs ?? [])].sort(), ['1', '2']);
    assert.deepEqual([...(told[0]?.labels ?? [])].sort(), ['lot', 'x']);
  });

  it('tells only the job whose status changed', () => {
    const { store, told } = storeOf(['lot']);
    store.apply(labels({ lot: labelAnswer([job('1'), job('2')]) }));
    store.apply(labels({ lot: labelAnswer([job('1'), job('2', 'completed')]) }));
    assert.deepEqual(told[1], { tracked: false, labels: new Set(), jobs: new Set(['2']) });
  });

  it('forgets a job that a whole answer no longer has, unless another label has it', () => {
    const { store } = storeOf(['lot', 'x']);
    store.apply(labels({ lot: labelAnswer([job('1'), job('2')]), x: labelAnswer([job('2')]) }));
    store.apply(labels({ lot: labelAnswer([]) }));
    assert.equal(store.job('1'), undefined);
    assert.equal(store.job('2')?.id, '2');
    assert.deepEqual(store.label('lot')?.jobIds, []);
  });

  it('tells of a job that leaves one of its labels, or comes to another: its row may name another label', () => {
    const { store, told } = storeOf(['lot', 'x']);
    const one = job('1', 'completed', ['lot', 'x']);
    store.apply(labels({ lot: labelAnswer([one, job('2')]) }));
    store.apply(labels({ x: labelAnswer([one]) }));
    store.apply(labels({ lot: labelAnswer([]) }));
    assert.deepEqual(
      told.map(({ jobs }) => [...jobs]),
      [['1', '2'], ['1'], ['1']],
    );
    assert.deepEqual(store.job('1')?.under, ['x']);
  });

  it('keeps every job when an answer is partial: what is missing is unknown, not gone', () => {
    const { store } = storeOf(['lot']);
    store.apply(labels({ lot: labelAnswer([job('1'), job('2')]) }));
    const failure = new Failure('server', 'The server failed.');
    store.apply(labels({ lot: labelAnswer([job('1', 'failed')], { complete: false, failure }) }));
    assert.deepEqual([store.job('1')?.status, store.job('2')?.status], ['failed', 'pending']);
    assert.equal(store.label('lot')?.failure, failure);
  });

  it('keeps the jobs of a label whose query failed, and says so', () => {
    const { store, told } = storeOf(['lot']);
    store.apply(labels({ lot: labelAnswer([job('1')]) }));
    store.apply(labels({ lot: new Failure('query', 'The label is wrong.') }));
    assert.deepEqual(store.label('lot')?.jobIds, ['1']);
    assert.deepEqual(told.at(-1)?.labels, new Set(['lot']));
  });

  it('keeps a job that is tracked by its id when the label that told of it lets it go', () => {
    const { store, told } = storeOf(['lot'], ['1']);
    store.apply(labels({ lot: labelAnswer([job('1'), job('2')]) }));
    store.apply(labels({ lot: labelAnswer([]) }));
    assert.deepEqual([store.job('1')?.status, store.job('2')], ['pending', undefined]);
    assert.deepEqual(told.at(-1)?.jobs, new Set(['1']));
  });

  it('drops an answer for a label that is no longer tracked', () => {
    const { store, told } = storeOf(['lot']);
    store.apply(labels({ gone: labelAnswer([job('1')]) }));
    assert.equal(store.size, 0);
    assert.equal(told.length, 0);
  });

  it('keeps the results of a finished job without their links', () => {
    const { store } = storeOf(['lot']);
    store.apply(labels({ lot: labelAnswer([job('1', 'completed')]) }));
    const crop = { x: 0.1, y: 0.2, width: 0.3, height: 0.4 };
    const results = [{ imageUrl: 'https://example.org/a.png?sig=secret', crop }, {}];
    store.apply({ jobs: new Map([['1', jobAnswer(job('1', 'completed'), { results })]]) });
    assert.deepEqual(store.details('1'), { results: [{ hasImage: true, crop }, { hasImage: false }] });
    assert.doesNotMatch(JSON.stringify(store.details('1')), /secret/);
  });

  it('forgets the details of a job that runs again', () => {
    const { store } = storeOf(['lot']);
    store.apply(labels({ lot: labelAnswer([job('1', 'failed')]) }));
    store.apply({ jobs: new Map([['1', jobAnswer(job('1', 'failed'), { errorMessage: 'no mask' })]]) });
    assert.equal(store.details('1')?.errorMessage, 'no mask');
    store.apply(labels({ lot: labelAnswer([job('1', 'processing')]) }));
    assert.equal(store.details('1'), undefined);
  });

  it('knows a single job that the server does not know, until it does', () => {
    const { store, told } = storeOf([], ['7']);
    store.apply({ jobs: new Map([['7', undefined]]) });
    store.apply({ jobs: new Map([['7', undefined]]) });
    assert.equal(store.isUnknown('7'), true);
    assert.equal(told.length, 1);
    store.apply({ jobs: new Map([['7', jobAnswer(job('7'))]]) });
    assert.equal(store.isUnknown('7'), false);
    assert.equal(store.job('7')?.status, 'pending');
  });

  it('believes what a job told of itself rather than a page that was asked for before', () => {
    let now = 1000;
    const store = new JobStore(() => now);
    store.track(['lot'], []);
    store.apply({ askedAt: 900, ...labels({ lot: labelAnswer([job('1', 'processing')]) }) });
    now = 2000;
    store.apply({ jobs: new Map([['1', jobAnswer(job('1', 'completed'))]]) });
    store.apply({ askedAt: 1900, ...labels({ lot: labelAnswer([job('1', 'processing')]) }) });
    assert.equal(store.job('1')?.status, 'completed');
    store.apply({ askedAt: 2100, ...labels({ lot: labelAnswer([job('1', 'processing')]) }) });
    assert.equal(store.job('1')?.status, 'processing');
  });

  it('takes the same labels in another order for no change', () => {
    const { store, told } = storeOf(['lot']);
    store.apply(labels({ lot: labelAnswer([job('1', 'pending', ['a', 'b'])]) }));
    store.apply(labels({ lot: labelAnswer([job('1', 'pending', ['b', 'a'])]) }));
    assert.equal(told.length, 1);
  });

  it('keeps jobs in another order of the server, and tells of it only what is to be kept', () => {
    const { store, told } = storeOf(['lot']);
    const [one, two, three] = [job('1'), job('2'), job('3')];
    const partly = { complete: false, capped: false, aligned: false, unreadable: 0 };
    const orderAfter = (answer: ReturnType<typeof labelAnswer>): readonly string[] | undefined => {
      store.apply(labels({ lot: answer }));
      return store.label('lot')?.jobIds;
    };
    orderAfter(labelAnswer([one, two, three]));
    told.length = 0;
    assert.deepEqual(orderAfter(labelAnswer([three, one, two])), ['3', '1', '2']);
    assert.deepEqual(
      store.jobsOf('lot').map(({ id }) => id),
      ['3', '1', '2'],
    );
    assert.deepEqual(told, [{ ...newChange(), kept: new Set(['lot']) }]);
    orderAfter(labelAnswer([two, one]));
    assert.deepEqual(told[1]?.labels, new Set(['lot']));
    orderAfter(labelAnswer([one, three]));
    assert.deepEqual(told[2]?.labels, new Set(['lot']), 'as many, and not the same');
    orderAfter({ ...labelAnswer([three]), ...partly });
    assert.deepEqual(told[3]?.labels, new Set(['lot']), 'it is not whole any more');
    assert.deepEqual(orderAfter({ ...labelAnswer([one]), ...partly }), ['1', '3']);
    assert.deepEqual(told[4], { ...newChange(), kept: new Set(['lot']) });
  });

  it('keeps why a job could not be read until it can', () => {
    const { store, told } = storeOf([], ['7']);
    const failure = new Failure('server', 'The server failed.');
    store.apply({ jobs: new Map([['7', failure]]) });
    assert.equal(store.failure('7'), failure);
    assert.equal(told.length, 1);
    store.apply({ jobs: new Map([['7', jobAnswer(job('7'))]]) });
    assert.equal(store.failure('7'), undefined);
  });

  it('fault 39: takes __proto__ and constructor as names like any others', () => {
    const { store } = storeOf(['__proto__', 'constructor']);
    store.apply({ labels: new Map([['__proto__', labelAnswer([job('__proto__'), job('constructor')])]]) });
    assert.deepEqual(store.label('__proto__')?.jobIds, ['__proto__', 'constructor']);
    assert.equal(store.label('constructor')?.asOf, undefined);
    assert.equal(({} as { status?: string }).status, undefined);
  });
});
