import { coverPositions, reachesEnd, tailStart, type Cover } from './pollCover';

/** One page request, at any position of a label. */
export interface PageAt {
  readonly label: string;
  readonly start: number;
  /** `window`: unfinished jobs stand there. `probe`: new jobs may. */
  readonly kind: 'window' | 'probe';
}

/** What a run asks. */
export interface PollPlan {
  /** Labels of which all pages are asked for. */
  readonly passes: readonly string[];
  readonly pages: readonly PageAt[];
  /** Jobs asked for by their ids. */
  readonly jobIds: readonly string[];
}

/** What the planner knows of a label. Runs are counted; a cost is a number of requests. */
export interface LabelFacts {
  readonly label: string;
  readonly jobIds: readonly string[];
  /** Indices in `jobIds` of the jobs that are not finished, ascending. */
  readonly unfinished: readonly number[];
  /** Some of them may be asked for under another label, or by their ids. */
  readonly overlaps: boolean;
  /** Entries in the server's list, those that cannot be read included. */
  readonly length: number;
  /** All its pages are owed now: never answered, as of an earlier session, failed, or awaited. */
  readonly due: boolean;
  /** Its last pass is `passEvery` runs ago. */
  readonly overdue: boolean;
  /** What all its pages cost. */
  readonly cost: number;
  /** The run that last brought all its pages. */
  readonly passedAt: number;
  /** When a run last looked for new jobs, ms since 1970. */
  readonly lookedAt: number;
  /** Where new jobs were seen last. */
  readonly growsAt: 'head' | 'tail';
  /** Whether a page can be asked for by position, or a job by its id: not after they misled three times. */
  readonly may: { readonly windows: boolean; readonly singles: boolean };
}

/** What the planner may spend besides. */
export interface PollBudget {
  /** For passes that nothing else calls for, in fiftieths of a request. */
  readonly credit: number;
}

export interface PlanFacts {
  readonly labels: readonly LabelFacts[];
  /** Jobs tracked one by one that are worth a request, unless a page tells of them anyway. */
  readonly jobIds: readonly string[];
  /** Those of them whose own answer is wanted, whatever pages tell. */
  readonly ownAnswers: ReadonlySet<string>;
  /** Jobs whose own query failed: asked for by page where that can be. */
  readonly unaskable: ReadonlySet<string>;
  /** Nothing is unfinished: the run looks for new jobs only. */
  readonly idle: boolean;
  /** ms since 1970 */
  readonly now: number;
  readonly budget: PollBudget;
}

/** In so many runs each label is passed once, changed or not. */
export const passEvery = 50;

/** Where nobody looked for so long, new jobs are looked for though others are unfinished; in ms. As often as while none is. */
export const probeEvery = 120_000;

/** So many such labels, or this share of all of them, are looked at by one run: what a start asked is not owed at once. */
const probesAtOnce = { least: 4, share: 1 / 4 } as const;

interface Draft {
  readonly facts: PlanFacts;
  readonly passes: Set<string>;
  readonly pages: Map<string, PageAt[]>;
  readonly jobIds: Set<string>;
  /** Unfinished jobs that something in the draft asks for. */
  readonly covered: Set<string>;
}

/**
 * The fewest requests that tell of every unfinished job, and besides, within the budget, of what is new or changed
 * against expectation. Never more than all pages of all labels.
 *
 * @returns the plan, and what is left of the budget
 */
export function pollPlan(facts: PlanFacts): { readonly plan: PollPlan; readonly budget: PollBudget } {
  const draft: Draft = { facts, passes: new Set(), pages: new Map(), jobIds: new Set(), covered: new Set() };
  for (const label of facts.labels) if (label.due) pass(draft, label);
  const credit = passInTurn(draft);
  for (const label of facts.labels) cover(draft, label);
  for (const id of facts.ownAnswers) draft.jobIds.add(id);
  for (const id of facts.jobIds) if (!draft.covered.has(id)) draft.jobIds.add(id);
  probe(draft);
  const pages = [...draft.pages.values()].flat();
  return { plan: { passes: [...draft.passes], pages, jobIds: [...draft.jobIds] }, budget: { credit } };
}

