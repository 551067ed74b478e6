/** One figure, as a bench found it. */
export interface Measure {
  /** The median, or an exact count. */
  readonly value: number;
  readonly min?: number;
  readonly max?: number;
  /** What was done, in words with its numbers: ours. */
  readonly ours: string;
  /** The floor or the peer of the same run, likewise. */
  readonly beside?: string;
  /** Where it depends on what was done, and only there: all others stand in `scripts/benches.mjs`. */
  readonly goal?: number;
  /** What else must be known to judge it. */
  readonly note?: string;
}

/** The figures of a bench by their names, or why there are none on this machine. */
export type Measures = Readonly<Record<string, Measure>> | { readonly cannotRun: string };
