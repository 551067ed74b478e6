import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import type { Processes } from '../core/windows/processes';

/** The processes of this machine, as Node knows them. */
export function nodeProcesses(): Processes {
  const own = { machine: machine(), pid: process.pid };
  return { own, isGone: (mark) => mark.machine === own.machine && !isThere(mark.pid) };
}

/** Containers with one host name have each their own numbers of processes: Linux names these namespaces. */
function machine(): string {
  return [hostname(), readIfAny(() => readlinkSync('/proc/self/ns/pid'))].join(' ').trim();
}

function isThere(pid: number): boolean {
  try {
    // Signal 0 is sent to nobody: it only asks.
    process.kill(pid, 0);
  } catch (error) {
    // Any other error is about a process that is there.
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
  return !isZombie(pid);
}

/** True for one that has ended and that the process above it does not ask about, as in a container of a simple program. */
function isZombie(pid: number): boolean {
  // "PID (NAME) STATE …", and numbers from there on (proc_pid_stat(5)); a name may have any characters in it.
  return /\) Z[^)]*$/.test(readIfAny(() => readFileSync(`/proc/${pid}/stat`, 'latin1')));
}

/** @returns an empty text where there is no such thing, as on other systems than Linux */
function readIfAny(read: () => string): string {
  try {
    return read();
  } catch {
    return '';
  }
}
