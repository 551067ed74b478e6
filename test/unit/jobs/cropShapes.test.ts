import assert from 'node:assert/strict';
import type { Reading } from '../../../src/core/crop/reading';
import { CropShapes } from '../../../src/core/jobs/cropShapes';

const crop = { x: 0.1, y: 0.1, width: 0.5, height: 0.25 };
const of = (jobId = 'a', resultIndex = 0) => ({ jobId, resultIndex, crop });

function harness() {
  const world = { changedAt: 1, profile: 'p', readings: new Map<string, Reading>([['lot', 'source']]) };
  const shapes = new CropShapes({
    job: () => ({ changedAt: world.changedAt }),
    profileId: () => world.profile,
    reading: ({ label = '' }) => world.readings.get(label),
  });
  const told: string[] = [];
  shapes.onDidChange((jobId) => told.push(jobId));
  return { shapes, world, told };
}

describe('the shapes of crops', () => {
  it('are the ratio in pixels: of the part where the picture is the source, of all where it is the crop', () => {
    const { shapes, world } = harness();
    shapes.note('p', of(), { width: 320, height: 200 });
    assert.equal(shapes.ratioOf('lot', of()), 3.2);
    world.readings.set('lot', 'cropped');
    assert.equal(shapes.ratioOf('lot', of()), 1.6);
  });

  it('are not known of a picture that was not seen, or of which nobody said what it shows', () => {
    const { shapes, world, told } = harness();
    assert.equal(shapes.ratioOf('lot', of()), undefined);
    shapes.note('p', of(), { width: 320, height: 200 });
    const others = [shapes.ratioOf('lot', of('b')), shapes.ratioOf('lot', of('a', 1)), shapes.ratioOf(undefined, of())];
    assert.deepEqual(others, [undefined, undefined, undefined]);
    world.profile = 'another';
    assert.equal(shapes.ratioOf('lot', of()), undefined);
    assert.deepEqual(told, ['a']);
  });

  it('end with the run of the job, or with its crop', () => {
    const { shapes, world } = harness();
    shapes.note('p', of(), { width: 320, height: 200 });
    assert.equal(shapes.ratioOf('lot', { ...of(), crop: { ...crop, width: 0.4 } }), undefined);
    world.changedAt = 2;
    assert.equal(shapes.ratioOf('lot', of()), undefined);
  });

  it('are told once for each picture, and never of one without a size', () => {
    const { shapes, told } = harness();
    shapes.note('p', of(), { width: 320, height: 0 });
    for (let times = 0; times < 3; times++) shapes.note('p', of(), { width: 320, height: 200 });
    assert.deepEqual(told, ['a']);
  });

  it('are bounded: those noted first go first', () => {
    const { shapes } = harness();
    for (let index = 0; index <= 20_000; index++) shapes.note('p', of(`j${index}`), { width: 2, height: 1 });
    assert.equal(shapes.ratioOf('lot', of('j0')), undefined);
    assert.equal(shapes.ratioOf('lot', of('j1')), 4);
    assert.equal(shapes.ratioOf('lot', of('j20000')), 4);
  });
});
