import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { Editor } from './harness/editor';
import { eventually } from './harness/eventually';
import { startWorld, type SampleWorld } from './harness/sampleWorld';
import { signIn, trackLabel } from './harness/signIn';
import { wearTheme, type Theme } from './harness/themes';
import type { Workbench } from './harness/workbench';

const label = 'car-model-lot-1';
const title = `Sheet: ${label}`;

describe('the contact sheet in a window of VS Code', function () {
  this.timeout(180_000);
  let world: SampleWorld;
  let editor: Editor;
  let window: Workbench;
  const pictures = (): Locator => window.webview().locator('.cell img');
  const untilPictures = (): Promise<number> =>
    eventually(async () => {
      const count = await pictures().count();
      assert.ok(count > 3, `${count} pictures`);
      assert.equal(await window.webview().locator('.cell[aria-busy="true"]').count(), 0);
      return count;
    }, 60_000);

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
    if (this.currentTest?.state === 'failed') await window.screenshot(`failed-sheet-${Date.now()}`);
  });
  after(async () => {
    await editor.close();
    await world.server.close();
  });

  it('opens from a label’s menu and shows its outputs', async () => {
    await window.insist(
      () => window.chooseFromMenu(window.jobs.row(label), 'Open Contact Sheet'),
      () => eventually(async () => assert.ok((await window.tabs()).includes(title))),
    );
    await untilPictures();
  });

  for (const theme of ['light', 'highContrast', 'highContrastLight', 'dark'] as const satisfies readonly Theme[])
    it(`wears the theme: ${theme}`, async () => {
      await wearTheme(window, theme);
      await untilPictures();
      await window.screenshot(`sheet-${theme}`);
    });

  it('is there again after the window was loaded anew, and asks for no picture a second time', async () => {
    await eventually(() => assert.ok(world.server.counters.images > 3));
    const before = world.server.counters.images;
    await window.reload();
    await eventually(async () => assert.ok((await window.tabs()).includes(title)));
    // The editor that changed the theme may have been kept by VS Code as an open one.
    await window.page.locator('.tabs-container .tab', { hasText: title }).click();
    await untilPictures();
    assert.equal(world.server.counters.images, before);
  });

  it('opens a result in the viewer by the keyboard alone, from what the sheet loaded', async () => {
    const before = world.server.counters.images;
    await window.webview().locator('.cell[tabindex="0"]').focus();
    await window.page.keyboard.press('Home');
    // Failed jobs fill the first row.
    await window.page.keyboard.press('ArrowDown');
    await window.page.keyboard.press('Enter');
    await window.webview().locator('.canvas img').waitFor();
    await window.screenshot('sheet-enter');
    assert.equal(world.server.counters.images, before);
  });
});
