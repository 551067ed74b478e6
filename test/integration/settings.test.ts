import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { Settings } from '../../src/vscode/settings';

describe('the settings', () => {
  const target = vscode.ConfigurationTarget.Global;
  const write = (value: unknown): Thenable<void> =>
    vscode.workspace.getConfiguration().update('bannerJobs.earlierAfterDays', value, target);
  let settings: Settings;
  let reads = 0;
  const { getConfiguration } = vscode.workspace;

  before(() => {
    settings = new Settings();
    const counted: typeof getConfiguration = (...args) => (reads++, getConfiguration(...args));
    Object.assign(vscode.workspace, { getConfiguration: counted });
  });

  after(async () => {
    Object.assign(vscode.workspace, { getConfiguration });
    settings.dispose();
    await write(undefined);
  });

  it('are read once for each change, for VS Code copies all of them for each answer', async () => {
    await write(2);
    const day = 86_400_000;
    const ask = (): number[] =>
      Array.from({ length: 200 }, () => {
        assert.deepEqual([settings.transport, settings.pace.quickest > 0], ['auto', true]);
        return settings.earlierAfterMs;
      });
    reads = 0;
    assert.deepEqual(new Set(ask()), new Set([2 * day]));
    assert.ok(reads <= 5, `${reads} reads`);
    await write(3);
    assert.deepEqual(new Set(ask()), new Set([3 * day]));
  });
});
