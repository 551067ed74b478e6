import assert from 'node:assert/strict';
import fc from 'fast-check';
import { countJobsOf, rateOf } from '../../../src/core/jobs/groupView';
import { JobStore } from '../../../src/core/jobs/jobStore';
import { labelRate } from '../../../src/core/notice/rate';
import { job, labelAnswer } from '../../fakes/jobs';

const label = 'lot';
const status = fc.constantFrom('pending', 'processing', 'completed', 'failed', 'weird');
/** Answers with the seconds before each: a job is there from the first that has it on. */
const answers = fc.array(fc.tuple(fc.nat(400), fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), status)));

describe('the rate of a label by what was counted of it', () => {
  it('is that of its jobs, whatever was seen of them and when', () => {
    fc.assert(
      fc.property(answers, (given) => {
        let now = 1_000_000;
        const store = new JobStore(() => now);
        store.track([label], []);
        const known = new Map<string, string>();
        for (const [seconds, statuses] of given) {
          now += seconds * 1000;
          for (const [id, each] of Object.entries(statuses)) known.set(id, each);
          const jobs = [...known].map(([id, each]) => job(id, each));
          store.apply({ labels: new Map([[label, labelAnswer(jobs)]]) });
        }
        const jobs = store.jobsOf(label);
        assert.deepEqual(rateOf(countJobsOf(jobs), jobs), labelRate(jobs));
      }),
      { numRuns: 500 },
    );
  });

  it('counts what came late and finished between two looks', () => {
    let now = 1_000_000;
    const store = new JobStore(() => now);
    store.track([label], []);
    const answer = (...jobs: ReturnType<typeof job>[]): unknown =>
      store.apply({ labels: new Map([[label, labelAnswer(jobs)]]) });
    const waiting = job('a', 'pending');
    answer(waiting);
    now += 120_000;
    answer(waiting, job('b', 'completed'), job('c', 'failed'));
    assert.equal(rateOf(countJobsOf(store.jobsOf(label)), store.jobsOf(label)).perMinute, 1);
  });

  it('looks at no job again while none was seen finishing', () => {
    const store = new JobStore(() => 1_000_000);
    store.track([label], []);
    const jobs = ['a', 'b', 'c'].map((id) => job(id, 'completed'));
    store.apply({ labels: new Map([[label, labelAnswer([...jobs, job('d', 'pending')])]]) });
    store.apply({ seen: [job('d', 'processing')] });
    const facts = countJobsOf(store.jobsOf(label));
    const untouched = new Proxy(store.jobsOf(label), { get: () => assert.fail('a job was looked at') });
    assert.deepEqual(rateOf(facts, untouched), { done: 3, total: 4 });
  });
});
