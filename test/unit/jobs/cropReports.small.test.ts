import assert from 'node:assert/strict';
import { CropReports } from '../../../src/core/jobs/cropReports';
import { JobStore } from '../../../src/core/jobs/jobStore';
import { jobsPerStep } from '../../../src/core/jobs/scale';
import { Slices } from '../../../src/core/snapshot/slices';
import { FakeClock, settle } from '../../fakes/fakeClock';
import { MemoryLog } from '../../fakes/memoryLog';
import { job, jobAnswer, labelAnswer } from '../../fakes/jobs';

const wide = { x: 0, y: 0, width: 0.8, height: 0.4 };
const outside = { x: 0.7, y: 0, width: 0.5, height: 0.4 };

/** A label of so many jobs, and one of a single job. Each look at the clock takes as long as a slice may. */
function world(count: number) {
  const clock = new FakeClock();
  const store = new JobStore(() => 0);
  const log = new MemoryLog();
  let failing: string | undefined;
  const rests = { count: 0, end: Promise.resolve() };
  let looked = 0;
  const rest = async (): Promise<void> => {
    rests.count++;
    await rests.end;
  };
  const reports = new CropReports({
    ...{ clock, store, slices: new Slices({ clock: { now: () => (looked += 5) }, rest }) },
    log,
    sheets: {
      ratioOf: (label) => (label === failing ? assert.fail('no ratio') : undefined),
      onDidChange: () => ({ dispose: () => undefined }),
    },
  });
  const told: string[] = [];
  reports.onDidChange((ids) => told.push(...ids));
  store.track(['lot', 'few', 'sale'], []);
  const jobs = Array.from({ length: count }, (_, index) => job(`j${index}`, 'completed'));
  store.apply({ labels: new Map([['lot', labelAnswer(jobs)]]) });
  store.apply({ labels: new Map([['sale', labelAnswer(jobs.map(({ id }) => job(`s${id}`, 'completed', ['sale'])))]]) });
  store.apply({ labels: new Map([['few', labelAnswer([job('other', 'completed', ['few'])])]]) });
  const crop = (id: string, each: typeof wide): void => {
    const { labels = [] } = store.job(id) ?? {};
    const results = [{ imageUrl: 'https://x.example/1', crop: each }];
    store.apply({ jobs: new Map([[id, jobAnswer(job(id, 'completed', labels), { results })]]) });
  };
  for (const { id } of jobs) for (const each of [id, `s${id}`]) crop(each, wide);
  for (const id of ['j1', 'sj1']) crop(id, outside);
  crop('other', wide);
  const problems = (id: string, label = 'lot'): readonly string[] =>
    reports.problems(label, store.job(id) ?? assert.fail());
  /** The reports of the label are being made. @returns ends that */
  const making = async (): Promise<() => Promise<void>> => {
    let goOn = (): void => undefined;
    rests.end = new Promise((resolve) => (goOn = resolve));
    problems('j1');
    await clock.advance(0);
    assert.equal(rests.count, 1);
    return async () => {
      goOn();
      await settle();
    };
  };
  const fail = (label: string | undefined): void => {
    failing = label;
  };
  return { clock, store, reports, told, crop, problems, rests, making, log, fail };
}

describe('the reports of the crops of many jobs', () => {
  it('come right after they are asked for, in slices, and tell of the jobs that they are about', async () => {
    const { clock, problems, told, rests } = world(jobsPerStep + 1);
    assert.deepEqual([problems('j1'), rests.count], [[], 0]);
    await clock.advance(0);
    await settle();
    assert.deepEqual([problems('j1'), told], [['beyond'], ['j1']]);
    assert.ok(rests.count > 0);
    assert.equal(clock.pending, 0);
  });

  it('are there at once where they are few', () => {
    const { clock, problems, rests } = world(jobsPerStep);
    assert.deepEqual([problems('j1'), rests.count, clock.pending], [['beyond'], 0, 0]);
  });

  it('come right after, also where others wait for their time', async () => {
    const { clock, crop, problems, told } = world(jobsPerStep + 1);
    problems('other', 'few');
    crop('other', outside);
    assert.equal(clock.pending, 1);
    problems('j1');
    await clock.advance(0);
    await settle();
    assert.deepEqual([told.sort(), clock.pending], [['j1', 'other'], 0]);
  });

  it('say a moment later what came while they were made, and are made once at a time', async () => {
    const { clock, crop, problems, told, making } = world(jobsPerStep + 1);
    const end = await making();
    crop('j0', outside);
    assert.equal(clock.pending, 0);
    await end();
    assert.deepEqual([told, clock.pending], [['j1'], 1]);
    crop('j1', wide);
    await clock.advance(5000);
    await settle();
    assert.deepEqual([problems('j0'), problems('j1'), told], [['beyond'], [], ['j1', 'j1', 'j0']]);
    assert.equal(clock.pending, 0);
  });

  it('are left where the label is tracked no more', async () => {
    const { clock, store, told, making } = world(jobsPerStep + 1);
    const end = await making();
    store.track([], []);
    await end();
    assert.deepEqual([told, clock.pending], [[], 0]);
  });

  it('are made no more after the end', async () => {
    const { clock, crop, reports, told, making } = world(jobsPerStep + 1);
    const end = await making();
    crop('j0', outside);
    reports.dispose();
    await end();
    assert.deepEqual([told, clock.pending], [[], 0]);
  });

  it('come right after, too, where they are asked for while others are made', async () => {
    const { clock, problems, told, making } = world(jobsPerStep + 1);
    const end = await making();
    assert.deepEqual(problems('sj1', 'sale'), []);
    await end();
    assert.deepEqual([told, problems('sj1', 'sale'), clock.pending], [['j1', 'sj1'], ['beyond'], 0]);
  });

  it('are made of other labels where those of one cannot be, and the log says so', async () => {
    const { clock, crop, problems, told, log, fail } = world(jobsPerStep + 1);
    fail('lot');
    problems('j1');
    problems('sj1', 'sale');
    await clock.advance(0);
    await settle();
    assert.deepEqual([told, problems('j1'), problems('sj1', 'sale')], [['sj1'], [], ['beyond']]);
    assert.match(log.lines.join(), /^error: Crops could not be looked through: .*no ratio$/);
    fail(undefined);
    crop('j0', wide);
    crop('j0', outside);
    await clock.advance(2000);
    await settle();
    assert.deepEqual(problems('j1'), ['beyond']);
  });

  it('wait for nothing where they are asked for after the end', () => {
    const { clock, problems, reports } = world(jobsPerStep + 1);
    reports.dispose();
    problems('j1');
    assert.equal(clock.pending, 0);
  });
});
