import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { nodeProcesses } from '../../../src/vscode/nodeProcesses';

describe('processes of this machine', () => {
  it('are gone when they were killed, and not before', async () => {
    const processes = nodeProcesses();
    const child = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)']);
    await once(child, 'spawn');
    const mark = { ...processes.own, pid: child.pid ?? 0 };
    assert.equal(processes.isGone(mark), false);
    assert.equal(processes.isGone(processes.own), false);
    child.kill('SIGKILL');
    await once(child, 'exit');
    assert.equal(processes.isGone(mark), true);
    assert.equal(processes.isGone({ ...mark, machine: `not ${mark.machine}` }), false);
  });

  it('are gone when they ended, and nobody has asked how', async function () {
    if (process.platform !== 'linux') this.skip();
    // The shell's child ends; what the shell becomes then asks nothing about it.
    const parent = spawn('sh', ['-c', 'sleep 0.1 & echo $!; exec sleep 60'], { stdio: ['ignore', 'pipe', 'inherit'] });
    try {
      const [pid] = (await once(parent.stdout, 'data')) as [Buffer];
      const processes = nodeProcesses();
      while (!processes.isGone({ ...processes.own, pid: Number(pid.toString()) })) await setTimeout(20);
    } finally {
      parent.kill();
    }
  });

  it('are there whatever their name is', async function () {
    if (process.platform !== 'linux') this.skip();
    const folder = await mkdtemp(join(tmpdir(), 'banner-jobs-name-'));
    const program = join(folder, 'a) Z b');
    await symlink(process.execPath, program);
    const child = spawn(program, ['-e', 'console.log(0); setInterval(() => undefined, 1000)']);
    try {
      await once(child.stdout, 'data');
      const processes = nodeProcesses();
      assert.equal(processes.isGone({ ...processes.own, pid: child.pid ?? 0 }), false);
    } finally {
      child.kill();
      await rm(folder, { recursive: true });
    }
  });

  it('are those of one namespace, where machines of one name have several', () => {
    const { own } = nodeProcesses();
    assert.match(own.machine, process.platform === 'linux' ? /^\S+ pid:\[\d+\]$/ : /^\S+$/);
  });

  it('are there when another user runs them', () => {
    const kill = process.kill.bind(process);
    process.kill = () => {
      throw Object.assign(new Error('kill EPERM'), { code: 'EPERM' });
    };
    try {
      const processes = nodeProcesses();
      assert.equal(processes.isGone({ ...processes.own, pid: 1 }), false);
    } finally {
      process.kill = kill;
    }
  });
});
