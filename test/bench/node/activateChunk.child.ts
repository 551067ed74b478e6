import Module from 'node:module';
import { resolve, sep } from 'node:path';
import { answerParent } from '../harness/childProcess';

/** What loading took of a processor, in ms, and which files it loaded. */
export interface Loaded {
  readonly ms: number;
  readonly files: readonly string[];
}

/** `vscode` in plain Node: whatever is asked of it is there, can be called, extended and made. */
const anything: unknown = new Proxy(Object, {
  get: (target, name): unknown => (name === 'prototype' ? Reflect.get(target, name) : anything),
  apply: () => anything,
});

type Load = (request: string, ...rest: unknown[]) => unknown;
const loader = Module as unknown as { _load: Load; _cache: object };
const original = loader._load;
loader._load = (request, ...rest) => (request === 'vscode' ? anything : original(request, ...rest));

/** Loads the main chunk, and what it loads itself. */
function load(): Loaded {
  const before = process.cpuUsage();
  original(resolve('dist', 'activate.js'), module, false);
  const { user, system } = process.cpuUsage(before);
  const files = Object.keys(loader._cache).filter((file) => file.startsWith(resolve('dist') + sep));
  return { ms: (user + system) / 1000, files };
}

answerParent(load);
