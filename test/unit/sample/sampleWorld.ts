import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSampleServer, type SampleServer, type SampleServerOptions } from '../../../src/sample/index';
import { ask, type Reply } from './ask';

export const key = 'api_test1234';

const crop = (name: string, x: number, width: number): object => ({ name, x, y: 40, width, height: 100 });
const manifest = {
  pictures: [
    {
      file: 'wide.png',
      contentType: 'image/png',
      width: 400,
      height: 200,
      labels: ['car-model-lot-1'],
      crops: [crop('middle', 100, 200), crop('edge', 0, 80), crop('tiny', 300, 8)],
    },
    {
      file: 'tall.webp',
      contentType: 'image/webp',
      width: 200,
      height: 400,
      labels: [],
      crops: [crop('middle', 50, 100)],
    },
  ],
};

/** A job as an answer shows it. */
export interface SentJob {
  readonly job_id: string;
  readonly status: string;
  readonly job_labels: readonly string[];
}

/** The body of a 200. */
export interface SentAnswer {
  readonly jobs: readonly SentJob[];
  readonly results: readonly {
    readonly output_image_url: string;
    readonly crop_coordinates: {
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
    };
  }[];
  readonly error_message?: string;
}

/** A server whose pictures are a few bytes, and whose clock stands still until the test moves it. */
export class SampleWorld {
  /** ms */
  time = Date.UTC(2026, 0, 1);

  private constructor(
    private readonly folder: string,
    private running: SampleServer | undefined,
  ) {}

  static async start(options: Partial<SampleServerOptions> = {}): Promise<SampleWorld> {
    const folder = await mkdtemp(join(tmpdir(), 'banner-jobs-sample-'));
    await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest));
    for (const { file } of manifest.pictures) await writeFile(join(folder, file), `picture ${file}`);
    const world = new SampleWorld(folder, undefined);
    try {
      world.running = await startSampleServer({ key, imagesDir: folder, now: () => world.time, ...options });
      return world;
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
  }

  get server(): SampleServer {
    if (!this.running) throw new Error('not started');
    return this.running;
  }

  get port(): number {
    return Number(new URL(this.server.baseUrl).port);
  }

  /** One status request as the reference describes it. */
  status(body: unknown, headers: Record<string, string> = {}): Promise<Reply> {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    return ask(this.port, { path: '/v1/banners/with-mask/status', body: text, headers: { ...usual, ...headers } });
  }

  async answer(body: unknown): Promise<SentAnswer> {
    return JSON.parse((await this.status(body)).body) as SentAnswer;
  }

  /** All jobs of the labels, page after page. */
  async jobs(labels: readonly string[], limit = 100): Promise<SentJob[]> {
    const jobs: SentJob[] = [];
    for (;;) {
      const page = (await this.answer({ job_labels: labels, start: jobs.length, limit })).jobs;
      jobs.push(...page);
      if (page.length < limit) return jobs;
    }
  }

  async close(): Promise<void> {
    await this.running?.close();
    await rm(this.folder, { recursive: true, force: true });
  }
}

const usual = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };

/** Runs a test against a server of its own. */
export function withWorld(
  options: Partial<SampleServerOptions>,
  test: (world: SampleWorld) => Promise<void>,
): () => Promise<void> {
  return async () => {
    const world = await SampleWorld.start(options);
    try {
      await test(world);
    } finally {
      await world.close();
    }
  };
}
