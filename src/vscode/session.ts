import * as vscode from 'vscode';
import { profileId } from '../core/snapshot/snapshotPaths';
import { Failure } from '../core/api/failure';
import type { OpenStatusApi } from '../core/api/statusApi';
import type { Disposable } from '../core/event';
import type { JobStore } from '../core/jobs/jobStore';
import type { Guests } from '../core/jobs/singleJobs';
import type { KeyRing, KeyState } from '../core/keys/keyRing';
import type { Profile, RemoteProfile } from '../core/profiles/profile';
import type { Profiles } from './profiles';
import type { SampleHost } from './sampleHost';
import type { TrackedList } from './trackedList';

/** Makes the client of one server; the key is asked for at each request and goes nowhere else. */
export type MakeApi = (server: { baseUrl: string; key: () => string | undefined }) => OpenStatusApi;

interface SessionDeps {
  readonly profiles: Profiles;
  readonly keys: KeyRing;
  readonly tracked: TrackedList;
  readonly sample: SampleHost;
  readonly store: JobStore;
  readonly makeApi: MakeApi;
  /** Tells of changes that another window made. */
  readonly secrets: Pick<vscode.SecretStorage, 'onDidChange'>;
  readonly log: vscode.LogOutputChannel;
}

/** The profile in use together with its client: what is tracked goes to the store, and polling runs while it may. */
export class Session implements vscode.Disposable {
  private readonly subscriptions: readonly Disposable[];
  private readonly emitter = new vscode.EventEmitter<void>();
  private client: OpenStatusApi | undefined;
  private starting = false;
  /** What other windows of this profile track. */
  private guests: Guests | undefined;
  /** See `profileId`. */
  private entered: string | undefined;

  private readonly clientEmitter = new vscode.EventEmitter<OpenStatusApi | undefined>();

  /** The profile, its key or its readiness changed. */
  readonly onDidChange = this.emitter.event;
  /** Another client is in use, or none: what an earlier one was asked is over. */
  readonly onDidChangeClient = this.clientEmitter.event;
  /** Something else is tracked. */
  readonly onDidChangeTracked: vscode.Event<void>;

  constructor(private readonly deps: SessionDeps) {
    this.onDidChangeTracked = deps.tracked.onDidChange;
    this.subscriptions = [
      deps.profiles.onDidChangeActive(() => void this.enter()),
      deps.keys.onDidChange((profile) => {
        if (profile.name === this.profile.name) this.keyChanged();
      }),
      deps.tracked.onDidChange(() => this.trackedChanged()),
      deps.secrets.onDidChange(() => {
        const { profile } = this;
        if (profile.kind === 'remote') void deps.keys.recheck(profile);
      }),
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
  get api(): OpenStatusApi | undefined {
    return this.client;
  }

  /**
   * The client of a profile; right after a start it may still wait for its key.
   *
   * @throws Failure `unauthorized` when the profile has no key, `cancelled` when the signal aborts
   */
  async clientOf(profile: string, signal: AbortSignal): Promise<OpenStatusApi> {
    while (!signal.aborted) {
      if (profile !== this.profile.name) throw new Failure('unauthorized', notInUse(profile));
      if (this.client) return this.client;
      const { profile: active, keyState } = this;
      if (active.kind === 'remote' && keyState === 'unread') void this.deps.keys.read(active);
      if (keyState === 'signedOut')
        throw new Failure('unauthorized', vscode.l10n.t('You are not signed in to {0}.', profile));
      await this.nextChange(signal);
    }
    throw new Failure('cancelled', 'Nobody waits for the job any more.');
  }

  /** Takes up the profile in use: at a start and after each switch. Nothing of another profile stays. */
  async enter(): Promise<void> {
    const { store } = this.deps;
    this.use(undefined);
    const id = profileId(this.profile);
    // Emptying the store tells the other windows of the switch, and they answer with what to track for them. Of the same
    // profile at another address they have nothing new to say.
    if (id !== this.entered) this.guests = undefined;
    this.entered = id;
    store.reset();
    this.track();
    if (this.profile.kind === 'sample') await this.enterSample();
    else this.connect(this.profile);
    this.emitter.fire();
  }

  /** Tells the store what to track: for this window, and for those that it asks for. */
  track(): void {
    const { store, tracked } = this.deps;
    store.track(tracked.labels, tracked.jobIds, this.guests);
  }

  /** Another account may come: nothing that was told to this one stays on the screen. */
  forgetJobs(): void {
    this.deps.store.reset();
    this.track();
  }

  /** Tracks for other windows too: this one asks for them. */
  trackFor(guests: Guests): void {
    this.guests = guests;
    this.track();
  }

  /** The view was shown: now the key is worth its reading, even with nothing tracked. */
  shown(): void {
    if (this.profile.kind === 'remote' && this.keyState === 'unread') void this.deps.keys.read(this.profile);
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
    this.emitter.dispose();
    this.clientEmitter.dispose();
  }

  private nextChange(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const heard = vscode.Disposable.from(
        this.onDidChange(() => end()),
        this.onDidChangeClient(() => end()),
      );
      const end = (): void => {
        heard.dispose();
        signal.removeEventListener('abort', end);
        resolve();
      };
      signal.addEventListener('abort', end);
    });
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
      this.track();
      this.use(this.deps.makeApi({ baseUrl, key: () => this.deps.sample.key }));
    } catch (error) {
      this.deps.log.error(`The sample server did not start: ${String(error)}`);
      void vscode.window.showErrorMessage(vscode.l10n.t('The sample jobs could not be started on this machine.'));
    } finally {
      this.starting = false;
    }
  }

  /** Takes up the key that is known, or asks for it where it is worth asking. */
  private connect(profile: RemoteProfile): void {
    const { keys } = this.deps;
    if (this.client) return;
    if (keys.key(profile) !== undefined) this.keyChanged();
    else if (this.isWorthAKey()) void keys.read(profile);
  }

  private keyChanged(): void {
    const { profile } = this;
    if (profile.kind === 'sample') return;
    const { keys, makeApi } = this.deps;
    const isSignedIn = keys.key(profile) !== undefined;
    this.use(isSignedIn ? makeApi({ baseUrl: profile.baseUrl, key: () => keys.key(profile) }) : undefined);
    this.emitter.fire();
  }

  private use(client: OpenStatusApi | undefined): void {
    this.client = client;
    this.clientEmitter.fire(client);
  }

  private trackedChanged(): void {
    this.track();
    if (this.profile.kind === 'remote') this.connect(this.profile);
    this.emitter.fire();
  }
}

function notInUse(profile: string): string {
  return vscode.l10n.t('This job belongs to the profile {0}, which this window does not use now.', profile);
}
