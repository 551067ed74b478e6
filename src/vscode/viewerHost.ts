import * as vscode from 'vscode';
import type { JobStore } from '../core/jobs/jobStore';
import { readingName, type ReadingMemento } from '../core/images/readings';
import { sampleProfile } from '../core/profiles/profile';
import { viewerType } from './contributions';
import type { ImagePanels, ShowRequest } from './imagePanels';
import type { ViewerDeps } from './lazy/viewer';
import type { Profiles } from './profiles';
import type { SampleHost } from './sampleHost';
import type { Session } from './session';

interface ViewerHostDeps extends Omit<ViewerDeps, 'openJob' | 'profileOrigin'> {
  readonly store: JobStore;
  readonly session: Session;
  readonly profiles: Profiles;
  readonly sample: SampleHost;
}

/** The viewer as the rest knows it: its code is loaded when the first panel is opened or restored. */
export class ViewerHost implements vscode.Disposable {
  private loading: Promise<ImagePanels> | undefined;
  private panels: ImagePanels | undefined;
  private readonly serializer: vscode.Disposable;

  constructor(private readonly deps: ViewerHostDeps) {
    this.serializer = vscode.window.registerWebviewPanelSerializer(viewerType, {
      deserializeWebviewPanel: async (panel, state) => (await this.load()).revive(panel, state),
    });
  }

  /** Where the choices of what pictures show are kept. */
  get memento(): ReadingMemento {
    return withSampleReading(this.deps.memento);
  }

  /** Shows a job, in the panel used last or in one to the side. */
  async show(request: ShowRequest): Promise<void> {
    (await this.load()).show(request);
  }

  /** Open panels learn of the new status of these jobs. */
  jobsChanged(jobIds: Iterable<string>): void {
    if (!this.panels) return;
    const { store, session } = this.deps;
    for (const id of jobIds) {
      const job = store.job(id);
      if (job) this.panels.jobChanged(session.profile.name, job);
    }
  }

  /** The profile in use can be asked now: panels that were waiting for that go on. */
  signedIn(): void {
    this.panels?.signedIn(this.deps.session.profile.name);
  }

  dispose(): void {
    this.serializer.dispose();
    this.panels?.dispose();
  }

  private load(): Promise<ImagePanels> {
    this.loading ??= this.create().catch((error: unknown) => {
      // The next click may find the file again.
      this.loading = undefined;
      throw error;
    });
    return this.loading;
  }

  private async create(): Promise<ImagePanels> {
    const { createViewer } = await import('./lazy/viewer');
    this.panels = createViewer({
      ...this.deps,
      memento: this.memento,
      openJob: (profile, jobId, signal) => this.openJob({ profile, jobId, signal }),
      profileOrigin: (name) => this.origin(name),
    });
    return this.panels;
  }

  /** Asks for the job with the key of its own profile; the tree learns what came. Rejects with `Failure`. */
  async openJob(ask: { profile: string; jobId: string; signal: AbortSignal }): ReturnType<ViewerDeps['openJob']> {
    const { session, store } = this.deps;
    const client = await session.clientOf(ask.profile, ask.signal);
    const answer = await client.job(ask.jobId, ask.signal);
    if (client === session.api) store.apply({ jobs: new Map([[ask.jobId, answer]]) });
    return answer;
  }

  /** The one origin of a profile's server; undefined for a profile that is not there, or not started. */
  origin(name: string): string | undefined {
    const profile = this.deps.profiles.list().find((entry) => entry.name === name);
    if (profile?.kind === 'remote') return profile.origin;
    const { baseUrl } = this.deps.sample;
    return profile && baseUrl !== undefined ? new URL(baseUrl).origin : undefined;
  }
}

/** The sample pictures show their whole source: nobody needs to be asked, though everybody may say otherwise. */
function withSampleReading(memento: ReadingMemento): ReadingMemento {
  const sample = readingName(sampleProfile.name);
  return {
    get: (name) => memento.get(name) ?? (name === sample ? 'source' : undefined),
    update: (name, value) => memento.update(name, value),
  };
}
