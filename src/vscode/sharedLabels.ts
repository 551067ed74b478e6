import type * as vscode from 'vscode';
import { Emitter, type Disposable } from '../core/event';
import { cleanLabels } from '../core/jobs/labelInput';
import { splitShared, type SharedSplit } from '../core/jobs/sharedLabels';
import type { Settings } from './settings';

/** The name under which the state of a workspace keeps the labels that were taken from its settings. */
const stateName = 'sharedLabels';

/** The labels that settings track for everyone: those of a workspace only as far as the user has let them in. */
export class SharedLabels implements Disposable {
  private readonly emitter = new Emitter<void>();
  private readonly subscription: Disposable;
  private split: SharedSplit;

  readonly onDidChange = this.emitter.event;

  constructor(
    private readonly settings: Pick<Settings, 'labels' | 'labelsAreWorkspaces' | 'onDidChange'>,
    private readonly state: Pick<vscode.Memento, 'get' | 'update'>,
  ) {
    this.split = this.read();
    this.subscription = settings.onDidChange(() => this.update());
  }

  /** Those that are tracked. */
  get labels(): readonly string[] {
    return this.split.taken;
  }

  /** Those that wait for the user's yes. */
  get held(): readonly string[] {
    return this.split.held;
  }

  /** The user says yes to those that wait. */
  async take(): Promise<void> {
    await this.state.update(stateName, [...this.settings.labels]);
    this.update();
  }

  dispose(): void {
    this.subscription.dispose();
    this.emitter.dispose();
  }

  private update(): void {
    this.split = this.read();
    this.emitter.fire();
  }

  private read(): SharedSplit {
    const { labels, labelsAreWorkspaces } = this.settings;
    if (!labelsAreWorkspaces) return { taken: labels, held: [] };
    const known = cleanLabels(this.state.get(stateName));
    const split = splitShared(labels, known);
    const isKnown = new Set(known);
    // What was taken stays so when it goes and comes back, as it does with a branch.
    const added = split.taken.filter((label) => !isKnown.has(label));
    if (added.length > 0) void this.state.update(stateName, [...known, ...added]);
    return split;
  }
}
