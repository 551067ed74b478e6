import assert from 'node:assert/strict';
import { noCounts } from '../../../src/core/jobs/jobCounts';
import { labelText } from '../../../src/core/jobs/jobText';
import { newLabel } from '../../../src/core/jobs/labelState';
import { english } from '../../../src/core/translate';
import { RowChildren } from '../../../src/vscode/rowChildren';
import { pagedJobs } from '../../fakes/pagedJobs';
import { json, status, type Behaviour } from '../../fakes/scriptedServer';
import { serversPerTest } from '../../fakes/statusClient';
import { TreeWorld } from '../../fakes/treeWorld';
import { looksOf } from '../../fakes/workMeter';
import { job, labelAnswer } from '../../fakes/jobs';
import { faultWorld } from './faultWorld';

const server = serversPerTest();
const told = (id: string, state = 'pending', labels = ['lot']): object => ({
  job_id: id,
  status: state,
  job_labels: labels,
});

for (const [name, body] of Object.entries<unknown>({
  missing: { results: [] },
  null: { jobs: null },
  'an object': { jobs: { 0: told('x') } },
  'a string': { jobs: 'none' },
}))
  it(`fault 36: jobs that are ${name} are refused by their path, and the rows stay`, async () => {
    const { url, otherwise } = await server();
    otherwise(pagedJobs(2));
    const world = faultWorld(url);
    await world.refresh();
    otherwise(json(body));
    await world.refresh();
    assert.equal(world.poller.state.failure?.kind, 'shape');
    assert.match(world.message() ?? '', /"jobs" is missing or not a list/);
    assert.deepEqual(world.rows(), ['job-0 pending', 'job-1 pending']);
  });

for (const [name, text] of Object.entries({
  'that is cut': '{"jobs":[',
  'with a NUL outside of strings': '{"jobs":\0[]}',
  'of lone surrogates': '"\\ud800\\udfff\\ud800"',
}))
  it(`fault 34: JSON ${name} costs no row and no crash`, async () => {
    const { url, otherwise } = await server();
    otherwise(pagedJobs(2));
    const world = faultWorld(url);
    await world.refresh();
    otherwise(status(200, text));
    await world.refresh();
    assert.deepEqual([world.poller.state.failure?.kind, world.rows().length], ['shape', 2]);
  });

it('fault 41: a job under two labels is one job and two rows, both of now', async () => {
  let state = 'pending';
  const { url, otherwise } = await server();
  otherwise((...args) => json({ jobs: [told('both', state, ['a', 'b'])] })(...args));
  const world = faultWorld(url, { labels: ['a', 'b'] });
  await world.refresh();
  state = 'completed';
  await world.refresh();
  const under = ['a', 'b'].map((label) => world.store.jobsOf(label).map(({ id, status }) => `${id} ${status}`));
  assert.deepEqual(under, [['both completed'], ['both completed']]);
  assert.equal(world.store.size, 1);
});

it('fault 46: jobs that come and go while pages are read are right after the next run', async () => {
  let jobs = Array.from({ length: 250 }, (_, index) => told(`job-${index}`, 'processing'));
  const page: Behaviour = (response, heard, socket) => {
    const { start = 0, limit = 20 } = heard.json as { start?: number; limit?: number };
    json({ jobs: jobs.slice(start, start + limit) })(response, heard, socket);
    // Between two pages the first ten go, so that ten others are passed over, and five come.
    if (start === 0 && jobs.length === 250) {
      const come = Array.from({ length: 5 }, (_, index) => told(`new-${index}`, 'processing'));
      jobs = [...jobs.slice(10), ...come];
    }
  };
  const { url, otherwise } = await server();
  otherwise(page);
  const world = faultWorld(url);
  await world.refresh();
  await world.refresh();
  assert.deepEqual(world.rows(), jobs.map((each) => `${(each as { job_id: string }).job_id} processing`).sort());
});

it('fault 47: a label of which page 3 of 5 fails is partial: no job has vanished', async () => {
  const { url, otherwise } = await server();
  otherwise(pagedJobs(500));
  const world = faultWorld(url);
  await world.refresh();
  assert.equal(world.store.size, 500);
  otherwise(pagedJobs(500, { failAtStart: 200 }));
  await world.refresh();
  assert.equal(world.store.size, 500);
  const state = world.store.label('lot');
  assert.deepEqual([state?.complete, state?.jobIds.length], [false, 500]);
});

it('fault 51: a label of anything is one short line', () => {
  const labels = ['x'.repeat(1_000_000), '', '   ', 'a\u202eb', 'a\nb', '👩‍👩‍👧 lot'];
  const state = (label: string): string =>
    labelText(english, { ...newLabel(label, 0), asOf: 1, complete: true }, { shown: 0, counts: noCounts() }).label;
  const texts = labels.map(state);
  for (const text of texts) assert.ok(text.length > 0 && text.length <= 120 && !/[\p{Cc}\u202e]/u.test(text), text);
  assert.deepEqual(texts.slice(1, 3), ['(no label)', '(no label)']);
});

/** What laying out so many labels looks at; every other one stands under "Earlier". */
function looksOfLabels(count: number): number {
  const world = new TreeWorld();
  const labels = Array.from({ length: count }, (_, index) => `lot-${index}`);
  world.store.track(labels, []);
  const answer = (label: string, index: number) =>
    labelAnswer([job(`j-${label}`, index % 2 ? 'pending' : 'completed', [label])]);
  world.store.apply({ labels: new Map(labels.map((label, index) => [label, answer(label, index)])) });
  world.earlierAfterMs = 1000;
  world.now = 60_000;
  const { store, groups } = world;
  const rows = new RowChildren({ store, groups, queue: { failure: () => undefined } });
  return looksOf(() => {
    groups.invalidate();
    assert.deepEqual([world.top.length, groups.top().earlier.length], [count / 2, count / 2]);
    for (const row of rows.top()) rows.below(row);
    store.apply({ seen: [job('j-lot-1', 'processing', ['lot-1'])] });
  });
}

it('fault 52: ten thousand labels cost twice the work of five thousand', () => {
  const [half, whole] = [looksOfLabels(5000), looksOfLabels(10_000)];
  assert.ok(whole < 3 * half, `${half} looks at 5,000 labels, ${whole} at 10,000`);
});
