import assert from 'node:assert/strict';
import { Emitter } from '../../../src/core/event';
import type { DetailQueue } from '../../../src/core/jobs/detailQueue';
import { DetailQueue as Queue } from '../../../src/core/jobs/detailQueue';
import { CropShapes } from '../../../src/core/jobs/cropShapes';
import { JobStore } from '../../../src/core/jobs/jobStore';
import { readSheetMessage, readSheetTarget } from '../../../src/core/sheet/sheetPageMessage';
import { SheetSession } from '../../../src/core/sheet/sheetSession';
import type { SheetHostMessage, SheetState, SheetTarget } from '../../../src/core/sheetProtocol';
import { fromSheetWire, toSheetWire } from '../../../src/core/sheetProtocolWire';
import { english } from '../../../src/core/translate';
import { FakeClock } from '../../fakes/fakeClock';
import { job, jobAnswer, labelAnswer } from '../../fakes/jobs';

const crop = { x: 0.1, y: 0.1, width: 0.5, height: 0.5 };
const results = (count: number) =>
  Array.from({ length: count }, () => ({ imageUrl: 'https://secret.example/?key=1', crop }));
const lot = { kind: 'label', profileId: 'p', label: 'lot' } as const;

/** A sheet of five jobs over a real store and queue, whose server answers nothing by itself. */
function harness(target: SheetTarget = lot) {
  const clock = new FakeClock();
  const store = new JobStore(() => clock.now());
  const asked: string[] = [];
  const fetch = (jobId: string): Promise<void> => {
    asked.push(jobId);
    return new Promise(() => undefined);
  };
  const queue: DetailQueue = new Queue({ fetch, clock, setting: () => 'whenOpened', isVisible: () => true });
  const profileChanged = new Emitter<unknown>();
  const seen = { posted: [] as SheetHostMessage[], wanted: [] as string[][], log: [] as unknown[] };
  let profile = 'p';
  const shapes = new CropShapes({ job: (id) => store.job(id), profileId: () => 'p', reading: () => 'source' });
  const session = new SheetSession({
    ...{ target, store, queue, clock, shapes, t: english },
    reading: () => 'source',
    profile: () => profile,
    onDidChangeProfile: profileChanged.event,
    pictures: {
      want: (cells) => void seen.wanted.push(cells.map(({ key }) => key)),
      made: () => Promise.resolve(),
      undecodable: () => Promise.resolve(),
      drop: (keys) => void seen.log.push(['drop', ...keys]),
      reset: () => void seen.log.push('reset'),
      dispose: () => void seen.log.push('dispose'),
    },
    links: { forget: (id) => void seen.log.push(['links', id]) },
    forgetPictures: (id) => void seen.log.push(['pictures', id]),
    post: (message) => void seen.posted.push(message),
    open: ({ jobId, resultIndex }) => void seen.log.push(['open', jobId, resultIndex]),
    checkAll: (ids) => void seen.log.push(['check', ids]),
  });
  store.track(['lot'], []);
  const jobs = [
    job('a', 'completed'),
    job('b', 'processing'),
    job('c', 'failed'),
    job('d', 'completed'),
    job('e', 'completed'),
  ];
  store.apply({ labels: new Map([['lot', labelAnswer(jobs)]]) });
  const states = (): SheetState[] => seen.posted.flatMap((each) => (each.type === 'show' ? [each.state] : []));
  const tell = async (id: string, status: string, count = 0): Promise<void> => {
    store.apply({ jobs: new Map([[id, jobAnswer(job(id, status), { results: results(count) })]]) });
    await clock.advance(150);
  };
  const switchTo = async (name: string): Promise<void> => {
    profile = name;
    profileChanged.fire(undefined);
    await clock.advance(150);
  };
  return { session, store, queue, clock, shapes, asked, seen, states, tell, switchTo, last: () => states().at(-1)! };
}

const keyOf = (jobId: string, index?: number): string => JSON.stringify(index === undefined ? [jobId] : [jobId, index]);

