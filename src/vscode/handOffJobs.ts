import type { SaveJob } from '../core/handoff/saveImages';
import { singlesLabel, type GroupRef } from '../core/jobs/groupRef';
import { targetNodes, type FromMenu } from './commands/targets';
import type { Services } from './services';
import type { TreeNode } from './treeNode';

/** The jobs of the rows that a menu or the selection names, else all that are shown; each once, with the label it stands under. */
export function chosenJobs(services: Services, menu: FromMenu): readonly SaveJob[] {
  const nodes = targetNodes(services, menu).filter((node) => node.kind !== 'note');
  const chosen = menu.length > 0 || nodes.length > 1 ? nodes.flatMap((node) => jobsOf(services, node)) : [];
  const jobs = chosen.length > 0 ? chosen : shownJobs(services);
  return [...new Map(jobs.map((job) => [job.jobId, job])).values()];
}

function jobsOf(services: Services, node: TreeNode): readonly SaveJob[] {
  if (node.kind === 'label') return groupJobs(services, { label: node.label });
  if (node.kind === 'singles') return groupJobs(services, { label: singlesLabel });
  if (node.kind === 'status') return groupJobs(services, { status: node.status });
  if (node.kind === 'job' || node.kind === 'result') return [{ jobId: node.jobId, label: node.label }];
  return [];
}

function shownJobs(services: Services): readonly SaveJob[] {
  const { groups, earlier } = services.groups.top();
  return [...groups, ...earlier.map((label) => ({ label }))].flatMap((ref) => groupJobs(services, ref));
}

/** As the filter and the order of the rows have it. */
function groupJobs({ groups, store }: Services, ref: GroupRef): SaveJob[] {
  const { rows } = groups.view(ref);
  const ids = Array.from({ length: rows.count }, (_, page) => rows.page(page)).flat();
  return ids.map((jobId) => ({ jobId, label: 'label' in ref ? ref.label : (store.job(jobId)?.under[0] ?? '') }));
}
