import * as vscode from 'vscode';
import { cleanLabels } from '../core/jobs/labelInput';
import type { Profiles } from './profiles';
import type { SampleHost } from './sampleHost';
import type { Settings } from './settings';

/** Where a tracked label comes from: the user's own list, or a setting that a team shares. */
export type LabelOrigin = 'own' | 'workspace';

/** A copy of the user's own list, for undo. */
export interface OwnList {
  readonly labels: readonly string[];
  readonly jobIds: readonly string[];
}

interface TrackedListDeps {
  readonly profiles: Profiles;
  readonly settings: Settings;
  readonly globalState: vscode.Memento;
  readonly workspaceState: vscode.Memento;
  /** Its labels are tracked with the sample jobs as long as the user has not changed that list. */
  readonly sample: SampleHost;
}

/** What is tracked with the profile in use: the user's own list and the workspace's labels, less those hidden here. */
export class TrackedList implements vscode.Disposable {
  private readonly emitter = new vscode.EventEmitter<void>();
  private readonly subscription: vscode.Disposable;

  readonly onDidChange = this.emitter.event;

  constructor(private readonly deps: TrackedListDeps) {
    this.subscription = deps.settings.onDidChange(() => this.emitter.fire());
  }

  /** Own labels first, in the order they were tracked, then the workspace's. */
  get labels(): readonly string[] {
    const hidden = new Set(this.hidden);
    const shared = this.deps.settings.labels.filter((label) => !hidden.has(label));
    return [...new Set([...this.own.labels, ...shared])];
  }

  get jobIds(): readonly string[] {
    return this.own.jobIds;
  }

  /** Labels of the workspace that are hidden in this window. */
  get hidden(): readonly string[] {
    return cleanLabels(this.deps.workspaceState.get(this.name('hidden')));
  }

  get own(): OwnList {
    const stored = this.deps.globalState.get<{ labels?: unknown; jobIds?: unknown }>(this.name('tracked'));
    if (stored) return { labels: cleanLabels(stored.labels), jobIds: cleanLabels(stored.jobIds) };
    const { profiles, sample } = this.deps;
    return { labels: profiles.active.kind === 'sample' ? sample.labels : [], jobIds: [] };
  }

  origin(label: string): LabelOrigin {
    return this.own.labels.includes(label) ? 'own' : 'workspace';
  }

  /** True when the workspace's setting names the label, hidden or not. */
  isShared(label: string): boolean {
    return this.deps.settings.labels.includes(label);
  }

  /** Adds labels to the user's own list, and shows them again where they were hidden. */
  async trackLabels(labels: readonly string[]): Promise<void> {
    await this.unhide(labels);
    const shared = new Set(this.deps.settings.labels);
    const mine = labels.filter((label) => !shared.has(label));
    await this.replaceOwn({ ...this.own, labels: [...this.own.labels, ...mine] });
  }

  async trackJob(id: string): Promise<void> {
    await this.replaceOwn({ ...this.own, jobIds: [...this.own.jobIds, id] });
  }

  async untrack(labels: readonly string[], jobIds: readonly string[]): Promise<void> {
    await this.replaceOwn({
      labels: this.own.labels.filter((label) => !labels.includes(label)),
      jobIds: this.own.jobIds.filter((id) => !jobIds.includes(id)),
    });
  }

  async replaceOwn(list: OwnList): Promise<void> {
    const clean = { labels: cleanLabels(list.labels), jobIds: cleanLabels(list.jobIds) };
    await this.deps.globalState.update(this.name('tracked'), clean);
    this.emitter.fire();
  }

  async hide(labels: readonly string[]): Promise<void> {
    await this.deps.workspaceState.update(this.name('hidden'), [...new Set([...this.hidden, ...labels])]);
    this.emitter.fire();
  }

  async unhide(labels: readonly string[]): Promise<void> {
    const kept = this.hidden.filter((label) => !labels.includes(label));
    await this.deps.workspaceState.update(this.name('hidden'), kept);
    this.emitter.fire();
  }

  dispose(): void {
    this.subscription.dispose();
    this.emitter.dispose();
  }

  private name(kind: 'tracked' | 'hidden'): string {
    return JSON.stringify([kind, this.deps.profiles.active.name]);
  }
}
