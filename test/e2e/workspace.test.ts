import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { Editor } from './harness/editor';
import { eventually } from './harness/eventually';
import { rightKey, startWorld, type SampleWorld } from './harness/sampleWorld';
import { startTrap, type Trap } from './harness/trap';
import type { Workbench } from './harness/workbench';

describe('a workspace that brings settings of its own', function () {
  this.timeout(180_000);
  let world: SampleWorld;
  let trap: Trap;
  let editor: Editor;
  let window: Workbench;
  /** With the rows collapsed all of them are on the screen. */
  const shownLabels = async (): Promise<string[]> => {
    await window.jobs.titleAction('Collapse All');
    return eventually(async () => {
      const rows = await window.jobs.rows();
      assert.ok(rows.length > 0 && rows.every((row) => row.level === 1 && row.expanded === false));
      return rows.map((row) => row.label);
    });
  };

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
    };
    editor = await Editor.start({ settings: world.settings, workspaceSettings });
    window = await editor.open();
    await window.jobs.open();
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await window.screenshot(`failed-workspace-${Date.now()}`);
  });
  after(async () => {
    await editor.close();
    await world.server.close();
    trap.close();
  });

  it('cannot change the profile or its URL: the key goes to the user’s server, the trap hears nothing', async () => {
    await window.runCommand('Banner Jobs: Sign In');
    await window.quickInput.untilOpen();
    assert.equal(await window.quickInput.title(), 'Sign In to Test');
    await window.quickInput.type(rightKey);
    await window.quickInput.accept();
    await window.quickInput.untilClosed();
    await eventually(() => assert.ok(world.server.counters.pages > 0));
    assert.deepEqual(trap.heard, []);
  });

  it('tracks labels for everyone: their rows say where they come from', async () => {
    await eventually(async () => {
      const [row] = await window.jobs.rows();
      assert.equal(row?.label, 'honda-lot-x');
      assert.match(row.description, / · workspace/);
    });
    assert.deepEqual(await window.jobs.inlineActions('honda-lot-x'), ['Refresh Label or Job', 'Hide Here']);
  });

  it('gets a label by "Share With Workspace", which says to which file it wrote', async () => {
    await window.runCommand('Banner Jobs: Track Labels…');
    await window.quickInput.untilOpen();
    await window.quickInput.type('car-model-lot-1');
    await window.quickInput.pick('Track car-model-lot-1');
    await window.jobs.untilTracked('car-model-lot-1');
    await window.insist(
      () => window.chooseFromMenu(window.jobs.row('car-model-lot-1'), 'Share With Workspace'),
      () => window.notifications.until('.vscode/settings.json'),
    );
    await eventually(async () => {
      const written = JSON.parse(await readFile(editor.workspaceSettingsFile, 'utf8')) as Record<string, unknown>;
      assert.deepEqual(written['bannerJobs.labels'], ['honda-lot-x', 'car-model-lot-1']);
    });
    await window.jobs.untilSays('car-model-lot-1', / · workspace/);
  });

  it('is left as it is by "Hide Here", which can be undone', async () => {
    await window.insist(
      () => window.jobs.inlineAction('honda-lot-x', 'Hide Here'),
      () => window.jobs.untilGone('honda-lot-x'),
    );
    await window.notifications.press('honda-lot-x is hidden here.', 'Undo');
    await window.jobs.row('honda-lot-x').waitFor();
    const written = JSON.parse(await readFile(editor.workspaceSettingsFile, 'utf8')) as Record<string, unknown>;
    assert.deepEqual(written['bannerJobs.labels'], ['honda-lot-x', 'car-model-lot-1']);
  });

  it('leaves an own label to the user: Untrack takes it off, Undo puts it back', async () => {
    await window.runCommand('Banner Jobs: Track Labels…');
    await window.quickInput.untilOpen();
    await window.quickInput.type('spring-sale-2026');
    await window.quickInput.pick('Track spring-sale-2026');
    await window.jobs.untilTracked('spring-sale-2026');
    await window.insist(
      () => window.jobs.inlineAction('spring-sale-2026', 'Untrack'),
      () => window.jobs.untilGone('spring-sale-2026'),
    );
    await window.notifications.press('Untracked spring-sale-2026.', 'Undo');
    await window.jobs.row('spring-sale-2026').waitFor();
    assert.deepEqual(trap.heard, []);
  });

  it('Go to Job… finds a job by a part of its id and selects its row', async () => {
    const { jobs } = await world.ask({ job_labels: ['spring-sale-2026'], limit: 100 });
    const id = jobs.at(-1)?.job_id ?? '';
    await window.runCommand('Banner Jobs: Go to Job…');
    await window.quickInput.untilOpen();
    await window.quickInput.type(id.slice(1));
    await window.quickInput.pick(id);
    await eventually(async () => {
      const selected = (await window.jobs.rows()).find((row) => row.selected);
      assert.equal(selected?.label, id);
    });
  });

  it('a key that the server refuses later asks once, keeps the rows, and stops asking the server', async () => {
    const labels = await shownLabels();
    await world.server.close();
    const other = await startWorld({ port: Number(new URL(world.server.baseUrl).port), key: 'api_another_key' });
    try {
      await window.runCommand('Banner Jobs: Refresh');
      await window.notifications.until('Test refused the API key.');
      const asked = other.server.counters.refused;
      await window.runCommand('Banner Jobs: Refresh');
      await eventually(() => assert.ok(other.server.counters.refused > asked));
      const told = (await window.notifications.all()).filter((each) => each.text.includes('refused the API key'));
      assert.equal(told.length, 1);
      assert.deepEqual(await shownLabels(), labels);
    } finally {
      await other.server.close();
    }
  });

  it('a server that cannot be reached is said in the view, with the next try, and the rows stay', async () => {
    const labels = await shownLabels();
    await window.runCommand('Banner Jobs: Refresh');
    await eventually(async () => assert.match(await window.jobs.message(), /Next try at/));
    assert.deepEqual(await shownLabels(), labels);
  });
});
