import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Counters } from './counters';
import { ImageEndpoint } from './imageEndpoint';
import { Links } from './links';
import { settle, type SampleServerOptions, type Settings } from './options';
import { readPictures } from './pictures';
import { Router } from './router';
import { StatusEndpoint } from './statusEndpoint';
import { World } from './world';

export type { Counters } from './counters';
export type { SampleServerOptions } from './options';

/** A server that speaks as the documented API does, about jobs that it made up. */
export interface SampleServer {
  /** `http://127.0.0.1:PORT/v1` */
  readonly baseUrl: string;
  readonly labels: readonly string[];
  /** Live: read it again for newer numbers. */
  readonly counters: Counters;
  /** Ends every connection at once; may be called again. */
  close(): Promise<void>;
}

/**
 * Starts a server on loopback. Rejects when the port is taken (`EADDRINUSE`) or the pictures have not been drawn.
 *
 * @throws RangeError for an option out of its range
 */
export async function startSampleServer(options: SampleServerOptions): Promise<SampleServer> {
  const settings = settle(options);
  const pictures = await readPictures(settings.imagesDir);
  const server = createServer({ requestTimeout: 30_000 });
  server.listen(settings.port, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const links = new Links(settings.now, settings.linkTtlMs);
  const status = new StatusEndpoint({
    world: new World(settings),
    pictures,
    seed: settings.seed,
    elapsed: elapsedSince(settings),
    link: (file) => origin + links.sign(file),
  });
  const router = new Router(settings, status, new ImageEndpoint(settings.imagesDir, pictures, links));
  server.on('request', (request, response) => void router.handle(request, response));
  return {
    baseUrl: `${origin}/v1`,
    labels: settings.plan.labels,
    counters: router.counters,
    async close() {
      router.dispose();
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Never runs back, even when the clock of the machine is set back: what is finished stays finished. */
function elapsedSince({ now, alive, speed }: Settings): () => number {
  const start = now();
  let latest = 0;
  return () => {
    latest = alive ? Math.max(latest, (now() - start) * speed) : Infinity;
    return latest;
  };
}
