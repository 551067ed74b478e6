import assert from 'node:assert/strict';
import manifest from '../../../package.json';
import english from '../../../package.nls.json';
import german from '../../../package.nls.de.json';

/** Fields of the manifest whose text people read. */
const readByPeople =
  /^(title|category|contents|displayName|description|userDescription|markdownDescription|enumDescriptions|altText|name|contextualTitle|label)$/;
/** Texts under these are names for the editor or for language models: they are the same in every language. */
const forMachines =
  /^(inputSchema|publisher|repository|author|badges|scripts|keywords|categories|defaultSnippets|galleryBanner)$/;

/** All texts of the manifest with the way to them. */
function* texts(value: unknown, path: readonly string[] = []): Iterable<{ path: readonly string[]; text: string }> {
  if (typeof value === 'string') yield { path, text: value };
  else if (typeof value === 'object' && value !== null)
    for (const [name, child] of Object.entries(value))
      if (!forMachines.test(name)) yield* texts(child, [...path, name]);
}

const placeholder = /^%([\w.-]+)%$/;
const used = [...texts(manifest)].flatMap(({ text }) => placeholder.exec(text)?.[1] ?? []);
const links = (text: string): string[] => (text.match(/\(command:[^)]+\)|`+[^`]+`+|https?:\S+/g) ?? []).sort();

describe('the words of package.json', () => {
  it('stand in the bundles: none that people read stands in the manifest itself', () => {
    const fields = [...texts(manifest)].filter(({ path }) => {
      const own = path.filter((name) => !/^\d+$/.test(name)).at(-1) ?? '';
      // The name of the package, of a tool and of a setting's property are ids.
      return readByPeople.test(own) && !['name', 'languageModelTools,name'].includes(keyOf(path));
    });
    assert.ok(fields.length > 100);
    assert.deepEqual(
      fields.filter(({ text }) => !placeholder.test(text)).map(({ path, text }) => `${path.join('.')}: ${text}`),
      [],
    );
  });

  it('are all used, and all there in German', () => {
    const keys = Object.keys(english).sort();
    assert.deepEqual([...new Set(used)].sort(), keys);
    assert.deepEqual(Object.keys(german).sort(), keys);
  });

  it('name the same commands, settings and addresses in German, and are not left in English', () => {
    const same: string[] = [];
    for (const [key, text] of Object.entries(english)) {
      const translated = german[key as keyof typeof german];
      assert.deepEqual(links(translated), links(text), key);
      assert.equal(translated.split('\n').length, text.split('\n').length, key);
      if (translated === text) same.push(key);
    }
    assert.deepEqual(same, ['displayName', 'title', 'view.jobs']);
  });
});

/** The names on the way, without the places in lists. */
function keyOf(path: readonly string[]): string {
  return path.filter((name) => !/^\d+$/.test(name) && name !== 'contributes').join(',');
}
