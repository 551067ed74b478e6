import assert from 'node:assert/strict';
import fc from 'fast-check';
import { filterText, idTest } from '../../../src/core/jobs/jobFilter';
import { IdMatches } from '../../../src/core/jobs/idMatches';
import { drained } from '../../../src/core/jobs/jobTotals';
import { jobsPerStep } from '../../../src/core/jobs/scale';
import { TreeWorld } from '../../fakes/treeWorld';
import { job, labelAnswer } from '../../fakes/jobs';

describe('which ids have a text', () => {
  it('is what looking at each of them tells, whatever was typed before, and while another text is looked for', () => {
    // The sign of the kelvin is `k` in lower case, but not to a pattern.
    const text = fc.string({ unit: fc.constantFrom('a', 'B', 'k', '\u212a', 'é', '-'), maxLength: 3 });
    const asked = fc.array(fc.record({ text, list: fc.nat(1), stopsHalfway: fc.boolean() }), { maxLength: 12 });
    fc.assert(
      fc.property(fc.uniqueArray(text, { maxLength: 12 }), asked, (ids, asks) => {
        const lists = [ids, ids.slice(0, 4)].map((some) => listOf(some));
        const matches = new IdMatches();
        for (const ask of asks) {
          const list = lists[ask.list] ?? [];
          const tried = filterText({ groups: [], text: ask.text });
          const steps = matches.among(list, tried);
          if (ask.stopsHalfway) steps.next();
          else
            assert.deepEqual(
              drained(steps),
              list.filter(({ id }) => idTest(tried)(id)),
            );
        }
      }),
      { numRuns: 500 },
    );
  });

  it('is looked for among those found before while somebody types on, and not at all for a list that was looked through', () => {
    const matches = new IdMatches();
    const looked: string[] = [];
    const ids = ['a1', 'a12', 'b12', 'b2'];
    const list = listOf(ids).map((each) => Object.defineProperty(each, 'id', { get: spyOn(each.id, looked) }));
    const find = (text: string): readonly string[] => {
      const found = drained(matches.among(list, text));
      const seen = looked.splice(0);
      assert.equal(drained(matches.among(list, text)), found);
      assert.deepEqual(looked.splice(0), [], 'known');
      assert.ok(found.length > 0);
      return seen;
    };
    assert.deepEqual(find('1'), ids);
    assert.deepEqual(find('12'), ['a1', 'a12', 'b12']);
    assert.deepEqual(find('b12'), ['a12', 'b12']);
    assert.deepEqual(find('12'), ids, 'letters were taken back');
    assert.equal(drained(new IdMatches().among(list, '')), list, 'the list itself, where all of it is found');
  });

  it('is counted in small steps, also where all was found before', () => {
    const { store } = new TreeWorld();
    const sizes = { large: 2 * jobsPerStep + 1, small: 2, other: 3 };
    store.track(Object.keys(sizes), []);
    const jobsOf = (label: string, length: number) => Array.from({ length }, (_, at) => job(`${label}-${at}`));
    const told = Object.entries(sizes).map(([label, size]) => [label, labelAnswer(jobsOf(label, size))] as const);
    store.apply({ labels: new Map(told) });
    const matches = new IdMatches();
    for (const label of Object.keys(sizes)) drained(matches.among(store.jobsOf(label), '-'));
    const places = [...store.places.all];
    const steps = matches.count(store, '-', places);
    let count = 0;
    let next = steps.next();
    for (; !next.done; next = steps.next()) count++;
    assert.equal(count, 3 + 1 + 1);
    const countOf = next.value;
    const totals = places.map((place) => countOf(place).total).filter((total) => total > 0);
    assert.deepEqual(totals, Object.values(sizes));
  });

  it('is not looked for among those found before where the two texts have two ideas of case', () => {
    const matches = new IdMatches();
    const list = listOf(['\u212aé', 'ké']);
    const find = (text: string): number => drained(matches.among(list, text)).length;
    assert.deepEqual([find('k'), find('ké')], [1, 2]);
  });
});

function listOf(ids: readonly string[]): ReturnType<TreeWorld['store']['jobsOf']> {
  const { store } = new TreeWorld();
  store.track(['lot'], []);
  store.apply({ labels: new Map([['lot', labelAnswer(ids.map((id) => job(id)))]]) });
  return store.jobsOf('lot');
}

function spyOn(id: string, looked: string[]): () => string {
  return () => {
    looked.push(id);
    return id;
  };
}
