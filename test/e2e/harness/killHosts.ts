import { readdirSync, readFileSync } from 'node:fs';

/** Kills the extension hosts of all editors that this process runs, as a crash would: they end nothing. On Linux only. */
export function killHosts(): void {
  const hosts = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && isOurHost(Number(name)));
  if (hosts.length === 0) throw new Error('No extension host runs.');
  for (const pid of hosts) process.kill(Number(pid), 'SIGKILL');
}

function isOurHost(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--type=extensionHost') && isBelow(pid);
  } catch {
    // It has ended meanwhile.
    return false;
  }
}

function isBelow(pid: number): boolean {
  if (pid <= 1 || pid === process.pid) return pid === process.pid;
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // After the name, which may hold anything: the state, and the parent.
  return isBelow(Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
}
