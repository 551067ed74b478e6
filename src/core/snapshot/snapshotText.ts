import type { SavedHead, SavedJob } from '../jobs/savedLabel';
import { firstLineOf, lastLineOf, linesOf } from './partedLines';
import { jobText, readJob } from './savedJobText';

/** Jobs of one line: so many are written, read and shown at once, which takes a millisecond or two. */
export const jobsPerLine = 100;

/** Lines of earlier versions hold up to so many. */
const mostPerLine = 500;

/** Grows when an earlier version could not read what this one writes. */
const format = 1;

/** What the first line of a file tells. */
export interface SnapshotHead {
  readonly head: SavedHead;
  /** See `profileId`. */
  readonly profile: string;
  /** When it was written, ms since 1970. */
  readonly writtenAt: number;
}

/** A file that is as long as it was written; its lines are read one by one. */
export interface OpenSnapshot extends SnapshotHead {
  /** The whole file, as it was read. */
  readonly parts: readonly string[];
  /** Of the lines between the first and the last. */
  readonly characters: number;
  /** So many lines were written. */
  readonly lines: number;
}

/** Why a file is set aside, for the log. */
export interface Unusable {
  readonly unusable: 'torn' | 'foreign' | 'newer';
}

/** The first line of a file. */
export function headLine({ head, profile, writtenAt }: SnapshotHead): string {
  return `${JSON.stringify({ format, profile, writtenAt, ...head })}\n`;
}

/** A line of at most `jobsPerLine` jobs. */
export function jobsLine(label: string, jobs: readonly SavedJob[]): string {
  return `[${jobs.map((job) => jobText(job, label)).join(',')}]\n`;
}

/** The last line: it counts the lines of jobs and their characters, so that a torn file is known at once. */
export function lastLine(lines: readonly string[]): string {
  return `${JSON.stringify({ lines: lines.length, characters: sumOf(lines) })}\n`;
}

/**
 * Looks at the first and the last line of a file, and at nothing between them. Never throws.
 * @param parts the text of the file, parted anywhere: it is never put together
 */
export function openSnapshot(parts: readonly string[]): OpenSnapshot | Unusable {
  const first = firstLineOf(parts);
  const head = readObject(first);
  if (head && typeof head.format === 'number' && head.format > format) return { unusable: 'newer' };
  const last = lastLineOf(parts);
  const end = last === undefined ? undefined : readObject(last);
  const read = head && readHead(head);
  if (!read || head.format !== format) return { unusable: end ? 'foreign' : 'torn' };
  // Each line was counted with its end.
  const characters = sumOf(parts) - first.length - (last?.length ?? 0);
  if (!isNumber(end?.lines) || end.characters !== characters) return { unusable: 'torn' };
  return { ...read, parts, characters, lines: end.lines };
}

/** The jobs of a file, line by line: the caller may rest between two. Ends with what it finds wrong. Never throws. */
export function* readLines({
  parts,
  characters,
  lines,
  head,
}: OpenSnapshot): Generator<readonly SavedJob[] | Unusable> {
  let seen = -1;
  let left = characters;
  for (const line of linesOf(parts)) {
    if (++seen === 0) continue;
    if (left === 0) break;
    const jobs = readJobs(line, head.label);
    yield jobs ?? { unusable: 'foreign' };
    if (!jobs) return;
    left -= line.length;
  }
  if (seen !== lines + 1) yield { unusable: 'torn' };
}

/** The jobs of a line; undefined when it is not what was written. Never throws. */
export function readJobs(line: string, label: string): readonly SavedJob[] | undefined {
  const list = parse(line);
  if (!Array.isArray(list) || list.length > mostPerLine) return undefined;
  const jobs = list.map((entry) => readJob(entry, label));
  return jobs.every((job) => job !== undefined) ? jobs : undefined;
}

function readHead(value: Readonly<Record<string, unknown>>): SnapshotHead | undefined {
  const { profile, writtenAt, label, since, asOf, unreadable, noticedAt } = value;
  const { complete, capped, aligned } = value;
  if (typeof profile !== 'string' || typeof label !== 'string') return undefined;
  if (!isNumber(writtenAt) || !isNumber(since) || !isNumber(asOf) || !isNumber(unreadable)) return undefined;
  if (typeof complete !== 'boolean' || typeof capped !== 'boolean' || typeof aligned !== 'boolean') return undefined;
  const noticed = isNumber(noticedAt) ? { noticedAt } : {};
  return { profile, writtenAt, head: { label, since, asOf, complete, capped, aligned, unreadable, ...noticed } };
}

function readObject(line: string): Readonly<Record<string, unknown>> | undefined {
  const value = parse(line);
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? (value as Record<string, unknown>) : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function sumOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + line.length, 0);
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
