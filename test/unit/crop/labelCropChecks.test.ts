import assert from 'node:assert/strict';
import fc from 'fast-check';
import { checkLabelCrops, cropKey, cropWord, type LabelCrop } from '../../../src/core/crop/labelCropChecks';
import { english } from '../../../src/core/translate';

const cropOf = (jobId: string, ratio: number, resultIndex = 0): LabelCrop => ({
  jobId,
  resultIndex,
  crop: { x: 0, y: 0, width: ratio > 1 ? 0.5 : 0.5 * ratio, height: ratio > 1 ? 0.5 / ratio : 0.5 },
});
const problemsOf = (crops: readonly LabelCrop[]) => Object.fromEntries(checkLabelCrops(crops));

describe('the checks of a label’s crops', () => {
  it('finds the one whose ratio is unlike the others', () => {
    const crops = [1.6, 1.61, 1.59, 1.6, 1.6, 1.6, 0.8].map((ratio, index) => cropOf(`j${index}`, ratio));
    assert.deepEqual(problemsOf(crops), { [cropKey('j6', 0)]: ['oddRatio'] });
  });

  it('lets 4 % pass and finds 6 %, twice as wide as well as half as wide', () => {
    const odd = (ratio: number): number =>
      checkLabelCrops([1, 1, 1, 1, 1, ratio].map((each, index) => cropOf(`j${index}`, each))).size;
    assert.deepEqual([1.04, 1 / 1.04, 1.06, 1 / 1.06, 2, 0.5].map(odd), [0, 0, 1, 1, 1, 1]);
  });

  it('leaves several of one shape alone: standing sources among lying ones make other fractions of one format', () => {
    const lying = Array.from({ length: 18 }, (_, index) => cropOf(`j${index}`, (16 / 9) * (2 / 3)));
    const standing = [18, 19].map((index) => cropOf(`j${index}`, (16 / 9) * (3 / 2)));
    assert.deepEqual(problemsOf([...lying, ...standing]), {});
    assert.deepEqual(problemsOf([...lying, standing[0]!]), { [cropKey('j18', 0)]: ['oddRatio'] });
  });

  it('compares a result only with those of the same number: a job may make one for each format', () => {
    const first = Array.from({ length: 12 }, (_, index) => cropOf(`j${index}`, 1, 0));
    const second = first.slice(0, 5).map(({ jobId }) => cropOf(jobId, 2, 1));
    const crops = [...first, ...second];
    assert.deepEqual(problemsOf(crops), {});
  });

  it('calls no ratio odd among four crops, nor where every ratio is another', () => {
    assert.deepEqual(problemsOf([1, 1, 1, 3].map((ratio, index) => cropOf(`j${index}`, ratio))), {});
    assert.deepEqual(problemsOf([0.5, 0.8, 1, 1.3, 1.8, 2.2].map((ratio, index) => cropOf(`j${index}`, ratio))), {});
  });

  it('finds what is wrong with a crop alone, and does not let it spoil the median', () => {
    const broken = [
      { x: 0, y: 0, width: NaN, height: 1 },
      { x: 0.8, y: 0, width: 0.4, height: 0.4 },
      { x: 0, y: 0, width: 900, height: 10 },
    ].map((crop, index) => ({ jobId: `bad${index}`, resultIndex: 0, crop }));
    const sound = [1, 1, 1, 1, 1].map((ratio, index) => cropOf(`j${index}`, ratio));
    assert.deepEqual(problemsOf([...broken, ...sound]), {
      [cropKey('bad0', 0)]: ['notFinite'],
      [cropKey('bad1', 0)]: ['beyond'],
      [cropKey('bad2', 0)]: ['pixels'],
    });
  });

  it('never calls the median itself odd, nor half of the crops or more, whatever their order', () => {
    const ratios = fc.array(fc.double({ min: 0.05, max: 20, noNaN: true }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(ratios, (values) => {
        const crops = values.map((ratio, index) => cropOf(`j${index}`, ratio));
        const found = checkLabelCrops(crops);
        assert.ok(found.size < Math.max(1, values.length / 2));
        assert.deepEqual(new Map([...found].sort()), new Map([...checkLabelCrops(crops.toReversed())].sort()));
      }),
    );
  });

  it('says the gravest problem in one short word, and nothing of a sound crop', () => {
    const words = [
      ['beyond', 'negative'],
      ['oddRatio'],
      ['empty', 'beyond'],
      ['pixels', 'negative'],
      ['notFinite'],
      [],
    ];
    assert.deepEqual(
      words.map((problems) => cropWord(english, problems as Parameters<typeof cropWord>[1])),
      ['crop outside the image', 'unusual crop ratio', 'crop empty', 'crop in pixels?', 'crop not a number', ''],
    );
  });
});
