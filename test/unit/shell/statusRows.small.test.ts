import assert from 'node:assert/strict';
import type { JobTree } from '../../../src/vscode/jobTree';
import type { TreeWorld } from '../../fakes/treeWorld';
import { newTally, ShellWorld } from './tree/shellWorld';

const arrangement = { groupBy: 'status', sortBy: 'id', reversed: false } as const;
const completed = 'Mine/status completed/status';

describe('rows by status that VS Code reads while all jobs are looked through', () => {
  it('look through none of them, and say in the end what is known', async () => {
    const shell = new ShellWorld({ arrangement, openPages: [] }, { hasEarlier: false, isAllOpen: true }, newTally());
    const tree = Reflect.get(shell, 'tree') as JobTree;
    const { store } = Reflect.get(shell, 'world') as TreeWorld;
    await shell.quiet();
    const before = tree.getTreeItem(completed).description;
    await shell.run({ kind: 'pace', ms: 1 });
    await shell.run({ kind: 'filter', filter: { groups: [], text: 'j1' } });
    assert.ok(shell.isLaidOut);
    const jobs = store.jobs.bind(store);
    store.jobs = () => assert.fail('all jobs are looked through at once');
    const said = tree.getTreeItem(completed).description;
    const top = tree.getChildren();
    store.jobs = jobs;
    assert.equal(said, before);
    assert.ok(Array.isArray(top) && top.includes(completed));
    await shell.quiet();
    assert.notEqual(tree.getTreeItem(completed).description, before);
    await shell.check();
    shell.dispose();
  });

  it('are not counted to be drawn ahead meanwhile, where VS Code is about to be told of them', async () => {
    const shell = new ShellWorld({ arrangement, openPages: [] }, { hasEarlier: false, isAllOpen: true }, newTally());
    const { store } = Reflect.get(shell, 'world') as TreeWorld;
    const pacer = Reflect.get(Reflect.get(shell, 'tree') as JobTree, 'pacer') as { repaint(elements: string[]): void };
    await shell.quiet();
    pacer.repaint([completed]);
    pacer.repaint([completed]);
    await shell.run({ kind: 'pace', ms: 1 });
    await shell.run({ kind: 'filter', filter: { groups: [], text: 'j1' } });
    const jobs = store.jobs.bind(store);
    store.jobs = () => assert.fail('all jobs are looked through at once');
    const passing = shell.run({ kind: 'pass', ms: 2100 });
    assert.ok(shell.isLaidOut);
    await passing;
    store.jobs = jobs;
    await shell.quiet();
    await shell.check();
    shell.dispose();
  });
});
