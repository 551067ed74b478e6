import assert from 'node:assert/strict';
import fc from 'fast-check';
import { groupName, statusRefs } from '../../../src/core/jobs/groupRef';
import { statusGroup } from '../../../src/core/jobs/jobCounts';
import { drained } from '../../../src/core/jobs/jobTotals';
import { fewJobs } from '../../../src/core/jobs/scale';
import type { Repaint } from '../../../src/core/jobs/treeLayout';
import { job, jobAnswer, labelAnswer } from '../../fakes/jobs';
import { TreeWorld } from '../../fakes/treeWorld';

const statuses = ['completed', 'failed', 'processing', 'pending', 'weird'];
const arrangement = { groupBy: 'status', sortBy: 'id', reversed: false } as const;
const idOf = (index: number): string => `job-${index}`;

/** Jobs under one label by status, with the first page of each status read. */
function world(count: number): TreeWorld {
  const tree = new TreeWorld();
  tree.store.track(['lot'], []);
  tree.lay({ arrangement });
  const jobs = Array.from({ length: count }, (_, index) => job(idOf(index), statuses[index % 2 ? 0 : 1]));
  tree.store.apply({ labels: new Map([['lot', labelAnswer(jobs)]]) });
  drained(tree.groups.catchUp());
  read(tree);
  tree.repaints.length = 0;
  return tree;
}

/** What is on the screen. */
const read = (tree: TreeWorld) =>
  statusRefs.map((ref) => {
    const { counts, rows } = tree.groups.view(ref);
    return [groupName(ref), counts, rows.length, rows.page(0)] as const;
  });

const plain = ({ all, groups, jobs }: Repaint) => ({
  all,
  groups: groups.map(groupName).sort(),
  jobs: jobs.map(({ group, jobId }) => `${groupName(group)} ${jobId}`).sort(),
});

