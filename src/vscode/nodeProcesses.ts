import { hostname } from 'node:os';
import type { Processes } from '../core/windows/processes';

/** The processes of this machine, as Node knows them. */
export function nodeProcesses(): Processes {
  const own = { machine: hostname(), pid: process.pid };
  return { own, isGone: ({ machine, pid }) => machine === own.machine && !isThere(pid) };
}

function isThere(pid: number): boolean {
  try {
    // Signal 0 is sent to nobody: it only asks.
    return process.kill(pid, 0);
  } catch (error) {
    // Any other error is about a process that is there.
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
