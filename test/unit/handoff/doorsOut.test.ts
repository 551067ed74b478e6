import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { readJobAnswer } from '../../../src/core/api/schema';
import { exportCsv } from '../../../src/core/handoff/exportCsv';
import { exportHtml } from '../../../src/core/handoff/exportHtml';
import { exportJob, jsonFrame, jsonJobs, type ExportFacts, type ExportJob } from '../../../src/core/handoff/exportJob';
import { defaultTemplate, imagePath, templateFault } from '../../../src/core/handoff/imagePath';
import { readJobLink } from '../../../src/core/handoff/jobLink';
import { readQuery } from '../../../src/core/handoff/rawQuery';
import { reportJobs } from '../../../src/core/handoff/reportJobs';
import { readImageHeader } from '../../../src/core/images/imageType';
import { JobStore } from '../../../src/core/jobs/jobStore';
import { english as t } from '../../../src/core/translate';
import { job, jobAnswer, labelAnswer } from '../../fakes/jobs';

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
/** Any UTF-16, well formed or not. */
const anyText = fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)) });
const facts = { profile: 'Lot <1>', at: 0, language: 'de' };
/** The document as `exportText` puts it together. */
function exportedJson(jobs: readonly ExportJob[], about: ExportFacts): string {
  const [head, tail] = jsonFrame(about);
  return `${head}${jsonJobs(jobs)}${tail}`;
}

const crop = { x: 0.1, y: 0.2, width: 0.3, height: 0.4 };
const done: ExportJob = {
  id: 'j-1',
  status: 'completed',
  labels: ['lot'],
  firstSeen: '2026-01-01T00:00:00Z',
  changedAt: '2026-01-01T00:00:01Z',
  stays: [],
};

/** A store with one completed job, asked for its results; its link is one that nobody else may see. */
function storeWithLink(): JobStore {
  const store = new JobStore(() => 5000);
  store.track(['lot'], []);
  const told = job('j-1', 'completed');
  store.apply({ labels: new Map([['lot', labelAnswer([told])]]) });
  const output_image_url = 'https://s3.example/a.png?Signature=SECRET';
  // A server may quote the link in its words, too.
  const error_message = 'Cannot read https://cdn.example/mask.png?X-Amz-Signature=SECRET#a, sorry';
  const results = [{ output_image_url, crop_coordinates: crop }];
  const jobs = [{ job_id: 'j-1', status: 'completed', job_labels: ['lot'] }];
  store.apply({ jobs: new Map([['j-1', readJobAnswer({ jobs, results, error_message }, 'j-1')]]) });
  return store;
}

