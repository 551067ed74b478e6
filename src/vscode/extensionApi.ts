import * as vscode from 'vscode';
import { exportJob, type ExportJob } from '../core/handoff/exportJob';
import type { Disposable } from '../core/event';
import { jobsPerStep } from '../core/jobs/scale';
import { Slices } from '../core/snapshot/slices';
import { rest } from './rest';
import type { Services } from './services';

/**
 * What `activate()` gives to other extensions. It reads what the view knows: no key, no link and no request is behind it.
 * Fields may be added within a version; none is taken away or changes its meaning.
 */
export interface BannerJobsApi {
  readonly version: 1;
  /** The tracked jobs of the profile that this window uses. */
  jobs(): Promise<readonly ExportJob[]>;
  /** Something about the tracked jobs changed; at most once for each answer of the server. */
  readonly onDidChangeJobs: vscode.Event<void>;
  /** Opens the images of a tracked job. @returns false when no such job is tracked: then nothing happens */
  openJob(jobId: string): Promise<boolean>;
}

/** Makes the API; the services are loaded with the first call, or by the extension itself. */
export class ExtensionApi implements vscode.Disposable {
  private readonly emitter = new vscode.EventEmitter<void>();
  private subscription: Disposable | undefined;

  readonly exports: BannerJobsApi;

  constructor(load: () => Promise<Services>) {
    this.exports = Object.freeze({
      version: 1 as const,
      onDidChangeJobs: this.emitter.event,
      jobs: async () => exportJobs(await load()),
      openJob: async (jobId: string) => openJob(await load(), jobId),
    });
  }

  /** The services are there: from now on changes are told. */
  attach({ store }: Pick<Services, 'store'>): void {
    this.subscription = store.onDidChange(() => this.emitter.fire());
  }

  dispose(): void {
    this.subscription?.dispose();
    this.emitter.dispose();
  }
}

/** In slices: of 100,000 jobs it takes a second. */
async function exportJobs({ store, clock }: Services): Promise<readonly ExportJob[]> {
  const slices = new Slices({ clock, rest });
  const jobs: ExportJob[] = [];
  for (const job of [...store.jobs()]) if (jobs.push(exportJob(job)) % jobsPerStep === 0) await slices.breathe();
  return jobs;
}

async function openJob({ store, session, viewer }: Services, jobId: string): Promise<boolean> {
  if (!store.job(jobId)) return false;
  await viewer.show({ profileId: session.profile.name, jobId, toSide: false });
  return true;
}
