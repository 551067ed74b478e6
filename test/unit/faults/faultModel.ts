import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createRequestSlots } from '../../../src/core/api/requestSlots';
import { createServerMemory, createStatusApi, type StatusApi } from '../../../src/core/api/statusApi';
import type { Transport, TransportResponse } from '../../../src/core/api/transport';
import { JobStore } from '../../../src/core/jobs/jobStore';
import { PollEngine } from '../../../src/core/jobs/pollEngine';
import { Poller } from '../../../src/core/jobs/poller';
import { FakeClock } from '../../fakes/fakeClock';
import { MemoryLog } from '../../fakes/memoryLog';
import { watched } from '../jobs/pollerWorld';

/** What the server may do with the questions that come, until it is told otherwise. */
export const moods = [
  'well',
  'broken',
  'busy',
  'patience',
  'reset',
  'refused',
  'portal',
  'noJobs',
  'garbage',
  'redirect',
  'hangs',
  'forbidden',
  'doubles',
] as const;
export type Mood = (typeof moods)[number];

export type Action =
  | { readonly kind: 'mood'; readonly mood: Mood }
  | { readonly kind: 'put'; readonly id: number; readonly status: string; readonly label: number }
  | { readonly kind: 'remove'; readonly id: number }
  | { readonly kind: 'track'; readonly labels: readonly number[] }
  | { readonly kind: 'pass'; readonly ms: number }
  | { readonly kind: 'attend'; readonly visible: boolean; readonly focused: boolean }
  | { readonly kind: 'refresh' | 'cancel' | 'signOut' | 'signIn' | 'otherServer' | 'sleep' };

const labelNumber = fc.nat(3);

/** Whatever a server, a user and a day may bring. */
export const actions: fc.Arbitrary<Action[]> = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('mood' as const), mood: fc.constantFrom(...moods) }),
    fc.record({
      kind: fc.constant('put' as const),
      id: fc.nat(150),
      status: fc.constantFrom('pending', 'processing', 'completed', 'failed', 'odd'),
      label: labelNumber,
    }),
    fc.record({ kind: fc.constant('remove' as const), id: fc.nat(150) }),
    fc.record({ kind: fc.constant('track' as const), labels: fc.uniqueArray(labelNumber) }),
    fc.record({ kind: fc.constant('pass' as const), ms: fc.integer({ min: 1, max: 400_000 }) }),
    fc.record({ kind: fc.constant('attend' as const), visible: fc.boolean(), focused: fc.boolean() }),
    fc.record({
      kind: fc.constantFrom('refresh', 'cancel', 'signOut', 'signIn', 'otherServer', 'sleep' as const),
    }),
  ),
  { maxLength: 40 },
);

interface ModelJob {
  readonly status: string;
  readonly labels: readonly string[];
}

const origins = ['https://one.example', 'https://two.example'] as const;
const keyOf = (origin: string): string => `api_${new URL(origin).hostname}`;
const labelOf = (label: number): string => `lot-${label}`;

/** The whole core of a window before a made-up server; `broken` holds what must never be. */
export class FaultModel {
  readonly broken: string[] = [];
  readonly clock = new FakeClock();
  readonly store = new JobStore(() => this.clock.now());
  private readonly log = new MemoryLog();
  private readonly jobs = new Map<string, ModelJob>();
  private readonly poller: Poller;
  private readonly slots = createRequestSlots();
  private mood: Mood = 'well';
  private origin: (typeof origins)[number] = origins[0];
  private api: StatusApi | undefined;
  private runs = 0;

  constructor() {
    for (let id = 0; id < 120; id++)
      this.jobs.set(`job-${id}`, { status: 'processing', labels: [labelOf(id % 4), labelOf(id % 3)] });
    this.poller = new Poller({
      engine: (deps) => Promise.resolve(this.watchedEngine(new PollEngine(deps))),
      ...{ clock: this.clock, log: this.log, store: this.store, api: () => this.api, random: () => 0.5 },
    });
    this.poller.onDidChangeState(({ nextAt }) => {
      if (nextAt !== undefined && nextAt - this.clock.now() > 300_000) this.broken.push('a pause over 5 minutes');
    });
    this.poller.attend(watched);
    this.store.track([labelOf(0), labelOf(1)], []);
    this.signIn();
  }

  /** Does it, lets what needs no time settle, and looks whether all is as it must be. */
  async act(action: Action): Promise<void> {
    this.begin(action);
    await this.clock.advance(action.kind === 'pass' ? action.ms : 0);
    if (action.kind === 'sleep') await this.clock.jump(3_600_000);
    this.look();
  }

  /** All is well again: a refresh by hand must bring exactly what the server has. */
  async settle(): Promise<{ readonly shown: readonly string[]; readonly expected: readonly string[] }> {
    this.mood = 'well';
    if (!this.api) this.signIn();
    await this.clock.advance(60_000);
    for (let times = 0; times < 2; times++) {
      const refreshed = this.poller.refresh({ kind: 'all' }, true);
      await this.clock.advance(60_000);
      await refreshed;
    }
    this.look();
    const labels = this.store.labels.map(({ label }) => label);
    const shown = labels.flatMap((label) =>
      this.store.jobsOf(label).map(({ id, status }) => `${label} ${id} ${status}`),
    );
    const expected = labels.flatMap((label) =>
      this.jobsUnder(label).map(([id, { status }]) => `${label} ${id} ${status}`),
    );
    this.poller.dispose();
    if (this.clock.pending > 0) this.broken.push(`${this.clock.pending} timers are left`);
    return { shown: shown.sort(), expected: expected.sort() };
  }

