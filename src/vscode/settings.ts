import * as vscode from 'vscode';
import type { TransportSetting } from '../core/api/transportChoice';
import type { DetailSetting } from '../core/jobs/detailQueue';
import { readPace } from '../core/jobs/pollPace';
import type { PollPace } from '../core/jobs/pollPause';
import { cleanLabels } from '../core/jobs/labelInput';
import { settingIds } from './contributions';

/** The settings, each read once for each change. Those that decide where a key goes are never read from a workspace. */
export class Settings implements vscode.Disposable {
  private readonly emitter = new vscode.EventEmitter<void>();
  private readonly subscription = vscode.workspace.onDidChangeConfiguration((event) => {
    if (!event.affectsConfiguration('bannerJobs')) return;
    this.sharedLabels = undefined;
    this.values.clear();
    this.emitter.fire();
    if (event.affectsConfiguration(settingIds.earlierAfterDays)) this.layoutEmitter.fire();
  });
  private readonly layoutEmitter = new vscode.EventEmitter<void>();

  /** Read once for each change: VS Code copies all settings for each answer, and some are asked for with each label. */
  private readonly values = new Map<string, unknown>();
  private sharedLabels: readonly string[] | undefined;

  readonly onDidChange = this.emitter.event;
  /** A setting changed that decides where rows stand. */
  readonly onDidChangeLayout = this.layoutEmitter.event;

  /** Name of the profile that a window starts with. */
  get profile(): string {
    return this.applicationValue(settingIds.profile, 'Crop.photo');
  }

  /** The user's own profiles, as written. */
  get profiles(): unknown {
    return this.applicationValue<unknown>(settingIds.profiles, []);
  }

  /** Labels that the workspace (or the user's settings) tracks for everyone. */
  get labels(): readonly string[] {
    return (this.sharedLabels ??= cleanLabels(this.value(settingIds.labels)));
  }

  /** True when `labels` are what a workspace says: anybody may have written that. */
  get labelsAreWorkspaces(): boolean {
    const found = vscode.workspace.getConfiguration().inspect(settingIds.labels);
    return found?.workspaceValue !== undefined || found?.workspaceFolderValue !== undefined;
  }

  /** Of the user only: a workspace does not say which way a key goes. Asked for with each request. */
  get transport(): TransportSetting {
    const value = this.once(settingIds.networkTransport, (id) => this.applicationValue<unknown>(id, 'auto'));
    return value === 'node-fetch' || value === 'host' ? value : 'auto';
  }

  get details(): DetailSetting {
    const value = this.value(settingIds.details);
    return value === 'whenOpened' || value === 'all' ? value : 'failed';
  }

  /** Labels finished for so many ms stand under "Earlier"; 0: never. */
  get earlierAfterMs(): number {
    const days = this.value(settingIds.earlierAfterDays);
    return typeof days === 'number' && days > 0 ? Math.min(days, 3650) * 24 * 60 * 60_000 : 0;
  }

  get pollingEnabled(): boolean {
    return this.value(settingIds.pollingEnabled) !== false;
  }

  /** How fast to poll; whatever is written, within bounds. */
  get pace(): PollPace {
    return readPace({
      quickest: this.value(settingIds.pollingQuickest),
      slowest: this.value(settingIds.pollingSlowest),
      hiddenMinutes: this.value(settingIds.pollingHidden),
    });
  }

  dispose(): void {
    this.subscription.dispose();
    this.emitter.dispose();
    this.layoutEmitter.dispose();
  }

  private value(id: string): unknown {
    return this.once(id, () => vscode.workspace.getConfiguration().get(id));
  }

  private once(id: string, read: (id: string) => unknown): unknown {
    if (!this.values.has(id)) this.values.set(id, read(id));
    return this.values.get(id);
  }

  /** The user's value or the default; what a workspace says is not looked at. */
  private applicationValue<T>(id: string, fallback: T): T {
    const found = vscode.workspace.getConfiguration().inspect<T>(id);
    return found?.globalValue ?? found?.defaultValue ?? fallback;
  }
}