describe('fault 85: the HTML report', () => {
  const hostile = `</title><script>alert(1)</script><img src=x onerror=alert(1)> " ' & \ud800`;
  const named: ExportJob = {
    ...done,
    id: hostile,
    labels: [hostile],
    errorMessage: hostile,
    results: [{ hasImage: true, crop }],
  };
  const report = (of: ExportJob): string =>
    [...exportHtml(t, { ...facts, profile: hostile }, [{ job: of, pictures: new Map() }])].join('');

  it('fault 85: holds hostile labels as text only, under a policy that lets nothing run or load', () => {
    const html = report(named);
    assert.match(html, /content="default-src 'none'; img-src data:; style-src 'unsafe-inline'"/);
    const tags = new Set([...html.matchAll(/<\/?([a-z!][a-z0-9]*)/gi)].map(([, name = '']) => name.toLowerCase()));
    const ours = '!doctype html head meta title style body h1 h2 p b i section div figure figcaption'.split(' ');
    assert.deepEqual(
      [...tags].filter((tag) => !ours.includes(tag)),
      [],
    );
    assert.ok(
      html.includes('&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt; &quot; &#39; &amp;'),
    );
  });

  it('fault 85: is the same document around any text', () => {
    const skeleton = (html: string): string[] => html.match(/<[^>]*>/g) ?? [];
    const plain = skeleton(report({ ...named, id: 'x', labels: ['x'], errorMessage: 'x' }));
    fc.assert(
      fc.property(anyText, (text) => {
        assert.deepEqual(skeleton(report({ ...named, id: text, labels: [text], errorMessage: text })), plain);
      }),
      { numRuns: 30 },
    );
  });

  const pictured = (reading: 'source' | 'cropped', of = crop): string => {
    const size = { width: 30, height: 40 };
    const pictures = new Map([[0, { mimeType: 'image/png', base64: 'QUJD', size, reading }]]);
    return [...exportHtml(t, facts, [{ job: { ...done, results: [{ hasImage: true, crop: of }] }, pictures }])].join(
      '',
    );
  };

  it('frames a crop on a picture that shows its source', () => {
    assert.match(pictured('source'), /<img alt="Result 1" src="data:image\/png;base64,QUJD"><svg/);
    assert.match(pictured('source'), /<rect x="0.1" y="0.2" width="0.3" height="0.4"\/>/);
    assert.match(pictured('source'), /<html lang="de">/);
  });

  it('draws beside a finished crop where in its source it lies, whose shape the crop tells; nothing for a bad one', () => {
    // 30 × 40 px of 0.3 × 0.4: the source is square.
    const drawn =
      /<img [^>]*><\/div><figcaption><svg class="place" [^>]* width="80" height="80" .*<rect x="0.1" y="0.2" width="0.3"/;
    assert.match(pictured('cropped'), drawn);
    for (const bad of [
      { ...crop, width: 0 },
      { ...crop, x: 0.9 },
      { ...crop, y: NaN },
    ])
      assert.doesNotMatch(pictured('cropped', bad), /<svg/);
    assert.doesNotMatch(pictured('source', { ...crop, y: NaN }), /<svg/);
  });
});

describe('fault 86: a link into the editor', () => {
  it('fault 86: names a job and a profile, and nothing that is over-long', () => {
    assert.deepEqual(readJobLink('/job/a/b', 'profile=My%20lot'), { jobId: 'a/b', profile: 'My lot' });
    assert.deepEqual(readJobLink('/job/j-1', ''), { jobId: 'j-1' });
    const refused: [string, string][] = [
      ['/job/', ''],
      ['/job/   ', ''],
      [`/job/${'x'.repeat(501)}`, ''],
      ['/jobs/j-1', ''],
      ['/x/job/j-1', ''],
      ['/job/j-1', `profile=${'x'.repeat(101)}`],
    ];
    for (const [path, query] of refused) assert.equal(readJobLink(path, query), undefined, path.slice(0, 20));
  });
});

