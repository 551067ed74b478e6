import * as vscode from 'vscode';
import { Failure } from '../core/api/failure';
import { Emitter } from '../core/event';
import { emptyReason, type EmptyReason } from '../core/jobs/emptyReason';
import { isEmptyFilter } from '../core/jobs/jobFilter';
import type { JobStore } from '../core/jobs/jobStore';
import type { JobGroups } from '../core/jobs/jobGroups';
import type { Poller } from '../core/jobs/poller';
import { viewMessage } from '../core/jobs/viewMessage';
import type { ArrangementState } from './arrangementState';
import type { PollNews } from '../core/windows/wish';
import { contextKeys } from './contributions';
import type { FilterState } from './filterState';
import type { Session } from './session';

interface ViewStatusDeps {
  readonly store: JobStore;
  readonly groups: JobGroups;
  readonly filter: FilterState;
  readonly arrangement: ArrangementState;
  readonly poller: Poller;
  readonly session: Session;
  /** How polling goes in the window that asks for this one. */
  readonly background: { readonly news: PollNews | undefined };
}

/** What the view says besides its rows: the message above them, the welcome in their place, the words of `when` clauses. */
export class ViewStatus {
  private readonly told = new Map<string, unknown>();
  private reason: EmptyReason | undefined;
  private readonly said = new Emitter<void>();
  /** The message above the rows is another one. */
  readonly onDidSay = this.said.event;

  constructor(private readonly deps: ViewStatusDeps) {}

  /** True while a welcome stands in the place of the rows. */
  get isEmpty(): boolean {
    return this.reason !== undefined;
  }

  /** Says what is true now. Answers true when rows and welcome changed places, so that the tree must be read anew. */
  update(view: vscode.TreeView<string>): boolean {
    const wasEmpty = this.isEmpty;
    const { session, filter, poller } = this.deps;
    const facts = this.facts();
    this.reason = session.keyState === 'waiting' || session.isStarting ? undefined : emptyReason(facts);
    this.tell(contextKeys.empty, this.reason ?? '');
    this.tell(contextKeys.tracking, facts.tracked > 0);
    this.tell(contextKeys.hasKey, session.profile.kind === 'remote' && !facts.signedOut);
    this.tell(contextKeys.filtered, !isEmptyFilter(filter.current));
    this.tell(contextKeys.refreshing, poller.state.manual);
    this.tell(contextKeys.signedOut, facts.signedOut || facts.failure?.kind === 'unauthorized');
    this.tell(contextKeys.groupBy, this.deps.arrangement.current.groupBy);
    this.tell(contextKeys.needsNoKey, session.profile.kind === 'sample');
    const message = this.reason ? undefined : this.message(facts);
    // Assigning repaints, even the same text.
    if (view.message !== message) this.setMessage(view, message);
    // The only view of its container shows its title and no description.
    if (view.title !== session.profile.name) view.title = session.profile.name;
    return wasEmpty !== this.isEmpty;
  }

  private message(facts: ReturnType<ViewStatus['facts']>): string | undefined {
    const { poller, filter, session } = this.deps;
    const { t } = vscode.l10n;
    if (session.keyState === 'waiting') return t('Waiting for the keyring…');
    const next = poller.state.nextAt ?? this.deps.background.news?.nextAt;
    const nextTry = next === undefined ? {} : { nextTry: new Date(next).toLocaleTimeString() };
    return viewMessage(t, { ...facts, filter: filter.current, ...nextTry });
  }

  private facts(): {
    signedOut: boolean;
    tracked: number;
    answered: number;
    singles: number;
    jobs: number;
    shown: number;
    failure: Failure | undefined;
    staleAsOf?: string;
  } {
    const { store, groups, poller, session } = this.deps;
    const { all, shown } = groups.totals();
    const singles = store.singleIds.filter((id) => store.job(id) ?? store.failure(id) ?? store.isUnknown(id));
    return {
      signedOut: session.keyState === 'signedOut',
      tracked: store.labels.length + store.singleIds.length,
      singles: store.singleIds.length,
      answered: store.labels.filter((state) => state.asOf !== undefined || state.failure).length + singles.length,
      jobs: all.total,
      shown,
      failure: poller.state.failure ?? this.leaderFailure(),
      ...this.staleness(),
    };
  }

  /** The words are the other window's; what can be done is done there. */
  private leaderFailure(): Failure | undefined {
    const failure = this.deps.background.news?.failure;
    return failure && new Failure(failure.kind === 'query' ? 'query' : 'server', failure.message);
  }

  /** Of when the oldest of what is shown is, as long as it is of an earlier session. */
  private staleness(): { staleAsOf?: string } {
    const times = this.deps.store.labels.flatMap(({ stale, asOf }) => (stale && asOf !== undefined ? [asOf] : []));
    return times.length > 0 ? { staleAsOf: new Date(Math.min(...times)).toLocaleString() } : {};
  }

  private tell(key: string, value: unknown): void {
    if (this.told.get(key) === value) return;
    this.told.set(key, value);
    void vscode.commands.executeCommand('setContext', key, value);
  }

  /** The typings know no way to take a message away; the editor does. */
  private setMessage(view: { message?: string | undefined }, message: string | undefined): void {
    view.message = message;
    this.said.fire();
  }
}
