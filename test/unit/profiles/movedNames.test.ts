import assert from 'node:assert/strict';
import { renameSources } from '../../../src/core/images/renameSources';
import { SourceChoices } from '../../../src/core/images/sourceChoices';
import { movedNames } from '../../../src/core/profiles/movedNames';
import { nameOfList } from '../../../src/vscode/trackedList';

describe('a profile that gets another name', () => {
  it('takes its lists and its readings with it, and neither a key nor what is of others', () => {
    const names = [
      nameOfList('tracked', 'A'),
      nameOfList('hidden', 'A'),
      JSON.stringify(['reading', 'A']),
      JSON.stringify(['reading', 'A', 'label', 'A']),
      nameOfList('tracked', 'AB'),
      JSON.stringify(['signedIn', 'A', 'https://a.example']),
      ...['sources', 'filter', '["tracked"', '"tracked"', 'null'],
    ];
    assert.deepEqual(movedNames(names, 'A', 'B'), [
      [nameOfList('tracked', 'A'), nameOfList('tracked', 'B')],
      [nameOfList('hidden', 'A'), nameOfList('hidden', 'B')],
      ['["reading","A"]', '["reading","B"]'],
      ['["reading","A","label","A"]', '["reading","B","label","A"]'],
    ]);
  });

  it('takes the source images of its jobs with it', async () => {
    const values = new Map<string, unknown>();
    const memento = {
      get: (name: string) => values.get(name),
      update: (name: string, value: unknown) => Promise.resolve(void values.set(name, value)),
    };
    const choices = new SourceChoices(memento);
    const choice = { kind: 'file', uri: 'file:///a.jpg' } as const;
    await choices.set({ profileId: 'A', jobId: '1' }, choice);
    await choices.set({ profileId: 'C', jobId: '1' }, choice);
    await renameSources(memento, 'A', 'B');
    const found = ['A', 'B', 'C'].map((profileId) => choices.get({ profileId, jobId: '1' })?.uri);
    assert.deepEqual(found, [undefined, choice.uri, choice.uri]);
  });
});
