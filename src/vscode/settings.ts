import * as vscode from 'vscode';
import type { DetailSetting } from '../core/jobs/detailQueue';
import { readPace } from '../core/jobs/pollPace';
import type { PollPace } from '../core/jobs/pollPause';
import { cleanLabels } from '../core/jobs/labelInput';
import { settingIds } from './contributions';

/** The settings, read when asked. Those that decide where a key goes are never read from a workspace. */
export class Settings implements vscode.Disposable {
  private readonly emitter = new vscode.EventEmitter<void>();
  private readonly subscription = vscode.workspace.onDidChangeConfiguration((event) => {
    if (!event.affectsConfiguration('bannerJobs')) return;
    this.sharedLabels = undefined;
    this.emitter.fire();
  });

  /** Read once for each change: each row of a label asks for them. */
  private sharedLabels: readonly string[] | undefined;

  readonly onDidChange = this.emitter.event;

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
    return (this.sharedLabels ??= cleanLabels(vscode.workspace.getConfiguration().get(settingIds.labels)));
  }

  get details(): DetailSetting {
    const value = vscode.workspace.getConfiguration().get<string>(settingIds.details);
    return value === 'whenOpened' || value === 'all' ? value : 'failed';
  }

  get pollingEnabled(): boolean {
    return vscode.workspace.getConfiguration().get(settingIds.pollingEnabled) !== false;
  }

  /** How fast to poll; whatever is written, within bounds. */
  get pace(): PollPace {
    const read = (id: string): unknown => vscode.workspace.getConfiguration().get(id);
    return readPace({
      quickest: read(settingIds.pollingQuickest),
      slowest: read(settingIds.pollingSlowest),
      hiddenMinutes: read(settingIds.pollingHidden),
    });
  }

  dispose(): void {
    this.subscription.dispose();
    this.emitter.dispose();
  }

  /** The user's value or the default; what a workspace says is not looked at. */
  private applicationValue<T>(id: string, fallback: T): T {
    const found = vscode.workspace.getConfiguration().inspect<T>(id);
    return found?.globalValue ?? found?.defaultValue ?? fallback;
  }
}
