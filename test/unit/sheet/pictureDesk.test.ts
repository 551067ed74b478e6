import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import type { JobAnswer } from '../../../src/core/api/answer';
import { Failure } from '../../../src/core/api/failure';
import type { ImageAnswer } from '../../../src/core/images/imageAnswer';
import { ImageCache } from '../../../src/core/images/imageCache';
import { LinkDesk } from '../../../src/core/sheet/linkDesk';
import { PictureDesk, type PictureCell } from '../../../src/core/sheet/pictureDesk';
import type { SheetHostMessage } from '../../../src/core/sheetProtocol';
import { english } from '../../../src/core/translate';
import { rest } from '../../../src/vscode/rest';
import { FakeClock, settle } from '../../fakes/fakeClock';
import { job, jobAnswer } from '../../fakes/jobs';
import { MemoryFiles } from '../../fakes/memoryFiles';

const gif = Buffer.from('GIF89a\x01\0\x01\0\0\0\0;', 'latin1');
const webp = Buffer.from('RIFF\x1a\0\0\0WEBPVP8L\x0d\0\0\0\x2f\0\0\0\x10\x07\x10\x11\x11\x88\x88\xfe\x07\0', 'latin1');
const image: ImageAnswer = {
  kind: 'image',
  image: { bytes: gif, header: { format: 'gif', mimeType: 'image/gif', size: undefined } },
};

function cell(jobId: string, resultIndex = 0): PictureCell {
  const key = JSON.stringify([jobId, resultIndex]);
  return { key, jobId, resultIndex, status: 'completed', kind: 'picture', problems: [], message: '' };
}

/** A desk whose server answers every job with two links; a picture comes when the test says so. */
function harness(files = new MemoryFiles()) {
  const clock = new FakeClock();
  const posted: SheetHostMessage[] = [];
  const loads: { url: string; signal: AbortSignal; answer: (answer: ImageAnswer) => void }[] = [];
  const opened: string[] = [];
  const sizes: string[] = [];
  const world = {
    /** When jobs reached the state that they are in. */
    changedAt: new Map<string, number>(),
    open: (jobId: string): Promise<JobAnswer> =>
      Promise.resolve(
        jobAnswer(job(jobId, 'completed'), {
          results: [0, 1].map((index) => ({ imageUrl: `https://x.example/${jobId}/${index}?try=${opened.length}` })),
        }),
      ),
  };
  const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
  const cache = new ImageCache({ files, hash, capacity: () => 1e6, rest, onProblem: (text) => assert.equal(text, '') });
  const openJob = (_: string, jobId: string): Promise<JobAnswer> => {
    opened.push(jobId);
    return world.open(jobId);
  };
  const links = new LinkDesk({ openJob, profileId: 'p', clock });
  const desk = new PictureDesk({
    ...{ cache, links, clock, profileId: 'p', t: english },
    job: (id) => ({ changedAt: world.changedAt.get(id) ?? 1 }),
    post: (message) => posted.push(message),
    onSize: ({ key }, { width, height }) => sizes.push(`${key} ${width} × ${height}`),
    loadImage: (url, _options, signal) =>
      new Promise((answer) => {
        loads.push({ url, signal, answer });
      }),
  });
  const told = (): string[] =>
    posted.map((each) =>
      each.type === 'picture' ? `${each.kind} ${each.key}` : `${each.type} ${'key' in each ? each.key : ''}`,
    );
  const answerAll = async (answer: ImageAnswer): Promise<void> => {
    for (const load of loads.splice(0)) load.answer(answer);
    await settle();
  };
  return { desk, clock, posted, loads, opened, sizes, world, files, cache, told, answerAll };
}

