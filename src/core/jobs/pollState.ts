import type { Failure } from '../api/failure';

/** What the view and the messages show of polling. */
export interface PollState {
  readonly running: boolean;
  /** True while a run that the user asked for is under way: only such a run shows progress. */
  readonly manual: boolean;
  /** Why the last run failed; absent after a good one. */
  readonly failure?: Failure;
  /** When the next run comes by itself, ms since 1970. */
  readonly nextAt?: number;
  /** True while another window asks for this one; absent otherwise. */
  readonly following?: true;
}

/** How polling stands, with what is not so told as undefined. */
export type PollStanding = { readonly [Name in keyof PollState]: PollState[Name] | undefined } & Pick<
  PollState,
  'running' | 'manual'
>;
