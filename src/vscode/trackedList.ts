import type * as vscode from 'vscode';
import { Emitter, type Disposable } from '../core/event';
import { cleanLabels } from '../core/jobs/labelInput';
import { sampleProfile } from '../core/profiles/profile';
import type { Profiles } from './profiles';
import type { SampleHost } from './sampleHost';
import { SharedLabels } from './sharedLabels';
import type { Settings } from './settings';

/** Where a tracked label comes from: the user's own list, or a setting that a team shares. */
export type LabelOrigin = 'own' | 'workspace';

/** The user's own list. */
export interface OwnList {
  readonly labels: readonly string[];
  readonly jobIds: readonly string[];
}

/** Takes back one change of a list, for the profile it was made with; what was tracked since stays. */
export type Undo = () => Promise<void>;

interface TrackedListDeps {
  readonly profiles: Pick<Profiles, 'active'>;
  readonly settings: Pick<Settings, 'labels' | 'labelsAreWorkspaces' | 'onDidChange'>;
  readonly globalState: Pick<vscode.Memento, 'get' | 'update'>;
  readonly workspaceState: Pick<vscode.Memento, 'get' | 'update'>;
  /** Its labels are tracked with the sample jobs as long as the user has not changed that list. */
  readonly sample: Pick<SampleHost, 'labels'>;
}

/** What is tracked with the profile in use: the user's own list and the workspace's labels, less those hidden here. */
export class TrackedList implements Disposable {
  private readonly emitter = new Emitter<void>();
  private readonly subscription: Disposable;
  private readonly shared: SharedLabels;
  private sharedBefore: readonly string[];
  // Each row asks where its label comes from, so lists are read once for each stored value, whoever stored it.
  private readonly readOwn = rememberLast((stored: StoredList) => cleanOwn(stored));
  private readonly readHidden = rememberLast((stored: unknown) => cleanLabels(stored));
  private readonly sharedSet = rememberLast((labels: readonly string[]) => new Set(labels));
  private readonly sampleList = rememberLast((labels: readonly string[]): OwnList => ({ labels, jobIds: [] }));

  readonly onDidChange = this.emitter.event;

  constructor(private readonly deps: TrackedListDeps) {
    this.shared = new SharedLabels(deps.settings, deps.workspaceState);
    this.sharedBefore = this.shared.labels;
    this.subscription = this.shared.onDidChange(() => this.sharedChanged());
  }

  /** Own labels first, in the order they were tracked, then the workspace's. */
  get labels(): readonly string[] {
    const hidden = new Set(this.hidden);
    const isHidden = (label: string): boolean => hidden.has(label) && this.isShared(label);
    return [...new Set([...this.own.labels, ...this.shared.labels])].filter((label) => !isHidden(label));
  }

  get jobIds(): readonly string[] {
    return this.own.jobIds;
  }

  /** Labels of the workspace that are hidden in this window. */
  get hidden(): readonly string[] {
    return this.hiddenOf(this.active);
  }

  /** Labels of the workspace that are many and new: tracked once `takeHeld` is called. */
  get held(): readonly string[] {
    return this.shared.held;
  }

  get own(): OwnList {
    return this.ownOf(this.active);
  }

  /** A label that is on both lists is the workspace's: untracking it here would not take it away. */
  origin(label: string): LabelOrigin {
    return this.isShared(label) ? 'workspace' : 'own';
  }

  /** True when the workspace's setting names the label, hidden or not. */
  isShared(label: string): boolean {
    return this.sharedSet(this.shared.labels).has(label);
  }

  /** Adds labels to the user's own list, and shows them again where they were hidden. */
  async trackLabels(labels: readonly string[]): Promise<void> {
    const { active } = this;
    const own = this.ownOf(active);
    const mine = labels.filter((label) => !this.isShared(label));
    // Both are written before the first is waited for: what is stored can be read at once.
    const writes = [
      this.writeHidden(active, without(this.hiddenOf(active), labels)),
      this.writeOwn(active, { ...own, labels: [...own.labels, ...mine] }),
    ];
    await this.tell(active, writes);
  }

  async trackJob(id: string): Promise<void> {
    const { own } = this;
    await this.replaceOwn({ ...own, jobIds: [...own.jobIds, id] });
  }

  /** Takes labels and jobs off the user's own list. */
  async untrack(labels: readonly string[], jobIds: readonly string[]): Promise<Undo> {
    const { active } = this;
    const before = this.ownOf(active);
    const after = { labels: without(before.labels, labels), jobIds: without(before.jobIds, jobIds) };
    await this.tell(active, [this.writeOwn(active, after)]);
    return async () => {
      const now = this.ownOf(active);
      const restored = {
        labels: putBack({ before: before.labels, after: after.labels, now: now.labels }),
        jobIds: putBack({ before: before.jobIds, after: after.jobIds, now: now.jobIds }),
      };
      await this.tell(active, [this.writeOwn(active, restored)]);
    };
  }

