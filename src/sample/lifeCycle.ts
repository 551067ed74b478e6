import { chance } from './random';

export type Status = 'pending' | 'processing' | 'completed' | 'failed';

/** When a job comes, is taken up and ends: ms after the start of the server, negative for before it. */
export interface Life {
  readonly createdAt: number;
  readonly startedAt: number;
  readonly finishedAt: number;
  readonly fails: boolean;
}

const salt = { finish: 0, work: 1, fate: 2, arrival: 3, wait: 4, message: 5 } as const;
const failingShare = 0.13;
const second = 1000;

/** The last of the jobs that were there at the start ends two minutes later, jobs ahead of the others sooner. */
const earliestFinish = -90 * second;
const latestFinish = 120 * second;

/**
 * The life of a job that was there at the start. Older jobs end first, roughly, as in a real queue.
 *
 * @param age the place of the job among those there at the start: 0 for the oldest, towards 1 for the newest
 */
export function lifeFromStart(seed: number, job: number, age: number): Life {
  const order = 0.75 * age + 0.25 * chance(seed, job, salt.finish);
  const finishedAt = earliestFinish + order * (latestFinish - earliestFinish);
  const work = (15 + 45 * chance(seed, job, salt.work)) * second;
  return { createdAt: -Infinity, startedAt: finishedAt - work, finishedAt, fails: failsLater(seed, job) };
}

/**
 * The life of a job that comes while the server runs: one about every 25 seconds.
 *
 * @param turn 0 for the first of them
 */
export function lifeOfArrival(seed: number, job: number, turn: number): Life {
  const createdAt = (15 + 25 * turn + 10 * chance(seed, job, salt.arrival)) * second;
  const startedAt = createdAt + (6 + 14 * chance(seed, job, salt.wait)) * second;
  const finishedAt = startedAt + (10 + 30 * chance(seed, job, salt.work)) * second;
  return { createdAt, startedAt, finishedAt, fails: failsLater(seed, job) };
}

/** @param elapsed ms since the start; `Infinity` when all is over */
export function statusAt(life: Life, elapsed: number): Status {
  if (elapsed >= life.finishedAt) return life.fails ? 'failed' : 'completed';
  return elapsed >= life.startedAt ? 'processing' : 'pending';
}

const messages = [
  'mask_image has another size than input_image (1600 × 900 instead of 2000 × 1125).',
  'No crop keeps the minimum margins of 5% around the masked subject.',
  'input_image_url answered 404 Not Found.',
  'mask_image is fully transparent: there is no subject to keep.',
  'input_image could not be decoded: unexpected end of the JPEG data.',
  'The analysis took longer than 30 seconds. Submit the job again.',
] as const;

/** Why a failed job failed, in the server's words. */
export function failureMessage(seed: number, job: number): string {
  return messages[Math.floor(chance(seed, job, salt.message) * messages.length)] ?? messages[0];
}

function failsLater(seed: number, job: number): boolean {
  return chance(seed, job, salt.fate) < failingShare;
}
