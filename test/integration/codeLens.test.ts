import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { LabelLenses } from '../../src/vscode/lazy/codeLens';
import type { Services } from '../../src/vscode/services';
import { FakeClock } from '../fakes/fakeClock';
import { enterWorld, services, until, type TestWorld } from './harness/inside';
import { setGlobal } from './harness/scripted';

const setting = 'bannerJobs.codeLens.enabled';
const earlierSetting = 'bannerJobs.earlierAfterDays';

describe('job labels in code', () => {
  let inside: Services;
  let world: TestWorld;
  let label: string;

  before(async () => {
    inside = await services();
    world = await enterWorld('Code');
    label = world.server.labels[0] ?? '';
  });
  after(async () => {
    await setGlobal(setting, undefined);
    await setGlobal(earlierSetting, undefined);
    await inside.tracked.replaceOwn({ labels: [], jobIds: [] });
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await world.server.close();
  });

  async function open(language: string, content: string): Promise<vscode.TextDocument> {
    const document = await vscode.workspace.openTextDocument({ language, content });
    await vscode.window.showTextDocument(document);
    return document;
  }
  async function lenses({ uri }: vscode.TextDocument): Promise<(vscode.Command | undefined)[]> {
    const found = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri, 100);
    return found.map(({ command }) => command).filter((command) => /^(Track|Open)\b/.test(command?.title ?? ''));
  }
  const titles = async (document: vscode.TextDocument): Promise<string[]> =>
    (await lenses(document)).map((command) => command?.title ?? '');

  it('are offered to be tracked, then to be opened, with the counts that are known', async () => {
    const document = await open('json', JSON.stringify({ job_labels: [label] }, null, 2));
    assert.deepEqual(await titles(document), ['Track']);
    const [command] = await lenses(document);
    await vscode.commands.executeCommand(command?.command ?? '', ...((command?.arguments ?? []) as unknown[]));
    assert.deepEqual(inside.tracked.labels, [label]);
    await until('the jobs are counted', async () => /^Open · \d+ done/.test((await titles(document))[0] ?? ''));
  });

  it('are found in a script of each language, and where there are none, nothing is', async () => {
    const scripts: [language: string, content: string][] = [
      ['javascript', `send({ job_labels: ['x-1'] });`],
      ['typescript', `const job_labels: string[] = ['x-1'];`],
      ['python', `send(job_labels=["x-1"])`],
      ['shellscript', `curl -d '{"job_labels":["x-1"]}' "$URL"`],
    ];
    for (const [language, content] of scripts)
      assert.deepEqual(await titles(await open(language, content)), ['Track'], language);
    assert.deepEqual(await titles(await open('python', 'send(job_labels=[label])')), []);
  });

  it('are left alone when the setting is off', async () => {
    const document = await open('json', '{"job_labels":["x-1"]}');
    await setGlobal(setting, false);
    assert.deepEqual(await titles(document), []);
    await setGlobal(setting, undefined);
    assert.deepEqual(await titles(document), ['Track']);
  });

  it('lead to the row of their label, under "Earlier" and in spite of a filter too', async () => {
    const document = await open('json', JSON.stringify({ job_labels: [label] }));
    const follow = async (): Promise<void> => {
      const [command] = await lenses(document);
      await vscode.commands.executeCommand(command?.command ?? '', ...((command?.arguments ?? []) as unknown[]));
    };
    const isSelected = (): boolean =>
      inside.tree.view.selection.includes(inside.tree.element({ kind: 'label', label }));
    const elsewhere = inside.tree.element({ kind: 'earlier' });
    world.pass(3_600_000);
    await inside.poller.refresh({ kind: 'all' }, true);
    // A change is noted in whole seconds.
    await new Promise((resolve) => setTimeout(resolve, 1100));
    await setGlobal(earlierSetting, 1e-6);
    await until('the label stands under "Earlier"', () => inside.groups.top().earlier.includes(label));
    await inside.tree.view.reveal(elsewhere, { select: true });
    await until('another row is selected', () => !isSelected());
    await follow();
    await until('its row under "Earlier" is selected', isSelected);
    await setGlobal(earlierSetting, undefined);
    inside.filter.set({ groups: [], text: 'no such job', labels: [] });
    assert.equal(inside.groups.hasRow(label), false);
    await follow();
    await until('its row is there again', () => inside.groups.hasRow(label));
  });

  it('are counted anew at most every two seconds, and only once somebody looked again', async () => {
    const clock = new FakeClock();
    let changes = 0;
    let count = 0;
    const own = new LabelLenses({ ...inside, clock }, () => changes++);
    const document = await open('json', JSON.stringify({ job_labels: [label] }));
    const look = (): void => {
      const token = new vscode.CancellationTokenSource().token;
      assert.equal(own.provide(document, document.getText(), token).length, 1);
    };
    const change = async (): Promise<void> => {
      await inside.tracked.replaceOwn({ labels: [`l-${++count}`], jobIds: [] });
      await clock.advance(0);
    };
    await change();
    assert.equal(changes, 0, 'nobody looked');
    look();
    await change();
    assert.equal(changes, 1);
    await change();
    assert.equal(changes, 1, 'nobody looked again');
    look();
    await clock.advance(1000);
    await change();
    assert.equal(changes, 1, 'it was a second ago');
    await clock.advance(1000);
    assert.equal(changes, 2);
    own.dispose();
  });
});
