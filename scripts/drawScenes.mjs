// @ts-check
// Draws the sample pictures to dist/sample, with the manifest that the sample server reads. Drawing takes seconds, so
// what was drawn once is kept in .build/scenes by the hash of its SVG and its encoding.
import { createHash } from 'node:crypto';
import { copyFile, mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { icon } from '../scenes/icon.mjs';
import { scenes } from '../scenes/all.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const cache = join(root, '.build', 'scenes');
const contentTypes = { png: 'image/png', jpg: 'image/jpeg', webp: 'image/webp' };
/** Raise it when `encode` changes, so that pictures of an earlier encoding are drawn anew. */
const encoding = 1;

/**
 * @param {string} [target] the folder to fill
 * @param {(line: string) => void} [say] told each picture that had to be drawn
 * @returns {Promise<string>} the folder
 */
export async function drawScenes(target = join(root, 'dist', 'sample'), say = () => undefined) {
  await Promise.all([mkdir(target, { recursive: true }), mkdir(cache, { recursive: true })]);
  const pictures = [];
  for (const scene of scenes) {
    const file = `${scene.name}.${scene.format}`;
    await copyFile(await drawn(scene, say), join(target, file));
    const { width, height, labels, crops } = scene;
    pictures.push({
      file,
      contentType: contentTypes[/** @type {'png'} */ (scene.format)],
      width,
      height,
      labels,
      crops,
    });
  }
  await writeWhole(join(target, 'manifest.json'), JSON.stringify({ pictures }));
  const known = new Set(['manifest.json', ...pictures.map(({ file }) => file)]);
  const strange = (await readdir(target)).filter((file) => !known.has(file));
  await Promise.all(strange.map((file) => rm(join(target, file), { recursive: true, force: true })));
  return target;
}

/** @param {import('../scenes/all.mjs').Scene} scene @param {(line: string) => void} say @returns {Promise<string>} its file in the cache */
async function drawn(scene, say) {
  const source = scene.draw();
  const hash = createHash('sha256')
    .update(JSON.stringify([encoding, scene.format, scene.quality, source]))
    .digest('hex');
  const file = join(cache, `${scene.name}-${hash.slice(0, 16)}.${scene.format}`);
  if (await stat(file).catch(() => undefined)) return file;
  const bytes = await encode(source, scene);
  await writeWhole(file, bytes);
  say(`Drew ${scene.name}.${scene.format}, ${scene.width} × ${scene.height}, ${Math.round(bytes.length / 1024)} kB`);
  return file;
}

/** @param {string} source @param {{ format: string, quality: number }} how @returns {Promise<Buffer>} */
async function encode(source, { format, quality }) {
  // Loaded only when something is to be drawn: a build whose pictures are all there does without it.
  const { default: sharp } = await import('sharp');
  const image = sharp(Buffer.from(source));
  if (format === 'png') return image.png({ palette: true, quality, effort: 10 }).toBuffer();
  if (format === 'webp') return image.webp({ quality, effort: 6 }).toBuffer();
  return image.flatten({ background: '#ffffff' }).jpeg({ quality, mozjpeg: true }).toBuffer();
}

/** Another build may read the file at the same moment: it sees it whole or not at all. @param {string} file @param {string | Buffer} content */
async function writeWhole(file, content) {
  const part = `${file}.${process.pid}.part`;
  await writeFile(part, content);
  await rename(part, file);
}

/** Draws media/icon.png, which is kept in the repository. */
async function drawIcon() {
  const { default: sharp } = await import('sharp');
  const image = sharp(Buffer.from(icon.draw())).resize(icon.size);
  await writeWhole(join(root, 'media', 'icon.png'), await image.png({ compressionLevel: 9 }).toBuffer());
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv.includes('--icon')) await drawIcon();
  console.log(await drawScenes(undefined, console.log));
}