  private begin(action: Action): void {
    const { kind } = action;
    if (kind === 'mood') this.mood = action.mood;
    else if (kind === 'put')
      this.jobs.set(`job-${action.id}`, { status: action.status, labels: [labelOf(action.label)] });
    else if (kind === 'remove') this.jobs.delete(`job-${action.id}`);
    else if (kind === 'track') {
      this.store.track(action.labels.map(labelOf), []);
      this.poller.wake();
    } else if (kind === 'attend') this.poller.attend({ ...watched, visible: action.visible, focused: action.focused });
    else if (kind === 'refresh') void this.poller.refresh({ kind: 'all' }, true);
    else if (kind === 'cancel') this.poller.cancel();
    else if (kind === 'signOut') this.signOut();
    else if (kind === 'signIn') this.signIn();
    else if (kind === 'otherServer') {
      this.signOut();
      this.origin = this.origin === origins[0] ? origins[1] : origins[0];
      this.signIn();
    }
  }

  private signOut(): void {
    this.poller.stop();
    this.api = undefined;
  }

  private signIn(): void {
    const { origin, clock, log, slots } = this;
    const key = (): Promise<string> => Promise.resolve(keyOf(origin));
    const memory = createServerMemory();
    this.poller.stop();
    this.api = createStatusApi({ transport: this.transport, clock, log, slots, memory, baseUrl: `${origin}/v1`, key });
    this.poller.wake();
  }

  private look(): void {
    for (const { label, jobIds } of this.store.labels)
      if (new Set(jobIds).size !== jobIds.length) this.broken.push(`a row of ${label} stands twice`);
    const said = [...this.log.lines, this.poller.state.failure?.message ?? ''].join('\n');
    if (/api_(one|two)/.test(said)) this.broken.push('the key is in the log or in a failure');
  }

  /** Counts the runs that count: one that was stopped may still be ending. */
  private watchedEngine(engine: PollEngine): PollEngine {
    const perform = engine.perform.bind(engine);
    engine.perform = async (run, isCurrent) => {
      const turn = ++this.runs;
      const others = this.current.filter((other) => other());
      if (others.length > 0) this.broken.push(`run ${turn} overlaps another`);
      this.current.push(isCurrent);
      try {
        return await perform(run, isCurrent);
      } finally {
        this.current.splice(this.current.indexOf(isCurrent), 1);
      }
    };
    return engine;
  }

  private readonly current: (() => boolean)[] = [];

  private readonly transport: Transport = async (url, { headers, signal, body, redirect }) => {
    const { origin } = new URL(url);
    if (headers.Authorization !== `Bearer ${keyOf(origin)}`) this.broken.push(`a strange key went to ${origin}`);
    if (redirect !== 'error') this.broken.push('a redirect would be followed');
    await Promise.resolve();
    switch (this.mood) {
      case 'broken':
        return response(500, 'oops');
      case 'busy':
        return response(429, '');
      case 'patience':
        return response(429, '', '3000000');
      case 'reset':
        throw Object.assign(new Error('reset'), { code: 'ECONNRESET' });
      case 'refused':
        throw Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
      case 'portal':
        return response(200, '<html>');
      case 'noJobs':
        return response(200, '{"jobs":null}');
      case 'garbage':
        return response(200, '\0\u0001{[');
      case 'redirect':
        throw Object.assign(new Error('no redirect'), { type: 'no-redirect' });
      case 'forbidden':
        return response(403, '');
      case 'hangs':
        return new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))));
      case 'well':
      case 'doubles':
        return response(200, this.answer(body ?? '{}'));
      default:
        return this.mood satisfies never;
    }
  };

  private answer(body: string): string {
    const asked = JSON.parse(body) as { job_id?: string; job_labels?: string[]; start?: number; limit?: number };
    const { start = 0, limit = 20, job_id: id } = asked;
    const own = id === undefined ? undefined : this.jobs.get(id);
    const all = id === undefined ? this.jobsUnder(asked.job_labels?.[0] ?? '') : own ? [[id, own] as const] : [];
    const page = all.slice(start, start + limit).map(([job, { status, labels }]) => ({
      ...{ job_id: job, status, job_labels: labels },
    }));
    return JSON.stringify({ jobs: this.mood === 'doubles' ? [...page, ...page.slice(0, 1), { odd: 1 }] : page });
  }

  private jobsUnder(label: string): (readonly [string, ModelJob])[] {
    return [...this.jobs].filter(([, { labels }]) => labels.includes(label));
  }
}

/** Plays it from the start to the end; throws when something was not as it must be. */
export async function playFaults(steps: readonly Action[]): Promise<void> {
  const model = new FaultModel();
  for (const step of steps) await model.act(step);
  const { shown, expected } = await model.settle();
  assert.deepEqual(model.broken, []);
  assert.deepEqual(shown, expected);
}

function response(status: number, text: string, retryAfter?: string): TransportResponse {
  const bytes = new TextEncoder().encode(text);
  const get = (name: string): string | null => (name === 'retry-after' ? (retryAfter ?? null) : null);
  return { status, headers: { get }, arrayBuffer: () => Promise.resolve(bytes.buffer) };
}
