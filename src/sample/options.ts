import { namedPlan, numberedPlan, type LabelPlan } from './labelPlan';

export interface SampleServerOptions {
  /** The only key that is accepted, as `Authorization: Bearer <key>`. */
  readonly key: string;
  /**
   * True for a key that was made for this session and that no person types: whoever comes with another is a stranger, and
   * gets 403 like a strange Host or Origin (faults, row 88). Otherwise the server plays the API, which tells the user of a
   * mistyped key by 401 (status-api, Errors); 401 is what a sign-in is tested with.
   */
  readonly keyOfSession?: boolean;
  /** Where the build put the pictures and their `manifest.json`. */
  readonly imagesDir: string;
  /** 0, the default, for any free port. */
  readonly port?: number;
  /** Jobs that are there at the start, 0…100,000; 60 when left out. */
  readonly jobs?: number;
  /** How many labels `label-001`, `label-002` …; left out: five named ones, or 200 for more than 1,000 jobs. */
  readonly labels?: number;
  /** Jobs that come while the server runs; 30 when left out, none in a frozen world. */
  readonly arrivals?: number;
  /** Ms that every answer is held back. */
  readonly latencyMs?: number;
  /** Equal seeds give equal worlds. */
  readonly seed?: number;
  /** ms; the clock of the machine when left out. */
  readonly now?: () => number;
  /** False: every job is in its final state and none arrives. */
  readonly alive?: boolean;
  /** How many times faster than the clock the world lives. */
  readonly speed?: number;
  /** Ms that an image link is good for; 5 minutes when left out. */
  readonly linkTtlMs?: number;
}

/** Every option decided. */
export type Settings = Required<Omit<SampleServerOptions, 'labels'>> & { readonly plan: LabelPlan };

const mostJobs = 100_000;

/** @throws RangeError for a number that makes no world */
export function settle(options: SampleServerOptions): Settings {
  const { jobs = 60, alive = true, labels } = options;
  if (!Number.isInteger(jobs) || jobs < 0 || jobs > mostJobs) throw new RangeError('jobs must be 0 to 100,000');
  if (labels !== undefined && !(Number.isInteger(labels) && labels > 0 && labels <= mostJobs)) {
    throw new RangeError('labels must be 1 to 100,000');
  }
  const count = labels ?? (jobs > 1000 ? 200 : undefined);
  return {
    port: 0,
    keyOfSession: false,
    latencyMs: 0,
    seed: 1,
    now: Date.now,
    speed: 1,
    linkTtlMs: 5 * 60_000,
    arrivals: alive ? 30 : 0,
    ...options,
    jobs,
    alive,
    plan: count === undefined ? namedPlan : numberedPlan(count),
  };
}
