import Module from 'node:module';
import { resolve } from 'node:path';
import { answerParent } from '../harness/childProcess';

/** `vscode` in plain Node: whatever is asked of it is there, can be called, extended and made. */
const anything: unknown = new Proxy(Object, {
  get: (target, name): unknown => (name === 'prototype' ? Reflect.get(target, name) : anything),
  apply: () => anything,
});

type Load = (request: string, ...rest: unknown[]) => unknown;
const loader = Module as unknown as { _load: Load };
const original = loader._load;
loader._load = (request, ...rest) => (request === 'vscode' ? anything : original(request, ...rest));

/** Loads the main chunk. @returns the time of a processor that it took, in ms */
function load(): number {
  const before = process.cpuUsage();
  original(resolve('dist', 'activate.js'), module, false);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

answerParent(load);
