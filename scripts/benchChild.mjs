// @ts-check
// Runs one bench in this Node: `node --expose-gc scripts/benchChild.mjs .build/bench/node/apply.bench.cjs`.
import { createRequire } from 'node:module';
import { resolve } from 'node:path';

await createRequire(import.meta.url)(resolve(process.argv[2] ?? '')).run();
// Not left to an empty event loop: a forgotten connection must not keep the whole run waiting.
process.exit(0);
