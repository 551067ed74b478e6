import assert from 'node:assert/strict';
import { chosenJobs } from '../../src/vscode/handOffJobs';
import type { Services } from '../../src/vscode/services';
import { enterWorld, rows, services, until, type TestWorld } from './harness/inside';

describe('the jobs that a command hands on', () => {
  let inside: Services;
  let world: TestWorld;

  before(async () => {
    inside = await services();
    world = await enterWorld('Chosen');
    await inside.tracked.trackLabels(world.server.labels.slice(0, 2));
    await until('the jobs are there', () => inside.store.size > 10);
  });
  after(() => world.server.close());

  /** The ids that are chosen, with these rows selected in the tree and these arguments from a menu. */
  async function chosen(selection: readonly string[], ...menu: [element?: unknown, selected?: unknown]) {
    const { tree } = inside;
    const selecting = { view: { ...tree.view, selection }, node: tree.node.bind(tree), rows: tree.rows };
    const jobs = await chosenJobs({ ...inside, tree: selecting } as unknown as Services, menu);
    return jobs.map(({ jobId }) => jobId);
  }

  it('are those of the selected rows, from the palette as well as from the menu', async () => {
    const [label] = rows(inside);
    assert.ok(label);
    const two = rows(inside, label.element).slice(0, 2);
    const elements = two.map(({ element }) => element);
    const ids = two.map((row) => row.label);
    assert.deepEqual(await chosen(elements), ids);
    assert.deepEqual(await chosen([], elements[0], elements), ids);
    assert.deepEqual(await chosen([], elements[0]), ids.slice(0, 1));
  });

  it('are all that are shown when one row or none is selected and no menu names it', async () => {
    const [label] = rows(inside);
    const all = new Set([...inside.store.jobs()].map(({ id }) => id));
    assert.deepEqual(new Set(await chosen([])), all);
    assert.deepEqual(new Set(await chosen([label?.element ?? ''])), all);
  });
});
