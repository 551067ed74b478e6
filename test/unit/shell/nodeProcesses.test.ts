import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
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
