import { safeSegment } from '../images/safeSegment';
import type { Translate } from '../translate';

/** What a template's words stand for. */
export interface PathFacts {
  readonly jobId: string;
  /** The label that the job was saved under; empty for one tracked by its id. */
  readonly label: string;
  /** From 1. */
  readonly number: number;
  /** Without a dot. */
  readonly extension: string;
}

const known: ReadonlySet<string> = new Set(['{label}', '{job_id}', '{n}']);

/** What a file is called unless the user says otherwise. */
export const defaultTemplate = '{label}/{job_id}-{n}';

/** Leaves room for an extension below the 100 bytes of a segment. */
const longestName = 90;

/** Why a template cannot be used; undefined for one that can. */
export function templateFault(t: Translate, template: string): string | undefined {
  const words: readonly string[] = template.match(/\{[^}]*\}?/g) ?? [];
  if (words.some((word) => !known.has(word)))
    return t('Use {label}, {job_id} and {n} only. The ending of the file is added.');
  if (!words.some((word) => word === '{job_id}'))
    return t('The name must hold {job_id}, or the jobs could not be told apart.');
  return template.length > 200 ? t('This is too long for a name.') : undefined;
}

/**
 * Where a picture goes below the folder: every value and every segment is made safe, so that nothing leads out of it
 * (faults, row 89).
 *
 * @param hash of any text, in letters and digits
 */
export function imagePath(template: string, facts: PathFacts, hash: (text: string) => string): string {
  const safe = (text: string): string => safeSegment(text, hash);
  const values = {
    '{label}': facts.label === '' ? 'jobs' : safe(facts.label),
    '{job_id}': safe(facts.jobId),
    '{n}': String(facts.number),
  };
  const segments = template
    .split('/')
    .filter((segment) => segment.trim() !== '')
    .map((segment) => segment.replace(/\{label\}|\{job_id\}|\{n\}/g, (word) => values[word as keyof typeof values]));
  const name = segments.pop() ?? '';
  // A name that is too long to carry an ending is made longer still, so that it gets a hash.
  const base = safe(name.length > longestName ? name.padEnd(101, '_') : name);
  return [...segments.map(safe), `${base}.${facts.extension}`].join('/');
}

/** The same name with a number, for one that is taken. @param turn from 1: the first has no number */
export function numbered(path: string, turn: number): string {
  return turn === 1 ? path : path.replace(/(\.\w+)$/, `~${turn}$1`);
}