describe('the host’s side of a contact sheet', () => {
  it('shows the results of completed jobs, and of each other job why it has none', async () => {
    const { session, tell, last } = harness();
    await tell('a', 'completed', 2);
    session.receive({ type: 'ready' });
    assert.deepEqual(
      last().cells.map(({ key, kind }) => `${key} ${kind}`),
      ['["c"] failed', '["b"] running', '["a",0] picture', '["a",1] picture', '["d"] waiting', '["e"] waiting'],
    );
    const { jobs, completed, checked, label, notice } = last();
    assert.deepEqual(
      { jobs, completed, checked, label, notice },
      { jobs: 5, completed: 3, checked: 1, label: 'lot', notice: '' },
    );
  });

  it('marks a crop whose picture tells that it is unlike the others, and tells the page of no picture beside that', async () => {
    const { session, store, clock, shapes, states, last } = harness();
    const ids = ['v', 'w', 'x', 'y', 'z'];
    const see = (jobId: string, width: number): void =>
      shapes.note('p', { jobId, resultIndex: 0, crop }, { width, height: 100 });
    store.apply({ labels: new Map([['lot', labelAnswer([...ids, 'odd'].map((id) => job(id, 'completed')))]]) });
    for (const id of [...ids, 'odd'])
      store.apply({ jobs: new Map([[id, jobAnswer(job(id, 'completed'), { results: results(1) })]]) });
    session.receive({ type: 'ready' });
    await clock.advance(150);
    const before = states().length;
    for (const id of ids) see(id, 200);
    await clock.advance(5000);
    assert.equal(states().length, before);
    see('odd', 100);
    await clock.advance(5000);
    assert.equal(states().length, before + 1);
    assert.deepEqual(
      last().cells.flatMap(({ jobId, problems }) => (problems.length > 0 ? [[jobId, ...problems]] : [])),
      [['odd', 'oddRatio']],
    );
  });

  it('tells the page no link', async () => {
    const { session, tell, seen } = harness();
    await tell('a', 'completed', 2);
    session.receive({ type: 'ready' });
    assert.equal(JSON.stringify(seen.posted).includes('secret'), false);
  });

  it('asks for details of the jobs in view with the urgency of a sheet, and drops those that leave it', () => {
    const { session, asked, queue } = harness();
    session.receive({ type: 'ready' });
    session.receive({ type: 'view', keys: ['a', 'b', 'c', 'd', 'e'].map((id) => keyOf(id)), wanted: [] });
    assert.deepEqual([asked, queue.counts.waiting], [['a', 'c', 'd'], 1]);
    session.receive({ type: 'view', keys: [keyOf('a')], wanted: [] });
    assert.equal(queue.counts.waiting, 0);
  });

  it('drops no request that others wait for', () => {
    const { session, queue } = harness();
    session.receive({ type: 'ready' });
    queue.requestAll(['x', 'y', 'z', 'a'], 'opened');
    session.receive({ type: 'view', keys: [keyOf('a')], wanted: [] });
    session.receive({ type: 'view', keys: [], wanted: [] });
    assert.equal(queue.counts.waiting, 1);
  });

  it('tells of many changes at once, and of none to a page that is not there', async () => {
    const { session, tell, states, store, clock } = harness();
    await tell('a', 'completed', 1);
    assert.equal(states().length, 0);
    session.receive({ type: 'ready' });
    for (const id of ['d', 'e'])
      store.apply({ jobs: new Map([[id, jobAnswer(job(id, 'completed'), { results: results(1) })]]) });
    await clock.advance(150);
    assert.deepEqual(
      states().map(({ checked }) => checked),
      [1, 3],
    );
  });

  it('wants pictures only for results that have one', async () => {
    const { session, tell, seen } = harness();
    await tell('a', 'completed', 1);
    session.receive({ type: 'ready' });
    session.receive({ type: 'view', keys: [keyOf('a', 0)], wanted: [keyOf('a', 0), keyOf('c'), 'nonsense'] });
    assert.deepEqual(seen.wanted.at(-1), [keyOf('a', 0)]);
  });

  it('lets go of the pictures of a job that runs again, on the disk too', async () => {
    const { session, tell, seen } = harness();
    await tell('a', 'completed', 1);
    session.receive({ type: 'ready' });
    await tell('a', 'processing');
    assert.deepEqual(seen.log.slice(-3), [
      ['links', 'a'],
      ['pictures', 'a'],
      ['drop', keyOf('a', 0)],
    ]);
    assert.ok(seen.posted.some((each) => each.type === 'stale' && each.keys[0] === keyOf('a', 0)));
  });

  it('opens a cell, checks all, and ignores a cell that is not there', async () => {
    const { session, tell, seen } = harness();
    await tell('a', 'completed', 2);
    session.receive({ type: 'ready' });
    for (const key of [keyOf('a', 1), keyOf('c'), keyOf('zzz')]) session.receive({ type: 'open', key });
    session.receive({ type: 'checkAll' });
    assert.deepEqual(
      seen.log.filter((each) => Array.isArray(each)),
      [
        ['open', 'a', 1],
        ['open', 'c', undefined],
        ['check', ['c', 'b', 'a', 'd', 'e']],
      ],
    );
  });

  it('shows nothing of another profile, and says so; back again, it goes on', async () => {
    const { session, last, switchTo } = harness();
    session.receive({ type: 'ready' });
    await switchTo('other');
    assert.deepEqual([last().cells.length, last().notice.includes('profile p')], [0, true]);
    await switchTo('p');
    assert.deepEqual([last().cells.length, last().notice], [5, '']);
  });

  it('waits for nothing while it is hidden, and for ever after it was closed', async () => {
    const { session, queue, seen, states, tell, clock } = harness();
    session.receive({ type: 'ready' });
    session.receive({ type: 'view', keys: ['a', 'c', 'd', 'e'].map((id) => keyOf(id)), wanted: [] });
    session.hidden();
    assert.deepEqual([queue.counts.waiting, seen.log.at(-1)], [0, 'reset']);
    session.dispose();
    const before = states().length;
    await tell('d', 'completed', 1);
    assert.deepEqual([states().length, clock.pending, seen.log.at(-1)], [before, 0, 'dispose']);
  });

  it('shows the jobs that were selected, while they are tracked', async () => {
    const { session, last, store, clock } = harness({ kind: 'jobs', profileId: 'p', jobIds: ['e', 'c', 'unknown'] });
    session.receive({ type: 'ready' });
    assert.deepEqual(
      last().cells.map(({ jobId }) => jobId),
      ['c', 'e'],
    );
    store.track([], []);
    await clock.advance(150);
    assert.match(last().notice, /None of these jobs/);
  });
});

