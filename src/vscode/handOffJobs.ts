import type { SaveJob } from '../core/handoff/saveImages';
import { singlesLabel, type GroupRef } from '../core/jobs/groupRef';
import { jobsPerStep } from '../core/jobs/scale';
import { targetNodes, type FromMenu } from './commands/targets';
import { Slices } from '../core/snapshot/slices';
import { rest } from './rest';
import type { Services } from './services';
import type { TreeNode } from './treeNode';

/**
 * The jobs of the rows that a menu or the selection names, else all that are shown; each once, with the label it stands
 * under. In slices, for they may be 100,000.
 */
export async function chosenJobs(services: Services, menu: FromMenu): Promise<readonly SaveJob[]> {
  const nodes = targetNodes(services, menu).filter((node) => node.kind !== 'note');
  const slices = new Slices({ clock: services.clock, rest });
  const isChosen = menu.length > 0 || nodes.length > 1;
  const chosen = isChosen ? await slices.through(nodeJobs(services, nodes)) : [];
  return chosen.length > 0 ? chosen : slices.through(shownJobs(services));
}

function* nodeJobs(services: Services, nodes: readonly TreeNode[]): Generator<void, SaveJob[]> {
  const jobs = new Map<string, SaveJob>();
  for (const node of nodes) {
    const ref = groupAt(node);
    if (ref) yield* addGroup(services, ref, jobs);
    else if (node.kind === 'job' || node.kind === 'result') add({ jobId: node.jobId, label: node.label }, jobs);
  }
  return [...jobs.values()];
}

function groupAt(node: TreeNode): GroupRef | undefined {
  if (node.kind === 'label') return { label: node.label };
  if (node.kind === 'singles') return { label: singlesLabel };
  return node.kind === 'status' ? { status: node.status } : undefined;
}

function* shownJobs(services: Services): Generator<void, SaveJob[]> {
  const { groups, earlier } = services.groups.top();
  const jobs = new Map<string, SaveJob>();
  for (const ref of [...groups, ...earlier.map((label) => ({ label }))]) yield* addGroup(services, ref, jobs);
  return [...jobs.values()];
}

/** As the filter and the order of the rows have it. */
function* addGroup({ groups, tree }: Services, ref: GroupRef, jobs: Map<string, SaveJob>): Generator<void, void> {
  const ids = yield* groups.view(ref).rows.all();
  for (const [at, jobId] of ids.entries()) {
    if (at % jobsPerStep === 0) yield;
    add({ jobId, label: tree.rows.job(ref, jobId).label }, jobs);
  }
}

/** A job keeps the place where it came first, and the label under which it came last. */
function add(job: SaveJob, jobs: Map<string, SaveJob>): void {
  jobs.set(job.jobId, job);
}
