import { stringify } from 'csv-stringify/sync';
import type { ExportJob } from './exportJob';
import { secondsIn } from './exportTimes';

const columns = [
  'job_id',
  'status',
  'job_labels',
  'first_seen',
  'last_change',
  'seconds_pending',
  'seconds_processing',
  'error_message',
  'result',
  'crop_x',
  'crop_y',
  'crop_width',
  'crop_height',
];

/**
 * Jobs as CSV (RFC 4180, with a mark that tells spreadsheets of UTF-8): a line for each result, or one for a job without.
 * What a spreadsheet would take for a formula gets a quote in front, so that no label runs.
 *
 * @param at until when the state counts that a job has, ms since 1970
 * @param isFirst false: more jobs of a text that has begun
 */
export function exportCsv(jobs: readonly ExportJob[], at: number, isFirst = true): string {
  const form = { escape_formulas: true, record_delimiter: '\r\n' as const };
  const options = { ...form, header: isFirst, columns, bom: isFirst };
  return stringify(jobs.flatMap((job) => linesOf(job, at)).map(defuseLines), options);
}

function linesOf(job: ExportJob, at: number): (string | number)[][] {
  const { id, status, labels, firstSeen, changedAt, errorMessage = '' } = job;
  const times = ['pending', 'processing'].map((each) => secondsIn(job, each, at) ?? '');
  const head = [id, status, labels.join('; '), firstSeen, changedAt, ...times, errorMessage];
  if (!job.results || job.results.length === 0) return [[...head, '', '', '', '', '']];
  return job.results.map(({ crop }, index) => {
    const numbers = crop ? [crop.x, crop.y, crop.width, crop.height] : ['', '', '', ''];
    return [...head, index + 1, ...numbers];
  });
}

/**
 * The library looks at a cell's first character, a spreadsheet at the first one that is not blank. One whose list separator
 * is the semicolon, as in German, or the tab begins a cell there, too.
 */
function defuseLines(cells: readonly (string | number)[]): (string | number)[] {
  return cells.map((cell) => (typeof cell === 'string' ? cell.replace(beginning, "$1'") : cell));
}

/** What stands before a formula that is not the cell's very first character. */
const beginning = /(^\s+|[;\t\r\n]\s*)(?=[=+\-@])/g;
