import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { createServices } from '../../src/extension';
import { services, until } from './harness/inside';

/** Counts who listens. */
class CountedEvent<T> {
  count = 0;
  readonly event: vscode.Event<T> = () => {
    this.count++;
    return new vscode.Disposable(() => {
      this.count--;
    });
  };
}

/** State that is kept for nobody. */
function memento(): vscode.Memento & { setKeysForSync(): void } {
  const kept = new Map<string, unknown>();
  return {
    keys: () => [...kept.keys()],
    get: (name: string, fallback?: unknown) => kept.get(name) ?? fallback,
    update: (name: string, value: unknown) => Promise.resolve(void kept.set(name, value)),
    setKeysForSync: () => undefined,
  } as vscode.Memento & { setKeysForSync(): void };
}

const nothing = (): void => undefined;
const silentLog = { trace: nothing, debug: nothing, info: nothing, warn: nothing, error: nothing, dispose: nothing };

const timers = (): number =>
  process.getActiveResourcesInfo().filter((name) => /Timeout|FSWatch|FSEvent/.test(name)).length;

describe('many starts in the editor', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'starts-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it('fault 80: fifty starts and ends leave no listener, timer, watch or command doubled', async function () {
    this.timeout(60_000);
    const extension = vscode.extensions.getExtension('banner-jobs.banner-jobs');
    const first = await services();
    for (let times = 0; times < 50; times++) assert.equal(await extension?.activate(), first);
    const events = Array.from({ length: 6 }, () => new CountedEvent<never>());
    const [visibility, selection, expand, collapse, checkbox, secret] = events.map(({ event }) => event);
    const view = {
      ...{ visible: false, selection: [], reveal: () => Promise.resolve(), dispose: () => undefined },
      ...{ onDidChangeVisibility: visibility, onDidChangeSelection: selection, onDidExpandElement: expand },
      ...{ onDidCollapseElement: collapse, onDidChangeCheckboxState: checkbox },
    } as unknown as vscode.TreeView<string>;
    const secrets = {
      ...{ get: () => Promise.resolve(undefined), store: () => Promise.resolve(), delete: () => Promise.resolve() },
      ...{ onDidChange: secret },
    } as unknown as vscode.SecretStorage;
    const commands = await vscode.commands.getCommands(true);
    await until('nothing moves', () => !first.poller.state.running);
    const before = timers();
    const { createOutputChannel } = vscode.window;
    // Another channel of the same name would be the same one, and end with the first of them.
    vscode.window.createOutputChannel = (() => silentLog) as unknown as typeof createOutputChannel;
    for (let times = 0; times < 50; times++) {
      const context = {
        ...{ secrets, globalState: memento(), workspaceState: memento(), subscriptions: [] as vscode.Disposable[] },
        ...{ extensionUri: extension?.extensionUri, globalStorageUri: vscode.Uri.file(folder) },
      };
      createServices(context as unknown as vscode.ExtensionContext, view);
      await new Promise((resolve) => setTimeout(resolve, 20));
      for (const owned of context.subscriptions.reverse()) owned.dispose();
    }
    vscode.window.createOutputChannel = createOutputChannel;
    await until('all is over', () => events.every(({ count }) => count === 0) && timers() <= before + 3);
    assert.deepEqual((await vscode.commands.getCommands(true)).sort(), commands.sort());
  });
});
