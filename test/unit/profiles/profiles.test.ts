import assert from 'node:assert/strict';
import { Emitter } from '../../../src/core/event';
import { Profiles } from '../../../src/vscode/profiles';
import { MemoryLog } from '../../fakes/memoryLog';

const mine = { name: 'Mine', url: 'https://mine.example/v1' };
const team = { name: 'Team', url: 'https://team.example/v1' };

function profilesOf(chosen: string | undefined, profile: string) {
  const changed = new Emitter<void>();
  const settings = { profile, profiles: [mine, team] as unknown, onDidChange: changed.event };
  const log = new MemoryLog();
  const workspaceState = { get: () => chosen as never, update: () => Promise.resolve() };
  const profiles = new Profiles({ settings, workspaceState, log });
  const change = (list: unknown): void => {
    settings.profiles = list;
    changed.fire();
  };
  return { profiles, log, change };
}

describe('the profile in use', () => {
  it("is the settings' when the window's own vanishes, and that is logged once", () => {
    const { profiles, log, change } = profilesOf('Mine', 'Team');
    assert.equal(profiles.active.name, 'Mine');
    change([team]);
    change([team]);
    assert.equal(profiles.active.name, 'Team');
    assert.deepEqual(log.lines, ['warn: There is no usable profile "Mine": this window uses "Team".']);
  });

  it('is Crop.photo when neither is there', () => {
    const { profiles, change } = profilesOf('Mine', 'Team');
    change([]);
    assert.equal(profiles.active.name, 'Crop.photo');
  });

  it('does not log the same problem at each look at the list', () => {
    const { profiles, log, change } = profilesOf(undefined, 'Team');
    change([team, { name: 'Odd' }]);
    profiles.list();
    profiles.list();
    assert.equal(log.lines.length, 1);
  });
});
