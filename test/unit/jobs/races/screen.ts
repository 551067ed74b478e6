import { groupName, type GroupRef } from '../../../../src/core/jobs/groupRef';
import type { JobGroups } from '../../../../src/core/jobs/jobGroups';
import type { JobStore } from '../../../../src/core/jobs/jobStore';
import { speedText } from '../../../../src/core/notice/rate';
import { english } from '../../../../src/core/translate';
import type { Repaint } from '../../../../src/core/jobs/treeLayout';

interface ScreenDeps {
  readonly store: JobStore;
  readonly groups: JobGroups;
  /** Which pages of the rows of each group are open. */
  readonly openPages: readonly number[];
}

/** What VS Code shows of the tree: it reads again only what is to be repainted, and a while after it was told. */
export class Screen {
  /** A row, or a page of rows → what is drawn there. */
  readonly drawn = new Map<string, unknown>();
  /** How each of them is read again. */
  private readonly readers = new Map<string, () => void>();
  private readonly waiting = new Set<string>();
  private isAllWaiting = true;

  constructor(private readonly deps: ScreenDeps) {
    this.draw();
  }

  /** Everything is to be repainted. */
  repaintAll(): void {
    this.isAllWaiting = true;
  }

  /** Takes what is to be repainted. @param isBusy all is laid out anew and read at the end of it, not before */
  repaint({ all, groups, jobs, found }: Repaint, isBusy: boolean): void {
    if (all && !isBusy) this.repaintAll();
    if (all) return;
    for (const ref of groups) this.waiting.add(groupName(ref));
    for (const { group, jobId } of jobs) this.waiting.add(belowName(group, jobId));
    if (found.list || found.labels.length > 0) this.waiting.add('found');
  }

  /** Reads again what is to be repainted, as far as it is drawn. */
  draw(): void {
    if (this.isAllWaiting) this.drawAll();
    for (const name of this.waiting) this.readers.get(name)?.();
    this.waiting.clear();
  }

  private drawAll(): void {
    this.isAllWaiting = false;
    for (const map of [this.drawn, this.readers, this.waiting]) map.clear();
    const { groups, hasFound } = this.deps.groups.top();
    this.drawn.set('top', [groups.map(groupName), hasFound]);
    for (const ref of groups) this.put(groupName(ref), () => this.drawGroup(ref));
    if (hasFound) this.put('found', () => this.drawn.set('found', [...this.deps.groups.found()]));
  }

  private put(name: string, read: () => void): void {
    this.readers.set(name, read);
    read();
  }

  private drawGroup(ref: GroupRef): void {
    const { counts, rows } = this.deps.groups.view(ref);
    for (const name of this.drawn.keys())
      if (name.startsWith(belowName(ref))) for (const map of [this.drawn, this.readers]) map.delete(name);
    const speed = 'label' in ref ? speedText(english, this.deps.groups.drawnRate(ref.label)) : '';
    this.drawn.set(groupName(ref), [{ ...counts }, rows.length, rows.count, speed]);
    for (const index of this.deps.openPages) {
      if (index >= rows.count) continue;
      const ids = rows.page(index);
      this.drawn.set(belowName(ref, `page ${index}`), ids);
      for (const id of ids) this.put(belowName(ref, id), () => this.drawn.set(belowName(ref, id), this.rowOf(ref, id)));
    }
  }

  /** Under a status, the first of its labels that this window tracks names a job. */
  private rowOf(ref: GroupRef, id: string): readonly unknown[] {
    const { store } = this.deps;
    const { status, labels, under = [], details } = store.job(id) ?? {};
    const named = 'status' in ref ? under.find((label) => store.label(label)?.guest === false) : undefined;
    return [status, labels, named, details?.results.length];
  }
}

const belowName = (ref: GroupRef, name = ''): string => `${groupName(ref)} / ${name}`;
