import type { Translate } from '../translate';
import { checkCrop, type CropProblem } from './cropChecks';
import type { Rect } from './rect';

/** What can be wrong with a crop among those of its label; `oddRatio`: shaped unlike the others. */
export type LabelCropProblem = CropProblem | 'oddRatio';

/** What is wrong with crops, by `cropKey`; of those that are as usual there is nothing. */
export type LabelCropProblems = ReadonlyMap<string, readonly LabelCropProblem[]>;

/** A result's crop, as received. */
export interface LabelCrop {
  readonly jobId: string;
  /** From 0. */
  readonly resultIndex: number;
  readonly crop: Rect;
  /** Width to height in pixels; absent where nobody knows the size of the source. */
  readonly pixelRatio?: number;
}

/** So many crops are looked at in one step. */
const cropsPerStep = 200;

/** Fewer crops than this have no usual ratio that one of them could miss. */
const fewestForRatio = 5;

/** A ratio within 5 % of the median is the usual one, however alike the others are: outputs have whole pixels. */
const leastTolerance = Math.log(1.05);

/** Where ratios vary, so many times their usual distance from the median is still usual (three standard deviations). */
const usualSpread = 3 * 1.4826;

/**
 * Crops of one shape differ in the ratio of their fractions as their sources do, which lie between 9:16 and 16:9 as a rule:
 * only what is further off than that, and than the tolerance, is another shape for sure.
 */
const fractionTolerance = 2 * Math.log(16 / 9) + leastTolerance;

/** What a result is called in the answer of `checkLabelCrops`. */
export function cropKey(jobId: string, resultIndex: number): string {
  return `${resultIndex}/${jobId}`;
}

/** The job of a `cropKey`. */
export function jobOfCrop(key: string): string {
  return key.slice(key.indexOf('/') + 1);
}

/**
 * What is wrong with the crops of one label, by `cropKey`; a crop that is as usual is not in the answer.
 *
 * A ratio is compared with those of the same result number, for a job may make one output for each format. It is the
 * ratio in pixels where that is known. It is odd when it is further from the median than 5 % and than three standard
 * deviations, as the median distance estimates them, and when no other crop is within 5 % of it. Of the others there is
 * the ratio of the fractions only, to which the source adds its own (status-api, rule 4): it is odd where no usual source
 * explains it. With fewer than 5 crops none is odd.
 */
export function checkLabelCrops(crops: Iterable<LabelCrop>): LabelCropProblems {
  const steps = labelCropChecks(crops);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** The same in small steps: crops are looked at by the hundred, and then those of one result number at once. */
export function* labelCropChecks(crops: Iterable<LabelCrop>): Generator<void, LabelCropProblems> {
  const found = new Map<string, readonly LabelCropProblem[]>();
  const sound = new Map<number, LabelCrop[]>();
  let count = 0;
  for (const each of crops) {
    const problems = checkCrop(each.crop);
    if (problems.length > 0) found.set(cropKey(each.jobId, each.resultIndex), problems);
    else groupOf(sound, each.resultIndex).push(each);
    if (++count % cropsPerStep === 0) yield;
  }
  for (const alike of sound.values()) {
    yield;
    for (const { jobId, resultIndex } of yield* oddOnes(alike)) found.set(cropKey(jobId, resultIndex), ['oddRatio']);
  }
  return found;
}

function groupOf(groups: Map<number, LabelCrop[]>, resultIndex: number): LabelCrop[] {
  const group = groups.get(resultIndex) ?? [];
  groups.set(resultIndex, group);
  return group;
}

function* oddOnes(crops: readonly LabelCrop[]): Generator<void, readonly LabelCrop[]> {
  const measured = crops.filter(({ pixelRatio }) => pixelRatio !== undefined);
  const isEnough = measured.length >= fewestForRatio;
  const inPixels = isEnough ? yield* unlikeOthers(measured, ({ pixelRatio = 1 }) => pixelRatio, leastTolerance) : [];
  const inFractions = yield* unlikeOthers(crops, ({ crop }) => crop.width / crop.height, fractionTolerance);
  return [...inPixels, ...inFractions.filter(({ pixelRatio }) => pixelRatio === undefined || !isEnough)];
}

/** @param least how far from the median a ratio may be, as a logarithm, however alike the others are */
function* unlikeOthers(
  crops: readonly LabelCrop[],
  ratioOf: (crop: LabelCrop) => number,
  least: number,
): Generator<void, readonly LabelCrop[]> {
  if (crops.length < fewestForRatio) return [];
  // Logarithms: twice as wide is as far from the median as half as wide.
  const ratios = Float64Array.from(crops, (crop) => Math.log(ratioOf(crop)));
  yield;
  const middle = median(ratios);
  yield;
  const spread = median(ratios.map((ratio) => Math.abs(ratio - middle)));
  yield;
  const tolerance = Math.max(least, usualSpread * spread);
  const isOdd = (ratio: number): boolean => Math.abs(ratio - middle) > tolerance;
  const alone = new Set(withoutNeighbour(ratios.filter(isOdd)));
  return crops.filter((_, index) => alone.has(ratios[index] ?? middle));
}

/** Those that are further than the tolerance from the next smaller and the next larger one. */
function withoutNeighbour(ratios: Float64Array): Float64Array {
  const sorted = ratios.toSorted();
  const gap = (index: number): number => (sorted[index] ?? Infinity) - (sorted[index - 1] ?? -Infinity);
  return sorted.filter((_, index) => gap(index) > leastTolerance && gap(index + 1) > leastTolerance);
}

function median(values: Float64Array): number {
  const sorted = values.toSorted();
  const half = sorted.length / 2;
  return ((sorted[Math.ceil(half) - 1] ?? 0) + (sorted[Math.floor(half)] ?? 0)) / 2;
}

/** The gravest first: what makes the numbers useless before what makes them doubtful. */
const byGravity: readonly LabelCropProblem[] = ['notFinite', 'empty', 'pixels', 'negative', 'beyond', 'oddRatio'];

/** One short word for a row or a cell, of the gravest problem; empty when there is none. */
export function cropWord(t: Translate, problems: readonly LabelCropProblem[]): string {
  const gravest = byGravity.find((problem) => problems.includes(problem));
  switch (gravest) {
    case undefined:
      return '';
    case 'notFinite':
      return t('crop not a number');
    case 'empty':
      return t('crop empty');
    case 'pixels':
      return t('crop in pixels?');
    case 'negative':
    case 'beyond':
      return t('crop outside the image');
    case 'oddRatio':
      return t('unusual crop ratio');
    default:
      return gravest satisfies never;
  }
}
