import assert from 'node:assert/strict';
import { Editor } from './harness/editor';
import { eventually } from './harness/eventually';
import { startWorld, type SampleWorld } from './harness/sampleWorld';
import { signIn, trackLabel } from './harness/signIn';
import type { Workbench } from './harness/workbench';

const label = 'label-001';

/** How far the rows are scrolled, in px: VS Code moves the list of them up. */
const readScroll = (): number => {
  const rows = document.querySelector('[id="workbench.view.extension.bannerJobs"] .monaco-list-rows');
  return rows ? -parseFloat(getComputedStyle(rows).top) : NaN;
};

describe('a tree that somebody has scrolled', function () {
  this.timeout(180_000);
  let world: SampleWorld;
  let editor: Editor;
  let window: Workbench;
  const scrolled = (): Promise<number> => window.page.evaluate(readScroll);
  /** Names of the rows that are selected, of those on the screen. */
  const selected = (): Promise<string[]> =>
    window.jobs.root.locator('.monaco-list-row.selected .label-name').allInnerTexts();

  before(async () => {
    world = await startWorld({ jobs: 400, labels: 1 });
    editor = await Editor.start({ settings: { ...world.settings, 'bannerJobs.polling.enabled': false } });
    window = await editor.open();
    await window.jobs.open();
    await signIn(window);
    await trackLabel(window, label);
    await window.runCommand('Banner Jobs: Sort By…');
    await window.quickInput.untilOpen();
    await window.quickInput.pick('Job id');
    await window.jobs.expand(label);
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await window.screenshot(`failed-scroll-${Date.now()}`);
  });
  after(async () => {
    await editor.close();
    await world.server.close();
  });

  /** Turns the wheel until the rows stand far below the top. */
  async function scrollDown(): Promise<void> {
    await window.jobs.root.locator('.monaco-list-rows').hover();
    await window.page.mouse.wheel(0, 1000);
    const top = await scrolled();
    assert.ok(top > 2000, `scrolled by ${top} px`);
  }

  /** Selects two rows that open nothing when they are clicked: running ones. @returns their names */
  async function selectTwo(): Promise<string[]> {
    const running = window.jobs.root.locator('.monaco-list-row[aria-label^="running"]');
    await running.nth(0).click();
    await running.nth(1).click({ modifiers: ['Control'] });
    await eventually(async () => assert.equal((await selected()).length, 2));
    return selected();
  }

  it('stays where it is, open and with its selection, while its jobs and its counts change', async () => {
    await eventually(scrollDown, 30_000);
    const chosen = await selectTwo();
    const [top, before] = [await scrolled(), await window.jobs.rows()];
    const { pages } = world.server.counters;
    world.pass(60_000);
    await window.runCommand('Banner Jobs: Refresh');
    await eventually(() => assert.ok(world.server.counters.pages > pages));
    const said = (rows: typeof before): string => rows.map(({ description }) => description).join();
    await eventually(async () => assert.notEqual(said(await window.jobs.rows()), said(before)), 30_000);
    // VS Code takes up repaints after 200 ms of silence.
    await window.page.waitForTimeout(1500);
    const after = await window.jobs.rows();
    assert.equal(await scrolled(), top);
    assert.deepEqual(
      after.map((each) => each.label),
      before.map((each) => each.label),
    );
    assert.deepEqual(await selected(), chosen);
  });
});
