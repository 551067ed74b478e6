import assert from 'node:assert/strict';
import * as vscode from 'vscode';

const extension = () => vscode.extensions.all.find(({ packageJSON }) => isOurs(packageJSON as { name?: string }));
const isOurs = ({ name }: { name?: string }) => name === 'banner-jobs';

describe('The extension in the editor', () => {
  it('runs in the version of VS Code that was asked for', () => {
    const asked = process.env.BANNER_JOBS_VSCODE ?? '';
    assert.ok(vscode.version.startsWith(asked), `asked for ${asked}, got ${vscode.version}`);
  });

  it('activates', async () => {
    const found = extension();
    assert.ok(found, 'the extension is not there');
    await found.activate();
    assert.equal(found.isActive, true);
  });

  it('has a view that can be focused', async () => {
    const commands = await vscode.commands.getCommands();
    assert.ok(commands.includes('bannerJobs.jobs.focus'));
    await vscode.commands.executeCommand('bannerJobs.jobs.focus');
  });

  it('registers every command that its manifest offers', async () => {
    const manifest = extension()?.packageJSON as { contributes: { commands?: { command: string }[] } };
    const registered = new Set(await vscode.commands.getCommands(true));
    const offered = (manifest.contributes.commands ?? []).map(({ command }) => command);
    assert.deepEqual(
      offered.filter((command) => !registered.has(command)),
      [],
    );
  });
});
