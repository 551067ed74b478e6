import { execFile, spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import type { SnippetLanguage } from '../../../src/core/handoff/snippetLanguages';

const execute = promisify(execFile);

/** Steps that build and run a file in a folder; each is a program with its arguments. */
interface Runner {
  readonly file: string;
  readonly steps: readonly (readonly string[])[];
  /** What else must work before it counts as installed. */
  readonly probe?: readonly string[];
}

/** The script of httpYac, which `npm run test:snippets` installs. */
const httpyac = process.env.BANNER_JOBS_HTTPYAC ?? 'httpyac';

/** How a machine that has the tools runs each language. Debian has no Swift, no Dart, and for
 * Objective-C neither blocks nor dispatch: those three are read by their lexical rules only. */
export const runners: Partial<Readonly<Record<SnippetLanguage, Runner>>> = {
  shell: { file: 'run.sh', steps: [['sh', 'run.sh']], probe: ['curl', '--version'] },
  javascript: { file: 'run.mjs', steps: [[process.execPath, 'run.mjs']] },
  java: { file: 'Main.java', steps: [['java', 'Main.java']], probe: ['javac', '-version'] },
  go: { file: 'main.go', steps: [['go', 'run', 'main.go']] },
  php: { file: 'run.php', steps: [['php', 'run.php']] },
  python: { file: 'run.py', steps: [['python3', 'run.py']] },
  c: {
    file: 'run.c',
    steps: [['gcc', '-Wall', '-Werror', '-trigraphs', 'run.c', '-lcurl', '-o', 'run'], ['./run']],
    probe: ['gcc', '-E', '-include', 'curl/curl.h', '-x', 'c', '/dev/null', '-o', '/dev/null'],
  },
  csharp: {
    file: 'run.cs',
    steps: [
      ['mcs', '-r:System.Net.Http.dll', 'run.cs'],
      ['mono', 'run.exe'],
    ],
  },
  http: {
    file: 'run.http',
    steps: [[process.execPath, httpyac, 'send', 'run.http', '--all']],
    probe: [process.execPath, httpyac, '--version'],
  },
  ruby: { file: 'run.rb', steps: [['ruby', 'run.rb']] },
  ocaml: {
    file: 'run.ml',
    steps: [['ocamlfind', 'ocamlopt', '-package', 'curl', '-linkpkg', 'run.ml', '-o', 'run'], ['./run']],
    probe: ['ocamlfind', 'query', 'curl'],
  },
  r: { file: 'run.R', steps: [['Rscript', 'run.R']], probe: ['Rscript', '-e', 'library(httr2)'] },
};

/** Whether this machine has what a runner needs. */
export function isInstalled({ steps, probe }: Runner): boolean {
  const programs = steps.map(([program = '']) => program).filter((program) => !program.startsWith('.'));
  if (!programs.every(isOnPath)) return false;
  const [program = '', ...args] = probe ?? [];
  return !probe || (isOnPath(program) && spawnSync(program, args).status === 0);
}

/** Runs a snippet in a folder of its own. Rejects when a step fails. */
export async function run(
  { file, steps }: Runner,
  snippet: string,
  place: { folder: string; key: string },
): Promise<void> {
  const { folder, key } = place;
  await writeFile(join(folder, file), snippet);
  const env = { ...process.env, CROP_PHOTO_API_KEY: key, GOCACHE: join(folder, 'cache'), NO_PROXY: '127.0.0.1' };
  for (const [program = '', ...args] of steps) await execute(program, args, { cwd: folder, env, timeout: 120_000 });
}

function isOnPath(program: string): boolean {
  if (existsSync(program)) return true;
  return (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)));
}
