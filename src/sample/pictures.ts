import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chance } from './random';

/** A crop as a scene declares it: px of the picture, from its top left corner. */
export interface Box {
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** One picture of `manifest.json`. */
export interface Picture {
  readonly file: string;
  readonly contentType: string;
  /** px */
  readonly width: number;
  /** px */
  readonly height: number;
  /** Labels whose jobs show this picture; a label that no picture names takes any. */
  readonly labels: readonly string[];
  /** The subject first. */
  readonly crops: readonly Box[];
}

/** `crop_coordinates`: fractions 0…1 of the source picture (spec/status-api.md, rule 4). */
export interface Fractions {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * @param folder where the build put the pictures
 * @throws when the pictures have not been drawn, with what to do about it
 */
export async function readPictures(folder: string): Promise<readonly Picture[]> {
  let pictures: unknown;
  try {
    const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as { pictures?: unknown };
    pictures = manifest.pictures;
  } catch (cause) {
    throw new Error(`The sample pictures are missing from ${folder}: run "npm run build".`, { cause });
  }
  if (!Array.isArray(pictures) || pictures.length === 0) throw new Error(`${folder}/manifest.json names no pictures.`);
  return pictures as Picture[];
}

/** The share of jobs whose first result frames the subject whatever is drawn for the rest. */
const subjectFirst = 0.85;

const salt = { picture: 20, count: 21, first: 22, shift: 23 } as const;

/** What a job's results are made of: one picture, and a crop for each result. */
export interface Output {
  readonly picture: Picture;
  readonly crops: readonly Fractions[];
}

/** The one to four results that a job ends with. */
export function outputOf(
  seed: number,
  job: { index: number; labels: readonly string[] },
  all: readonly Picture[],
): Output {
  const fitting = all.filter((picture) => picture.labels.includes(job.labels[0] ?? ''));
  const choice = fitting.length > 0 ? fitting : all;
  const picture = choice[Math.floor(chance(seed, job.index, salt.picture) * choice.length)];
  if (!picture) throw new Error('There are no sample pictures.');
  const shown = picture.crops.length;
  const count = Math.min(shown, 1 + Math.floor(4 * chance(seed, job.index, salt.count) ** 2));
  const draw = chance(seed, job.index, salt.first);
  const first = draw < subjectFirst ? 0 : Math.floor(((draw - subjectFirst) / (1 - subjectFirst)) * shown);
  const boxes = [...picture.crops.slice(first), ...picture.crops.slice(0, first)].slice(0, count);
  return {
    picture,
    crops: boxes.map((box, turn) => fractions(box, picture, chance(seed, job.index, salt.shift + turn))),
  };
}

/** Two jobs of one picture differ by a hair, as two analyses of like pictures would. */
function fractions(box: Box, picture: Picture, draw: number): Fractions {
  const width = round(box.width / picture.width);
  const height = round(box.height / picture.height);
  const touchesSide = box.x === 0 || box.x + box.width === picture.width;
  const shift = touchesSide ? 0 : (draw - 0.5) * 0.02 * width;
  const x = round(Math.min(1 - width, Math.max(0, box.x / picture.width + shift)));
  return { x, y: round(Math.min(1 - height, box.y / picture.height)), width, height };
}

function round(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
