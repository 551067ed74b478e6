import assert from 'node:assert/strict';
import { groupName, singlesLabel, statusRefs, type GroupRef } from '../../../../src/core/jobs/groupRef';
import type { JobGroups } from '../../../../src/core/jobs/jobGroups';
import { drained } from '../../../../src/core/jobs/jobTotals';
import { fewJobs } from '../../../../src/core/jobs/scale';
import { newRepaint, type PageRef, type Repaint } from '../../../../src/core/jobs/treeLayout';
import { labelAnswer } from '../../../fakes/jobs';
import { TreeWorld } from '../../../fakes/treeWorld';
import { batchOf } from './batches';
import { Moments } from './moments';
import { ids, jobsOf, labels, type Operation, type Start } from './operations';
import { Screen } from './screen';

/** How often it came to what the steps are about. */
export const newTally = () => ({
  'a change while all was laid out': 0,
  'a change while it was caught up with': 0,
  'a read while it was laid out': 0,
  'a read while it was caught up with': 0,
  'another layout while it was caught up with': 0,
  'few jobs left while it was laid out': 0,
  'few jobs left while it was caught up with': 0,
  'several changes in one repaint': 0,
  'a change while a repaint was found out': 0,
  'another layout while a repaint was found out': 0,
  'a job that left one of its labels': 0,
  'a job that left one of its labels, told of late': 0,
  'another layout that moved some rows alone': 0,
  'another layout that moved none': 0,
});

/** The tree of jobs under a few hands: the store's, the user's, and those of VS Code, which do a step each at a time. */
export class Race {
  private readonly tree = new TreeWorld({ paints: false });
  private readonly screen: Screen;
  private readonly moments = new Moments(this.tree.store);
  private layout: Generator<void, Repaint> | undefined;
  private painting: Generator<void, Repaint> | undefined;
  private late: Generator<void, Repaint | undefined> | undefined;
  private readonly openPages: readonly number[];
  /** Number of changes. */
  private unpainted = 0;
  /** All is to be read anew once it is laid out. */
  private owesAll = false;

  /** @param tally counts what happens */
  constructor(
    { openPages, arrangement }: Start,
    private readonly tally: ReturnType<typeof newTally>,
  ) {
    this.openPages = openPages;
    const { tree } = this;
    tree.store.track(labels, []);
    tree.lay({ arrangement });
    const jobs = jobsOf({ ids, status: 0, isMixed: true, carried: ['lot-a'] });
    const answers = [labelAnswer(jobs.slice(0, 16)), labelAnswer(jobs.slice(8))] as const;
    tree.store.apply({
      labels: new Map([
        ['lot-a', answers[0]],
        ['lot-b', answers[1]],
      ]),
    });
    if (tree.groups.isBehind) drained(tree.groups.catchUp());
    tree.groups.repaint();
    this.moments.begin();
    this.screen = new Screen({ store: tree.store, groups: tree.groups, openPages });
  }

  /** Goes one step on. */
  run(operation: Operation): void {
    // Each change comes in another minute: rows by their last change have an order.
    this.tree.now += 60_000;
    switch (operation.kind) {
      case 'answer':
      case 'emptied':
      case 'leave':
      case 'details':
      case 'seen':
      case 'swap':
        this.change(() => this.tree.store.apply(batchOf(operation, this.tree.store)));
        break;
      case 'track':
        this.change(() => this.track(operation));
        break;
      case 'filter':
      case 'arrange':
        this.layAnew(operation);
        break;
      case 'lay':
        this.goOnLaying(operation.steps);
        break;
      case 'catchUp':
        this.goOnCatchingUp(operation.steps);
        break;
      case 'paint':
        this.paint(operation.steps);
        break;
      case 'draw':
      case 'page':
      case 'find':
      case 'sums':
        this.read(operation);
        break;
      case 'settle':
        this.settle();
        break;
      default:
        operation satisfies never;
    }
  }

  /** Nothing comes any more: what is being done ends, VS Code reads what it was told to, and all is as it would be anew. */
  settle(): void {
    while (this.layout || this.late || this.tree.groups.isBehind) {
      this.goOnLaying(Infinity);
      this.goOnCatchingUp(Infinity);
    }
    this.paint(Infinity);
    this.paint(Infinity);
    this.screen.draw();
    assert.deepEqual(this.result(), this.freshResult());
  }

  private result(): unknown {
    return { told: this.told(this.tree.groups), drawn: sorted(this.screen) };
  }

  private freshResult(): unknown {
    const groups = this.tree.freshGroups();
    const screen = new Screen({ store: this.tree.store, groups, openPages: this.openPages });
    return { told: this.told(groups), drawn: sorted(screen) };
  }

  private change(make: () => void): void {
    const { tree, layout, late } = this;
    const { isWide } = tree.groups;
    const before = new Map([...tree.store.jobs()].map(({ id, under }) => [id, under]));
    make();
    this.moments.note();
    this.count({ 'a change while a repaint was found out': this.painting });
    this.unpainted++;
    const isFewNow = isWide && tree.store.size < fewJobs;
    const hasLeft = [...before].some(([id, under]) => {
      const now = tree.store.job(id)?.under;
      return now && under.some((label) => !now.includes(label));
    });
    this.count({
      'a change while all was laid out': layout,
      'a change while it was caught up with': late,
      'few jobs left while it was laid out': layout && isFewNow,
      'few jobs left while it was caught up with': late && isFewNow,
      'a job that left one of its labels': hasLeft,
      'a job that left one of its labels, told of late': hasLeft && tree.groups.isBehind,
    });
  }

