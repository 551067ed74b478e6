import { singlesLabel } from './groupRef';
import type { TrackedJob } from './job';
import { countStatus, noCounts, type JobCounts } from './jobCounts';
import { goesOnFrom, idTest } from './jobFilter';
import type { JobStore } from './jobStore';
import { jobsPerStep } from './scale';
import type { Place } from './sharedParts';

type Jobs = readonly TrackedJob[];
type Counts = ReturnType<typeof noCounts>;

/** How many jobs of a place have a text in their ids. */
interface Counted {
  readonly counts: Counts;
  /** Of the place. */
  readonly version: number;
  /** Where its jobs were looked for: a label's list may come after its jobs, as it does from a snapshot. */
  readonly list: unknown;
}

/** What is known of one text. */
class Matches {
  readonly hasText: (id: string) => boolean;
  readonly found = new WeakMap<Jobs, Jobs>();
  readonly counted = new WeakMap<Place, Counted>();

  constructor(
    readonly text: string,
    readonly before: WeakMap<Jobs, Jobs> | undefined,
  ) {
    this.hasText = idTest(text);
  }
}

/**
 * Which jobs have the text of a filter in their ids. Ids stay what they are: a list of jobs is looked through once for
 * each text, and of a text that somebody types on only what was found before.
 */
export class IdMatches {
  private now = new Matches('', undefined);

  /**
   * The jobs with the text in their ids, in the order of the list; the list itself where that is all of it. In small steps.
   * @param jobs the same list is taken to have the same jobs
   * @param text see `filterText`
   */
  *among(jobs: Jobs, text: string): Generator<void, Jobs> {
    // In the steps of one text another one may be asked for.
    const { found, before, hasText } = this.of(text);
    const known = found.get(jobs);
    if (known) return known;
    const from = before?.get(jobs) ?? jobs;
    const some: TrackedJob[] = [];
    for (let at = 0; at < from.length; at += jobsPerStep) {
      for (const job of from.slice(at, at + jobsPerStep)) if (hasText(job.id)) some.push(job);
      yield;
    }
    const result = some.length === jobs.length ? jobs : some;
    found.set(jobs, result);
    return result;
  }

  /**
   * How many jobs of each place have the text in their ids; kept for each place until something changes in it, or in the
   * list where its jobs stand. In small steps.
   * @param text see `filterText`; not empty
   */
  *count(store: ListSource, text: string, places: readonly Place[]): Generator<void, (place: Place) => JobCounts> {
    const { counted } = this.of(text);
    const unknown = new Map<Place, Counted>();
    const byList = new Map<readonly string[], Place[]>();
    for (const [at, place] of places.entries()) {
      if (at % jobsPerStep === jobsPerStep - 1) yield;
      const { under, version } = place;
      const list = listOf(store, firstLabel(place));
      const known = counted.get(place);
      if (known?.version === version && known.list === list) continue;
      unknown.set(place, { version, list, counts: noCounts() });
      byList.set(under, [...(byList.get(under) ?? []), place]);
    }
    for (const label of new Set([...unknown.keys()].map(firstLabel))) {
      const countsOf = ({ under, isSingle }: TrackedJob): Counts | undefined => {
        const place = byList.get(under)?.find((each) => each.isSingle === isSingle);
        return place && firstLabel(place) === label ? unknown.get(place)?.counts : undefined;
      };
      const jobs = label === undefined ? singleJobs(store) : store.jobsOf(label);
      yield* countInRuns(yield* this.among(jobs, text), countsOf);
    }
    for (const [place, found] of unknown) counted.set(place, found);
    return (place) => counted.get(place)?.counts ?? noCounts();
  }

  private of(text: string): Matches {
    const { now } = this;
    if (text === now.text) return now;
    return (this.now = new Matches(text, goesOnFrom(now.text, text) ? now.found : undefined));
  }
}

/** What has lists of jobs. */
type ListSource = Pick<JobStore, 'jobsOf' | 'job' | 'singleIds'>;

/**
 * Thousands of jobs in a row are held by the same: where they are counted is looked up once for them. In small steps, of
 * which each list has one at least: of hundreds of labels all may be found already.
 */
function* countInRuns(jobs: Jobs, countsOf: (job: TrackedJob) => Counts | undefined): Generator<void, void> {
  let last: TrackedJob | undefined;
  let counts: Counts | undefined;
  for (const [at, job] of jobs.entries()) {
    if (at % jobsPerStep === 0) yield;
    if (job.under !== last?.under || job.isSingle !== last.isSingle) counts = countsOf((last = job));
    if (counts) countStatus(counts, job.status);
  }
}

/** What stays the same object as long as the same jobs stand there. */
function listOf(store: ListSource, label: string | undefined): unknown {
  return label === undefined ? store.singleIds : store.jobsOf(label);
}

function singleJobs(store: ListSource): Jobs {
  return store.singleIds.flatMap((id) => store.job(id) ?? []);
}

/** The first label whose list has a job of the place; undefined: it is only a single one, here or in another window. */
function firstLabel({ under }: Pick<Place, 'under'>): string | undefined {
  return under[0] === singlesLabel ? under[1] : under[0];
}
