import * as vscode from 'vscode';
import { cleanBaseUrl } from '../core/api/baseUrl';
import { cropPhotoProfile, readProfiles, type Profile } from '../core/profiles/profile';
import type { Settings } from './settings';

const chosenKey = 'profile';

interface ProfilesDeps {
  readonly settings: Settings;
  /** The window's own choice: no file of a workspace can set it. */
  readonly workspaceState: vscode.Memento;
  readonly log: vscode.LogOutputChannel;
}

/** The servers that can be asked, and the one that this window asks. */
export class Profiles implements vscode.Disposable {
  private readonly emitter = new vscode.EventEmitter<Profile>();
  private readonly subscription: vscode.Disposable;
  private current: Profile;

  /** Another profile is in use, or the one in use has another URL. */
  readonly onDidChangeActive = this.emitter.event;

  constructor(private readonly deps: ProfilesDeps) {
    this.current = this.find();
    this.subscription = deps.settings.onDidChange(() => this.update());
  }

  get active(): Profile {
    return this.current;
  }

  list(): readonly Profile[] {
    const { profiles, problems } = readProfiles(this.deps.settings.profiles, cleanBaseUrl);
    for (const problem of problems) this.deps.log.warn(`A profile in the settings is not used: ${problem}`);
    return profiles;
  }

  /** Uses this profile in this window, now and after a reload. */
  async choose(name: string): Promise<void> {
    await this.deps.workspaceState.update(chosenKey, name);
    this.update();
  }

  dispose(): void {
    this.subscription.dispose();
    this.emitter.dispose();
  }

  private find(): Profile {
    const wanted = this.deps.workspaceState.get<string>(chosenKey) ?? this.deps.settings.profile;
    return this.list().find((profile) => profile.name === wanted) ?? cropPhotoProfile;
  }

  private update(): void {
    const found = this.find();
    if (JSON.stringify(found) === JSON.stringify(this.current)) return;
    this.current = found;
    this.emitter.fire(found);
  }
}
