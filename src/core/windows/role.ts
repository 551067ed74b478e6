import { sameList } from '../jobs/jobDiff';
import { longestWait, type AskedToWait } from '../jobs/pollHandover';
import type { Guests } from '../jobs/singleJobs';
import type { PauseFacts, PollPace } from '../jobs/pollPause';
import type { Wish } from './wish';

/** What a window does for the others of its profile, or they for it. */
export interface Role {
  /** True: this window asks the server; also while there is nobody to share with, or nobody who can ask. */
  readonly leads: boolean;
  /** What only others track: asked for by the one that leads. */
  readonly guests: Guests;
  /** How attentively to poll, for all of them; a follower's is its own. */
  readonly attention: Pick<PauseFacts, 'enabled' | 'visible' | 'focused' | 'pace'>;
  /** The window that asks for this one; absent while this one leads. */
  readonly leader?: Wish;
  /** Windows that this one leads. */
  readonly followers: number;
  /** One of them was asked for patience by the server, perhaps a while ago. */
  readonly asked?: AskedToWait;
}

/**
 * The role of a window among the live ones. A window that may not poll by itself, or has no profile to share, is alone.
 * @param others may have other profiles: they do not matter
 */
export function roleOf(own: Wish, others: readonly Wish[]): Role {
  const sharing = isSharing(own) ? others.filter((wish) => isSharing(wish) && wish.profile === own.profile) : [];
  const leader = leaderOf([own, ...sharing]);
  const alone = { guests: { labels: [], jobIds: [] }, attention: attentionOf([own]), followers: 0 };
  if (leader && leader.id !== own.id) return { ...alone, leads: false, leader };
  if (!leader || sharing.length === 0) return { ...alone, leads: true };
  const guests = { labels: theirs('labels', own, sharing), jobIds: theirs('jobIds', own, sharing) };
  const asked = longestWait(sharing.map(({ poll }) => poll));
  const attention = attentionOf([own, ...sharing]);
  return { leads: true, guests, attention, followers: sharing.length, ...(asked ? { asked } : {}) };
}

/**
 * The one that asks the server: a focused window; of several, or of none, the one that leads already; else the oldest.
 * Every window comes to the same answer, for the rule looks at nothing else than the wishes.
 */
export function leaderOf(sharing: readonly Wish[]): Wish | undefined {
  const able = sharing.filter((wish) => wish.hasKey && wish.enabled);
  const rules: ((wish: Wish) => boolean)[] = [({ focused }) => focused, ({ leads }) => leads];
  const best = rules.reduce((left, rule) => (left.some(rule) ? left.filter(rule) : left), able);
  return [...best].sort((one, other) => one.startedAt - other.startedAt || (one.id < other.id ? -1 : 1))[0];
}

function isSharing(wish: Wish): boolean {
  return wish.enabled && wish.profile !== undefined;
}

function theirs(list: 'labels' | 'jobIds', own: Wish, others: readonly Wish[]): readonly string[] {
  const mine = new Set(own[list]);
  return [...new Set(others.flatMap((wish) => wish[list]))].filter((entry) => !mine.has(entry)).sort();
}

/** True when nothing else is asked for others. */
export function sameGuests(before: Guests, after: Guests): boolean {
  return sameList(before.labels, after.labels) && sameList(before.jobIds, after.jobIds);
}

/** True when a window that led already is to ask for something more. */
export function hasNewGuests(before: Role, after: Role): boolean {
  const grows = (list: keyof Guests): boolean => after.guests[list].some((one) => !before.guests[list].includes(one));
  return before.leads && after.leads && (grows('labels') || grows('jobIds'));
}

/** A view that is seen in one window while another has the focus is not watched: two halves are no whole. */
function attentionOf(wishes: readonly Wish[]): Role['attention'] {
  const focused = wishes.filter((wish) => wish.focused);
  return {
    enabled: wishes.some((wish) => wish.enabled),
    visible: (focused.length > 0 ? focused : wishes).some((wish) => wish.visible),
    focused: focused.length > 0,
    pace: quickestPace(wishes),
  };
}

function quickestPace(wishes: readonly Wish[]): PollPace {
  const least = (name: keyof PollPace): number => Math.min(...wishes.map(({ pace }) => pace[name] || Infinity));
  const hidden = least('hidden');
  // 0 is never: any other pause is quicker.
  return { quickest: least('quickest'), slowest: least('slowest'), hidden: Number.isFinite(hidden) ? hidden : 0 };
}
