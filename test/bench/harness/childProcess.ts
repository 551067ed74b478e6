import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** Another process of this bench: its own share of the machine can be told apart. */
export interface Child {
  /** Sends a question, and resolves to the answer. */
  readonly ask: (question: unknown) => Promise<unknown>;
  readonly end: () => Promise<void>;
}

interface Waiting {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** @param name of a `.child.ts` below `test/bench`, without its ending; @param options arrive in its `argv[2]` as JSON */
export function startChild(name: string, options: object = {}): Child {
  const child = fork(join(__dirname, '..', `${name}.child.cjs`), [JSON.stringify(options)], { execArgv: [] });
  const waiting: Waiting[] = [];
  child.on('message', (answer) => waiting.shift()?.resolve(answer));
  child.on('exit', (code) =>
    waiting.forEach(({ reject }) => reject(new Error(`A process ended with ${String(code)}.`))),
  );
  const ask = (question: unknown): Promise<unknown> => {
    return new Promise((resolve, reject) => {
      waiting.push({ resolve, reject });
      child.send(question as object);
    });
  };
  return { ask, end: () => end(child) };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const over = once(child, 'exit');
  child.kill();
  await over;
}

/** In the other process: answers each question. It ends with the bench, however that ends. */
export function answerParent(answer: (question: unknown) => unknown): void {
  process.on('disconnect', () => process.exit());
  process.on('message', (question) => {
    void Promise.resolve(answer(question)).then((told) => process.send?.(told));
  });
}

/** In the other process: what it was started with. */
export const childOptions = (): unknown => JSON.parse(process.argv[2] ?? '{}');
