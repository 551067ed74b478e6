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
  const state = { chosen };
  const workspaceState = {
    get: () => state.chosen as never,
    update: (_: string, value: string) => ((state.chosen = value), Promise.resolve()),
  };
  const profiles = new Profiles({ settings, workspaceState, log });
  const lost: string[] = [];
  profiles.onDidLoseActive((name) => lost.push(`${name} for ${profiles.active.name}`));
  const change = (list: unknown): void => {
    settings.profiles = list;
    changed.fire();
  };
  return { profiles, log, change, lost };
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

  it('is told to be lost when another window gave it another name, not when the user chose or named another here', async () => {
    const renamed = { ...mine, name: 'Ours' };
    const { profiles, change, lost } = profilesOf('Mine', 'Team');
    change([renamed, team]);
    change([renamed, team, { ...team, name: 'Third' }]);
    assert.deepEqual(lost, ['Mine for Team']);
    const here = profilesOf('Mine', 'Team');
    await here.profiles.chooseAhead('Ours');
    here.change([renamed, team]);
    assert.equal(here.profiles.active.name, 'Ours');
    await here.profiles.choose('Team');
    here.change([{ ...team, url: 'https://other.example/v1' }]);
    assert.deepEqual([here.lost, profiles.active.name], [[], 'Team']);
  });

  it('does not log the same problem at each look at the list', () => {
    const { profiles, log, change } = profilesOf(undefined, 'Team');
    change([team, { name: 'Odd' }]);
    profiles.list();
    profiles.list();
    assert.equal(log.lines.length, 1);
  });
});
