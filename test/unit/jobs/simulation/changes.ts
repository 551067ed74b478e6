import fc from 'fast-check';
import type { ModelServer } from './modelServer';

/** One change on the server; `pick` and `place` choose among what there is. */
export interface Change {
  readonly kind: (typeof kinds)[number];
  readonly label: number;
  readonly pick: number;
}

const kinds = [
  ...['finish', 'fail', 'begin', 'rerun', 'odd', 'atTail', 'atHead', 'inside', 'vanish'],
  ...['share', 'move', 'unreadable', 'readable', 'unsteady'],
] as const satisfies readonly string[];

/** Any change to a server. */
export const anyChange: fc.Arbitrary<Change> = fc.record({
  kind: fc.constantFrom(...kinds),
  label: fc.nat(100),
  // As often as not where pages begin and end.
  pick: fc.oneof(fc.nat(10_000), fc.constantFrom(0, 1, 98, 99, 100, 105, 210, 229, 315, 419)),
});

const statuses: Readonly<Record<string, string>> = {
  finish: 'completed',
  fail: 'failed',
  begin: 'processing',
  rerun: 'pending',
  odd: 'on hold',
};

/** Makes a change. @param fresh the id of a job that appears, if one does */
export function change(server: ModelServer, { kind, label, pick }: Change, fresh: string): void {
  const from = at(server.labels, label) ?? '';
  const to = at(server.labels, label + 1) ?? '';
  const ids = server.ids(from);
  const id = at(ids, pick);
  const status = statuses[kind];
  const job = id === undefined ? undefined : server.jobs.get(id);
  if (kind === 'unsteady') server.unstable.add(from);
  else if (kind === 'atTail') server.add(from, { id: fresh, status: 'pending' });
  else if (kind === 'atHead') server.add(from, { id: fresh, status: 'pending' }, 0);
  else if (kind === 'inside') server.add(from, { id: fresh, status: 'pending' }, pick % (ids.length + 1));
  else if (job && status !== undefined) job.status = status;
  else if (job && kind === 'unreadable') server.unreadable.add(job.id);
  else if (job && kind === 'readable') server.unreadable.delete(job.id);
  else if (job) rearrange(server, job.id, { kind, from, to });
}

interface Where {
  readonly kind: Change['kind'];
  readonly from: string;
  readonly to: string;
}

function rearrange(server: ModelServer, id: string, { kind, from, to }: Where): void {
  const job = server.jobs.get(id);
  if (job && kind !== 'vanish') server.add(to, job);
  if (kind !== 'share' && from !== to) server.remove(id, from);
}

function at(list: readonly string[], index: number): string | undefined {
  return list.length === 0 ? undefined : list[index % list.length];
}
