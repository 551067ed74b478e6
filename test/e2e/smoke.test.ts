import assert from 'node:assert/strict';
import { eventually } from './harness/eventually';
import { themes, wearTheme, type Theme } from './harness/themes';
import { useEditor } from './harness/useEditor';

describe('the packaged extension in VS Code, used as a person would', () => {
  const shared = useEditor({ workspaceSettings: { 'editor.tabSize': 3 } });
  const window = () => shared().workbench;

  it('shows its view with a welcome', async () => {
    await window().jobs.open();
    const welcome = await eventually(async () => {
      const found = await window().jobs.welcome();
      assert.ok(found.buttons.includes('Sign In'), JSON.stringify(found));
      return found;
    });
    assert.deepEqual(welcome.buttons, ['Sign In', 'Try Sample Jobs']);
    assert.equal(await window().jobs.message(), '');
    assert.deepEqual(await window().jobs.rows(), []);
  });

  it('offers its commands in the palette', async () => {
    assert.equal(await window().offersCommand('Banner Jobs: Sign In'), true);
    assert.equal(await window().offersCommand('Banner Jobs: No Such Command'), false);
  });

  it('asks for a key in a box that hides it', async () => {
    await window().runCommand('Banner Jobs: Sign In');
    await window().quickInput.untilOpen();
    await eventually(async () => assert.equal(await window().quickInput.isPassword(), true));
    await window().quickInput.type('not a key');
    assert.equal(await window().quickInput.value(), 'not a key');
    await window().quickInput.cancel();
  });

  it('shows sample jobs, row by row', async () => {
    await window().jobs.clickWelcome('Try Sample Jobs');
    const first = await eventually(async () => {
      const found = (await window().jobs.rows()).find(({ expanded }) => expanded !== undefined);
      assert.ok(found, 'no row that opens');
      return found;
    });
    assert.equal(first.level, 1);
    await window().jobs.expand(first.label);
    await eventually(async () => {
      const rows = await window().jobs.rows();
      assert.ok(
        rows.some(({ level, ariaLabel, icon }) => level === 2 && ariaLabel !== '' && icon.length > 0),
        JSON.stringify(rows),
      );
    });
    await window().screenshot('smoke');
    assert.ok((await window().contextMenu(window().jobs.row(first.label))).length > 0);
    await window().closeMenu();
    await window().jobs.collapse(first.label);
  });

  it('shows what it has shown again after a reload', async () => {
    await window().reload();
    await window().jobs.open();
    await eventually(async () => assert.ok((await window().jobs.rows()).length > 0));
  });

  for (const theme of Object.keys(themes) as Theme[]) {
    it(`wears the theme ${themes[theme].name}`, async () => {
      await wearTheme(window(), theme);
      await window().screenshot(`smoke-${theme}`);
    });
  }

  it('keeps User settings over a restart of the server, and follows changes of them', async () => {
    await window().changeSettings({ 'workbench.statusBar.visible': false });
    const statusBar = window().page.locator('.statusbar .statusbar-item').first();
    await statusBar.waitFor({ state: 'hidden' });
    await shared().editor.restart();
    await window().reload();
    await window().jobs.open();
    await eventually(async () => assert.ok((await window().jobs.rows()).length > 0));
    assert.equal(await statusBar.isVisible(), false);
  });
});
