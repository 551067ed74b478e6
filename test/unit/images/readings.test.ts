import assert from 'node:assert/strict';
import { Readings } from '../../../src/core/images/readings';

const job = { profileId: 'p', label: 'lot', jobId: 'j' };

function open() {
  const kept = new Map<string, unknown>();
  const readings = new Readings({
    get: (name) => kept.get(name),
    update: (name, value) => Promise.resolve(void kept.set(name, value)),
  });
  /** Of the job, another job of its label, and one of another label. */
  const all = (): unknown[] =>
    [job, { ...job, jobId: 'k' }, { ...job, label: 'other' }].map((each) => readings.get(each));
  return { readings, all };
}

describe('what pictures show', () => {
  it('is as said for the profile, else for the label, else for the job: the narrower goes first', async () => {
    const { readings, all } = open();
    await readings.choose(job, 'profile', 'source');
    await readings.choose(job, 'label', 'cropped');
    assert.deepEqual(all(), ['cropped', 'cropped', 'source']);
    await readings.choose(job, 'job', 'source');
    assert.deepEqual(all(), ['source', 'cropped', 'source']);
  });

  it('is said anew for what lies within a wider choice, and for nothing beside it', async () => {
    const { readings, all } = open();
    await readings.choose(job, 'job', 'source');
    await readings.choose(job, 'label', 'cropped');
    assert.deepEqual(all(), ['cropped', 'cropped', undefined]);
    await readings.choose(job, 'profile', 'source');
    assert.deepEqual(all(), ['source', 'source', 'source']);
  });

  it('is another one for a label that is spelled like a job, and for another profile', async () => {
    const { readings } = open();
    await readings.choose({ ...job, label: 'j' }, 'label', 'cropped');
    const others = [
      { profileId: 'p', jobId: 'j' },
      { ...job, label: 'job' },
      { ...job, profileId: 'q', label: 'j' },
    ];
    assert.deepEqual(
      others.map((each) => readings.get(each)),
      [undefined, undefined, undefined],
    );
  });
});
