import type * as vscode from 'vscode';
import type { JobStore } from '../core/jobs/jobStore';
import { readingName, type ReadingMemento } from '../core/images/readings';
import { lazily } from '../core/lazily';
import { sampleProfile } from '../core/profiles/profile';
import type { ImagePanels, ShowRequest } from './imagePanels';
import type { ViewerDeps } from './lazy/viewer';
import type { PictureHost } from './pictureHost';
import type { Session } from './session';

interface ViewerHostDeps extends Omit<ViewerDeps, 'openJob' | 'pictures'> {
  readonly pictures: PictureHost;
  readonly store: JobStore;
  readonly session: Session;
}

/** The viewer as the rest knows it: its code is loaded when the first panel is opened or restored. */
export class ViewerHost implements vscode.Disposable {
  private readonly load = lazily(() => this.create());
  /** The open viewers, for commands; undefined until the first is opened. */
  panels: ImagePanels | undefined;

  constructor(private readonly deps: ViewerHostDeps) {}

  /** Takes up a panel of the last session. */
  async revive(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    (await this.load()).revive(panel, state);
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

  /** Closes all that are open. */
  close(): void {
    this.panels?.close();
  }

  dispose(): void {
    this.panels?.dispose();
  }

  private async create(): Promise<ImagePanels> {
    const { createViewer } = await import('./lazy/panels');
    const { pictures, ...deps } = this.deps;
    this.panels = createViewer({
      ...deps,
      pictures: await pictures.load(),
      memento: this.memento,
      openJob: (profile, jobId, signal) => this.openJob({ profile, jobId, signal }),
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
}

/** The sample pictures show their whole source: nobody needs to be asked, though everybody may say otherwise. */
function withSampleReading(memento: ReadingMemento): ReadingMemento {
  const sample = readingName(sampleProfile.name);
  return {
    get: (name) => memento.get(name) ?? (name === sample ? 'source' : undefined),
    update: (name, value) => memento.update(name, value),
  };
}