describe('fault 91: what leaves the view', () => {
  it('fault 91: holds no link, in any format', () => {
    const jobs = [...storeWithLink().jobs()].map(exportJob);
    const texts = [
      exportedJson(jobs, facts),
      exportCsv(jobs, facts.at),
      [
        ...exportHtml(
          t,
          facts,
          jobs.map((each) => ({ job: each, pictures: new Map() })),
        ),
      ].join(''),
    ];
    for (const text of texts) {
      assert.match(text, /j-1/);
      assert.doesNotMatch(text, /SECRET|s3\.example/);
      assert.match(text, /Cannot read https:\/\/cdn\.example\/mask\.png sorry/);
    }
    assert.deepEqual(jobs[0]?.results, [{ hasImage: true, crop }]);
  });

  it('tells how long a job was seen in each state, in every format', () => {
    let now = 1_767_225_600_000;
    const store = new JobStore(() => now);
    store.track(['lot'], []);
    const steps = [
      ['pending', 12_000],
      ['<b>', 3000],
      ['processing', 64_000],
      ['pending', 30_000],
    ] as const;
    for (const [status, ms] of steps) {
      store.apply({ labels: new Map([['lot', labelAnswer([job('j-1', status), job('j-2', 'completed')])]]) });
      now += ms;
    }
    const jobs = [...store.jobs()].map(exportJob);
    const at = { ...facts, at: now };
    const read = JSON.parse(exportedJson(jobs, at)) as { jobs: ExportJob[] };
    const time = (seconds: number): string =>
      new Date(1_767_225_600_000 + seconds * 1000).toISOString().slice(0, 19) + 'Z';
    assert.deepEqual(read.jobs.find(({ id }) => id === 'j-1')?.stays, [
      { status: 'pending', since: time(0), until: time(12) },
      { status: '<b>', since: time(12), until: time(15) },
      { status: 'processing', since: time(15), until: time(79) },
      { status: 'pending', since: time(79) },
    ]);
    const [names = '', ...lines] = exportCsv(jobs, now).split('\r\n');
    assert.match(names, /,first_seen,last_change,seconds_pending,seconds_processing,error_message,/);
    assert.ok(
      lines.some((line) => line.includes(`,${time(0)},${time(79)},42,64,`)),
      lines.join('\n'),
    );
    assert.ok(
      lines.some((line) => line.includes(`,${time(0)},${time(0)},,,`)),
      lines.join('\n'),
    );
    const html = [
      ...exportHtml(
        t,
        at,
        jobs.map((each) => ({ job: each, pictures: new Map() })),
      ),
    ].join('');
    assert.ok(
      html.includes(`<p>First seen: ${time(0)} · Seen: pending 42 s, &lt;b&gt; 3 s, running 1 min 4 s</p>`),
      html,
    );
    assert.ok(html.includes(`<p>First seen: ${time(0)}</p>`));
  });

  it('fault 91: the report asks each completed job once, keeps pictures and drops links', async () => {
    const png = new Uint8Array(Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJ', 'base64'));
    const header = readImageHeader(png);
    assert.ok(header);
    const asked: string[] = [];
    const results = [{ imageUrl: 'https://s3.example/a.png?Signature=SECRET', crop }, {}];
    const reported = await reportJobs(
      {
        profileId: 'p',
        openJob: (id) => (asked.push(id), Promise.resolve(jobAnswer(job(id, 'completed'), { results }))),
        loadImage: () => Promise.resolve({ kind: 'image', image: { bytes: png, header } }),
        reading: () => undefined,
        base64: (bytes) => Buffer.from(bytes).toString('base64'),
        onJob: () => undefined,
      },
      [done, { ...done, id: 'j-2', status: 'failed' }],
      new AbortController().signal,
    );
    assert.deepEqual(asked, ['j-1']);
    assert.equal(reported[0]?.pictures.size, 1);
    assert.equal(reported[0].pictures.get(0)?.reading, 'cropped');
    assert.doesNotMatch(JSON.stringify(reported), /SECRET/);
  });
});

describe('the pictures of the report', () => {
  const png = new Uint8Array(Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJ', 'base64'));
  const header = readImageHeader(png);
  const results = [1, 2, 3].map((number) => ({ imageUrl: `https://s3.example/${number}.png`, crop }));
  const report = (mostBytes: number, loaded: string[]): ReturnType<typeof reportJobs> => {
    assert.ok(header);
    return reportJobs(
      {
        profileId: 'p',
        openJob: (id) => Promise.resolve(jobAnswer(job(id, 'completed'), { results })),
        loadImage: (link) => (loaded.push(link), Promise.resolve({ kind: 'image', image: { bytes: png, header } })),
        reading: () => undefined,
        base64: (bytes) => Buffer.from(bytes).toString('base64'),
        onJob: () => undefined,
        mostBytes,
      },
      [done],
      new AbortController().signal,
    );
  };

  it('stay within a size; the others are counted, said, and not loaded once there is no room', async () => {
    const loaded: string[] = [];
    const [reported] = await report(2 * png.length, loaded);
    assert.deepEqual([reported?.pictures.size, reported?.leftOut, loaded.length], [2, 1, 2]);
    const html = [...exportHtml(t, facts, reported ? [reported] : [])].join('');
    assert.match(html, /Pictures left out, for the report would have become too large: 1</);
    const [whole] = await report(3 * png.length, []);
    assert.deepEqual([whole?.pictures.size, whole?.leftOut], [3, 0]);
    // All of one size: nobody need say that they are sources.
    assert.deepEqual(
      [...(whole?.pictures.values() ?? [])].map(({ reading }) => reading),
      ['source', 'source', 'source'],
    );
    assert.doesNotMatch([...exportHtml(t, facts, whole ? [whole] : [])].join(''), /left out/);
  });
});

describe('jobs as CSV', () => {
  it('defuses what a spreadsheet takes for a formula, and quotes what needs quotes', () => {
    const labels = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '  =HYPERLINK("x")', 'a"b,c\nd'];
    const text = exportCsv(
      labels.map((label) => ({ ...done, id: label, labels: [label] })),
      0,
    );
    const cells = text.split(/\r\n/).slice(1);
    for (const cell of cells.slice(0, 4)) assert.match(cell, /^'/);
    assert.doesNotMatch(text, /(^|,|\r\n)"?\s*[=+\-@]/m);
    assert.ok(text.includes('"a""b,c\nd"'));
    // In German, the semicolon parts cells: nor does one begin there, after a tab, or with a label that is not the first.
    const parted = exportCsv(
      [{ ...done, id: 'x;=1+1;y', labels: ['a', '=2', 'b\t@C1', '-3\n+4'], errorMessage: 'e; -5' }],
      0,
    );
    for (const cell of parted.split(/[;\t\r\n]/)) assert.doesNotMatch(cell, /^"?\s*[=+\-@]/);
    assert.ok(text.startsWith('\ufeffjob_id,status,'));
  });

  it('has a line for each result, with its crop as received', () => {
    const lines = exportCsv([{ ...done, results: [{ hasImage: true, crop }, { hasImage: true }] }], 0).split('\r\n');
    assert.match(lines[1] ?? '', /,1,0\.1,0\.2,0\.3,0\.4$/);
    assert.match(lines[2] ?? '', /,2,,,,$/);
  });
});

describe('names of saved images', () => {
  it('fault 89: stay below the folder, segment by segment, whatever the ids and labels are', () => {
    const text = fc.oneof(anyText, fc.constantFrom('..', '../x', 'CON', 'aux.jpg', '.', '/', '\\', ' '));
    fc.assert(
      fc.property(
        text,
        text,
        fc.constantFrom(defaultTemplate, '../{job_id}', '/{label}//{job_id}{n}', 'COM{n}/{job_id}'),
        (jobId, label, template) => {
          const path = imagePath(template, { jobId, label, number: 1, extension: 'jpg' }, hash);
          for (const segment of path.split('/')) {
            assert.match(segment, /^[A-Za-z0-9_-][A-Za-z0-9._~-]*$/);
            assert.ok(segment.length <= 100, segment);
            assert.doesNotMatch(segment, /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i);
          }
        },
      ),
    );
  });

  it('are told apart by the template, which must hold the id and no word that is unknown', () => {
    assert.equal(templateFault(t, defaultTemplate), undefined);
    for (const bad of ['{label}', '{job_id}-{x}', '{job_id}{', `{job_id}${'x'.repeat(200)}`])
      assert.notEqual(templateFault(t, bad), undefined, bad);
    assert.equal(
      imagePath(defaultTemplate, { jobId: 'j-1', label: 'lot', number: 2, extension: 'png' }, hash),
      'lot/j-1-2.png',
    );
  });
});

describe('a query as typed', () => {
  it('is sent as it stands; both selectors come with a warning, as does none', () => {
    const both = '{"job_id":"j","job_labels":["a"],"start":0,"limit":20}';
    const read = readQuery(t, both);
    assert.deepEqual('query' in read && read.query, JSON.parse(both));
    assert.match(('warning' in read && read.warning) || '', /Both/);
    assert.match(JSON.stringify(readQuery(t, '{}')), /Neither/);
    assert.deepEqual(readQuery(t, '{"job_id":"j"}'), { query: { job_id: 'j' } });
  });

  it('is refused with a reason when it is none', () => {
    const bad = ['', '[]', '{"limit":101}', '{"start":-1}', '{"job_labels":"a"}', '{"job_id":1}', '{"key":"x"}'];
    for (const text of bad) assert.ok('reason' in readQuery(t, text), text);
  });
});
