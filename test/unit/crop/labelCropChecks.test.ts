import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  checkLabelCrops,
  labelCropChecks,
  cropKey,
  cropWord,
  type LabelCrop,
} from '../../../src/core/crop/labelCropChecks';
import { english } from '../../../src/core/translate';

const cropOf = (jobId: string, ratio: number, resultIndex = 0): LabelCrop => ({
  jobId,
  resultIndex,
  crop: { x: 0, y: 0, width: ratio > 1 ? 0.5 : 0.5 * ratio, height: ratio > 1 ? 0.5 / ratio : 0.5 },
});
/** A crop whose picture was seen. */
const seenOf = (jobId: string, pixelRatio: number, source = 3 / 2): LabelCrop => ({
  ...cropOf(jobId, pixelRatio / source),
  pixelRatio,
});
const problemsOf = (crops: readonly LabelCrop[]) => Object.fromEntries(checkLabelCrops(crops));

describe('the checks of a label’s crops', () => {
  it('finds the one whose ratio in pixels is unlike the others', () => {
    const crops = [1.6, 1.61, 1.59, 1.6, 1.6, 1.6, 0.8].map((ratio, index) => seenOf(`j${index}`, ratio));
    assert.deepEqual(problemsOf(crops), { [cropKey('j6', 0)]: ['oddRatio'] });
  });

  it('lets 4 % pass and finds 6 %, twice as wide as well as half as wide', () => {
    const odd = (ratio: number): number =>
      checkLabelCrops([1, 1, 1, 1, 1, ratio].map((each, index) => seenOf(`j${index}`, each))).size;
    assert.deepEqual([1.04, 1 / 1.04, 1.06, 1 / 1.06, 2, 0.5].map(odd), [0, 0, 1, 1, 1, 1]);
  });

  it('leaves a single standing source among lying ones alone, its picture seen or not, and several', () => {
    const format = 16 / 9;
    const lying = Array.from({ length: 18 }, (_, index) => `j${index}`);
    const unseenOf = (id: string, pixelRatio: number, source: number): LabelCrop => cropOf(id, pixelRatio / source);
    for (const make of [unseenOf, seenOf])
      for (const standing of [['j18'], ['j18', 'j19']]) {
        const crops = [...lying.map((id) => make(id, format, 3 / 2)), ...standing.map((id) => make(id, format, 2 / 3))];
        assert.deepEqual(problemsOf(crops), {});
      }
  });

  it('finds by fractions alone what no usual source explains, and nothing less', () => {
    const odd = (factor: number): number =>
      checkLabelCrops([1, 1, 1, 1, 1, factor].map((each, index) => cropOf(`j${index}`, each))).size;
    assert.deepEqual([2.25, 1 / 2.25, 3.2, 1 / 3.2, 3.5, 1 / 3.5].map(odd), [0, 0, 0, 0, 1, 1]);
  });

  it('compares those that were seen with one another, and says nothing by fewer than 5 of them', () => {
    const unseen = Array.from({ length: 5 }, (_, index) => cropOf(`u${index}`, 1));
    const seen = [2, 2, 2, 2, 1].map((ratio, index) => seenOf(`s${index}`, ratio, 2));
    assert.deepEqual(problemsOf([...unseen, ...seen]), { [cropKey('s4', 0)]: ['oddRatio'] });
    assert.deepEqual(problemsOf([...unseen, ...seen.slice(1)]), {});
  });

  it('compares a result only with those of the same number: a job may make one for each format', () => {
    const first = Array.from({ length: 12 }, (_, index) => seenOf(`j${index}`, 1));
    const second = first.slice(0, 5).map(({ jobId }) => ({ ...seenOf(jobId, 2), resultIndex: 1 }));
    const crops = [...first, ...second];
    assert.deepEqual(problemsOf(crops), {});
  });

  it('calls no ratio odd among four crops, nor where every ratio is another', () => {
    for (const make of [cropOf, (id: string, ratio: number) => seenOf(id, ratio)]) {
      assert.deepEqual(problemsOf([1, 1, 1, 9].map((ratio, index) => make(`j${index}`, ratio))), {});
      assert.deepEqual(problemsOf([0.5, 0.8, 1, 1.3, 1.8, 2.2].map((ratio, index) => make(`j${index}`, ratio))), {});
    }
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
      fc.property(ratios, fc.boolean(), (values, isSeen) => {
        const crops = values.map((ratio, index) => (isSeen ? seenOf : cropOf)(`j${index}`, ratio));
        const found = checkLabelCrops(crops);
        assert.ok(found.size < Math.max(1, values.length / 2));
        assert.deepEqual(new Map([...found].sort()), new Map([...checkLabelCrops(crops.toReversed())].sort()));
      }),
    );
  });

  it('calls no crop odd that has the ratio of all others, whatever usual sources they are of', () => {
    const source = fc.double({ min: 9 / 16, max: 16 / 9, noNaN: true });
    const one = fc.record({ source, isSeen: fc.boolean() });
    const format = fc.double({ min: 0.2, max: 5, noNaN: true });
    fc.assert(
      fc.property(format, fc.array(one, { minLength: 1, maxLength: 40 }), (ratio, all) => {
        const crops = all.map(({ source: of, isSeen }, index) =>
          isSeen ? seenOf(`j${index}`, ratio, of) : cropOf(`j${index}`, ratio / of),
        );
        assert.deepEqual(problemsOf(crops), {});
      }),
    );
  });

  it('finds the one crop of another ratio in pixels, whatever the sources are, once their pictures were seen', () => {
    const sources = fc.array(fc.double({ min: 0.1, max: 10, noNaN: true }), { minLength: 6, maxLength: 40 });
    const factor = fc.constantFrom(0.3, 0.9, 1.1, 1.5, 4);
    fc.assert(
      fc.property(sources, factor, (all, off) => {
        const crops = all.map((source, index) => seenOf(`j${index}`, index === 0 ? 1.5 * off : 1.5, source));
        assert.deepEqual(problemsOf(crops), { [cropKey('j0', 0)]: ['oddRatio'] });
      }),
    );
  });

  it('looks at many crops in steps, none of which is of many, and finds the same', () => {
    const crops = Array.from({ length: 1000 }, (_, index) => seenOf(`j${index}`, index === 7 ? 4 : 1.5, 1));
    const taken: number[] = [];
    let looked = 0;
    const counted = (function* () {
      for (const crop of crops) {
        looked++;
        yield crop;
      }
    })();
    const steps = labelCropChecks(counted);
    let step = steps.next();
    for (; !step.done; step = steps.next()) {
      taken.push(looked);
      looked = 0;
    }
    // The ratios in pixels, and then those in fractions, are sorted for their middle and for their spread, each in a step.
    assert.deepEqual(taken, [200, 200, 200, 200, 200, ...Array.from({ length: 7 }, () => 0)]);
    assert.deepEqual(step.value, checkLabelCrops(crops));
    assert.equal(step.value.size, 1);
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
