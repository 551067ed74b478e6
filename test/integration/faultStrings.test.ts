import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { startScriptedServer, status } from '../fakes/scriptedServer';
import { rows } from './harness/inside';
import { enterScripted, jobs, leaveScripted, told, type ScriptedWorld } from './harness/scripted';

describe('hostile words in the editor', () => {
  let world: ScriptedWorld;
  before(async function () {
    this.timeout(60_000);
    world = await enterScripted('Hostile words');
    await vscode.commands.executeCommand('bannerJobs.jobs.focus');
  });
  after(() => leaveScripted(world));

  it('fault 50: a label and an id of markup are literal text, no command link is made, and the trap hears nothing', async () => {
    const trap = await startScriptedServer();
    trap.otherwise(status(200));
    const evil = [
      `<img src="${trap.url}/a" onerror=alert(1)>`,
      '$(sync~spin) x',
      '[x](command:bannerJobs.signOut)',
      `![](${trap.url}/b)`,
    ];
    world.server.otherwise(jobs(...evil.map((text) => told(text, 'failed', evil))));
    await world.inside.tracked.replaceOwn({ labels: evil, jobIds: [] });
    await world.refresh();
    const { tree } = world.inside;
    const labels = rows(world.inside);
    assert.deepEqual(labels.map(({ label }) => label).sort(), [...evil].sort());
    for (const { element } of labels) {
      // As the extension goes to a row: VS Code may be about to read the rows anew, and then finds none.
      const node = tree.node(element);
      if (node) await tree.reveal(node, { expand: true });
      for (const child of await tree.getChildren(element)) {
        const item = await tree.resolveTreeItem(tree.getTreeItem(child), child);
        const { tooltip } = item;
        if (!(tooltip instanceof vscode.MarkdownString)) continue;
        assert.deepEqual([tooltip.isTrusted ?? false, tooltip.supportHtml ?? false], [false, false]);
        assert.doesNotMatch(tooltip.value, /(?<!\\)!\[|(?<!\\)\]\(command:/);
      }
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
    assert.deepEqual([trap.connections, trap.heard.length], [0, 0]);
    await trap.close();
  });

  it('fault 54: a row that throws while it is drawn says so, and the others stand', async () => {
    world.server.otherwise(jobs(told('a'), told('b'), told('c')));
    await world.inside.tracked.replaceOwn({ labels: ['lot'], jobIds: [] });
    await world.refresh();
    const { store } = world.inside;
    // What changed is laid out when it is read: that is done before.
    rows(world.inside);
    const job = store.job.bind(store);
    store.job = (id) => {
      if (id === 'b') throw new Error('forced');
      return job(id);
    };
    try {
      const [label] = rows(world.inside);
      const texts = rows(world.inside, label?.element).map((row) => row.label);
      assert.deepEqual(texts, ['a', '(this row could not be shown)', 'c']);
    } finally {
      store.job = job;
    }
    const [label] = rows(world.inside);
    assert.deepEqual(
      rows(world.inside, label?.element).map((row) => row.label),
      ['a', 'b', 'c'],
    );
  });
});
