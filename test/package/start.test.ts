import assert from 'node:assert/strict';
import Module from 'node:module';
import { resolve } from 'node:path';

type Load = (request: string, ...rest: unknown[]) => unknown;
const loader = Module as unknown as { _load: Load; _cache: Record<string, unknown> };
const original = loader._load;

/** `vscode` in plain Node: whatever is asked of it is there, can be called, extended and made; but no log, which services need first. */
function plainVscode(happened: string[]): unknown {
  const anything: unknown = new Proxy(Object, {
    get: (target, name): unknown => {
      if (name === 'prototype') return Reflect.get(target, name);
      return name === 'createOutputChannel' ? refuse : anything;
    },
    apply: () => anything,
    construct: () => anything as object,
  });
  const refuse = (): never => {
    happened.push('made');
    throw new Error('no log');
  };
  return anything;
}

/** A window that was used before, with the built extension in it, and what happens there, with the turns of the event loop. */
function startedWindow() {
  const happened: string[] = [];
  const vscode = plainVscode(happened);
  loader._load = (request, ...rest) => {
    if (request === 'vscode') return vscode;
    if (request === './extension.js') happened.push('loaded');
    return original(request, ...rest);
  };
  for (const file of Object.keys(loader._cache))
    if (file.startsWith(resolve('dist'))) Reflect.deleteProperty(loader._cache, file);
  const memento = { keys: () => ['profile'], get: (_: string, fallback: unknown) => fallback };
  const context = { subscriptions: [] as { dispose(): void }[], globalState: memento, workspaceState: memento };
  const { activate, deactivate } = original(resolve('dist', 'activate.js'), module, false) as {
    activate: (context: unknown) => unknown;
    deactivate: () => Promise<void>;
  };
  const quiet = turns(happened);
  activate(context);
  happened.push('active');
  const end = (): Promise<void> => {
    // As VS Code does it: the subscriptions at once, whatever `deactivate` waits for.
    const ended = deactivate();
    for (const subscription of context.subscriptions) subscription.dispose();
    return ended;
  };
  return { happened, quiet, end };
}

/** Some turns of the event loop, each noted. */
async function turns(happened: string[]): Promise<void> {
  for (let turn = 0; turn < 10; turn++) {
    await new Promise((resolve) => setImmediate(resolve));
    happened.push('turn');
  }
}

describe('the start of the built extension', () => {
  const said: unknown[] = [];
  const { error } = console;

  beforeEach(() => {
    said.length = 0;
    console.error = (...words: unknown[]) => void said.push(words);
  });

  afterEach(() => {
    console.error = error;
    loader._load = original;
  });

  it('loads what shows jobs after activate(), and makes it later still: others have their turns between', async () => {
    const { happened, quiet } = startedWindow();
    await quiet;
    const steps = happened.join(' ').replace(/turn( turn)*/g, 'turns');
    assert.equal(steps, 'active turns loaded turns made turns');
    assert.match(String(said[0]), /Banner Jobs did not start.*no log/);
  });

  for (const when of ['active', 'loaded'])
    it(`makes nothing for a window that ends once it is ${when}`, async () => {
      const { happened, quiet, end } = startedWindow();
      while (!happened.includes(when)) await new Promise((resolve) => setImmediate(resolve));
      const ended = end();
      await Promise.all([quiet, ended]);
      assert.equal(happened.includes('made'), false);
    });
});
