import assert from 'node:assert/strict';
import { Editor } from './harness/editor';
import { eventually } from './harness/eventually';
import { startWorld, type SampleWorld } from './harness/sampleWorld';
import { signIn, trackLabel } from './harness/signIn';
import type { Workbench } from './harness/workbench';

const label = 'car-model-lot-1';
const pace = { 'bannerJobs.polling.quickest': 1, 'bannerJobs.polling.slowest': 1, 'bannerJobs.details': 'whenOpened' };

describe('two windows on one profile', function () {
  this.timeout(180_000);
  let world: SampleWorld;
  let editor: Editor;
  let first: Workbench;
  let second: Workbench;
  /** Requests of so many seconds. */
  const requestsIn = async (seconds: number): Promise<number> => {
    const { pages, singleJobs } = world.server.counters;
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
    return world.server.counters.pages + world.server.counters.singleJobs - pages - singleJobs;
  };
  const states = async (window: Workbench): Promise<string[]> =>
    (await window.jobs.rows()).filter((row) => row.level === 2).map((row) => row.ariaLabel);

  before(async () => {
    world = await startWorld();
    editor = await Editor.start({ settings: { ...world.settings, ...pace } });
    first = await editor.open();
    await first.jobs.open();
    await signIn(first);
    await trackLabel(first, label);
    await first.jobs.expand(label);
    await eventually(async () => assert.ok((await states(first)).length > 5));
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await second.screenshot(`failed-windows-${Date.now()}`);
  });
  after(async () => {
    await editor.close();
    await world.server.close();
  });

  it('cost the server about as much as one', async () => {
    const alone = await requestsIn(15);
    second = await editor.open();
    await second.jobs.open();
    await second.jobs.expand(label);
    await eventually(async () => assert.deepEqual(await states(second), await states(first)));
    const together = await requestsIn(15);
    console.log(`      requests in 15 s: ${alone} with one window, ${together} with two`);
    assert.ok(alone >= 5, `${alone}`);
    assert.ok(together >= 5 && together <= alone * 1.4, `${together} of two windows, ${alone} of one`);
  });

  it('both see a job finish within seconds', async () => {
    const before = await states(second);
    world.pass(60_000);
    await eventually(async () => assert.notDeepEqual(await states(second), before), 10_000);
    await eventually(async () => assert.deepEqual(await states(first), await states(second)), 10_000);
  });

  it('ask for a label that only one of them tracks, and show it there alone', async () => {
    await trackLabel(second, 'honda-lot-x');
    await second.jobs.collapse(label);
    await eventually(async () => {
      const row = (await second.jobs.rows()).find((each) => each.label === 'honda-lot-x');
      assert.match(row?.description ?? '', /\d+\/\d+/);
    });
    await second.jobs.expand(label);
    await eventually(async () => assert.equal(await first.jobs.row('honda-lot-x').count(), 0));
  });

  it('go on in the other one when one closes', async () => {
    await first.close();
    await new Promise((resolve) => setTimeout(resolve, 1000));
    const before = await states(second);
    world.pass(60_000);
    await eventually(async () => assert.notDeepEqual(await states(second), before), 20_000);
  });

  it('are both signed out at once', async () => {
    first = await editor.open();
    await first.jobs.open();
    await eventually(async () => assert.ok((await first.jobs.rows()).length > 1));
    await second.runCommand('Banner Jobs: Sign Out');
    await eventually(async () => assert.ok((await first.jobs.welcome()).buttons.includes('Sign In')), 5000);
    assert.equal(await requestsIn(4), 0);
  });
});
