import { resolve } from 'node:path';
import { startSampleServer, type SampleServer, type SampleServerOptions } from '../../../src/sample/index';
import type { Settings } from './workbench';

/** The key that the tests' servers accept. */
export const rightKey = 'api_e2e_7731_right';

/** A status server of the test's own: its time stands still until the test moves it. */
export interface SampleWorld {
  readonly server: SampleServer;
  /** Moves the world on, in ms. */
  readonly pass: (ms: number) => void;
  /** User settings with a profile for this server in use. */
  readonly settings: Settings;
  /** Asks the server as curl would. */
  readonly ask: (query: { job_id: string } | { job_labels: string[]; limit: number }) => Promise<Answer>;
}

/** The documented answer. */
export interface Answer {
  readonly jobs: readonly {
    readonly job_id: string;
    readonly status: string;
    readonly job_labels: readonly string[];
  }[];
  readonly results: readonly { readonly crop_coordinates: Crop }[];
}

/** Fractions of the picture. */
export interface Crop {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export async function startWorld(options: Partial<SampleServerOptions> = {}): Promise<SampleWorld> {
  let time = 1_000_000;
  const imagesDir = resolve('dist', 'sample');
  const server = await startSampleServer({ key: rightKey, imagesDir, now: () => time, ...options });
  return {
    server,
    pass: (ms) => void (time += ms),
    settings: { 'bannerJobs.profiles': [{ name: 'Test', url: server.baseUrl }], 'bannerJobs.profile': 'Test' },
    ask: async (query) => {
      const headers = { Authorization: `Bearer ${rightKey}`, 'Content-Type': 'application/json' };
      const url = `${server.baseUrl}/banners/with-mask/status`;
      const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(query) });
      return (await response.json()) as Answer;
    },
  };
}