describe('the messages of a contact sheet', () => {
  it('carry crops that JSON has no word for', () => {
    const cell = { key: 'k', jobId: 'j', status: 'completed', kind: 'picture', problems: [], message: '' } as const;
    const odd = { x: NaN, y: -Infinity, width: 0.1 + 0.2, height: Infinity };
    const counts = { jobs: 1, completed: 1, checked: 1 };
    const state = { target: lot, label: '', cells: [{ ...cell, crop: odd }, cell], ...counts, notice: '' };
    const message: SheetHostMessage = { type: 'show', state };
    assert.deepEqual(fromSheetWire(JSON.parse(JSON.stringify(toSheetWire(message)))), message);
  });

  it('fault 77: are read by their shape in the page, and what is none of them is not looked at', () => {
    const cell = { key: 'k', jobId: 'j', status: 'completed', kind: 'picture', problems: [], message: '' } as const;
    const state = { target: lot, label: '', cells: [cell], jobs: 1, completed: 1, checked: 1, notice: '' };
    const bytes = new Uint8Array([1]);
    const good: SheetHostMessage[] = [
      { type: 'show', state },
      { type: 'stale', keys: ['k'] },
      { type: 'noPicture', key: 'k', text: 'gone' },
      { type: 'picture', key: 'k', kind: 'whole', mimeType: 'image/png', bytes },
    ];
    for (const message of good) assert.deepEqual(fromSheetWire(toSheetWire(message)), message);
    const bad: unknown[] = [
      ...[undefined, null, 'show', {}, { type: 'other' }, { type: 'show' }, { type: 'show', state: { cells: 'abc' } }],
      { type: 'show', state: { ...state, cells: [{ ...cell, kind: 'other' }] } },
      { type: 'show', state: { ...state, cells: [{ ...cell, crop: { x: 1 } }] } },
      { type: 'picture', key: 7, kind: 'whole', mimeType: 'image/png', bytes },
      { type: 'picture', key: 'k', kind: 'whole', mimeType: 'image/png', bytes: '<b>' },
      { type: 'stale', keys: 'k' },
      { type: 'toString', key: 'k' },
    ];
    for (const message of bad) assert.equal(fromSheetWire(message), undefined, JSON.stringify(message));
  });

  it('keep whose sheet it is, and a panel of which that cannot be told is not taken up', () => {
    const jobs: SheetTarget = { kind: 'jobs', profileId: 'p', jobIds: ['a', 'b'] };
    assert.deepEqual(readSheetTarget({ top: 3, target: lot }), lot);
    assert.deepEqual(readSheetTarget({ focused: 'k', top: 0, target: jobs }), jobs);
    const strange = [
      undefined,
      null,
      {},
      { target: 'lot' },
      { target: { ...lot, label: 5 } },
      { target: { kind: 'jobs' } },
    ];
    assert.deepEqual(
      strange.flatMap((kept) => readSheetTarget(kept) ?? []),
      [],
    );
  });

  it('from the page are read by their shape, and everything else is refused', () => {
    const good = [
      { type: 'ready' },
      { type: 'view', keys: ['a'], wanted: [] },
      { type: 'thumbnail', key: 'a', bytes: new Uint8Array(3) },
      { type: 'open', key: 'a' },
      // Ids are kept up to 1 MB, and each character may take six.
      { type: 'open', key: JSON.stringify(['\u0001'.repeat(1024 * 1024), 0]) },
    ];
    assert.deepEqual(good.map(readSheetMessage), good);
    const bad = [
      null,
      'ready',
      { type: 'other' },
      { type: 'open' },
      { type: 'open', key: 'a'.repeat(7 * 1024 * 1024) },
      { type: 'view', keys: [1], wanted: [] },
      { type: 'view', keys: Array.from({ length: 1001 }, String), wanted: [] },
      { type: 'thumbnail', key: 'a', bytes: 'text' },
      { type: 'thumbnail', key: 'a', bytes: new Uint8Array(1024 * 1024 + 1) },
    ];
    assert.deepEqual(
      bad.map(readSheetMessage),
      bad.map(() => undefined),
    );
  });
});