/** In place of whatever was to be asked of the label. */
function pass({ facts: { ownAnswers }, passes, pages, jobIds, covered }: Draft, facts: LabelFacts): void {
  passes.add(facts.label);
  pages.delete(facts.label);
  if (!facts.overlaps && jobIds.size === 0) return;
  for (const index of facts.unfinished) {
    const id = facts.jobIds[index] ?? '';
    covered.add(id);
    if (!ownAnswers.has(id)) jobIds.delete(id);
  }
}

/** Spends the credit on the labels whose pass is longest ago. */
function passInTurn(draft: Draft): number {
  const { labels, budget } = draft.facts;
  const waiting = labels.filter(({ label }) => !draft.passes.has(label)).sort((a, b) => a.passedAt - b.passedAt);
  let credit = budget.credit + labels.reduce((sum, { cost }) => sum + cost, 0);
  for (const label of waiting) {
    const price = label.cost * passEvery;
    if (credit < price && !label.overdue) return credit;
    credit = Math.max(0, credit - price);
    pass(draft, label);
  }
  return 0;
}

function cover(draft: Draft, facts: LabelFacts): void {
  if (draft.passes.has(facts.label)) return;
  const isOpen = (index: number): boolean => !draft.covered.has(facts.jobIds[index] ?? '');
  const open = facts.overlaps ? facts.unfinished.filter(isOpen) : facts.unfinished;
  if (open.length === 0) return;
  const single = (index: number): boolean => facts.may.singles && !draft.facts.unaskable.has(facts.jobIds[index] ?? '');
  const found = coverPositions(open, { windows: facts.may.windows, single });
  if (!found || found.windows.length + found.singles.length >= facts.cost) pass(draft, facts);
  else take(draft, facts, { found, open });
}

function take(draft: Draft, facts: LabelFacts, { found, open }: { found: Cover; open: readonly number[] }): void {
  const { label, jobIds } = facts;
  if (facts.overlaps) for (const index of open) draft.covered.add(jobIds[index] ?? '');
  for (const index of found.singles) draft.jobIds.add(jobIds[index] ?? '');
  draft.pages.set(
    label,
    found.windows.map((start) => ({ label, start, kind: 'window' })),
  );
}

/** Looks for new jobs: everywhere while nothing is unfinished, else where nobody looked for long. */
function probe(draft: Draft): void {
  const { labels, idle, now } = draft.facts;
  // Either way: a clock may be set back.
  const isOld = ({ lookedAt }: LabelFacts): boolean => idle || Math.abs(now - lookedAt) >= probeEvery;
  const unseen = labels.filter((each) => isOld(each) && !draft.passes.has(each.label) && !seesEnd(draft, each));
  const most = Math.max(probesAtOnce.least, Math.ceil(labels.length * probesAtOnce.share));
  unseen.sort((a, b) => a.lookedAt - b.lookedAt);
  for (const facts of idle ? unseen : unseen.slice(0, most)) probeLabel(draft, facts);
}

function probeLabel(draft: Draft, facts: LabelFacts): void {
  const { label, length, growsAt, cost } = facts;
  const pages = draft.pages.get(label) ?? [];
  const start = growsAt === 'head' ? 0 : tailStart(length);
  const singles = facts.unfinished.filter((index) => draft.jobIds.has(facts.jobIds[index] ?? '')).length;
  if (pages.length + singles + 1 >= cost) pass(draft, facts);
  else draft.pages.set(label, [...pages, { label, start, kind: 'probe' }]);
}

function seesEnd({ pages }: Draft, { label, length, growsAt }: LabelFacts): boolean {
  const asked = pages.get(label) ?? [];
  return asked.some(({ start }) => (growsAt === 'head' ? start === 0 : reachesEnd(start, length)));
}