describe('the groups by status of very many jobs', () => {
  const changes = fc.array(fc.tuple(fc.nat(fewJobs - 1), fc.constantFrom(...statuses)), { maxLength: 6 });

  it('are what they were after a change, and after catching up what they would be anew', () => {
    const tree = world(fewJobs);
    fc.assert(
      fc.property(changes, (given) => {
        const before = read(tree);
        tree.repaints.length = 0;
        const seen = given.map(([index, status]) => job(idOf(index), status));
        const wasOther = seen.some(({ id, status }) => tree.store.job(id)?.status !== status);
        tree.store.apply({ seen });
        assert.deepEqual(read(tree), before);
        assert.equal(tree.groups.isBehind, wasOther);
        const told = drained(tree.groups.catchUp());
        const after = read(tree);
        assert.ok(told && !tree.groups.isBehind);
        const moved = statusRefs.map(groupName).filter((name, index) => {
          const [old, now] = [before[index], after[index]];
          return JSON.stringify(old) !== JSON.stringify(now) || !name;
        });
        assert.deepEqual(plain(told).groups, moved.sort());
        tree.lay({});
        assert.deepEqual(after, read(tree));
      }),
      { numRuns: 25 },
    );
  });

  it('repaint the row of a job that changed and stayed in its place', () => {
    const tree = world(fewJobs);
    tree.store.apply({ seen: [job(idOf(1), 'completed', ['other'])] });
    const told = drained(tree.groups.catchUp());
    assert.deepEqual(told && plain(told), { all: false, groups: [], jobs: [`status completed ${idOf(1)}`] });
  });

  for (const [when, steps] of Object.entries({ 'before it began': 0, 'in the middle': 3 }))
    it(`that become few repaint what was not caught up with until then, too: ${when}`, () => {
      const tree = world(fewJobs);
      tree.store.apply({ seen: [job(idOf(1), 'completed', ['other'])] });
      const looking = tree.groups.catchUp();
      for (let step = 0; step < steps; step++) assert.equal(looking.next().done, false);
      const jobs = [...tree.store.jobs()].map(({ id, status, labels }) => job(id, status, labels));
      tree.store.apply({ labels: new Map([['lot', labelAnswer(jobs.slice(1))]]) });
      assert.ok(!tree.groups.isWide && !tree.groups.isBehind);
      assert.deepEqual(plain(tree.repaints.at(-1)!).jobs, [`status completed ${idOf(1)}`]);
    });

  it('are looked through in small steps, and not at all what is laid out anew meanwhile', () => {
    const tree = world(fewJobs);
    tree.store.apply({ seen: [job(idOf(1), 'failed')] });
    const steps = tree.groups.catchUp();
    let count = 0;
    for (; count < 3; count++) assert.equal(steps.next().done, false);
    tree.lay({ arrangement: { ...arrangement, reversed: true } });
    assert.equal(drained(steps), undefined);
    assert.equal(tree.groups.view({ status: statusGroup('failed') }).counts.total, fewJobs / 2 + 1);
  });

  it('have a job once that goes and comes back while they are looked through', () => {
    const tree = world(fewJobs + 1);
    tree.store.apply({ seen: [job(idOf(1), 'failed')] });
    const steps = tree.groups.catchUp();
    for (let step = 0; step < 2; step++) assert.equal(steps.next().done, false);
    const jobs = [...tree.store.jobs()].map(({ id, status, labels }) => job(id, status, labels));
    for (const some of [jobs.slice(1), jobs]) tree.store.apply({ labels: new Map([['lot', labelAnswer(some)]]) });
    drained(steps);
    const rows = statusRefs.flatMap((ref) => [...drained(tree.groups.view(ref).rows.all())]);
    assert.deepEqual([rows.length, tree.groups.isBehind], [new Set(rows).size, true]);
    drained(tree.groups.catchUp());
    assert.equal(
      statusRefs.reduce((sum, ref) => sum + tree.groups.view(ref).rows.length, 0),
      fewJobs + 1,
    );
  });

  it('of which a change comes while they are looked through are behind again', () => {
    const tree = world(fewJobs);
    tree.store.apply({ seen: [job(idOf(1), 'failed')] });
    const steps = tree.groups.catchUp();
    steps.next();
    tree.store.apply({ seen: [job(idOf(3), 'failed')] });
    drained(steps);
    assert.ok(tree.groups.isBehind);
    drained(tree.groups.catchUp());
    assert.equal(tree.groups.view({ status: 'failed' }).counts.total, fewJobs / 2 + 2);
  });

  it('are kept as they were laid out, and behind, when a change comes while that goes on', () => {
    const tree = world(fewJobs);
    tree.groups.invalidate();
    const steps = tree.groups.prepare();
    steps.next();
    tree.store.apply({ seen: [job(idOf(1), 'failed')] });
    drained(steps);
    const jobs = tree.store.jobs.bind(tree.store);
    tree.store.jobs = () => assert.fail('All jobs were looked at in one go.');
    assert.equal(
      tree.groups.view({ status: 'failed' }).counts.total + tree.groups.view({ status: 'completed' }).counts.total,
      fewJobs,
    );
    assert.ok(tree.groups.isBehind);
    tree.store.jobs = jobs;
    drained(tree.groups.catchUp());
    assert.equal(tree.groups.view({ status: 'failed' }).counts.total, fewJobs / 2 + 1);
  });

  it('are right in the end where they are read while they are caught up with', () => {
    const tree = world(fewJobs);
    tree.groups.invalidate();
    const layout = tree.groups.prepare();
    layout.next();
    tree.store.apply({ seen: [job(idOf(1), 'failed')] });
    drained(layout);
    const steps = tree.groups.catchUp();
    steps.next();
    tree.groups.top();
    assert.equal(tree.groups.view({ status: 'failed' }).counts.total, fewJobs / 2);
    drained(steps);
    assert.equal(tree.groups.view({ status: 'failed' }).counts.total, fewJobs / 2 + 1);
    assert.equal(tree.groups.view({ status: 'completed' }).counts.total, fewJobs / 2 - 1);
  });

  it('are not what they were where so many left meanwhile that they are few', () => {
    const tree = world(fewJobs + 100);
    tree.store.apply({ seen: [job(idOf(1), 'failed')] });
    const steps = tree.groups.catchUp();
    steps.next();
    const rest = [...tree.store.jobs()].slice(200).map(({ id }) => job(id, 'pending'));
    tree.store.apply({ labels: new Map([['lot', labelAnswer(rest)]]) });
    drained(steps);
    assert.deepEqual(tree.top, ['pending']);
    assert.equal(tree.groups.view({ status: 'completed' }).counts.total, 0);
    assert.equal(tree.groups.view({ status: 'pending' }).counts.total, fewJobs - 100);
  });

  it('are not what was being laid out before so many left that they were few, though they are many again', () => {
    const tree = world(fewJobs + 100);
    const jobs = [...tree.store.jobs()].map(({ id }) => job(id, 'pending'));
    const answer = (list: typeof jobs): unknown => tree.store.apply({ labels: new Map([['lot', labelAnswer(list)]]) });
    tree.groups.invalidate();
    const layout = tree.groups.prepare();
    for (let step = 0; step < 4; step++) layout.next();
    answer(jobs.slice(200));
    assert.equal(tree.groups.view({ status: 'pending' }).counts.total, fewJobs - 100);
    answer(jobs);
    drained(layout);
    assert.ok(tree.groups.isBehind);
    assert.equal(tree.groups.view({ status: 'completed' }).counts.total, 0);
  });

  it('are not looked through while jobs are grouped by label, though they are open still', () => {
    const tree = world(fewJobs);
    tree.lay({ arrangement: { ...arrangement, groupBy: 'label' } });
    tree.store.jobs = () => assert.fail('All jobs were looked at.');
    drained(tree.groups.prepare([{ group: { status: 'completed' }, index: 0 }]));
    assert.deepEqual(tree.top, ['lot']);
    tree.store.apply({ seen: [job(idOf(1), 'failed')] });
    assert.equal(tree.groups.isBehind, false);
  });

  it('let go of jobs that left their label, few or many, though no other job changed', () => {
    for (const count of [10, fewJobs + 10]) {
      const tree = world(count);
      const failed = [...tree.store.jobs()].filter(({ status }) => status === 'failed');
      tree.store.apply({ labels: new Map([['lot', labelAnswer(failed)]]) });
      if (tree.groups.isBehind) drained(tree.groups.catchUp());
      assert.deepEqual(tree.top, ['failed'], `${count} jobs`);
      assert.equal(tree.groups.view({ status: 'completed' }).counts.total, 0);
    }
  });

  it('of fewer jobs are told with the change itself', () => {
    const tree = world(fewJobs - 2);
    tree.store.apply({ seen: [job(idOf(1), 'failed')] });
    assert.equal(tree.groups.isBehind, false);
    assert.deepEqual(
      tree.repaints.map((each) => plain(each).groups),
      [['status completed', 'status failed']],
    );
  });

  it('are made anew when they are read, where looking through them failed: nothing that changed is lost', () => {
    const tree = world(fewJobs);
    const jobs = tree.store.jobs.bind(tree.store);
    tree.store.apply({ seen: [job(idOf(1), 'failed')] });
    tree.store.jobs = () => {
      throw new Error('forced');
    };
    assert.throws(() => drained(tree.groups.catchUp()), /forced/);
    tree.store.jobs = jobs;
    assert.equal(tree.groups.isBehind, false);
    assert.equal(tree.groups.view({ status: 'failed' }).counts.total, fewJobs / 2 + 1);
  });

  it('tell of a job that changed and was not caught up with, when all is laid out anew and nothing moves', () => {
    const tree = world(fewJobs);
    const pages = [{ group: { status: 'failed' } as const, index: 0 }];
    drained(tree.groups.moved());
    assert.deepEqual(tree.top, ['failed', 'completed']);
    const before = read(tree);
    const [id = ''] = tree.rows({ status: 'failed' });
    tree.store.apply({ jobs: new Map([[id, jobAnswer(job(id, 'failed'), { errorMessage: 'bad' })]]) });
    assert.equal(tree.groups.isBehind, true);
    tree.groups.invalidate();
    drained(tree.groups.prepare(pages));
    const told = plain(drained(tree.groups.moved(pages)));
    assert.deepEqual([told.all, told.jobs], [false, [`status failed ${id}`]]);
    assert.deepEqual(read(tree), before);
  });
});
