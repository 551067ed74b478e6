/** Pauses of the windows among themselves, in ms; tests make them shorter. */
export interface WindowTimings {
  /** Between two signs of life, and between two looks at the others. */
  readonly heartbeat: number;
  /** A window that gave no sign of life for so long is gone. */
  readonly death: number;
  /** The leader takes what it is asked for within this time, or the asking window does it by itself. */
  readonly answer: number;
  /** What the leader took is waited for so long at most. */
  readonly patience: number;
  /** Between two looks of a follower at the saved jobs: the folder tells of them at once, but may miss one. */
  readonly slowLook: number;
  /** After the start, before files that are long out of use are looked for. */
  readonly cleaning: number;
}

export const windowTimings: WindowTimings = {
  ...{ heartbeat: 2000, death: 6000, answer: 2000 },
  ...{ patience: 60_000, slowLook: 10_000, cleaning: 60_000 },
};
