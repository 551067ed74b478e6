import assert from 'node:assert/strict';
import { Emitter } from '../../../src/core/event';
import { cropPhotoProfile, localhostProfile, sampleProfile, type Profile } from '../../../src/core/profiles/profile';
import { TrackedList } from '../../../src/vscode/trackedList';

/** A part of VS Code's Memento: what is stored can be read at once. */
class MemoryMemento {
  private readonly values = new Map<string, unknown>();

  get(name: string): never {
    return this.values.get(name) as never;
  }
  update(name: string, value: unknown): Promise<void> {
    this.values.set(name, value);
    return Promise.resolve();
  }
}

function trackedList({ shared = [] as readonly string[], ofWorkspace = true } = {}) {
  const changed = new Emitter<void>();
  const world = { active: cropPhotoProfile as Profile, labels: shared };
  const list = new TrackedList({
    profiles: {
      get active() {
        return world.active;
      },
    },
    settings: {
      get labels() {
        return world.labels;
      },
      labelsAreWorkspaces: ofWorkspace,
      onDidChange: changed.event,
    },
    sample: { labels: ['s1', 's2'] },
    globalState: new MemoryMemento(),
    workspaceState: new MemoryMemento(),
  });
  const told = { times: 0 };
  list.onDidChange(() => told.times++);
  const change = (labels: readonly string[]): void => {
    world.labels = labels;
    changed.fire();
  };
  return { list, world, told, change };
}

describe('the tracked list', () => {
  it('takes an Untrack back in its old place, and keeps what was tracked and untracked since', async () => {
    const { list } = trackedList();
    await list.trackLabels(['a', 'b', 'c']);
    await list.trackJob('17');
    const undo = await list.untrack(['b'], ['17']);
    await list.trackLabels(['d']);
    await list.untrack(['a'], []);
    await undo();
    assert.deepEqual(list.own, { labels: ['b', 'c', 'd'], jobIds: ['17'] });
  });

  it('takes an Untrack back for the profile it was made with, and tells nobody of another', async () => {
    const { list, world, told } = trackedList();
    await list.trackLabels(['a', 'b']);
    const undo = await list.untrack(['a'], []);
    world.active = localhostProfile;
    await list.trackLabels(['z']);
    told.times = 0;
    await undo();
    assert.deepEqual([list.own.labels, told.times], [['z'], 0]);
    world.active = cropPhotoProfile;
    assert.deepEqual(list.own.labels, ['a', 'b']);
  });

  it('takes back the untracking of a sample label', async () => {
    const { list, world } = trackedList();
    world.active = sampleProfile;
    const undo = await list.untrack(['s1'], []);
    assert.deepEqual(list.labels, ['s2']);
    await undo();
    assert.deepEqual(list.labels, ['s1', 's2']);
  });

  it('takes back hiding only what that hid, for its profile', async () => {
    const { list, world } = trackedList({ shared: ['w1', 'w2'] });
    await list.hide(['w1']);
    const undo = await list.hide(['w1', 'w2']);
    world.active = localhostProfile;
    await undo();
    world.active = cropPhotoProfile;
    assert.deepEqual(list.hidden, ['w1']);
  });

  it('tells once of labels that are tracked and shown again, and of nothing that changes nothing', async () => {
    const { list, told } = trackedList({ shared: ['w'] });
    await list.hide(['w']);
    told.times = 0;
    await list.trackLabels(['w', 'a']);
    assert.deepEqual([list.labels, told.times], [['a', 'w'], 1]);
    await list.trackLabels(['w', 'a']);
    await list.unhide(['w', 'nothing']);
    await list.untrack(['nothing'], []);
    assert.equal(told.times, 1);
  });

  it('hears of settings only when the labels changed', () => {
    const { told, change, list } = trackedList({ shared: ['w'] });
    change(['w']);
    assert.equal(told.times, 0);
    change(['w', 'x']);
    assert.deepEqual([told.times, list.isShared('x'), list.origin('x')], [1, true, 'workspace']);
  });

  it('says of 5,000 labels where they come from', async () => {
    const labels = Array.from({ length: 5000 }, (_, index) => `label ${index}`);
    const { list } = trackedList({ shared: labels.slice(0, 2500), ofWorkspace: false });
    await list.trackLabels(labels);
    const own = labels.filter((label) => list.origin(label) === 'own' && !list.isShared(label));
    assert.equal(own.length, 2500);
  });

  const many = (count: number, name = 'lot'): string[] =>
    Array.from({ length: count }, (_, index) => `${name}-${index}`);

  it('takes 20 new labels of a workspace without asking, and lets more wait for a yes', async () => {
    const { list, change, told } = trackedList({ shared: many(20) });
    assert.deepEqual([list.labels.length, list.held.length], [20, 0]);
    change([...many(20), ...many(21, 'new')]);
    assert.deepEqual([list.labels.length, list.held.length, told.times], [20, 21, 1]);
    assert.equal(list.origin('new-1'), 'own');
    await list.takeHeld();
    assert.deepEqual([list.labels.length, list.held.length, told.times], [41, 0, 2]);
  });

  it('knows a label of the workspace that went and came back, as it does with a branch', () => {
    const { list, change } = trackedList({ shared: many(15) });
    change([...many(15), ...many(15, 'more')]);
    change([]);
    change([...many(15), ...many(15, 'more')]);
    assert.deepEqual([list.labels.length, list.held.length], [30, 0]);
  });

  it('asks nothing about labels of the user’s own settings', () => {
    const { list } = trackedList({ shared: many(500), ofWorkspace: false });
    assert.deepEqual([list.labels.length, list.held.length], [500, 0]);
  });
});
