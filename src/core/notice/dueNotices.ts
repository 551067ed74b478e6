import type { LabelFinish } from './labelFacts';

/** A label is announced when no job of it was unfinished for so many ms. */
export const quietFor = 20_000;
/** Labels that fall due within so many ms are one message. */
export const togetherWithin = 2000;
/** The same for labels that finished while VS Code was closed: their first answers come one after the other. */
export const closedWithin = 30_000;

/** Which labels are announced: `failures`, those of which a job failed. */
export const notificationSettings = ['all', 'failures', 'off'] as const;
export type NotificationSetting = (typeof notificationSettings)[number];

/** A label that has no unfinished job and is not announced yet. */
export interface Waiting {
  readonly finish: LabelFinish;
  /** Since when it says the same, in ms since 1970. */
  readonly quietSince: number;
  /** True when all of it finished while VS Code was closed. */
  readonly whileClosed: boolean;
}

/** Labels that are announced together. */
export interface DueNotice {
  /** In ms since 1970. */
  readonly at: number;
  readonly whileClosed: boolean;
  readonly finishes: readonly LabelFinish[];
}

/**
 * The next message and when it is due; undefined when nothing waits. What finished while VS Code was closed is told
 * apart. What is overdue, since no timer ran or another window spoke for all until now, is one message.
 * @param now ms since 1970
 */
export function nextNotice(waiting: Iterable<Waiting>, now: number): DueNotice | undefined {
  const inOrder = [...waiting].sort((a, b) => a.quietSince - b.quietSince);
  const [first] = inOrder;
  if (!first) return undefined;
  const { whileClosed, quietSince } = first;
  const end = Math.max(quietSince + (whileClosed ? closedWithin : togetherWithin), now - quietFor);
  const group = inOrder.filter((entry) => entry.whileClosed === whileClosed && entry.quietSince <= end);
  const last = group.at(-1) ?? first;
  return { at: last.quietSince + quietFor, whileClosed, finishes: group.map(({ finish }) => finish) };
}

/** Those that the setting lets through. */
export function wanted(finishes: readonly LabelFinish[], setting: NotificationSetting): readonly LabelFinish[] {
  if (setting === 'off') return [];
  return setting === 'all' ? finishes : finishes.filter(({ failed }) => failed > 0);
}