  async replaceOwn(list: OwnList): Promise<void> {
    const { active } = this;
    await this.tell(active, [this.writeOwn(active, list)]);
  }

  /** Does not show these labels of the workspace in this window. */
  async hide(labels: readonly string[]): Promise<Undo> {
    const { active } = this;
    const added = without(labels, this.hiddenOf(active));
    await this.tell(active, [this.writeHidden(active, [...this.hiddenOf(active), ...added])]);
    return () => this.unhideIn(active, added);
  }

  /** The user says yes to the labels of the workspace that wait for it. */
  async takeHeld(): Promise<void> {
    await this.shared.take();
  }

  async unhide(labels: readonly string[]): Promise<void> {
    await this.unhideIn(this.active, labels);
  }

  /** What is stored may have been deleted. */
  reread(): void {
    this.emitter.fire();
  }

  dispose(): void {
    this.subscription.dispose();
    this.shared.dispose();
    this.emitter.dispose();
  }

  private get active(): string {
    return this.deps.profiles.active.name;
  }

  private ownOf(profile: string): OwnList {
    const stored = this.deps.globalState.get<StoredList>(nameOfList('tracked', profile));
    if (stored) return this.readOwn(stored);
    return this.sampleList(profile === sampleProfile.name ? this.deps.sample.labels : none);
  }

  private hiddenOf(profile: string): readonly string[] {
    return this.readHidden(this.deps.workspaceState.get(nameOfList('hidden', profile)));
  }

  private unhideIn(profile: string, labels: readonly string[]): Promise<void> {
    return this.tell(profile, [this.writeHidden(profile, without(this.hiddenOf(profile), labels))]);
  }

  /** Undefined when this is what is stored already. */
  private writeOwn(profile: string, list: OwnList): PromiseLike<void> | undefined {
    const clean = cleanOwn(list);
    const before = this.ownOf(profile);
    if (sameList(before.labels, clean.labels) && sameList(before.jobIds, clean.jobIds)) return undefined;
    return this.deps.globalState.update(nameOfList('tracked', profile), clean);
  }

  private writeHidden(profile: string, labels: readonly string[]): PromiseLike<void> | undefined {
    if (sameList(this.hiddenOf(profile), labels)) return undefined;
    return this.deps.workspaceState.update(nameOfList('hidden', profile), [...labels]);
  }

  /** Waits until it is written, and tells of it once, if something was and it concerns the profile in use. */
  private async tell(profile: string, writes: readonly (PromiseLike<void> | undefined)[]): Promise<void> {
    const begun = writes.filter((write) => write !== undefined);
    await Promise.all(begun);
    if (profile === this.active && begun.length > 0) this.emitter.fire();
  }

  private sharedChanged(): void {
    const { labels } = this.shared;
    // Labels that wait are told of too: nothing else asks for them.
    if (sameList(labels, this.sharedBefore) && this.held.length === 0) return;
    this.sharedBefore = labels;
    this.emitter.fire();
  }
}

interface StoredList {
  readonly labels?: unknown;
  readonly jobIds?: unknown;
}

const none: readonly string[] = [];

/** Under which name a list of a profile is stored. */
export function nameOfList(kind: 'tracked' | 'hidden', profile: string): string {
  return JSON.stringify([kind, profile]);
}

function cleanOwn(list: StoredList): OwnList {
  return { labels: cleanLabels(list.labels), jobIds: cleanLabels(list.jobIds) };
}

function without(list: readonly string[], taken: readonly string[]): readonly string[] {
  const gone = new Set(taken);
  return list.filter((entry) => !gone.has(entry));
}

/** What a change removed, in its old place, among what there is now. */
function putBack(lists: Record<'before' | 'after' | 'now', readonly string[]>): readonly string[] {
  const { before, after, now } = lists;
  const kept = new Set([...without(before, after), ...now]);
  return [...before.filter((entry) => kept.has(entry)), ...without(now, before)];
}

function sameList(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((entry, index) => entry === other[index]);
}

/** Computes anew only for another input than the last. */
function rememberLast<In, Out>(compute: (input: In) => Out): (input: In) => Out {
  let last: { readonly input: In; readonly output: Out } | undefined;
  return (input) => {
    if (!last || last.input !== input) last = { input, output: compute(input) };
    return last.output;
  };
}