describe('the pictures of a contact sheet', () => {
  it('has at most six whole pictures in flight, those that the page shrinks included', async () => {
    const { desk, loads, told, answerAll } = harness();
    desk.want(Array.from({ length: 20 }, (_, index) => cell(`j${index}`)));
    await settle();
    assert.equal(loads.length, 6);
    await answerAll(image);
    assert.deepEqual([loads.length, told().length, desk.inFlight], [0, 6, 6]);
    await desk.made(cell('j0').key, webp);
    await settle();
    assert.deepEqual([loads.length, desk.inFlight], [1, 6]);
  });

  it('counts what the page was sent until the page answers, in view or not, and keeps that thumbnail too', async () => {
    const { desk, loads, files, answerAll } = harness();
    desk.want(Array.from({ length: 6 }, (_, index) => cell(`a${index}`)));
    await settle();
    await answerAll(image);
    // Scrolled on before the page has shrunk any of them.
    desk.want(Array.from({ length: 6 }, (_, index) => cell(`b${index}`)));
    await settle();
    assert.deepEqual([loads.length, desk.inFlight], [0, 6]);
    await desk.made(cell('a0').key, webp);
    await desk.undecodable(cell('a1').key);
    await settle();
    // Six whole pictures and a thumbnail, less the one that was no picture.
    assert.deepEqual([loads.length, desk.inFlight, files.held.size], [2, 6, 6]);
    // The page is a new one, and cells whose job ran again show something else.
    desk.drop([cell('a2').key]);
    desk.reset();
    assert.equal(desk.inFlight, 0);
  });

  it('waits for no answer about a picture that is stale', async () => {
    const { desk, loads, answerAll } = harness();
    const cells = Array.from({ length: 7 }, (_, index) => cell(`a${index}`));
    desk.want(cells);
    await settle();
    await answerAll(image);
    desk.drop([cells[0]!.key, cells[1]!.key]);
    desk.want(cells.slice(2));
    await settle();
    assert.deepEqual([loads.map(({ url }) => url.slice(0, 22)), desk.inFlight], [['https://x.example/a6/0'], 5]);
  });

  it('keeps the thumbnail that the page gives back: the next sheet loads and asks nothing', async () => {
    const files = new MemoryFiles();
    const first = harness(files);
    first.desk.want([cell('a')]);
    await settle();
    await first.answerAll(image);
    await first.desk.made(cell('a').key, webp);
    assert.deepEqual(first.sizes, ['["a",0] 1 × 1']);
    const second = harness(files);
    second.desk.want([cell('a')]);
    await settle();
    assert.deepEqual([first.told(), second.told()], [['whole ["a",0]'], ['thumbnail ["a",0]']]);
    assert.deepEqual([second.opened, second.loads.length, second.desk.inFlight], [[], 0, 0]);
    assert.deepEqual(second.sizes, first.sizes);
  });

  it('shows no old picture of a job that ran again meanwhile, crops alike or not', async () => {
    const files = new MemoryFiles();
    const first = harness(files);
    first.desk.want([cell('a')]);
    await settle();
    await first.answerAll(image);
    await first.desk.made(cell('a').key, webp);
    const second = harness(files);
    second.world.changedAt.set('a', 2);
    second.desk.want([cell('a')]);
    await settle();
    assert.equal(second.loads.length, 1);
  });

  it('takes back only what it sent, and only a WebP', async () => {
    const { desk, files, answerAll } = harness();
    desk.want([cell('a'), cell('b')]);
    await settle();
    await desk.made(cell('a').key, webp);
    await answerAll(image);
    await desk.made(cell('a').key, gif);
    await desk.made(cell('zzz').key, webp);
    await settle();
    // The two whole pictures.
    assert.equal(files.held.size, 2);
  });

  it('asks once for all results of a job, and writes no link anywhere', async () => {
    const { desk, opened, loads, posted, files, answerAll } = harness();
    desk.want([cell('a', 0), cell('a', 1)]);
    await settle();
    assert.deepEqual(
      [opened, loads.map(({ url }) => url.slice(0, 23))],
      [['a'], ['https://x.example/a/0?t', 'https://x.example/a/1?t']],
    );
    await answerAll(image);
    await settle();
    assert.equal(files.held.size, 2);
    const written = [...files.held].map(([name, { bytes }]) => name + Buffer.from(bytes).toString('latin1')).join();
    assert.equal((JSON.stringify(posted) + written).includes('x.example'), false);
  });

  it('asks a job anew once when the links of all its results have expired', async () => {
    const { desk, loads, opened, answerAll } = harness();
    desk.want([cell('j', 0), cell('j', 1)]);
    await settle();
    const [first, second] = loads.splice(0);
    first?.answer({ kind: 'forbidden', status: 403 });
    await settle();
    second?.answer({ kind: 'forbidden', status: 403 });
    await settle();
    assert.deepEqual(opened, ['j', 'j']);
    assert.deepEqual(
      loads.map(({ url }) => url),
      ['https://x.example/j/0?try=2', 'https://x.example/j/1?try=2'],
    );
    await answerAll(image);
  });

  it('renews a refused link once, then says that it was refused', async () => {
    const { desk, opened, loads, posted, answerAll } = harness();
    desk.want([cell('a')]);
    await settle();
    await answerAll({ kind: 'forbidden', status: 403 });
    assert.deepEqual([opened, loads.map(({ url }) => url)], [['a', 'a'], ['https://x.example/a/0?try=2']]);
    await answerAll({ kind: 'forbidden', status: 403 });
    assert.deepEqual(posted, [{ type: 'noPicture', key: '["a",0]', text: 'The link was refused.' }]);
  });

  it('aborts what leaves the view, without a word, and asks for it again when it comes back', async () => {
    const { desk, loads, posted } = harness();
    desk.want([cell('a')]);
    await settle();
    desk.want([]);
    await settle();
    assert.deepEqual([loads[0]?.signal.aborted, posted, desk.inFlight], [true, [], 0]);
    desk.want([cell('a')]);
    await settle();
    assert.equal(loads.length, 2);
  });

  it('asks nothing for a while after a failure that would meet all, and then goes on', async () => {
    const { desk, clock, opened, world, told } = harness();
    const answer = world.open;
    world.open = () => Promise.reject(new Failure('rateLimited', 'Too many requests.', { retryAfterMs: 60_000 }));
    const cells = Array.from({ length: 8 }, (_, index) => cell(`j${index}`));
    desk.want(cells);
    await settle();
    assert.deepEqual([told().length, opened.length], [6, 6]);
    world.open = answer;
    await clock.advance(59_000);
    assert.equal(opened.length, 6);
    await clock.advance(1000);
    assert.equal(opened.length, 8);
    desk.dispose();
    assert.equal(clock.pending, 0);
  });

  it('forgets a picture that the page cannot decode, and offers it again only when its cell comes back', async () => {
    const { desk, files, answerAll, loads } = harness();
    desk.want([cell('a')]);
    await settle();
    await answerAll(image);
    await desk.undecodable(cell('a').key);
    desk.want([cell('a')]);
    await settle();
    assert.deepEqual([files.held.size, loads.length], [0, 0]);
    desk.want([]);
    desk.want([cell('a')]);
    await settle();
    assert.equal(loads.length, 1);
  });
});
