import fc from 'fast-check';
import assert from 'node:assert/strict';
import type { ImageAnswer } from '../../../src/core/images/imageAnswer';
import { findSource } from '../../../src/core/images/findSource';
import { safeSegment } from '../../../src/core/images/safeSegment';
import { SourceChoices, type SourceChoice } from '../../../src/core/images/sourceChoices';
import { sourcePath } from '../../../src/core/images/sourcePath';
import { textHash } from '../../../src/vscode/textHash';
import { settle } from '../../fakes/fakeClock';
import { answer, harness, image, target } from './sessionHarness';

const file: SourceChoice = { kind: 'file', uri: 'file:///photos/a%20b.jpg' };
const job = { profileId: 'p', jobId: 'j' };

function memory() {
  const kept = new Map<string, unknown>();
  const memento = {
    get: (name: string) => kept.get(name),
    update: (name: string, value: unknown) => Promise.resolve(void kept.set(name, value)),
  };
  return { kept, memento };
}

describe('the source image of a job', () => {
  it('is taken up, shown to the page and remembered, and makes the picture a finished crop', async () => {
    const it = harness();
    await it.open();
    await it.session.chooseSource(file, target);
    assert.deepEqual(it.states().at(-1)?.source, {
      name: 'a b.jpg',
      stage: { kind: 'picture', key: '1/source/j/1', renewed: false },
    });
    assert.equal(it.states().at(-1)?.reading, 'cropped');
    const sent = it.posted.flatMap((message) => (message.type === 'picture' ? [message] : []));
    assert.deepEqual(
      sent.map(({ key, resultIndex }) => [key, resultIndex]),
      [
        ['1/1/0', 0],
        ['1/source/j/1', undefined],
      ],
    );
    assert.deepEqual(
      new SourceChoices({ get: (name) => it.kept.get(name), update: () => Promise.resolve() }).get(job),
      file,
    );
  });

  it('is not looked for where the picture shows the source itself', async () => {
    const it = harness();
    it.world.found = file;
    it.kept.set(JSON.stringify(['reading', 'p']), 'source');
    await it.open();
    assert.deepEqual([it.read, it.states().at(-1)?.source], [[], undefined]);
    it.session.receive({ type: 'chooseReading', reading: 'cropped', scope: 'job' });
    await settle();
    assert.deepEqual(it.read, [file.uri]);
  });

  it('is found in the workspace for coordinates without a picture, once', async () => {
    const it = harness();
    it.world.found = file;
    it.world.job = () => Promise.resolve(answer('completed', [undefined]));
    await it.open();
    it.session.receive({ type: 'ready' });
    await settle();
    assert.deepEqual([it.read, it.states().at(-1)?.source?.stage.kind], [[file.uri], 'picture']);
    assert.equal(it.states().at(-1)?.reading, undefined);
  });

  it('is read again where others pushed it out of the cache', async () => {
    const it = harness(12);
    it.world.source = () => Promise.resolve(image(12));
    await it.open();
    await it.session.chooseSource(file, target);
    it.session.receive({ type: 'select', resultIndex: 0 });
    await settle();
    assert.ok(it.read.length >= 2);
  });

  it('that cannot be read is a state, and can be forgotten', async () => {
    const it = harness();
    await it.open();
    await it.session.chooseSource({ kind: 'file', uri: '' }, target);
    assert.deepEqual(it.states().at(-1)?.source?.stage, { kind: 'notice', reason: 'unreadable', detail: '' });
    assert.equal(it.stage()?.kind, 'picture');
    await it.session.forgetSource();
    assert.equal(it.states().at(-1)?.source, undefined);
    assert.deepEqual(it.kept.get('sources'), []);
  });

  it('is had afresh where the page could not decode it, and where the same is chosen once more', async () => {
    const it = harness();
    await it.open();
    await it.session.chooseSource(file, target);
    it.session.receive({ type: 'cannotDecode', key: '1/source/j/1' });
    it.session.receive({ type: 'retrySource' });
    await settle();
    await it.session.chooseSource(file, target);
    await it.session.chooseSource({ ...file, uri: 'file:///other.jpg' }, target);
    assert.deepEqual(
      it.sourceAsks.map(({ fresh }) => fresh),
      [false, true, true, false],
    );
  });

  it('is read again when the user wants that, and in spite of what is wrong with it', async () => {
    const it = harness();
    const problems: ImageAnswer[] = [
      { kind: 'offline', text: 'words' },
      { kind: 'tooLarge', by: 'bytes', limit: 50 * 1024 * 1024 },
      { kind: 'cutOff' },
      { kind: 'privateAddress', origin: 'https://10.0.0.1' },
    ];
    it.world.source = () => Promise.resolve(problems[it.read.length - 1] ?? image());
    await it.open();
    await it.session.chooseSource(file, target);
    const seen = [it.states().at(-1)?.source?.stage];
    for (const type of ['retrySource', 'loadSourceAnyway', 'loadSourceAnyway', 'loadSourceAnyway'] as const) {
      it.session.receive({ type });
      await settle();
      seen.push(it.states().at(-1)?.source?.stage);
    }
    assert.deepEqual(
      seen.map((stage) => (stage?.kind === 'notice' ? stage.reason : stage?.kind)),
      ['offline', 'tooManyBytes', 'cutOff', 'privateAddress', 'picture'],
    );
    const { loadLarge, showCutOff, allowedOrigins } = it.sourceAsks.at(-1)!;
    assert.deepEqual([loadLarge, showCutOff, [...allowedOrigins]], [true, true, ['https://10.0.0.1']]);
    await it.session.chooseSource({ ...file, uri: 'file:///other.jpg' }, target);
    assert.deepEqual(
      [it.sourceAsks.at(-1)!.loadLarge, it.sourceAsks.at(-1)!.allowedOrigins.size, it.stage()?.kind],
      [false, 0, 'picture'],
    );
  });

  it('that the page cannot decode is a state of its own', async () => {
    const it = harness();
    await it.open();
    await it.session.chooseSource(file, target);
    it.session.receive({ type: 'cannotDecode', key: '1/source/j/1' });
    assert.deepEqual(it.states().at(-1)?.source?.stage, { kind: 'notice', reason: 'cannotDecode', detail: '' });
    assert.equal(it.stage()?.kind, 'picture');
  });

  it('is not taken up for another job than the one that it was chosen for', async () => {
    const it = harness();
    await it.open();
    it.session.show({ ...target, jobId: 'k' });
    await settle();
    await it.session.chooseSource(file, target);
    assert.deepEqual([it.read, it.kept.get('sources'), it.states().at(-1)?.source], [[], undefined, undefined]);
  });

  for (const [output, source, isShown] of [
    [8000, 8000, true],
    [9000, 9000, false],
    [11_000, 4000, false],
    [4000, 11_000, false],
    [11_000, 2000, true],
    [2000, 11_000, true],
  ] as const)
    it(`is held beside its output within 512 MB together: ${output} px and ${source} px square`, async () => {
      const it = harness();
      it.world.image = () => Promise.resolve(image(10, { width: output, height: output }));
      it.world.source = () => Promise.resolve(image(3, { width: source, height: source }));
      await it.open();
      await it.session.chooseSource(file, target);
      const refused = { kind: 'notice', reason: 'noRoom', detail: '512 MB' };
      const shown = { kind: 'picture', key: '1/source/j/1', renewed: false };
      assert.deepEqual(it.states().at(-1)?.source, { name: 'a b.jpg', stage: isShown ? shown : refused });
      assert.equal(it.stage()?.kind, 'picture');
      assert.deepEqual(it.pictures(), isShown ? [0, undefined] : [0]);
    });

  it('is shown again beside a result that leaves it room, and refused beside one whose size is not told', async () => {
    const it = harness();
    const sizes = [9000, 1000, 0];
    it.world.job = () => Promise.resolve(answer('completed', ['u0', 'u1', 'u2']));
    it.world.image = (url) => {
      const side = sizes[Number(url.slice(1))]!;
      return Promise.resolve(image(10, side === 0 ? 'untold' : { width: side, height: side }));
    };
    it.world.source = () => Promise.resolve(image(3, { width: 9000, height: 9000 }));
    await it.open();
    await it.session.chooseSource(file, target);
    const kinds = [it.states().at(-1)?.source?.stage.kind];
    for (const resultIndex of [1, 2]) {
      it.session.receive({ type: 'select', resultIndex });
      await settle();
      kinds.push(it.states().at(-1)?.source?.stage.kind);
    }
    assert.deepEqual(kinds, ['notice', 'picture', 'notice']);
  });

  it('stands alone, however large, where the result has no picture', async () => {
    const it = harness();
    it.world.job = () => Promise.resolve(answer('completed', [undefined]));
    it.world.source = () => Promise.resolve(image(3, { width: 11_500, height: 11_500 }));
    await it.open();
    await it.session.chooseSource(file, target);
    assert.equal(it.states().at(-1)?.source?.stage.kind, 'picture');
  });

  it('goes with its job', async () => {
    const it = harness();
    await it.open();
    await it.session.chooseSource(file, target);
    it.session.show({ ...target, jobId: 'k' });
    await settle();
    assert.equal(it.states().at(-1)?.source, undefined);
    it.session.show(target);
    await settle();
    assert.equal(it.states().at(-1)?.source?.name, 'a b.jpg');
  });
});

