import { answerForTool } from '../../core/handoff/jobForTool';
import { jobForTool, listForTool, mostJobs, statusCounts, type ToolFilter } from '../../core/handoff/listForTool';
import { fencedData } from '../../core/handoff/toolText';
import { longestWait, waitForLabel } from '../../core/handoff/waitForLabel';
import { finite, readAs, record, text } from '../../core/shape';
import { abortOf } from '../commands/abortOf';
import { toolIds } from '../contributions';
import { readyClient } from '../readyClient';
import type { Tool, ToolTable } from '../registerTools';
import type { Services } from '../services';

const filterShape = record({}, { label: text, status: text, text, limit: finite });
const jobShape = record({ jobId: text });
const waitShape = record({ label: text }, { seconds: finite });

/** Read-only tools: they list what is tracked, look one job up, and wait; no answer holds a key or a link. */
export function toolTable(services: Services): ToolTable {
  return {
    [toolIds.listJobs]: (input) => Promise.resolve(fencedData(listForTool(services.store, readFilter(input)))),
    [toolIds.getJob]: (input, token) => getJob(services)(input, token),
    [toolIds.waitForLabel]: (input, token) => wait(services)(input, token),
  };
}

function readFilter(input: unknown): ToolFilter {
  return readAs(filterShape, input) ?? {};
}

const notSignedIn = 'The user is not signed in. Ask them to run the command "Banner Jobs: Sign In".';

function getJob({ session }: Services): Tool {
  return async (input, token) => {
    const { jobId = '' } = readAs(jobShape, input) ?? {};
    if (jobId === '' || jobId.length > 500) return 'A job id is needed.';
    const signal = abortOf(token);
    const api = await readyClient(session, signal);
    if (!api) return notSignedIn;
    const answer = await api.job(jobId, signal);
    return answer ? fencedData(answerForTool(answer)) : 'The server knows no such job.';
  };
}

function wait({ store, clock, background, poller, session }: Services): Tool {
  return async (input, token) => {
    const { label = '', seconds = longestWait / 2 } = readAs(waitShape, input) ?? {};
    if (!store.label(label)) return 'This label is not tracked. Ask the user to track it first.';
    const signal = abortOf(token);
    if (!(await readyClient(session, signal))) return notSignedIn;
    const { following } = poller.state;
    const { notBefore = 0 } = (following ? background.news : poller.past) ?? {};
    const left = Math.ceil((notBefore - clock.now()) / 1000);
    if (left > 0) return fencedData({ ended: 'failed', reason: `The server asked to be left alone for ${left} s.` });
    const scope = { kind: 'label', label } as const;
    // Where another window asks for this one, that one is asked.
    const refresh = (): Promise<void> => (following ? background.refresh(scope) : poller.refresh(scope, false));
    const { onDidChangeClient } = session;
    const how = await waitForLabel({ store, clock, refresh, onDidChangeClient }, { label, seconds }, signal);
    if (how.ended === 'failed') return fencedData(how);
    const jobs = store.jobsOf(label);
    const failed = jobs.filter(({ status }) => status === 'failed').slice(0, mostJobs);
    return fencedData({ ...how, statuses: statusCounts(jobs), failed: failed.map(jobForTool) });
  };
}
