import assert from 'node:assert/strict';
import { drained } from '../../../src/core/jobs/jobTotals';
import { KnownRows } from '../../../src/vscode/knownRows';
import { placeOf, type JobNode, type TreeNode } from '../../../src/vscode/treeNode';
import { job, labelAnswer } from '../../fakes/jobs';
import { TreeWorld } from '../../fakes/treeWorld';

/** Known rows of two labels that share the second half of the first one's jobs, and of one job tracked by its id. */
function world(jobs: number) {
  const { store } = new TreeWorld();
  const profiles = { active: { name: 'Mine' } };
  const forgotten: string[] = [];
  const known = new KnownRows({ store, profiles, forgotten: (element) => forgotten.push(element) });
  const ids = Array.from({ length: jobs }, (_, index) => `job-${index}`);
  const answer = (label: string, of: readonly string[]): void =>
    void store.apply({ labels: new Map([[label, labelAnswer(of.map((id) => job(id, 'pending', [label])))]]) });
  store.track(['lot', 'sale'], ['single']);
  answer('lot', ids);
  answer('sale', ids.slice(jobs / 2));
  const row = (place: { label: string; status?: 'pending' }, jobId: string): JobNode => ({
    ...place,
    kind: 'job',
    jobId,
  });
  const sweep = (): string[] => {
    drained(known.sweep());
    return forgotten.splice(0);
  };
  return { store, known, ids, answer, row, sweep, profiles, forgotten };
}

describe('the rows that VS Code may hold', () => {
  it('are forgotten once their job stands there no more, with those below it', () => {
    const { known, answer, ids, row, sweep } = world(4);
    const [a = '', b = '', c = ''] = ids;
    const node = row({ label: 'lot' }, c);
    const below: TreeNode = { ...placeOf(node), kind: 'result', jobId: c, index: 0 };
    const note: TreeNode = { kind: 'note', label: 'lot', note: 'noJobs' };
    const rows = [row({ label: 'lot' }, a), row({ label: 'lot' }, b), node, below, note, row({ label: '' }, 'single')];
    const elements = rows.map((each) => known.element(each));
    const under = [row({ label: 'sale' }, c), row({ label: 'sale', status: 'pending' }, b)].map((each) =>
      known.element(each),
    );
    assert.deepEqual(sweep(), []);
    answer('lot', [a]);
    assert.deepEqual(sweep(), [elements[1], elements[2], elements[3], under[1]]);
    assert.deepEqual([known.get(elements[2] ?? ''), known.get(elements[0] ?? '')], [undefined, rows[0]]);
    assert.deepEqual(known.known([...rows, row({ label: 'sale' }, c)]), [
      elements[0],
      elements[4],
      elements[5],
      under[0],
    ]);
  });

  it('are looked through once they are many, and again when they are twice as many as were left', () => {
    const { known, answer, ids, row, sweep } = world(20_000);
    const make = (from: number, to: number): void => {
      for (const id of ids.slice(from, to)) known.element(row({ label: 'lot' }, id));
    };
    make(0, 8191);
    assert.equal(known.isSweepDue, false);
    make(8191, 8192);
    assert.equal(known.isSweepDue, true);
    const steps = known.sweep();
    assert.deepEqual([steps.next().done, known.isSweepDue], [false, false]);
    drained(steps);
    assert.equal(known.isSweepDue, false);
    make(8192, 16_383);
    assert.equal(known.isSweepDue, false);
    make(16_383, 16_384);
    assert.equal(known.isSweepDue, true);
    answer('lot', ids.slice(0, 100));
    assert.equal(sweep().length, 16_384 - 100);
  });

  it('are kept of a job that is tracked by its id while they are looked through', () => {
    const { known, store, ids, row } = world(2000);
    for (const id of ids) known.element(row({ label: 'lot' }, id));
    const steps = known.sweep();
    steps.next();
    store.track(['lot', 'sale'], ['single', 'job-1']);
    const single = known.element(row({ label: '' }, 'job-1'));
    drained(steps);
    assert.ok(known.get(single));
  });

  it('are those of one profile and of labels that are tracked', () => {
    const { known, row, store, profiles, forgotten } = world(4);
    assert.equal(known.prune(), true);
    const [lot, sale] = ['lot', 'sale'].map((label) => known.element(row({ label }, 'job-0')));
    const seen = known.element({ kind: 'foundLabel', label: 'seen' });
    assert.deepEqual([known.prune(), forgotten], [false, []]);
    store.track(['sale'], []);
    assert.deepEqual([known.prune(), forgotten.splice(0)], [false, [lot]]);
    profiles.active.name = 'Other';
    assert.deepEqual([known.prune(), forgotten], [true, [sale, seen]]);
  });
});
