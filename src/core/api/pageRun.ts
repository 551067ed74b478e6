import type { JobsPage } from './answer';

/** The pages of one label that are on their way. */
export interface PageRun {
  /** Asks for the page at `start`, unless it is on its way already. */
  start(start: number): void;
  /** The page at `start`, asked for if need be. */
  take(start: number): Promise<JobsPage>;
  /** Whether the page at `start` holds nothing; it stays there to be taken. */
  isEmpty(start: number): Promise<boolean>;
  /** Resolves when nothing is on its way any more, pages that nobody took included. */
  settled(): Promise<void>;
  /** Requests started so far. */
  readonly requests: number;
}

/** @param page asks for the page at `start` */
export function createPageRun(page: (start: number) => Promise<JobsPage>): PageRun {
  const waiting = new Map<number, Promise<JobsPage>>();
  const started: Promise<JobsPage>[] = [];

  function ask(start: number): Promise<JobsPage> {
    const known = waiting.get(start);
    if (known) return known;
    const asked = page(start);
    // Whoever takes it sees its failure; one that nobody takes is discarded, failure and all.
    asked.catch(() => undefined);
    waiting.set(start, asked);
    started.push(asked);
    return asked;
  }

  return {
    start: (start) => {
      void ask(start);
    },
    take: (start) => ask(start).finally(() => waiting.delete(start)),
    isEmpty: async (start) => (await ask(start)).received === 0,
    settled: async () => {
      await Promise.allSettled(started);
    },
    get requests() {
      return started.length;
    },
  };
}
