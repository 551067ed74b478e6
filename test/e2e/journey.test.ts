import assert from 'node:assert/strict';
import { compare } from '../page/pixels';
import { Editor } from './harness/editor';
import { eventually } from './harness/eventually';
import type { Row } from './harness/jobsView';
import { rightKey, startWorld, type SampleWorld } from './harness/sampleWorld';
import { viewerShots } from './harness/viewerShots';
import type { Workbench } from './harness/workbench';

const label = 'car-model-lot-1';

describe('the journey of a newcomer, in VS Code with the packaged extension', function () {
  this.timeout(180_000);
  let world: SampleWorld;
  let editor: Editor;
  let window: Workbench;
  const jobs = async (): Promise<Row[]> =>
    (await window.jobs.rows()).filter((row) => row.level === 2 && !row.icon.includes('codicon-list-tree'));

  before(async () => {
    world = await startWorld();
    editor = await Editor.start({ settings: world.settings });
    window = await editor.open();
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await window.screenshot(`failed-journey-${Date.now()}`);
  });
  after(async () => {
    await editor.close();
    await world.server.close();
  });

  it('starts with no key: a welcome says what to do', async () => {
    await window.jobs.open();
    await eventually(async () =>
      assert.deepEqual((await window.jobs.welcome()).buttons, ['Sign In', 'Try Sample Jobs']),
    );
  });

  it('refuses a wrong key with its reason, and leaves the box open', async () => {
    await window.jobs.clickWelcome('Sign In');
    await window.quickInput.untilOpen();
    assert.equal(await window.quickInput.isPassword(), true);
    await window.quickInput.type('api_wrong_0001');
    await window.quickInput.accept();
    await eventually(async () => assert.match(await window.quickInput.validation(), /key/i));
    assert.equal(world.server.counters.pages, 0);
  });

  it('accepts the right key', async () => {
    await window.quickInput.type(rightKey);
    await window.quickInput.accept();
    await window.quickInput.untilClosed();
    await window.notifications.until('Signed in to Test.');
    await eventually(async () => assert.deepEqual((await window.jobs.welcome()).buttons, ['Track Labels…']));
  });

  it('tracks a label: its counts and icons are those of the server', async () => {
    await window.jobs.clickWelcome('Track Labels…');
    await window.quickInput.untilOpen();
    await window.quickInput.type(label);
    await window.quickInput.pick(`Track ${label}`);
    await window.jobs.expand(label);
    const truth = (await world.ask({ job_labels: [label], limit: 100 })).jobs;
    const icons = { failed: 'error', processing: 'play-circle', pending: 'circle-outline', completed: 'pass' };
    const order = ['failed', 'processing', 'pending', 'completed'];
    const expected = truth
      .map((job) => ({
        id: job.job_id,
        icon: icons[job.status as keyof typeof icons],
        rank: order.indexOf(job.status),
      }))
      .sort((a, b) => a.rank - b.rank || a.id.localeCompare(b.id, 'en', { numeric: true }));
    await eventually(async () => {
      const rows = await jobs();
      assert.deepEqual(
        rows.map((row) => row.label),
        expected.map((job) => job.id),
      );
      const shown = rows.map((row) => row.icon.find((name) => name.startsWith('codicon-'))?.slice('codicon-'.length));
      assert.deepEqual(
        shown,
        expected.map((job) => job.icon),
      );
    });
    const done = expected.filter((job) => job.rank === 0 || job.rank === 3).length;
    await eventually(async () => {
      const [head] = await window.jobs.rows();
      assert.ok(head?.description.startsWith(`${done}/${expected.length} · `), head?.description);
    });
    await window.screenshot('journey-tree');
  });

  it('shows the message of a failed job on its row', async () => {
    await eventually(async () => assert.notEqual((await jobs())[0]?.description, 'failed'));
  });

  it('filters to failed, says so, and clears by one click', async () => {
    const before = (await jobs()).length;
    await window.jobs.titleAction('Filter…');
    await window.quickInput.untilOpen();
    await window.quickInput.pick('failed');
    await window.quickInput.accept();
    await eventually(async () => {
      const rows = await jobs();
      assert.ok(rows.length > 0 && rows.every((row) => row.icon.includes('codicon-error')));
      assert.match(await window.jobs.message(), /^\d+ of \d+ jobs: failed$/);
    });
    await window.jobs.titleAction('Clear Filter');
    await eventually(async () => {
      assert.equal((await jobs()).length, before);
      assert.equal(await window.jobs.message(), '');
    });
  });

  it('sees a job finish without a click, with selection and expansion kept', async () => {
    const running = (await jobs()).find((row) => row.description === 'running');
    assert.ok(running, 'a job is running');
    await window.jobs.click(running.label);
    await eventually(async () => assert.equal((await jobs()).find((row) => row.selected)?.label, running.label));
    world.pass(60_000);
    await eventually(async () => {
      const row = (await jobs()).find((each) => each.label === running.label);
      assert.match(row?.ariaLabel ?? '', /^(completed|failed), /);
      assert.equal(row?.selected, true);
    }, 30_000);
    assert.equal((await window.jobs.rows())[0]?.expanded, true);
  });

  it('opens the picture of a completed job, dimmed outside its crop and untouched inside, to the pixel', async () => {
    const done = (await jobs()).find((row) => row.icon.includes('codicon-pass'));
    assert.ok(done, 'a job is completed');
    await window.jobs.click(done.label);
    const [first] = (await world.ask({ job_id: done.label })).results;
    assert.ok(first);
    await window.webview().getByRole('button', { name: 'Whole Source' }).click({ timeout: 15_000 });
    await window.webview().getByRole('button', { name: 'Whole Source' }).waitFor({ state: 'hidden' });
    const shots = await viewerShots(window, first.crop_coordinates);
    await window.screenshot('journey-viewer');
    assert.deepEqual(compare(shots, shots.crop, 3), { changedInside: 0, notDimmed: 0, missingEdges: [] });
  });

  it('is still signed in and filtered as before after a reload, with the viewer on the same job', async () => {
    const [tab = ''] = await window.tabs();
    await window.jobs.titleAction('Filter…');
    await window.quickInput.pick('completed');
    await window.quickInput.accept();
    await eventually(async () => assert.match(await window.jobs.message(), /jobs: completed$/));
    await reloadWindow(window);
    await window.jobs.open();
    await eventually(async () => {
      assert.match(await window.jobs.message(), /jobs: completed$/);
      assert.ok((await jobs()).length > 0 && (await jobs()).every((row) => row.icon.includes('codicon-pass')));
    });
    assert.deepEqual(await window.tabs(), [tab]);
    await window.webview().locator('.canvas img').waitFor();
  });

  it('signs out: the key is forgotten, and stays forgotten after a reload', async () => {
    await window.runCommand('Banner Jobs: Sign Out');
    await window.notifications.until('Signed out of Test.');
    await eventually(async () => assert.ok((await window.jobs.welcome()).buttons.includes('Sign In')));
    await window.reload();
    await window.jobs.open();
    await eventually(async () => assert.ok((await window.jobs.welcome()).buttons.includes('Sign In')));
  });
});

/** As a person reloads: the editor writes down what it has to before it goes. */
async function reloadWindow(window: Workbench): Promise<void> {
  const loaded = window.page.waitForEvent('load');
  await window.runCommand('Developer: Reload Window').catch(() => undefined);
  await loaded;
  await window.untilReady();
}
