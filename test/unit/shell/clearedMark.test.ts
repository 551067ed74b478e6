import assert from 'node:assert/strict';
import { markedProfiles, markName } from '../../../src/core/keys/markedProfiles';
import { cropPhotoProfile } from '../../../src/core/profiles/profile';
import { clearLate, clearStates, keptNames } from '../../../src/vscode/clearedMark';

/** What VS Code keeps for a workspace, or for all. */
class Memento {
  private readonly values = new Map<string, unknown>();
  constructor(values: Readonly<Record<string, unknown>> = {}) {
    for (const [name, value] of Object.entries(values)) this.values.set(name, value);
  }
  keys(): readonly string[] {
    return [...this.values.keys()];
  }
  get(name: string): unknown {
    return this.values.get(name);
  }
  update(name: string, value: unknown): Promise<void> {
    if (value === undefined) this.values.delete(name);
    else this.values.set(name, value);
    return Promise.resolve();
  }
}

describe('deleting what VS Code keeps', () => {
  it('fault 90: reaches a workspace that was closed then, once, before it is read', async () => {
    const globalState = new Memento({ tracked: ['lot'] });
    const closed = new Memento({ filter: 'lot' });
    const open = new Memento({ filter: 'lot' });
    await clearStates({ globalState, workspaceState: open } as never, 1000);
    assert.deepEqual([keptNames(globalState as never), keptNames(open as never)], [[], []]);
    clearLate({ globalState, workspaceState: closed } as never);
    assert.deepEqual(keptNames(closed as never), []);
    for (const state of [closed, open]) {
      await state.update('filter', 'new');
      clearLate({ globalState, workspaceState: state } as never);
      assert.equal(state.get('filter'), 'new');
    }
  });

  it('leaves everything alone where nothing was ever deleted', () => {
    const workspaceState = new Memento({ filter: 'lot' });
    clearLate({ globalState: new Memento(), workspaceState } as never);
    assert.deepEqual(workspaceState.keys(), ['filter']);
  });

  it('finds the profiles that have a key by their marks, and by nothing else', () => {
    const names = [markName(cropPhotoProfile), 'x', '[1]', '["signedIn"]', '["tracked","Crop.photo"]', 'null'];
    assert.deepEqual(
      markedProfiles(names).map(({ name, origin }) => [name, origin]),
      [[cropPhotoProfile.name, cropPhotoProfile.origin]],
    );
  });
});
