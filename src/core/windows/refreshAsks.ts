import type { Clock } from '../clock';
import type { Disposable } from '../event';
import type { RunScope } from '../jobs/pollRun';
import type { WindowTimings } from './timings';
import type { Ask } from './wish';
import type { WindowBoard } from './windowBoard';

export interface RefreshAsksDeps {
  readonly board: WindowBoard;
  readonly clock: Clock;
  readonly timings: WindowTimings;
  /** Of no other ask of any window. */
  readonly newId: () => string;
  /** Asks the server, in this window. Never rejects. */
  readonly refresh: (scope: RunScope) => Promise<void>;
  /** Puts on the disk what a refresh for another window brought, be it only that all is as it was. Never rejects. */
  readonly save: (scope: RunScope) => Promise<void>;
  /** Takes what another window put on the disk. Never rejects. */
  readonly load: () => Promise<void>;
}

interface Waiting {
  readonly leader: string;
  isTaken: boolean;
  readonly end: (outcome: 'done' | 'unanswered') => void;
  timer: Disposable;
}

/** Refreshes that one window asks of the one that leads, so that a server is asked once for all windows. */
export class RefreshAsks implements Disposable {
  private readonly waiting = new Map<string, Waiting>();
  private readonly subscription: Disposable;

  constructor(private readonly deps: RefreshAsksDeps) {
    this.subscription = deps.board.onDidChange(() => this.look());
  }

  /** Refreshes through the leader; by itself where there is none, or where it does not answer. Never rejects. */
  async refresh(scope: RunScope): Promise<void> {
    const { leader } = this.deps.board.role;
    const outcome = leader ? await this.ask(leader.id, scope) : 'unanswered';
    await (outcome === 'done' ? this.deps.load() : this.deps.refresh(scope));
  }

  dispose(): void {
    this.subscription.dispose();
    for (const { timer, end } of this.waiting.values()) {
      timer.dispose();
      end('done');
    }
  }

  private ask(leader: string, scope: RunScope): Promise<'done' | 'unanswered'> {
    const { board, clock, timings, newId } = this.deps;
    const id = newId();
    return new Promise((resolve) => {
      const end = (outcome: 'done' | 'unanswered'): void => {
        this.waiting.delete(id);
        board.set({ asks: board.wish.asks.filter((ask) => ask.id !== id) });
        resolve(outcome);
      };
      const timer = clock.after(timings.answer, () => end('unanswered'));
      this.waiting.set(id, { leader, isTaken: false, end, timer });
      board.set({ asks: [...board.wish.asks, { id, scope }] });
    });
  }

  private look(): void {
    for (const [id, waiting] of this.waiting) this.follow(id, waiting);
    this.takeAsks();
  }

  /** Looks how an ask of this window goes. */
  private follow(id: string, waiting: Waiting): void {
    const { board, clock, timings } = this.deps;
    const leader = board.live.find((wish) => wish.id === waiting.leader);
    const finish = (outcome: 'done' | 'unanswered'): void => {
      waiting.timer.dispose();
      waiting.end(outcome);
    };
    if (!leader) finish(waiting.isTaken ? 'done' : 'unanswered');
    else if (leader.done.includes(id)) finish('done');
    else if (leader.taken.includes(id) && !waiting.isTaken) {
      waiting.isTaken = true;
      waiting.timer.dispose();
      waiting.timer = clock.after(timings.patience, () => waiting.end('done'));
    }
  }

  /** Takes what the followers ask, and forgets what they need to know no more. */
  private takeAsks(): void {
    const { board } = this.deps;
    const { profile, taken, done, leads } = board.wish;
    const asks = board.live.filter((wish) => wish.profile === profile).flatMap((wish) => wish.asks);
    const open = new Set(asks.map((ask) => ask.id));
    const fresh = leads ? asks.filter((ask) => !taken.includes(ask.id)) : [];
    const kept = { taken: taken.filter((id) => open.has(id)), done: done.filter((id) => open.has(id)) };
    if (fresh.length + taken.length - kept.taken.length === 0 && kept.done.length === done.length) return;
    board.set({ taken: [...kept.taken, ...fresh.map((ask) => ask.id)], done: kept.done });
    for (const ask of fresh) void this.take(ask);
  }

  private async take({ id, scope }: Ask): Promise<void> {
    const { board, refresh, save } = this.deps;
    await refresh(scope);
    await save(scope);
    board.set({ done: [...board.wish.done, id] });
  }
}
