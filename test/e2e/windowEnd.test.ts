import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Editor } from './harness/editor';
import { eventually } from './harness/eventually';
import { startWorld, type SampleWorld } from './harness/sampleWorld';
import { signIn, trackLabel } from './harness/signIn';
import type { Workbench } from './harness/workbench';

const label = 'car-model-lot-1';

/** "12/21 · 1 failed · 3 running": how many are finished, and how many are running. */
function countsOf(text: string): { readonly done: number; readonly running: number } {
  return { done: Number(/^\d+/.exec(text)?.[0]), running: Number(/(\d+) running/.exec(text)?.[1] ?? 0) };
}

describe('a window that is closed right after a change', function () {
  this.timeout(120_000);
  let world: SampleWorld;
  let editor: Editor;
  let window: Workbench;

  before(async () => {
    world = await startWorld();
    const settings = { 'bannerJobs.polling.enabled': false, 'bannerJobs.details': 'whenOpened' };
    editor = await Editor.start({ settings: { ...world.settings, ...settings } });
    window = await editor.open();
    await window.jobs.open();
    await signIn(window);
    await trackLabel(window, label);
    await eventually(async () => assert.match(await shown(), /^\d+\/\d+/));
  });

  after(async () => {
    await editor.close();
    await world.server.close();
  });

  const shown = async (): Promise<string> =>
    (await window.jobs.rows()).find((row) => row.label === label)?.description ?? '';

  const saved = async (): Promise<ReturnType<typeof countsOf>> => {
    const all = await readdir(editor.dataFolder, { recursive: true, withFileTypes: true });
    const files = all.filter(({ parentPath, name }) => parentPath.includes('snapshots') && name.endsWith('.jsonl'));
    const texts = await Promise.all(files.map(({ parentPath, name }) => readFile(join(parentPath, name), 'utf8')));
    const lines = texts.flatMap((text) => text.split('\n')).filter((line) => line.startsWith('['));
    const statuses = lines.flatMap((line) => (JSON.parse(line) as [string, string][]).map(([, status]) => status));
    const count = (wanted: readonly string[]): number => statuses.filter((status) => wanted.includes(status)).length;
    return { done: count(['completed', 'failed']), running: count(['processing']) };
  };

  it('has what it showed on the disk, though the pause between two savings was not over', async () => {
    for (let times = 0; times < 2; times++) {
      const before = await shown();
      world.pass(12_000);
      await window.runCommand('Banner Jobs: Refresh');
      await eventually(async () => assert.notEqual(await shown(), before), 10_000);
    }
    const last = countsOf(await shown());
    await window.close();
    // Two seconds are what VS Code leaves an extension that ends.
    await eventually(async () => assert.deepEqual(await saved(), last), 5000);
    assert.ok(last.running > 0);
  });
});