describe('remembered sources', () => {
  it('never hold the query of a link, which may be a signature', async () => {
    const { kept, memento } = memory();
    const choices = new SourceChoices(memento);
    const signed: SourceChoice = { kind: 'link', uri: 'https://x.example/a.jpg?signature=secret' };
    await choices.set(job, signed);
    assert.deepEqual(choices.get(job), signed);
    assert.doesNotMatch(JSON.stringify([...kept]), /secret/);
    await choices.set(job, { kind: 'link', uri: 'https://x.example/b.jpg' });
    assert.equal(new SourceChoices(memento).get(job)?.uri, 'https://x.example/b.jpg');
  });

  it('are bounded, the oldest going first, and survive what is no list', async () => {
    const { kept, memento } = memory();
    kept.set('sources', 'nonsense');
    const choices = new SourceChoices(memento);
    for (let index = 0; index < 310; index++) await choices.set({ profileId: 'p', jobId: String(index) }, file);
    assert.equal((kept.get('sources') as unknown[]).length, 300);
    assert.deepEqual(
      [choices.get({ profileId: 'p', jobId: '9' }), choices.get({ profileId: 'p', jobId: '10' })],
      [undefined, file],
    );
  });
});

describe('an id in a path', () => {
  for (const id of ['job-0042', 'a.b_c', 'x'.repeat(100)])
    it(`stays as it is while it is safe: ${id.slice(0, 12)}`, () => assert.equal(safeSegment(id, textHash), id));

  for (const id of ['../x', 'CON', 'con.jpg', 'a/b', '.hidden', 'x'.repeat(101), '', 'ä', 'a.', 'LPT1.x.y', '..'])
    it(`is cleaned, and told from others, where it is not: ${JSON.stringify(id.slice(0, 12))}`, () => {
      const segment = safeSegment(id, textHash);
      assert.match(segment, /^[A-Za-z0-9_-][A-Za-z0-9._-]*$/);
      assert.doesNotMatch(segment, /^(con|lpt\d)(\.|$)/i);
      assert.ok(segment.includes(textHash(id).slice(0, 16)));
    });

  it('is one safe segment of at most 100 bytes, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (id) => {
        const segment = safeSegment(id, textHash);
        assert.match(segment, /^[A-Za-z0-9_-][A-Za-z0-9._-]*$/);
        assert.ok(segment.length <= 100 && segment !== '..');
      }),
    );
  });
});

