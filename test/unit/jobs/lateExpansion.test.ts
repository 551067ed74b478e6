import assert from 'node:assert/strict';
import { LateExpansion } from '../../../src/core/jobs/lateExpansion';
import { FakeClock } from '../../fakes/fakeClock';

function made(): { labels: LateExpansion; clock: FakeClock; told: string[] } {
  const clock = new FakeClock();
  const told: string[] = [];
  const details = {
    expandLabel: (label: string): number => told.push(`expand ${label}`),
    collapseLabel: (label: string): number => told.push(`collapse ${label}`),
  };
  return { labels: new LateExpansion({ clock, details }), clock, told };
}

describe('a label that opens', () => {
  it('is looked through once, after its rows are on the screen', async () => {
    const { labels, clock, told } = made();
    labels.expand('lot');
    await clock.advance(300);
    labels.expand('lot');
    assert.deepEqual(told, []);
    await clock.advance(100);
    assert.deepEqual([told, clock.pending], [['expand lot'], 0]);
  });

  it('is not looked through once it is closed again; others are', async () => {
    const { labels, clock, told } = made();
    labels.expand('lot');
    labels.expand('x');
    labels.collapse('lot');
    await clock.advance(1000);
    assert.deepEqual(told, ['collapse lot', 'expand x']);
    labels.expand('lot');
    await clock.advance(400);
    assert.deepEqual(told.slice(2), ['expand lot']);
  });

  it('is looked through no more when everything ends', async () => {
    const { labels, clock, told } = made();
    labels.expand('lot');
    labels.dispose();
    await clock.advance(1000);
    assert.deepEqual([told, clock.pending], [[], 0]);
  });
});
