import type { PollEngine, PollEngineDeps } from '../core/jobs/pollEngine';
import { rest } from './rest';

/** What plans and carries out runs, loaded for the first of them, which begins at the next turn of the event loop: a start with nothing tracked has none. */
export async function lazyPollEngine(deps: PollEngineDeps): Promise<PollEngine> {
  const { PollEngine: Loaded } = await import('../core/jobs/pollEngine');
  await rest();
  return new Loaded(deps);
}
