import assert from 'node:assert/strict';
import { Editor } from './harness/editor';
import { eventually } from './harness/eventually';
import { rightKey, startWorld, type SampleWorld } from './harness/sampleWorld';
import { startTrap, type Trap } from './harness/trap';
import type { Workbench } from './harness/workbench';

describe('a workspace that is not trusted', function () {
  this.timeout(180_000);
  let world: SampleWorld;
  let trap: Trap;
  let editor: Editor;
  let window: Workbench;

  before(async () => {
    world = await startWorld();
    trap = await startTrap();
    const workspaceSettings = {
      'bannerJobs.profile': 'Trap',
      'bannerJobs.profiles': [
        { name: 'Trap', url: trap.url },
        { name: 'Test', url: trap.url },
      ],
      'bannerJobs.labels': ['honda-lot-x'],
      'bannerJobs.sourcePattern': 'photos/{job_id}.jpg',
    };
    editor = await Editor.start({ settings: world.settings, workspaceSettings, isUntrusted: true });
    window = await editor.open();
    await window.jobs.open();
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await window.screenshot(`failed-untrusted-${Date.now()}`);
  });
  after(async () => {
    await editor.close();
    await world.server.close();
    trap.close();
  });

  it('fault 64: changes neither the profile nor its URL, tracks nothing, and its trap hears nothing', async () => {
    await window.page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor();
    await window.runCommand('Banner Jobs: Sign In');
    await window.quickInput.untilOpen();
    assert.equal(await window.quickInput.title(), 'Sign In to Test');
    await window.quickInput.type(rightKey);
    await window.quickInput.accept();
    await window.quickInput.untilClosed();
    await eventually(() => assert.ok(world.server.counters.pages > 0));
    await window.runCommand('Banner Jobs: Track Labels…');
    await window.quickInput.untilOpen();
    await window.quickInput.type('car-model-lot-1');
    await window.quickInput.pick('Track car-model-lot-1');
    // What the user tracks works as ever, and it is all there is.
    await eventually(async () => {
      const labels = (await window.jobs.rows()).filter(({ level }) => level === 1).map(({ label }) => label);
      assert.deepEqual(
        labels.filter((label) => label !== 'Labels seen, not tracked'),
        ['car-model-lot-1'],
      );
    });
    assert.deepEqual(trap.heard, []);
  });

  it('fault 64: is written nothing, and says so with the way to trust it', async () => {
    // The rows below move while its jobs come.
    await window.jobs.titleAction('Collapse All');
    await window.insist(
      () => window.chooseFromMenu(window.jobs.row('car-model-lot-1'), 'Share With Workspace'),
      () => window.notifications.until('trust'),
    );
  });

  it('fault 64: tracks its labels once it is trusted, and still hears nothing', async () => {
    await window.runCommand('Workspaces: Manage Workspace Trust');
    await window.page.locator('.workspace-trust-editor .monaco-button', { hasText: 'Trust' }).first().click();
    await window.jobs.row('honda-lot-x').waitFor();
    assert.deepEqual(trap.heard, []);
  });
});