describe('the pattern of source images', () => {
  const owner = { jobId: 'j-1', label: 'lot' };
  for (const [pattern, path] of [
    ['photos/{job_id}.jpg', 'photos/j-1.jpg'],
    [' {label}/{job_id}.png ', 'lot/j-1.png'],
    ['one.jpg', 'one.jpg'],
    ['', undefined],
    ['../{job_id}.jpg', undefined],
    ['/etc/{job_id}', undefined],
    ['a//b', undefined],
    ['c:/x', undefined],
    ['a\\..\\b', undefined],
    ['{user}/{job_id}', undefined],
  ] as const)
    it(`leads to ${path ?? 'nothing'} for "${pattern}"`, () => {
      assert.equal(sourcePath(pattern, owner, textHash), path);
    });

  it('never leads out of the folder, whatever the id is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (jobId) => {
        const segments = sourcePath('a/{job_id}/{job_id}.jpg', { jobId }, textHash)!.split('/');
        assert.equal(segments.length, 3);
        assert.ok(segments.every((segment) => segment !== '..' && segment !== '.' && !/[\\:]/.test(segment)));
      }),
    );
  });

  const workspace = (isTrusted: boolean, asked: string[] = []) => ({
    ...{ isTrusted, pattern: 'photos/{job_id}.jpg' as unknown, hash: textHash },
    fileAt: (path: string) => {
      asked.push(path);
      return Promise.resolve(`file:///w/${path}`);
    },
  });

  it('finds a source in a trusted workspace, and looks for none in another', async () => {
    const asked: string[] = [];
    const found = { kind: 'file', uri: 'file:///w/photos/j.jpg' };
    assert.deepEqual(await findSource(workspace(true, asked), target), found);
    assert.deepEqual(await findSource(workspace(false, asked), target), undefined);
    assert.deepEqual(asked, ['photos/j.jpg']);
  });

  it('finds nothing by a setting that is no text, or by a file that is not there', async () => {
    for (const pattern of [undefined, 7, ['photos'], '../{job_id}.jpg'])
      assert.equal(await findSource({ ...workspace(true), pattern }, target), undefined);
    assert.equal(await findSource({ ...workspace(true), fileAt: () => Promise.resolve(undefined) }, target), undefined);
  });

  it('needs a label where it names one', () => {
    assert.equal(sourcePath('{label}/{job_id}.png', { jobId: 'j' }, textHash), undefined);
    assert.equal(sourcePath('{constructor}/{job_id}.png', { jobId: 'j' }, textHash), undefined);
  });
});
