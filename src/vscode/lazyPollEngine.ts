import type { PollEngine, PollEngineDeps } from '../core/jobs/pollEngine';

/** What plans and carries out runs, loaded for the first of them: a start with nothing tracked has none. */
export async function lazyPollEngine(deps: PollEngineDeps): Promise<PollEngine> {
  const { PollEngine: Loaded } = await import('../core/jobs/pollEngine');
  return new Loaded(deps);
}
