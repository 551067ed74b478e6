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
  it('is put in order once the row has been quiet for a second, and is read by nobody', async () => {
    const { clock, pages, rows } = world();
    let steps = 0;
    const order = rows.order.bind(rows);
    rows.order = function* () {
      steps++;
      yield* order();
    };
    pages.seen(lot);
    await clock.advance(900);
    pages.seen(lot);
    await clock.advance(900);
    assert.equal(steps, 0);
    await clock.advance(200);
    await settle();
    assert.deepEqual([steps, rows.isUnread, clock.pending], [1, true, 0]);
    const before = rows.page(0);
    assert.deepEqual([before.length, before[0], rows.isUnread], [pageSize, 'j0', false]);
  });

  it('is left in peace where the row left, or all has ended', async () => {
    const { tree, clock, log, pages, rows } = world();
    rows.order = () => assert.fail('put in order');
    pages.seen(lot);
    tree.store.track([], []);
    await clock.advance(2000);
    await settle();
    assert.deepEqual(log.lines, []);
    pages.seen(lot);
    pages.dispose();
    assert.equal(clock.pending, 0);
  });

  it('is tried in vain where that fails, and the log says so', async () => {
    const { clock, log, pages, rows } = world();
    rows.order = () => assert.fail('no order');
    pages.seen(lot);
    await clock.advance(2000);
    await settle();
    assert.match(log.lines.join(), /^error: Rows could not be put in order ahead: .*no order$/);
  });
});
