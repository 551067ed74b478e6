import assert from 'node:assert/strict';
import { pageSize } from '../../../src/core/jobs/scale';
import { Slices } from '../../../src/core/snapshot/slices';
import { FirstPages } from '../../../src/vscode/firstPages';
import { FakeClock, settle } from '../../fakes/fakeClock';
import { job, labelAnswer } from '../../fakes/jobs';
import { MemoryLog } from '../../fakes/memoryLog';
import { TreeWorld } from '../../fakes/treeWorld';

const lot = { label: 'lot' };

/** A label with two pages. */
function world() {
  const tree = new TreeWorld();
  tree.store.track(['lot'], []);
  const jobs = Array.from({ length: pageSize + 1 }, (_, index) => job(`j${index}`));
  tree.store.apply({ labels: new Map([['lot', labelAnswer(jobs)]]) });
  const clock = new FakeClock();
  const log = new MemoryLog();
  const slices = (): Slices => new Slices({ clock, rest: settle });
  const pages = new FirstPages({ clock, log, slices, groups: tree.groups });
  const { rows } = tree.groups.view(lot);
  return { tree, clock, log, pages, rows };
}

describe('the first page of a group whose row was drawn', () => {
  /** How often rows are put in order. */
  function counted({ rows }: Pick<ReturnType<typeof world>, 'rows'>) {
    const steps = { count: 0 };
    const order = rows.order.bind(rows);
    rows.order = function* () {
      steps.count++;
      yield* order();
    };
    return steps;
  }
  const pass = async (clock: FakeClock, ms: number): Promise<void> => {
    await clock.advance(ms);
    await settle();
  };

  it('is put in order once the row has been quiet for a second, and is read by nobody', async () => {
    const { clock, pages, rows } = world();
    const steps = counted({ rows });
    pages.seen(lot);
    await pass(clock, 900);
    pages.seen(lot);
    await pass(clock, 900);
    assert.equal(steps.count, 0);
    await pass(clock, 200);
    assert.deepEqual([steps.count, rows.isUnread, clock.pending], [1, true, 0]);
    const before = rows.page(0);
    assert.deepEqual([before.length, before[0], rows.isUnread], [pageSize, 'j0', false]);
  });

  it('is put in order whatever other rows are drawn meanwhile, and once', async () => {
    const { clock, pages, rows } = world();
    const steps = counted({ rows });
    pages.seen(lot);
    for (let times = 0; times < 10; times++) {
      pages.seen({ label: 'another' });
      await pass(clock, 300);
    }
    assert.equal(steps.count, 1);
    await pass(clock, 5000);
    assert.deepEqual([steps.count, clock.pending], [1, 0]);
  });

  it('is put in order again where all has another order, but not of another profile', async () => {
    const { clock, pages, rows } = world();
    const steps = counted({ rows });
    pages.seen(lot);
    await pass(clock, 1000);
    pages.again();
    await pass(clock, 1000);
    assert.equal(steps.count, 2);
    pages.clear();
    pages.again();
    await pass(clock, 2000);
    assert.equal(steps.count, 2);
  });

  it('is left in peace where the row left or nobody has read the group, or all has ended', async () => {
    const { tree, clock, log, pages, rows } = world();
    rows.order = () => assert.fail('put in order');
    pages.seen(lot);
    pages.seen({ label: 'never read' });
    tree.store.track([], []);
    tree.groups.view = () => assert.fail('computed');
    await pass(clock, 2000);
    assert.deepEqual(log.lines, []);
    pages.seen(lot);
    pages.dispose();
    assert.equal(clock.pending, 0);
  });

  it('is left alone where all ends while others are put in order', async () => {
    const { clock, pages, rows, tree } = world();
    const steps = counted({ rows });
    pages.seen({ label: 'first' });
    pages.seen(lot);
    const { groups } = tree;
    const peek = groups.peek.bind(groups);
    groups.peek = (ref) => ('label' in ref && ref.label === 'first' ? (pages.dispose(), undefined) : peek(ref));
    await pass(clock, 2000);
    assert.deepEqual([steps.count, clock.pending], [0, 0]);
  });

  it('is tried in vain where that fails, and the log says so', async () => {
    const { clock, log, pages, rows } = world();
    rows.order = () => assert.fail('no order');
    pages.seen(lot);
    await pass(clock, 2000);
    assert.match(log.lines.join(), /^error: Rows could not be put in order ahead: .*no order$/);
  });
});

describe('a group as nobody reads it', () => {
  it('is what was computed of it, and nothing where that is not so', () => {
    const { tree, rows } = world();
    assert.equal(tree.groups.peek(lot)?.rows, rows);
    tree.lay({});
    assert.equal(tree.groups.peek(lot), undefined);
    assert.equal(tree.groups.peek(lot), undefined, 'it is computed no more than before');
  });
});
