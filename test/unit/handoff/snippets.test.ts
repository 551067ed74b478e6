import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { requestBody } from '../../../src/core/api/requestBody';
import { asciiJson } from '../../../src/core/handoff/asciiJson';
import { requestSnippet } from '../../../src/core/handoff/requestSnippet';
import { languageNames, snippetLanguages, type SnippetLanguage } from '../../../src/core/handoff/snippetLanguages';
import { isInstalled, run, runners } from './snippetRunners';

const hostile = [
  `'`,
  `"`,
  '\\',
  '\\"',
  `'"'"'; touch pwned; '`,
  '$HOME $(touch pwned) `touch pwned` ${x}',
  '#{1 + 1} #@x #$x',
  '{{$processEnv HOME}} {{x}}',
  '\\(1 + 1) \\u0022 \\',
  'two\nlines\r\n\ttab\u0000nul',
  '\u2028\u2029\u202e\u0085',
  '??/ ??= %s %n %d %0a */ // <?php ?> |} {|',
  'Größe 汽车 🚗 \ud83d',
  '<script>alert(1)</script> --data @/etc/passwd',
];
const body = { ...requestBody.label('', 0, 100), job_labels: hostile };
const key = 'api_Snippet1234';

/** The body in a snippet, read back by the lexical rules of its language. */
function readBack(language: SnippetLanguage, snippet: string): unknown {
  const raw = language === 'shell' || language === 'http' || language === 'javascript';
  const line = snippet.split('\n').find((each) => each.includes('job_labels'));
  const [text = ''] = /\{.*\}/.exec(line ?? '') ?? [];
  return JSON.parse(raw ? text : text.replace(/\\(["\\])/g, '$1'));
}

/** Answers anything, and keeps what came. */
class Listener {
  readonly seen: { body: string; authorization: string | undefined; type: string | undefined }[] = [];
  private readonly server: Server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const { authorization, 'content-type': type } = request.headers;
      this.seen.push({ body: Buffer.concat(parts).toString(), authorization, type });
      response.end('{"jobs":[]}');
    });
  });

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/v1`;
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}

describe('a request as code', () => {
  it('is there in the fifteen languages of the reference, each with a name', () => {
    assert.equal(new Set(snippetLanguages).size, 15);
    assert.equal(new Set(Object.values(languageNames)).size, 15);
  });

  for (const language of snippetLanguages) {
    it(`${language}: reads the key from the environment, and holds hostile labels as plain characters`, () => {
      const snippet = requestSnippet(language, { baseUrl: 'https://a.example/v1', body });
      assert.match(snippet, /CROP_PHOTO_API_KEY/);
      assert.match(snippet, /^[\t\n\x20-\x7e]+$/);
      assert.deepEqual(readBack(language, snippet), body);
    });
  }

  it('no text of a label can leave its literal, whatever it is', () => {
    // What means something in a language is ASCII: of all characters it would hardly ever be met.
    const code = fc.oneof(fc.integer({ min: 0, max: 0x7f }), fc.integer({ min: 0, max: 0xffff }));
    fc.assert(
      fc.property(fc.string({ unit: code.map((each) => String.fromCharCode(each)) }), (label) => {
        const json = asciiJson({ label });
        assert.deepEqual(JSON.parse(json), { label });
        assert.match(json, /^\{"label":"(?:[A-Za-z0-9 _.,:;/+=()-]|\\u[0-9a-f]{4})*"\}$/);
      }),
    );
  });

  it('quotes and dollars in an address are percent-encoded', () => {
    const snippet = requestSnippet('shell', { baseUrl: `https://a.example/it's/$x`, body: {} });
    assert.match(snippet, /'https:\/\/a\.example\/it%27s\/%24x\/banners\/with-mask\/status'/);
  });
});

describe('a request as code, run', () => {
  const listener = new Listener();
  let baseUrl = '';
  before(async () => {
    baseUrl = await listener.start();
  });
  after(() => listener.close());

  for (const language of snippetLanguages) {
    const runner = runners[language];
    if (!runner) continue;
    it(`${language}: the server receives the key and exactly the query`, async function () {
      this.timeout(180_000);
      // Where the tool is not installed, the rules of its literals were tested above; `npm run test:snippets` skips none.
      if (!isInstalled(runner) && process.env.BANNER_JOBS_ALL_TOOLS === undefined) this.skip();
      const folder = await mkdtemp(join(tmpdir(), 'banner-jobs-snippet-'));
      try {
        listener.seen.length = 0;
        await run(runner, requestSnippet(language, { baseUrl, body }), { folder, key });
        const [only, ...more] = listener.seen;
        assert.deepEqual(more, []);
        assert.equal(only?.authorization, `Bearer ${key}`);
        assert.match(only.type ?? '', /^application\/json/);
        assert.deepEqual(JSON.parse(only.body), body);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    });
  }
});
