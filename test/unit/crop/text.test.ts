import assert from 'node:assert/strict';
import { aspectName, aspectText } from '../../../src/core/crop/aspectRatio';
import { fractionTexts, pixelsText, problemText, shareText, sizeText } from '../../../src/core/crop/cropText';
import { english } from '../../../src/core/translate';

describe('the words of a crop', () => {
  it('group pixels by thousands', () => {
    const edges = { left: 400, top: 240, right: 2000, bottom: 1140 };
    assert.equal(pixelsText(english, edges), '1,600 × 900 at (400, 240)');
    assert.equal(sizeText(english, { width: 12_000, height: 1 }), '12,000 × 1');
  });

  it('give fractions as they came', () => {
    const texts = fractionTexts({ x: 0.1, y: 1 / 3, width: 1e-7, height: Infinity });
    assert.deepEqual(texts, [
      ['x', '0.1'],
      ['y', '0.3333333333333333'],
      ['width', '1e-7'],
      ['height', 'Infinity'],
    ]);
  });

  for (const [share, text] of [
    [0.16, '16 %'],
    [0.0312, '3.1 %'],
    [0.00444, '0.44 %'],
    [1, '100 %'],
  ] as const)
    it(`call ${share} of the area ${text}`, () => assert.equal(shareText(english, share), text));

  for (const [width, height, text] of [
    [1600, 900, '16:9 (1.778)'],
    [900, 1600, '9:16 (0.563)'],
    [1602, 901, '≈16:9 (1.778)'],
    [1600, 1000, '16:10 (1.600)'],
    [2100, 900, '21:9 (2.333)'],
    [1200, 628, '≈1.91:1 (1.911)'],
    [700, 1900, '7:19 (0.368)'],
    [1234, 777, '1.588'],
    [500, 500, '1:1 (1.000)'],
    [0, 500, ''],
  ] as const)
    it(`call ${width} × ${height} "${text}"`, () => assert.equal(aspectText(english, { width, height }), text));

  it('call a ratio well-known within half a per cent only', () => {
    assert.equal(aspectName({ width: 16.07, height: 9 }), '≈16:9');
    assert.equal(aspectName({ width: 16.1, height: 9 }), undefined);
  });

  it('say each problem', () => {
    const problems = ['notFinite', 'negative', 'empty', 'beyond', 'pixels'] as const;
    assert.equal(new Set(problems.map((problem) => problemText(english, problem))).size, problems.length);
  });
});
