import type * as vscode from 'vscode';
import { cleanBaseUrl } from '../core/api/baseUrl';
import { Emitter, type Disposable } from '../core/event';
import type { Log } from '../core/log';
import { cropPhotoProfile, readProfiles, type Profile } from '../core/profiles/profile';
import type { Settings } from './settings';

const chosenKey = 'profile';

interface ProfilesDeps {
  readonly settings: Pick<Settings, 'profile' | 'profiles' | 'onDidChange'>;
  /** The window's own choice: no file of a workspace can set it. */
  readonly workspaceState: Pick<vscode.Memento, 'get' | 'update'>;
  readonly log: Log;
}

/** The servers that can be asked, and the one that this window asks. */
export class Profiles implements Disposable {
  private readonly emitter = new Emitter<Profile>();
  private readonly subscription: Disposable;
  private current: Profile;
  /** What was logged of the settings last: the same is not said again. */
  private told = '';

  /** Another profile is in use, or the one in use has another URL. */
  readonly onDidChangeActive = this.emitter.event;

  private readonly lost = new Emitter<string>();

  /** The settings lost the profile of this name, or gave it another name in another window: the active one takes its place. */
  readonly onDidLoseActive = this.lost.event;

  constructor(private readonly deps: ProfilesDeps) {
    this.current = this.find();
    this.subscription = deps.settings.onDidChange(() => this.update());
  }

  get active(): Profile {
    return this.current;
  }

  /** The user's own, as the settings have them. */
  get written(): unknown {
    return this.deps.settings.profiles;
  }

  list(): readonly Profile[] {
    return this.read().profiles;
  }

  /** Uses this profile in this window, now and after a reload. */
  async choose(name: string): Promise<void> {
    await this.deps.workspaceState.update(chosenKey, name);
    this.update();
  }

  /** The profile in use is about to get this name in the settings: the window uses it from then on. */
  async chooseAhead(name: string): Promise<void> {
    await this.deps.workspaceState.update(chosenKey, name);
  }

  /** The window's own choice may have been deleted. */
  reread(): void {
    this.update();
  }

  dispose(): void {
    this.subscription.dispose();
    this.emitter.dispose();
    this.lost.dispose();
  }

  private read(): ReturnType<typeof readProfiles> {
    return readProfiles(this.deps.settings.profiles, cleanBaseUrl);
  }

  private get wanted(): string {
    return this.deps.workspaceState.get<string>(chosenKey) ?? this.deps.settings.profile;
  }

  /** The window's choice, else the profile of the settings, else Crop.photo: what cannot be had is logged. */
  private find(): Profile {
    const { profiles, problems } = this.read();
    const wanted = [this.wanted, this.deps.settings.profile];
    const found = wanted.flatMap((name) => profiles.find((profile) => profile.name === name) ?? []);
    const used = found[0] ?? cropPhotoProfile;
    const warnings = problems.map((problem) => `A profile in the settings is not used: ${problem}`);
    if (used.name !== this.wanted)
      warnings.push(`There is no usable profile "${this.wanted}": this window uses "${used.name}".`);
    this.warn(warnings);
    return used;
  }

  private warn(warnings: readonly string[]): void {
    if (this.told === (this.told = warnings.join('\n'))) return;
    for (const warning of warnings) this.deps.log.warn(warning);
  }

  private update(): void {
    const found = this.find();
    if (JSON.stringify(found) === JSON.stringify(this.current)) return;
    const before = this.current;
    this.current = found;
    this.emitter.fire(found);
    if (found.name !== before.name && this.wanted === before.name) this.lost.fire(before.name);
  }
}
