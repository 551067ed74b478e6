import type { JobHistory } from './job';
import { addCounts, countStatus, noCounts, type JobCounts } from './jobCounts';

/** Who holds a job: the labels whose lists have it, or the list of single jobs. */
export interface Place {
  readonly under: readonly string[];
  readonly isSingle: boolean;
  /** Of the jobs that are held so, counted as they come, change and go: nobody need look at 100,000 of them for it. */
  readonly counts: JobCounts;
  /** Another number after each of these. */
  readonly version: number;
}

const noLabels: readonly string[] = [];

type Counts = ReturnType<typeof noCounts>;

/** A place as it is kept. */
export class CountedPlace implements Place {
  readonly counts = noCounts();
  version = 0;

  /** @param sum what its jobs are counted into besides; undefined: nobody in this window tracks them */
  constructor(
    readonly under: readonly string[],
    readonly isSingle: boolean,
    public sum: Counts | undefined,
  ) {}

  /** A job came (1) or left (-1); one that changes its status does both. */
  count(status: string, by: 1 | -1): void {
    countStatus(this.counts, status, by);
    if (this.sum) countStatus(this.sum, status, by);
    this.version++;
  }
}

/** Of a job that nobody holds: its counts tell nothing. */
export const nowhere = new CountedPlace(noLabels, false, undefined);

/** Where there are more lists than this, jobs share few of them: they are not kept for jobs that come and go. */
const mostLists = 20_000;

/** Equal lists of labels are one list: most jobs of a label carry the same. */
export class SharedLists {
  private readonly known = new Map<string, readonly string[]>();
  private last: readonly string[] = noLabels;

  of(list: readonly string[]): readonly string[] {
    if (list.length === this.last.length && list.every((entry, index) => entry === this.last[index])) return this.last;
    const name = JSON.stringify(list);
    if (this.known.size >= mostLists) this.known.clear();
    const shared = this.known.get(name) ?? list;
    this.known.set(name, shared);
    return (this.last = shared);
  }

  clear(): void {
    this.known.clear();
  }
}

/** Equal places are one place: most jobs of a label are held by it alone. */
export class SharedPlaces {
  private readonly known = new Map<string, CountedPlace>();
  private labels: ReadonlySet<string> = new Set();
  private sum = noCounts();
  /** Thousands of jobs in a row go the same way. */
  private last:
    { readonly from: CountedPlace; readonly label: string | undefined; readonly to: CountedPlace } | undefined;

  /** Those that were ever a job's. */
  get all(): Iterable<Place> {
    return this.known.values();
  }

  /** Of all jobs that this window tracks, each once. */
  get own(): JobCounts {
    return this.sum;
  }

  /** These are the labels that this window tracks: the others are other windows'. */
  setOwn(labels: ReadonlySet<string>): void {
    this.labels = labels;
    this.sum = noCounts();
    for (const place of this.known.values()) {
      place.sum = this.sumOf(place);
      if (place.sum) addCounts(place.sum, place.counts);
    }
  }

  /** The place of a job that stands `from` and from now on under this label, too; or (undefined) among the single jobs. */
  with(from: CountedPlace, label: string | undefined): CountedPlace {
    if (this.last?.from === from && this.last.label === label) return this.last.to;
    const { under, isSingle } = from;
    const to = label === undefined ? this.of(under, true) : this.of([...under, label], isSingle);
    this.last = { from, label, to };
    return to;
  }

  /** The opposite of `with`. */
  without({ under, isSingle }: Place, label: string | undefined): CountedPlace {
    const rest = under.filter((entry) => entry !== label);
    return label === undefined ? this.of(under, false) : this.of(rest, isSingle);
  }

  clear(): void {
    this.known.clear();
    this.last = undefined;
    this.sum = noCounts();
  }

  private sumOf({ under, isSingle }: Pick<Place, 'under' | 'isSingle'>): Counts | undefined {
    return isSingle || under.some((label) => this.labels.has(label)) ? this.sum : undefined;
  }

  private of(under: readonly string[], isSingle: boolean): CountedPlace {
    if (under.length === 0 && !isSingle) return nowhere;
    const name = JSON.stringify([isSingle, ...under]);
    const place = this.known.get(name) ?? new CountedPlace(under, isSingle, this.sumOf({ under, isSingle }));
    this.known.set(name, place);
    return place;
  }
}

/** Equal histories in a row are one: most jobs of an answer were first seen in the same second, and never changed. */
export class SharedHistories {
  private last: JobHistory | undefined;

  of({ firstSeen, changedAt, past }: JobHistory): JobHistory {
    const { last } = this;
    const isSame = last && past.length === 0 && last.past.length === 0 && last.changedAt === changedAt;
    if (isSame && last.firstSeen === firstSeen) return last;
    return (this.last = { firstSeen, changedAt, past });
  }
}

/** @param label undefined: among the single jobs */
export function isHeld({ under, isSingle }: Pick<Place, 'under' | 'isSingle'>, label: string | undefined): boolean {
  return label === undefined ? isSingle : under.includes(label);
}
