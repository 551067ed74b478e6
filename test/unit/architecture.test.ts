import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const page = readFileSync('docs/architecture.md', 'utf8');
const picture = /```mermaid\n([^]*?)```/.exec(page)?.[1] ?? '';

/** A box of the picture: a class or interface, and the file that it says it is in. */
const boxes = [...picture.matchAll(/^ +(\w+)\["(\w+) · ([\w/]+)"\]$/gm)].map(([, id = '', name = '', place = '']) => ({
  ...{ id, name },
  // The place is the file itself where that is not called as the class is.
  file: existsSync(join('src', `${place}.ts`))
    ? join('src', `${place}.ts`)
    : join('src', place, `${name.charAt(0).toLowerCase()}${name.slice(1)}.ts`),
}));
const fileOf = new Map(boxes.map(({ id, file }) => [id, file]));
const arrows = [...picture.matchAll(/^ +(\w+) --> (\w+)$/gm)].map(([, from = '', to = '']) => ({ from, to }));

const foldersBelow = (path: string): string[] =>
  readdirSync(path, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name));

describe('the picture of the architecture', () => {
  it('has boxes and arrows, and nothing that this test does not read', () => {
    const lines = picture.split('\n').filter((line) => line.trim() !== '');
    const known = /^flowchart TB$|^ +(subgraph \w+ \[src\/\w+\]|end|\w+\["[^"]+"\]|\w+ --> \w+)$/;
    assert.deepEqual(
      lines.filter((line) => !known.test(line)),
      [],
    );
    assert.ok(boxes.length > 15 && arrows.length > 15);
    assert.equal(boxes.length, lines.filter((line) => line.includes('["')).length);
  });

  it('names classes that stand in the files it names', () => {
    for (const { name, file } of boxes) {
      assert.ok(existsSync(file), file);
      assert.match(readFileSync(file, 'utf8'), new RegExp(`export (class|interface) ${name}\\b`), file);
    }
  });

  it('draws an arrow only where one file imports the other', () => {
    for (const { from, to } of arrows) {
      const [importing, imported] = [fileOf.get(from), fileOf.get(to)];
      assert.ok(importing && imported, `${from} --> ${to}`);
      const imports = readFileSync(importing, 'utf8').matchAll(/from '([./\w]+)'/g);
      const names = [...imports].map(([, path = '']) => basename(path));
      assert.ok(names.includes(basename(imported, '.ts')), `${importing} does not import ${imported}`);
    }
  });

  it('stands beside a table of every folder that holds code', () => {
    const told = [...page.matchAll(/^\| `(src\/[\w/]+)` \|/gm)].map(([, folder = '']) => folder);
    const real = foldersBelow('src').filter((folder) => /\.ts$/m.test(readdirSync(folder).join('\n')));
    assert.deepEqual(told.sort(), real.map((folder) => folder.replaceAll('\\', '/')).sort());
  });
});
