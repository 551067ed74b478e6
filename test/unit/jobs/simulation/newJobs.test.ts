import assert from 'node:assert/strict';
import { probeEvery } from '../../../../src/core/jobs/pollPlan';
import { ModelServer } from './modelServer';
import { percentile } from './simulation';
import { startPollWorld } from './pollWorld';

/** The slowest pause while someone watches, in ms: what is due is asked by the run after it. */
const slowest = 15_000;

describe('new jobs in labels of which all is finished, while another label is not', () => {
  it('are seen within two minutes and a pause, whichever of 40 labels they are in', async () => {
    const server = new ModelServer();
    for (let label = 0; label < 40; label++)
      for (let place = 0; place < 250; place++)
        server.add(`lot ${label}`, {
          id: `job-${label}-${place}`,
          status: label + place === 0 ? 'processing' : 'completed',
        });
    const { store, clock, cycle, poller } = await startPollWorld(server);
    // What the start looked at falls due at the same time: a quarter of it a run.
    const startedAt = clock.now();
    while (clock.now() - startedAt < probeEvery + 4 * slowest) await cycle();
    const lags: number[] = [];
    for (let turn = 0; turn < 30; turn++) {
      const [id, since] = [`new-${turn}`, clock.now()];
      server.add(`lot ${1 + ((turn * 17) % 39)}`, { id, status: 'completed' });
      while (!store.job(id)) await cycle();
      lags.push(clock.now() - since);
    }
    poller.dispose();
    const [median, worst] = [percentile(lags, 0.5), Math.max(...lags)];
    assert.ok(worst <= probeEvery + 2 * slowest, `${worst} ms at worst`);
    assert.ok(median <= probeEvery / 2 + slowest, `${median} ms in the middle`);
  }).timeout(60_000);
});
