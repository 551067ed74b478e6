import { chance } from './random';

/** Which labels there are, and how jobs are spread over them. Jobs are numbered from 0 in the order they came. */
export interface LabelPlan {
  readonly labels: readonly string[];
  /** What the ids of a label's own jobs begin with. */
  readonly prefix: (label: number) => string;
  /** Whether each label counts its own ids (`clm-0001`, `hon-0001`) or all share one count (`job-1`, `job-2`). */
  readonly countsPerLabel: boolean;
  /** The labels of a job, its own one first. */
  readonly labelsOf: (job: number, seed: number) => readonly number[];
  /** Ms by which a label's jobs are ahead of (negative) the others. */
  readonly phaseMs: (label: number) => number;
}

interface NamedLabel {
  readonly name: string;
  readonly prefix: string;
  /** The label that some of its jobs carry too. */
  readonly partner: number;
  readonly phaseMs: number;
}

const named: readonly NamedLabel[] = [
  { name: 'car-model-lot-1', prefix: 'clm', partner: 2, phaseMs: 0 },
  { name: 'honda-lot-x', prefix: 'hon', partner: 0, phaseMs: 10_000 },
  { name: 'spring-sale-2026', prefix: 'spr', partner: 3, phaseMs: 0 },
  // Far enough ahead that one label is wholly finished when the server starts.
  { name: 'newsletter-heroes', prefix: 'nws', partner: 2, phaseMs: -135_000 },
  { name: 'marketplace-tiles', prefix: 'mkt', partner: 2, phaseMs: 0 },
];

/** Twenty jobs in a row: 6, 4, 4, 2 and 4 of the five named labels. */
const turns = '01024103204120410324';
const secondLabelSalt = 10;
const secondLabelShare = 1 / 6;

/** Five labels as a shop might choose them, for a world small enough to be looked at. */
export const namedPlan: LabelPlan = {
  labels: named.map((label) => label.name),
  prefix: (label) => named[label]?.prefix ?? 'job',
  countsPerLabel: true,
  labelsOf(job, seed) {
    const own = Number(turns[job % turns.length]);
    const partner = named[own]?.partner;
    const shared = partner !== undefined && chance(seed, job, secondLabelSalt) < secondLabelShare;
    return shared ? [own, partner] : [own];
  },
  phaseMs: (label) => named[label]?.phaseMs ?? 0,
};

/** `label-001`, `label-002` …, for worlds that measure. */
export function numberedPlan(count: number): LabelPlan {
  const digits = Math.max(3, String(count).length);
  return {
    labels: Array.from({ length: count }, (_, index) => `label-${String(index + 1).padStart(digits, '0')}`),
    prefix: () => 'job',
    countsPerLabel: false,
    labelsOf(job, seed) {
      const own = job % count;
      const draw = chance(seed, job, secondLabelSalt) / secondLabelShare;
      return count > 1 && draw < 1 ? [own, (own + 1 + Math.floor(draw * (count - 1))) % count] : [own];
    },
    phaseMs: () => 0,
  };
}
