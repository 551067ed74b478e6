import type { JobStore } from '../../../../src/core/jobs/jobStore';
import type { StoreBatch } from '../../../../src/core/jobs/storeBatch';
import { job, jobAnswer, labelAnswer } from '../../../fakes/jobs';
import { jobsOf, labels, type Operation } from './operations';

/** What the store takes when something is told of jobs. */
export function batchOf(
  operation: Operation & { kind: 'answer' | 'emptied' | 'leave' | 'details' | 'seen' | 'swap' },
  store: JobStore,
): StoreBatch {
  switch (operation.kind) {
    case 'answer':
      return {
        labels: new Map([[operation.label, labelAnswer(jobsOf(operation.told), { complete: operation.complete })]]),
      };
    case 'emptied':
      return { labels: new Map(labels.map((label) => [label, labelAnswer(jobsOf(operation.told))])) };
    case 'leave': {
      const rest = store.jobsOf(operation.label).filter(({ id }) => !operation.ids.includes(id));
      return { labels: new Map([[operation.label, labelAnswer(rest)]]) };
    }
    case 'details':
      return { jobs: new Map(jobsOf(operation.told).map((each) => [each.id, jobAnswer(each)])) };
    case 'seen':
      return { seen: jobsOf(operation.told) };
    case 'swap': {
      const [one, other] = operation.ids.map((id) => store.job(id));
      return {
        seen: one && other ? [job(one.id, other.status, one.labels), job(other.id, one.status, other.labels)] : [],
      };
    }
    default:
      return operation satisfies never;
  }
}
