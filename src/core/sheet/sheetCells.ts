import { failureWords } from '../api/failureWords';
import type { Translate } from '../translate';
import { checkLabelCrops, cropKey, type LabelCropProblem } from '../crop/labelCropChecks';
import type { Reading } from '../crop/reading';
import type { Failure } from '../api/failure';
import { defaultArrangement } from '../jobs/arrangement';
import type { CropShapes } from '../jobs/cropShapes';
import { cropsOf } from '../jobs/cropsOf';
import { isFinished, type Job, type JobDetails, type JobResult } from '../jobs/job';
import type { JobStore } from '../jobs/jobStore';
import { compareRows, orderedRow } from '../jobs/rowOrder';
import { rowText } from '../jobs/rowText';
import type { SheetCell, SheetState, SheetTarget } from '../sheetProtocol';

/** What cells are made from. Asks nobody. */
export interface SheetSources {
  readonly t: Translate;
  readonly store: JobStore;
  /** Why the details of a job could not be read. */
  readonly queue: { failure(jobId: string): Failure | undefined };
  /** What the pictures of a job show, as the user said. */
  readonly reading: (target: { profileId: string; jobId: string; label?: string }) => Reading | undefined;
  readonly shapes: Pick<CropShapes, 'ratioOf'>;
}

/** The jobs of a sheet that are known now, in the order that the tree has at first: failed ones first. */
export function sheetJobs(store: JobStore, target: SheetTarget): readonly string[] {
  const ids = target.kind === 'label' ? (store.label(target.label)?.jobIds ?? []) : target.jobIds;
  const rows = ids.flatMap((id) => {
    const job = store.job(id);
    return job ? [orderedRow(id, job, defaultArrangement)] : [];
  });
  return rows.sort(compareRows(defaultArrangement)).map(({ id }) => id);
}

/** Everything that the sheet shows of its jobs; without a notice. */
export function sheetState(from: SheetSources, target: SheetTarget): Omit<SheetState, 'notice'> {
  const { store, shapes } = from;
  const ids = sheetJobs(store, target);
  const label = target.kind === 'label' ? target.label : undefined;
  const problems = checkLabelCrops(cropsOf(store, ids, (crop) => shapes.ratioOf(label, crop)));
  const cells = ids.flatMap((id) => jobCells(id, { ...from, target, problems }));
  const completed = ids.filter((id) => store.job(id)?.status === 'completed');
  const checked = completed.filter((id) => store.details(id)).length;
  return { target, label: label ?? '', cells, jobs: ids.length, completed: completed.length, checked };
}

interface CellSources extends SheetSources {
  readonly target: SheetTarget;
  readonly problems: ReadonlyMap<string, readonly LabelCropProblem[]>;
}

function jobCells(jobId: string, from: CellSources): readonly SheetCell[] {
  const { store, queue } = from;
  const job = store.job(jobId);
  if (!job) return [];
  const details = store.details(jobId);
  const bare = { key: cellKey(jobId), jobId, status: job.status, problems: [], message: '' };
  if (!isFinished(job.status)) return [{ ...bare, kind: 'running' }];
  if (job.status === 'failed') return [{ ...bare, kind: 'failed', message: failureText(details) }];
  if (!details) {
    const failure = queue.failure(jobId);
    return [
      {
        ...bare,
        kind: failure ? 'unread' : 'waiting',
        message: rowText(failureWords(from.t, failure?.message ?? ''), ''),
      },
    ];
  }
  if (details.results.length === 0) return [{ ...bare, kind: 'noResults' }];
  return details.results.map((result, index) => resultCell({ job, result, index }, from));
}

function resultCell(
  { job, result, index }: { job: Job; result: JobResult; index: number },
  { problems, reading, target }: CellSources,
): SheetCell {
  const { profileId } = target;
  const shown = reading({ profileId, jobId: job.id, ...(target.kind === 'label' && { label: target.label }) });
  return {
    key: cellKey(job.id, index),
    jobId: job.id,
    status: job.status,
    kind: result.hasImage ? 'picture' : 'noPicture',
    resultIndex: index,
    ...(result.crop && { crop: result.crop }),
    problems: problems.get(cropKey(job.id, index)) ?? [],
    ...(shown && { reading: shown }),
    message: '',
  };
}

function failureText(details: JobDetails | undefined): string {
  return rowText(details?.errorMessage ?? '', '', 200);
}

/** Quoted, so that no job id can pass for a result of another. */
function cellKey(jobId: string, resultIndex?: number): string {
  return JSON.stringify(resultIndex === undefined ? [jobId] : [jobId, resultIndex]);
}
