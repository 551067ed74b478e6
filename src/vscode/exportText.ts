import { Failure } from '../core/api/failure';
import type { Reading } from '../core/crop/reading';
import { exportCsv } from '../core/handoff/exportCsv';
import { exportHtml, type ReportJob } from '../core/handoff/exportHtml';
import { exportJob, jsonFrame, jsonJobs, type ExportFacts, type ExportJob } from '../core/handoff/exportJob';
import { reportJobs } from '../core/handoff/reportJobs';
import type { SaveJob } from '../core/handoff/saveImages';
import type { TrackedJob } from '../core/jobs/job';
import { Slices } from '../core/snapshot/slices';
import { Readings } from '../core/images/readings';
import type { Profile } from '../core/profiles/profile';
import type { Translate } from '../core/translate';
import type { LongRun } from './commands/runWithProgress';
import { pictureDeps } from './pictureDeps';
import { rest } from './rest';
import type { Services } from './services';

export type ExportFormat = 'csv' | 'json' | 'html';

/** What is asked of the user, and told. */
export interface ExportHost<Place> {
  readonly t: Translate;
  /** Of the words in a report: a tag such as `de`. */
  readonly language: string;
  readonly warn: (message: string) => void;
  /** Undefined: given up; so of the next two. */
  readonly pickFormat: (jobs: readonly TrackedJob[]) => Promise<ExportFormat | undefined>;
  readonly askPlace: (format: ExportFormat, profile: string) => Promise<Place | undefined>;
  readonly run: <T>(work: LongRun<T>) => Promise<T | undefined>;
}

type Sources = Pick<Services, 'clock' | 'session' | 'store' | 'pictures'> & {
  readonly viewer: Pick<Services['viewer'], 'memento'>;
};

/**
 * Asks for the format and the place, and makes what is written there, of the profile that is in use when it is called.
 * Undefined: given up, or there is nothing, or it failed, and that was said.
 */
export async function exportText<Place>(
  services: Sources,
  chosen: readonly SaveJob[],
  host: ExportHost<Place>,
): Promise<{ readonly place: Place; readonly text: string } | undefined> {
  const { clock, session, store } = services;
  const labels = new Map(chosen.map(({ jobId, label }) => [jobId, label]));
  const jobs = [...labels.keys()].flatMap((id) => store.job(id) ?? []);
  if (jobs.length === 0) {
    host.warn(host.t('There is no job to export.'));
    return undefined;
  }
  const { profile } = session;
  const pictures = pictureDeps(services);
  const reading = readingSaid(services, profile, labels);
  const format = await host.pickFormat(jobs);
  const place = format && (await host.askPlace(format, profile.name));
  if (!place) return undefined;
  const facts = { profile: profile.name, at: clock.now(), language: host.language };
  if (format !== 'html') {
    const text = await plainText(host, jobs, { clock, format, facts });
    return text === undefined ? undefined : { place, text };
  }
  const reported = await report(host, jobs.map(exportJob), { pictures, reading });
  return reported && { place, text: [...exportHtml(host.t, facts, reported)].join('') };
}

/** So many jobs take a few ms. */
const partLength = 50;
/** From so many on, the user sees how far it is and can give it up. */
const many = 5000;

interface PlainExport {
  readonly clock: Services['clock'];
  readonly format: 'csv' | 'json';
  readonly facts: ExportFacts;
}

/** What the view knows, in slices: of 100,000 jobs it is work for seconds. Undefined: given up. */
function plainText<Place>(
  { t, run }: ExportHost<Place>,
  jobs: readonly TrackedJob[],
  { clock, format, facts }: PlainExport,
): Promise<string | undefined> {
  const work = async (signal?: AbortSignal, step?: () => void): Promise<string> => {
    const slices = new Slices({ clock, rest });
    const parts: string[] = [];
    for (let from = 0; from < jobs.length; from += partLength) {
      const part = jobs.slice(from, from + partLength).map(exportJob);
      parts.push(format === 'csv' ? exportCsv(part, facts.at, from === 0) : jsonJobs(part));
      await slices.breathe();
      if (signal?.aborted) throw new Failure('cancelled', 'Stopped.');
      step?.();
    }
    const [head, tail] = jsonFrame(facts);
    return format === 'csv' ? parts.join('') : `${head}${parts.join(',\n')}${tail}`;
  };
  if (jobs.length < many) return work();
  return run({ title: t('Exporting jobs: {0}', jobs.length), total: Math.ceil(jobs.length / partLength), work });
}

interface ReportSource {
  readonly pictures: ReturnType<typeof pictureDeps>;
  readonly reading: (job: ExportJob) => Reading | undefined;
}

/** With pictures, a request for each completed job; undefined: given up, or it failed and that was said. */
async function report<Place>(
  { t, warn, run }: ExportHost<Place>,
  jobs: readonly ExportJob[],
  { pictures, reading }: ReportSource,
): Promise<readonly ReportJob[] | undefined> {
  const deps = await pictures();
  if (!deps) {
    warn(t('Sign in first: the report asks the server for the pictures.'));
    return undefined;
  }
  const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
  return run({
    title: t('Exporting jobs: {0}', jobs.length),
    total: jobs.length,
    work: (signal, step) => reportJobs({ ...deps, base64, reading, onJob: step }, jobs, signal),
  });
}

/**
 * What the user said of the pictures; those of the sample jobs show their source (see `withSampleReading`).
 *
 * @param labels under which each job was chosen, as the viewer has it that opens from there
 */
function readingSaid(
  { viewer }: Sources,
  { name: profileId, kind }: Profile,
  labels: ReadonlyMap<string, string>,
): (job: ExportJob) => Reading | undefined {
  const readings = new Readings(viewer.memento);
  return ({ id: jobId }) => {
    const label = labels.get(jobId);
    const said = readings.get({ profileId, jobId, ...(label === undefined ? {} : { label }) });
    return said ?? (kind === 'sample' ? 'source' : undefined);
  };
}
