import assert from 'node:assert/strict';
import { CropReports } from '../../../src/core/jobs/cropReports';
import { CropShapes } from '../../../src/core/jobs/cropShapes';
import { JobStore } from '../../../src/core/jobs/jobStore';
import { Slices } from '../../../src/core/snapshot/slices';
import { FakeClock, settle } from '../../fakes/fakeClock';
import { MemoryLog } from '../../fakes/memoryLog';
import { job, jobAnswer, labelAnswer } from '../../fakes/jobs';

const wide = { x: 0, y: 0, width: 0.8, height: 0.4 };
const square = { x: 0, y: 0, width: 0.4, height: 0.4 };
/** Unlike a wide one by more than any usual source explains. */
const tall = { x: 0, y: 0, width: 0.2, height: 0.8 };
const outside = { x: 0.7, y: 0, width: 0.5, height: 0.4 };

function harness() {
  const clock = new FakeClock();
  const store = new JobStore(() => clock.now());
  const shapes = new CropShapes({ job: (id) => store.job(id), profileId: () => 'p', reading: () => 'source' });
  const slices = new Slices({ clock, rest: settle });
  const reports = new CropReports({ store, clock, slices, sheets: shapes, log: new MemoryLog() });
  const told: (readonly string[])[] = [];
  reports.onDidChange((ids) => told.push(ids));
  store.track(['lot'], ['alone']);
  const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
  store.apply({ labels: new Map([['lot', labelAnswer(ids.map((id) => job(id, 'completed')))]]) });
  const crop = (id: string, ...crops: (typeof wide)[]): void => {
    const results = crops.map((each) => ({ imageUrl: 'https://x.example/1', crop: each }));
    store.apply({ jobs: new Map([[id, jobAnswer(job(id, 'completed'), { results })]]) });
  };
  const problems = (id: string, label = 'lot'): readonly string[] => {
    const tracked = store.job(id);
    assert.ok(tracked);
    return reports.problems(label, tracked);
  };
  const see = (id: string, crop: typeof wide, width: number): void =>
    shapes.note('p', { jobId: id, resultIndex: 0, crop }, { width, height: 100 });
  return { clock, store, reports, told, ids, crop, problems, see };
}

describe('the reports of crops', () => {
  it('say at once what is wrong with a crop by itself, and unlike the others of its label', () => {
    const { ids, crop, problems } = harness();
    for (const id of ids.slice(0, 5)) crop(id, wide);
    crop('f', tall);
    crop('g', outside, wide);
    assert.deepEqual(
      ids.map((id) => problems(id)),
      [[], [], [], [], [], ['oddRatio'], ['beyond']],
    );
  });

  it('are made anew a moment after crops came, and tell of the jobs whose words change, and of no others', async () => {
    const { clock, ids, crop, problems, told } = harness();
    for (const id of ids.slice(0, 3)) crop(id, wide);
    crop('f', tall);
    assert.deepEqual(problems('f'), []);
    crop('d', wide);
    crop('e', wide);
    assert.deepEqual([problems('f'), told], [[], []]);
    await clock.advance(2000);
    await settle();
    assert.deepEqual([problems('f'), told], [['oddRatio'], [['f']]]);
    await clock.advance(60_000);
    assert.equal(told.length, 1);
  });

  it('call no crop odd for its source, and one whose picture tells so, a moment after that was seen', async () => {
    const { clock, ids, crop, problems, told, see } = harness();
    for (const id of ids.slice(0, 5)) crop(id, wide);
    // As wide in pixels as the others, for its source is twice as wide as theirs.
    crop('f', square);
    assert.deepEqual(problems('f'), []);
    for (const id of ids.slice(0, 5)) see(id, wide, 150);
    see('f', square, 300);
    await clock.advance(2000);
    await settle();
    assert.deepEqual([problems('f'), told], [[], []]);
    crop('g', square);
    see('g', square, 150);
    await clock.advance(2000);
    await settle();
    assert.deepEqual([problems('f'), problems('g'), told], [[], ['oddRatio'], [['g']]]);
  });

  it('cost nothing for labels that nobody asked about', () => {
    const { clock, crop, told } = harness();
    crop('a', outside);
    assert.equal(clock.pending, 0);
    assert.deepEqual(told, []);
  });

  it('compare a job that is tracked by its id with nobody', () => {
    const { crop, problems } = harness();
    crop('alone', outside);
    assert.deepEqual(problems('alone', ''), ['beyond']);
  });

  it('end with their timer', () => {
    const { clock, crop, problems, reports } = harness();
    crop('a', wide);
    problems('a');
    crop('b', wide);
    assert.equal(clock.pending, 1);
    reports.dispose();
    assert.equal(clock.pending, 0);
  });
});
