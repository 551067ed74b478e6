import type { Clock } from '../core/clock';

/** The clock of the machine. Its timers do not keep a process alive. */
export const realClock: Clock = {
  now: () => Date.now(),
  after: (ms, callback) => {
    const timer = setTimeout(callback, ms);
    return { dispose: () => clearTimeout(timer) };
  },
};
