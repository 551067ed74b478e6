import * as vscode from 'vscode';
import type { StatusApi } from '../core/api/statusApi';
import type { JobStore } from '../core/jobs/jobStore';
import type { Poller } from '../core/jobs/poller';
import type { KeyRing, KeyState } from '../core/keys/keyRing';
import type { Profile } from '../core/profiles/profile';
import type { Profiles } from './profiles';
import type { SampleHost } from './sampleHost';
import type { TrackedList } from './trackedList';

/** Makes the client of one server; the key is asked for at each request and goes nowhere else. */
export type MakeApi = (server: { baseUrl: string; key: () => string | undefined }) => StatusApi;

interface SessionDeps {
  readonly profiles: Profiles;
  readonly keys: KeyRing;
  readonly tracked: TrackedList;
  readonly sample: SampleHost;
  readonly store: JobStore;
  /** Late, because the poller asks this session for its client. */
  readonly poller: () => Poller;
  readonly makeApi: MakeApi;
  readonly log: vscode.LogOutputChannel;
}

/** The profile in use together with its client: what is tracked goes to the store, and polling runs while it may. */
export class Session implements vscode.Disposable {
  private readonly subscriptions: vscode.Disposable[];
  private readonly emitter = new vscode.EventEmitter<void>();
  private client: StatusApi | undefined;
  private starting = false;

  /** The profile, its key or its readiness changed. */
  readonly onDidChange = this.emitter.event;

  constructor(private readonly deps: SessionDeps) {
    this.subscriptions = [
      deps.profiles.onDidChangeActive(() => void this.enter()),
      deps.keys.onDidChange((profile) => {
        if (profile.name === this.profile.name) this.keyChanged();
      }),
      deps.tracked.onDidChange(() => this.trackedChanged()),
    ];
  }

  get profile(): Profile {
    return this.deps.profiles.active;
  }

  /** `notNeeded` for the sample jobs. */
  get keyState(): KeyState | 'notNeeded' {
    const { profile } = this;
    return profile.kind === 'sample' ? 'notNeeded' : this.deps.keys.state(profile);
  }

  /** True while the embedded server starts. */
  get isStarting(): boolean {
    return this.starting;
  }

  /** The client of the profile in use; undefined while it has no key. */
  get api(): StatusApi | undefined {
    return this.client;
  }

  /** Takes up the profile in use: at a start and after each switch. Nothing of another profile stays. */
  async enter(): Promise<void> {
    const { poller, store, tracked } = this.deps;
    poller().stop();
    this.client = undefined;
    store.reset();
    store.track(tracked.labels, tracked.jobIds);
    if (this.profile.kind === 'sample') await this.enterSample();
    else if (this.isWorthAKey()) void this.deps.keys.read(this.profile);
    this.emitter.fire();
  }

  /** The view was shown: now the key is worth its reading, even with nothing tracked. */
  shown(): void {
    if (this.profile.kind === 'remote' && this.keyState === 'unread') void this.deps.keys.read(this.profile);
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
    this.emitter.dispose();
  }

  private isWorthAKey(): boolean {
    return this.deps.store.labels.length + this.deps.store.singleIds.length > 0;
  }

  private async enterSample(): Promise<void> {
    this.starting = true;
    try {
      const { baseUrl } = await this.deps.sample.start();
      if (this.profile.kind !== 'sample') return;
      // Its labels are known only now, and tracked until the user tracks others.
      this.deps.store.track(this.deps.tracked.labels, this.deps.tracked.jobIds);
      this.client = this.deps.makeApi({ baseUrl, key: () => this.deps.sample.key });
      this.deps.poller().wake();
    } catch (error) {
      this.deps.log.error(`The sample server did not start: ${String(error)}`);
      void vscode.window.showErrorMessage(vscode.l10n.t('The sample jobs could not be started on this machine.'));
    } finally {
      this.starting = false;
    }
  }

  private keyChanged(): void {
    const { profile } = this;
    if (profile.kind === 'sample') return;
    const { keys, poller } = this.deps;
    if (keys.key(profile) === undefined) {
      this.client = undefined;
      poller().stop();
    } else {
      this.client = this.deps.makeApi({ baseUrl: profile.baseUrl, key: () => keys.key(profile) });
      poller().stop();
      poller().wake();
    }
    this.emitter.fire();
  }

  private trackedChanged(): void {
    const { store, tracked, keys } = this.deps;
    store.track(tracked.labels, tracked.jobIds);
    if (this.client) this.deps.poller().wake();
    else if (this.profile.kind === 'remote' && this.keyState === 'unread') void keys.read(this.profile);
    this.emitter.fire();
  }
}
