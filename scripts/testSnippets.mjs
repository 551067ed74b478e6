// @ts-check
// `npm run test:snippets`: runs "Copy Request as…" in every language whose tool is a Debian or npm package, none left out.
// Installs what is missing, about 1 GB, where that may be done.
import { installPackages, isDebian } from './debian.mjs';
import { ensureHttpyac } from './httpyac.mjs';
import { runChild } from './processes.mjs';
import { say } from './progress.mjs';

/** What runs each language; see `test/unit/handoff/snippetRunners.ts`. */
const packages = [
  ...['curl', 'python3', 'default-jdk-headless', 'golang-go', 'php-cli', 'php-curl', 'ruby'],
  ...['gcc', 'libc6-dev', 'libcurl4-openssl-dev', 'ocaml-nox', 'ocaml-findlib', 'libcurl-ocaml-dev'],
  ...['r-base-core', 'r-cran-httr2', 'mono-mcs', 'mono-runtime'],
  ...['libmono-system-net-http4.0-cil', 'libmono-system-net-http-webrequest4.0-cil'],
];

if (!isDebian()) say('Packages are installed on Debian and Ubuntu only: what is not here fails.');
else if (!(await installPackages(packages))) say('apt-get refused: what is not here fails.');
const env = { ...process.env, BANNER_JOBS_ALL_TOOLS: '1', BANNER_JOBS_HTTPYAC: await ensureHttpyac() };
const { code } = await runChild(process.execPath, ['scripts/test.mjs', 'unit', '--grep', 'a request as code'], { env });
process.exitCode = code ?? 1;
