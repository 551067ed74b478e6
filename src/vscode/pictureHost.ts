import type * as vscode from 'vscode';
import type { Transport } from '../core/api/transport';
import type { Clock } from '../core/clock';
import type { TrackedJob } from '../core/jobs/job';
import type { JobStore } from '../core/jobs/jobStore';
import { lazily } from '../core/lazily';
import type { Log } from '../core/log';
import type { Pictures } from './lazy/pictures';
import type { Profiles } from './profiles';
import type { SampleHost } from './sampleHost';
import type { Session } from './session';

export interface PictureHostDeps {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly log: Log;
  readonly storageUri: vscode.Uri;
  readonly store: Pick<JobStore, 'job'>;
  readonly session: Pick<Session, 'profile'>;
  readonly profiles: Pick<Profiles, 'list'>;
  readonly sample: Pick<SampleHost, 'baseUrl'>;
}

/** Where pictures come from as the rest knows it: the code is loaded with the first viewer or contact sheet. */
export class PictureHost {
  /** Rejects when the code cannot be loaded; the next call tries again. */
  readonly load: () => Promise<Pictures> = lazily(() => this.create());

  constructor(private readonly deps: PictureHostDeps) {}

  /** The one origin of a profile's server; undefined for a profile that is not there, or not started. */
  origin(name: string): string | undefined {
    const profile = this.deps.profiles.list().find((entry) => entry.name === name);
    if (profile?.kind === 'remote') return profile.origin;
    const { baseUrl } = this.deps.sample;
    return profile && baseUrl !== undefined ? new URL(baseUrl).origin : undefined;
  }

  private async create(): Promise<Pictures> {
    const { createPictures } = await import('./lazy/panels');
    const { transport, clock, log, storageUri } = this.deps;
    return createPictures({
      ...{ transport, clock, log, storageUri },
      profileOrigin: (name) => this.origin(name),
      job: (profileId, jobId) => this.job(profileId, jobId),
    });
  }

  /** The store holds the jobs of the profile in use, and of no other. */
  private job(profileId: string, jobId: string): TrackedJob | undefined {
    return this.deps.session.profile.name === profileId ? this.deps.store.job(jobId) : undefined;
  }
}
