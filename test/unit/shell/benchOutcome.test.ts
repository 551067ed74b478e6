import assert from 'node:assert/strict';
import { outcomeOf } from '../../../scripts/benchOutcome.mjs';

const figures = [
  { name: 'fixed', unit: 'count', goal: 3, work: 'work' },
  { name: 'told', unit: 'count', goal: undefined, work: 'work' },
] as const;
const measured = { value: 2, ours: '2 rows' };

it('a goal stands in the list of benches, or is told by the bench where what was done decides it', () => {
  const { told } = outcomeOf({ figures }, { fixed: measured, told: { ...measured, goal: 5 } });
  assert.deepEqual(
    told.map(({ name, value, goal }) => [name, value, goal]),
    [
      ['fixed', 2, 3],
      ['told', 2, 5],
    ],
  );
});

it('a bench that gives itself another goal than the list does has crashed', () => {
  const found = { fixed: { ...measured, goal: 1000 }, told: { ...measured, goal: 5 } };
  assert.deepEqual(outcomeOf({ figures }, found), { told: [], crashed: 'no goal, or two, for fixed' });
});

it('a bench that tells no goal where none stands in the list has crashed', () => {
  assert.deepEqual(outcomeOf({ figures }, { fixed: measured, told: measured }), {
    told: [],
    crashed: 'no goal, or two, for told',
  });
});

it('a bench without a number for a figure has crashed', () => {
  // JSON has no NaN.
  const found = JSON.parse(JSON.stringify({ fixed: { ...measured, value: NaN } })) as { fixed: typeof measured };
  assert.deepEqual(outcomeOf({ figures }, found), { told: [], crashed: 'gave no value for fixed, told' });
});

it('a bench that cannot run on a machine says why', () => {
  assert.deepEqual(outcomeOf({ figures }, { cannotRun: 'no browser' }), { told: [], cannotRun: 'no browser' });
});
