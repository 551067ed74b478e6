// @ts-check
// `npm run package`: builds the extension and packs it to .build/banner-jobs.vsix.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { listZip } from './zip.mjs';
import { buildExtension } from './build.mjs';
import { runChild } from './processes.mjs';
import { say } from './progress.mjs';
import { writeThirdPartyNotices } from './thirdPartyNotices.mjs';

const vsix = join('.build', 'banner-jobs.vsix');

await rm(vsix, { force: true });
await buildExtension();
const packages = await writeThirdPartyNotices('ThirdPartyNotices.txt');
say(`Licences of: ${packages.join(', ') || 'no package, for none is bundled'}`);
// `--no-dependencies`: what is needed at run time is in the bundles. vsce must not look for a package manager.
const vsce = join('node_modules', '@vscode', 'vsce', 'vsce');
const { code } = await runChild(process.execPath, [vsce, 'package', '--no-dependencies', '--out', vsix]);
if (code !== 0) process.exit(code);
for (const { name, bytes } of listZip(vsix)) say(`${String(bytes).padStart(9)}  ${name}`);
