import { checkCrop } from '../core/crop/cropChecks';
import { pixelEdges, sizeOf, wholeOf, type Edges } from '../core/crop/pixelEdges';
import { ratioMismatch, type Reading, type RatioMismatch } from '../core/crop/reading';
import type { CompareMode, ViewerState } from '../core/protocol';
import { cropModel, type CropModel } from './cropModel';
import type { HeldPicture } from './pictureStore';

export interface ShownInput {
  readonly state: ViewerState;
  /** The picture of the result, and the source, as far as they are decoded. */
  readonly result: HeldPicture | undefined;
  readonly source: HeldPicture | undefined;
  /** What the result's picture shows. */
  readonly reading: Reading;
  readonly compare: CompareMode;
  readonly asPixels: boolean;
}

/** What stands on the screen, and how it is to be read. */
export interface Shown {
  /** The picture that the crop is drawn on. */
  readonly base: HeldPicture | undefined;
  /** The output that is compared with the base. */
  readonly output: HeldPicture | undefined;
  /** How it is compared; undefined where there is nothing to compare, `source` and `output` show one of the two alone. */
  readonly compare: CompareMode | undefined;
  /** What the base shows. */
  readonly reading: Reading;
  readonly model: CropModel;
  /** The output has not the crop's ratio. */
  readonly mismatch: RatioMismatch | undefined;
}

/** A crop of one of the job's results, in px of the base. */
export interface NumberedCrop {
  readonly index: number;
  readonly edges: Edges;
}

/** Decides what is shown from what is there (viewer, point 7). */
export function decideShown(input: ShownInput): Shown {
  const { state, result, source, reading } = input;
  const isAlone = state.stage.kind === 'notice' && state.stage.reason === 'coordinatesOnly';
  if (source && isAlone) return onPicture(input, source, 'source');
  if (!result || !source || reading === 'source') return onPicture(input, result, reading);
  return compared(input, result, source);
}

/** The crops of all results, where the base is their source (viewer, point 8). */
export function numberedCrops({ results }: ViewerState, { base, reading, compare }: Shown): readonly NumberedCrop[] {
  if (!base || reading !== 'source' || compare === 'output') return [];
  return results.flatMap(({ crop }, index) => {
    if (!crop || checkCrop(crop).includes('notFinite')) return [];
    const edges = pixelEdges(crop, base.size);
    const { width, height } = sizeOf(edges);
    return width > 0 && height > 0 ? [{ index, edges }] : [];
  });
}

function onPicture({ state, asPixels }: ShownInput, base: HeldPicture | undefined, reading: Reading): Shown {
  const crop = state.results[state.resultIndex]?.crop;
  const model = base
    ? cropModel({ crop, image: base.size, reading, asPixels })
    : // Without a picture there are fractions only.
      { ...cropModel({ crop, image: { width: 1, height: 1 }, reading, asPixels: false }), ...noPixels };
  return { base, output: undefined, compare: undefined, reading, model, mismatch: undefined };
}

function compared({ state, compare, asPixels }: ShownInput, result: HeldPicture, source: HeldPicture): Shown {
  const crop = state.results[state.resultIndex]?.crop;
  const model = cropModel({ crop, image: source.size, reading: 'source', asPixels });
  const mismatch = model.pixels && ratioMismatch(sizeOf(model.pixels), result.size);
  const shared = { compare, mismatch };
  if (compare === 'output')
    return {
      ...{ ...shared, base: result, output: undefined, reading: 'cropped' },
      model: { ...model, framed: wholeOf(result.size) },
    };
  const output = compare === 'source' ? undefined : result;
  return { ...shared, base: source, output, reading: 'source', model };
}

const noPixels = { framed: undefined, pixels: undefined, ratioOf: undefined };
