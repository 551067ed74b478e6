import assert from 'node:assert/strict';
import { SavedProfiles } from '../../../src/core/snapshot/savedProfiles';
import { job, labelAnswer } from '../../fakes/jobs';
import { atStart, hash, machine, pathOf, snapshotWindow } from './snapshotWorld';

const before = '["P","https://p.example"]';
const after = '["Q","https://p.example"]';

describe('the saved jobs of a profile that gets another name', () => {
  it('are read under the new name, with what was announced, and those of other profiles are left alone', async () => {
    const world = machine();
    const window = snapshotWindow(world);
    window.store.apply({ labels: new Map([['lot', labelAnswer([job('a', 'completed')])]]) });
    window.store.noticed('lot', 4_000_000_000);
    await window.writer.writeNow();
    world.folder.files.set(`snapshots/${hash(before)}/torn.jsonl`, { text: '{', changedAt: 0 });
    const own = world.folder.files.get(pathOf('lot', before));
    assert.ok(own);
    // Of another profile, and in this one's folder all the same.
    const foreign = own.text.replace('https://p.example', 'https://f.example');
    assert.notEqual(foreign, own.text);
    world.folder.files.set(`snapshots/${hash(before)}/foreign.jsonl`, { text: foreign, changedAt: 0 });
    const saved = new SavedProfiles({ folder: world.folder, hash });
    await saved.copy(before, after);
    await saved.remove(before);
    await saved.copy('["N","https://n.example"]', after);
    assert.deepEqual([...world.folder.files.keys()], [pathOf('lot', after)]);
    const renamed = snapshotWindow(world);
    renamed.profile.id = after;
    await renamed.reader.read(atStart);
    assert.deepEqual(renamed.store.label('lot')?.jobIds, ['a']);
    assert.equal(renamed.store.label('lot')?.noticedAt, 4_000_000_000);
    assert.deepEqual(renamed.log.lines, []);
  });
});
