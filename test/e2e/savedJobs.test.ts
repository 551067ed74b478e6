import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Editor } from './harness/editor';
import { eventually } from './harness/eventually';
import { killHosts } from './harness/killHosts';
import { rightKey, startWorld, type SampleWorld } from './harness/sampleWorld';
import { signIn, trackLabel } from './harness/signIn';
import type { Workbench } from './harness/workbench';

const label = 'car-model-lot-1';
/** Comes after the list, with the details of the job that failed. */
const saidOfFailure = /mask_image is fully transparent/;

describe('jobs that are saved on this machine', function () {
  this.timeout(180_000);
  let world: SampleWorld;
  let editor: Editor;
  let window: Workbench;
  /** Ids and states of the rows on the screen, as they are heard. */
  const rows = async (): Promise<string[]> => (await window.jobs.rows()).map((row) => row.ariaLabel);
  /** Nothing is told but by the editor about itself. */
  const untilQuiet = (): Promise<void> =>
    eventually(async () => assert.deepEqual((await window.notifications.all()).filter(isOurs), []));
  const restart = async (): Promise<void> => {
    await editor.restart();
    await window.reload();
    await window.jobs.open();
  };

  before(async () => {
    world = await startWorld();
    editor = await Editor.start({ settings: world.settings });
    window = await editor.open();
    await window.jobs.open();
    await signIn(window);
    await trackLabel(window, label);
    await window.jobs.expand(label);
    await eventually(async () => assert.ok((await rows()).some((row) => row.startsWith('failed'))));
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await window.screenshot(`failed-saved-${Date.now()}`);
  });
  after(async () => {
    await editor.close();
    await world.server.close();
  });

  it('are on the disk within seconds, without the key and without a link', async () => {
    await eventually(async () => assert.equal((await savedFiles(editor)).length, 1));
    const text = await savedText(editor);
    assert.match(text, /car-model-lot-1/);
    for (const secret of [rightKey, '/images/', '.png', 'expires', 'signature'])
      assert.ok(!text.includes(secret), secret);
  });

  it('are there after a restart without the server: all of them, with the time that they are of', async () => {
    // The row of an open label is drawn at most every two seconds: it may come after those below it.
    await eventually(async () => {
      const heard = (await rows()).join('\n');
      for (const said of [saidOfFailure, /20 jobs: /, /Labels seen/]) assert.match(heard, said);
    });
    const before = await rows();
    await eventually(async () => assert.match(await savedText(editor), saidOfFailure));
    await world.server.close();
    await restart();
    await eventually(async () => assert.match(await window.jobs.message(), /Saved jobs, as of .*\d/));
    await eventually(async () => assert.deepEqual(await rows(), before));
    await window.screenshot('saved-offline');
    await eventually(async () => assert.match(await window.jobs.message(), /Next try at/));
    assert.match(await window.jobs.message(), /Saved jobs, as of /);
    await untilQuiet();
  });

  it('are of now again as soon as the server answers', async () => {
    world = await startWorld({ port: Number(new URL(world.server.baseUrl).port) });
    world.pass(10 * 60_000);
    await window.runCommand('Banner Jobs: Refresh');
    await eventually(async () => assert.equal(await window.jobs.message(), ''));
    await eventually(async () => assert.ok((await rows()).every((row) => !row.startsWith('running'))));
  });

  it('are as of their time where the extension host was killed, in the one that takes its place at once', async () => {
    await eventually(async () => assert.match(await savedText(editor), /"completed"/));
    await world.server.close();
    killHosts();
    await eventually(async () => assert.match(await window.jobs.message(), /Saved jobs, as of .*\d/), 30_000);
    world = await startWorld({ port: Number(new URL(world.server.baseUrl).port) });
    world.pass(10 * 60_000);
    await window.runCommand('Banner Jobs: Refresh');
    await eventually(async () => assert.equal(await window.jobs.message(), ''));
    await window.jobs.expand(label);
  });

  it('keep what was seen of a job: its times outlive the window', async () => {
    const finished = await eventually(async () => {
      const row = (await window.jobs.rows()).find(({ ariaLabel }) => ariaLabel.startsWith('completed'));
      assert.ok(row);
      return row;
    });
    const before = await window.jobs.tooltip(finished.label);
    assert.match(before, /First\sseen:\s/);
    await new Promise((resolve) => setTimeout(resolve, 4000));
    await restart();
    await eventually(async () => assert.equal(await window.jobs.tooltip(finished.label), before));
  });

  it('are set aside when their file is torn, told in no dialog, and asked for anew', async () => {
    const [file = ''] = await savedFiles(editor);
    const whole = await readFile(file, 'utf8');
    await window.close();
    await new Promise((resolve) => setTimeout(resolve, 3000));
    await writeFile(file, whole.slice(0, whole.length / 2));
    await editor.restart();
    window = await editor.open();
    await window.jobs.open();
    await eventually(async () => assert.ok((await rows()).some((row) => row.startsWith('completed'))));
    await eventually(async () => assert.equal((await savedFiles(editor, /\.aside-\d+$/)).length, 1));
    await untilQuiet();
  });

  it('fault 90: are deleted by the button that Sign Out offers', async () => {
    await window.runCommand('Banner Jobs: Sign Out');
    await window.notifications.press('Signed out of Test.', 'Delete Saved Jobs and Pictures');
    await eventually(async () => assert.deepEqual(await savedFiles(editor, /./), []));
  });
});

const isOurs = ({ text }: { text: string }): boolean => text !== 'Activating Extensions...';

/** Files of saved jobs, wherever the editor keeps what is the extension's. */
async function savedFiles(editor: Editor, name = /^[^.]+(\.\w+)?$/): Promise<string[]> {
  const all = await readdir(editor.dataFolder, { recursive: true, withFileTypes: true });
  return all
    .filter((entry) => entry.isFile() && entry.parentPath.includes('snapshots') && name.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

async function savedText(editor: Editor): Promise<string> {
  return (await Promise.all((await savedFiles(editor)).map((file) => readFile(file, 'utf8')))).join('\n');
}
