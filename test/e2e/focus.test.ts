import assert from 'node:assert/strict';
import { Editor } from './harness/editor';
import { eventually } from './harness/eventually';
import { startWorld, type SampleWorld } from './harness/sampleWorld';
import { signIn, trackLabel } from './harness/signIn';
import type { Workbench } from './harness/workbench';

const label = 'car-model-lot-1';

/** Where a keyboard would type: a row of the tree by its name, an editor, or the name of the element. */
const readFocus = (): string => {
  const active = document.activeElement;
  const tree = active?.closest('[id="workbench.view.extension.bannerJobs"]');
  if (tree) return `tree: ${tree.querySelector('.monaco-list-row.focused .label-name')?.textContent ?? ''}`;
  return active?.closest('.editor-instance') ? 'editor' : (active?.tagName ?? '');
};

describe('the focus, once a panel that was opened from the tree is closed', function () {
  this.timeout(180_000);
  let world: SampleWorld;
  let editor: Editor;
  let window: Workbench;
  const focus = (): Promise<string> => window.page.evaluate(readFocus);
  const untilFocus = (expected: string): Promise<void> => eventually(async () => assert.equal(await focus(), expected));
  const untilTabs = (count: number): Promise<void> =>
    eventually(async () => assert.equal((await window.tabs()).length, count));

  before(async () => {
    world = await startWorld();
    world.pass(60 * 60_000);
    editor = await Editor.start({ settings: world.settings });
    window = await editor.open();
    await window.jobs.open();
    await signIn(window);
    await trackLabel(window, label);
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await window.screenshot(`failed-focus-${Date.now()}`);
  });
  after(async () => {
    await editor.close();
    await world.server.close();
  });

  /** Goes to the first job that is done by the keyboard. @returns where the focus is then */
  async function goToDone(): Promise<string> {
    await window.jobs.click(label);
    // A click closes a label that is open.
    await window.jobs.expand(label);
    const rows = await window.jobs.rows();
    const index = rows.findIndex(({ ariaLabel }) => ariaLabel.startsWith('completed, '));
    assert.ok(index > 0);
    for (let row = 0; row < index; row++) await window.page.keyboard.press('ArrowDown');
    // Rows that came or moved meanwhile led to another one.
    const row = await focus();
    assert.equal(row, `tree: ${rows[index]?.label ?? ''}`);
    return row;
  }

  /** Opens the first job by the keyboard alone, and waits until its page has the focus. */
  async function openByKeys(): Promise<string> {
    await window.jobs.expand(label);
    const row = await eventually(goToDone);
    await window.page.keyboard.press('Enter');
    await window.webview().locator('.toolbar').waitFor({ timeout: 10_000 });
    await untilFocus('IFRAME');
    return row;
  }

  it('is back on the row where it was, closed by Ctrl+W and by the command', async () => {
    const row = await openByKeys();
    assert.match(row, /^tree: ./);
    await window.webview().locator('.toolbar button[tabindex="0"]').first().focus();
    await window.page.keyboard.press('Control+W');
    await untilTabs(0);
    await untilFocus(row);
    assert.equal(await openByKeys(), row);
    await window.runCommand('View: Close Editor');
    await untilTabs(0);
    await untilFocus(row);
  });

  it('is back in the tree when it was a contact sheet', async () => {
    await window.insist(
      () => window.chooseFromMenu(window.jobs.row(label), 'Open Contact Sheet'),
      () => untilTabs(1),
    );
    await window.webview().locator('.cell[tabindex="0"]').focus();
    await window.page.keyboard.press('Control+W');
    await untilTabs(0);
    await eventually(async () => assert.match(await focus(), /^tree: ./));
  });

  it('is with the editor that is left, where there is one', async () => {
    await window.runCommand('File: New Untitled Text File');
    await untilFocus('editor');
    await openByKeys();
    await untilTabs(2);
    await window.page.keyboard.press('Control+W');
    await untilTabs(1);
    await untilFocus('editor');
    await window.closeEditors();
  });
});