  /** At the pace of the screen: several changes may be one repaint, which is found out in small steps. */
  private paint(steps: number): void {
    if (!this.painting) this.count({ 'several changes in one repaint': this.unpainted > 1 });
    this.painting ??= this.tree.groups.repainting();
    this.unpainted = 0;
    for (let left = steps; this.painting && left > 0; left--) {
      const { done, value } = this.painting.next();
      if (!done) continue;
      this.painting = undefined;
      this.noteMoment();
      this.repaint(value);
    }
  }

  /** As `JobTree` does. */
  private track({ own, guests, singles, guestSingles }: Operation & { kind: 'track' }): void {
    const { store, groups } = this.tree;
    store.track(own, singles, { labels: guests, jobIds: guestSingles });
    if (groups.isWide) this.begin();
    else this.repaint({ ...newRepaint(), all: true });
  }

  private repaint(repaint: Repaint): void {
    if (repaint.all && this.layout) this.owesAll = true;
    this.screen.repaint(repaint, Boolean(this.layout));
  }

  private laidOut(repaint: Repaint): void {
    const isPart = !repaint.all && !this.owesAll;
    const moved = repaint.groups.length + repaint.jobs.length;
    this.count({
      'another layout that moved some rows alone': isPart && moved > 0,
      'another layout that moved none': isPart && moved === 0,
    });
    this.screen.repaint({ ...repaint, all: repaint.all || this.owesAll }, false);
    this.owesAll = false;
  }

  private layAnew(operation: Operation & { kind: 'filter' | 'arrange' }): void {
    this.count({ 'another layout while a repaint was found out': this.painting });
    this.count({ 'another layout while it was caught up with': this.late });
    if (operation.kind === 'filter') this.tree.filter = operation.filter;
    else this.tree.arrangement = operation.arrangement;
    this.begin();
  }

  /** As `Relayout` does: what was begun before is never gone on with. */
  private begin(): void {
    const { groups, store } = this.tree;
    groups.invalidate();
    this.moments.begin();
    const isMuch = store.size >= fewJobs;
    this.layout = isMuch ? this.laying() : undefined;
    if (!isMuch) this.laidOut(drained(groups.moved(this.pages())));
  }

  private *laying(): Generator<void, Repaint> {
    const { groups } = this.tree;
    yield* groups.prepare(this.pages());
    return yield* groups.moved(this.pages(), (repaint) => this.drawAhead(repaint));
  }

  /** As `OpenRows` does: it reads. */
  private *drawAhead({ groups }: Repaint): Generator<void, void> {
    for (const ref of groups) {
      this.tree.groups.view(ref);
      yield;
    }
  }

  private goOnLaying(steps: number): void {
    for (let left = steps; this.layout && left > 0; left--) {
      const { done, value } = this.layout.next();
      if (!done) continue;
      this.layout = undefined;
      this.laidOut(value);
    }
  }

  /** As `LateRows` does: it begins while nothing is laid out, and goes on whatever happens. */
  private goOnCatchingUp(steps: number): void {
    const { groups } = this.tree;
    if (groups.isBehind && !this.layout) this.late ??= groups.catchUp();
    for (let left = steps; this.late && left > 0; left--) {
      const { done, value } = this.late.next();
      if (!done) continue;
      this.late = undefined;
      // Where few jobs are left meanwhile, nothing is laid out of now before it is read.
      if (groups.isWide) this.noteMoment();
      if (value) this.repaint(value);
    }
  }

  private read(operation: Operation & { kind: 'draw' | 'page' | 'find' | 'sums' }): void {
    const { groups } = this.tree;
    this.count({ 'a read while it was laid out': this.layout, 'a read while it was caught up with': this.late });
    if (operation.kind === 'draw') this.screen.draw();
    else if (operation.kind === 'page') this.readPage(operation);
    else if (operation.kind === 'find') groups.view(operation.group).rows.pageOf(operation.id);
    else {
      groups.top();
      groups.totals();
      groups.found();
    }
  }

  private readPage({ group, index }: PageRef): void {
    const { groups } = this.tree;
    this.noteMoment();
    const rows = groups.view(group).rows.page(index);
    if (!('status' in group) || !groups.stands(group)) return;
    for (const id of rows) assert.ok(this.moments.has(id, group.status), `${id} is not ${group.status} any more`);
  }

  /** Few jobs are laid out when they are read. */
  private noteMoment(): void {
    const { groups } = this.tree;
    if (!groups.isWide || !(groups.isBehind || this.late)) this.moments.begin();
  }

  private *pages(): Generator<PageRef> {
    for (const group of this.groups()) for (const index of this.openPages) yield { group, index };
  }

  private groups(): readonly GroupRef[] {
    const names = [...this.tree.store.labels.map(({ label }) => label), singlesLabel];
    return [...statusRefs, ...names.map((label) => ({ label }))].filter((ref) => this.tree.groups.stands(ref));
  }

  private told(groups: JobGroups): unknown {
    const { store } = this.tree;
    const rows = this.groups().map((ref) => {
      const { counts, changedAt, rows: of } = groups.view(ref);
      const pages = Array.from({ length: of.count }, (_, index) => of.page(index));
      return [groupName(ref), counts, changedAt, of.length, pages];
    });
    const places = [...store.jobs()].map(({ id }) =>
      groups.groupsOf(id).map((ref) => groups.view(ref).rows.pageOf(id)),
    );
    const ofLabels = store.labels.map(({ label }) => [groups.rate(label), [...groups.failures(label)]]);
    return { rows, places, ofLabels, top: groups.top(), totals: groups.totals(), found: [...groups.found()] };
  }

  private count(happened: Partial<Record<keyof Race['tally'], unknown>>): void {
    for (const [name, isSo] of Object.entries(happened)) if (isSo) this.tally[name as keyof Race['tally']]++;
  }
}

const sorted = ({ drawn }: Screen): unknown => [...drawn].sort(([left], [right]) => (left < right ? -1 : 1));
