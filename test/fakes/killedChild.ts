import { fork } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { build } from 'esbuild';

/** Makes a program of a text that imports from `./src`, to be run by `killMidway`. */
export async function buildProgram(source: string, outfile: string): Promise<void> {
  const imports = source.match(/import.*\n/g)?.join('') ?? '';
  const contents = `${imports}(async () => {${source.replace(/import.*\n/g, '')}})();`;
  await build({
    stdin: { contents, resolveDir: resolve('.'), loader: 'ts' },
    ...{ bundle: true, platform: 'node', format: 'cjs', outfile, logLevel: 'silent' },
  });
}

/** Runs a program until a moment after it sent its first message, within `withinMs`, then kills it. */
export async function killMidway(program: string, argument: string, withinMs: number): Promise<void> {
  const child = fork(program, [argument]);
  const ended = once(child, 'exit');
  await once(child, 'message');
  await new Promise((done) => setTimeout(done, Math.random() * withinMs));
  child.kill('SIGKILL');
  await ended;
}
