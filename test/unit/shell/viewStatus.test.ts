import assert from 'node:assert/strict';
import { noFilter } from '../../../src/core/jobs/jobFilter';
import { ViewStatus } from '../../../src/vscode/viewStatus';
import { job, labelAnswer } from '../../fakes/jobs';
import { TreeWorld } from '../../fakes/treeWorld';

type Parts = ConstructorParameters<typeof ViewStatus>[0];

/** Some jobs in the editor; what it sets of its view is counted. */
function made() {
  const world = new TreeWorld();
  world.store.track(['lot'], []);
  world.store.apply({ labels: new Map([['lot', labelAnswer([job('a-job')])]]) });
  const session = { keyState: 'kept', isStarting: false, profile: { name: 'Test', kind: 'remote' } };
  const parts = {
    ...{ session, poller: { state: {} }, background: {}, arrangement: { current: world.arrangement } },
    filter: {
      get current() {
        return world.filter;
      },
    },
  };
  const { store, groups } = world;
  const status = new ViewStatus({ ...(parts as unknown as Pick<Parts, keyof typeof parts>), store, groups });
  const view = { title: '', message: undefined } as unknown as Parameters<ViewStatus['update']>[0];
  return { world, status, view };
}

describe('what the view says besides its rows', () => {
  it('is told of once for each other message, by when it has it', () => {
    const { world, status, view } = made();
    const heard: (string | undefined)[] = [];
    status.onDidSay(() => heard.push(view.message));
    status.update(view);
    assert.deepEqual(heard, []);
    for (const text of ['a', 'a-', 'a-', '']) {
      world.lay({ filter: { ...noFilter, text } });
      status.update(view);
    }
    assert.deepEqual(heard, ['1 of 1 job: “a”', '1 of 1 job: “a-”', undefined]);
  });
});
