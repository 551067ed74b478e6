import assert from 'node:assert/strict';
import { planLine } from '../../../src/core/jobs/pollReport';
import { logRequests } from '../../../src/vscode/requestLog';
import { MemoryLog } from '../../fakes/memoryLog';
import { json } from '../../fakes/scriptedServer';
import { never, serversPerTest, statusClient, testKey } from '../../fakes/statusClient';

const server = serversPerTest();

describe('the log of requests', () => {
  it('has a debug line for each: what was asked, from where, how it ended, and neither key nor link', async () => {
    const scripted = await server();
    const link = 'https://images.example/1.png?signature=secret';
    scripted.otherwise(json({ jobs: [{ job_id: 'j', status: 'completed' }], results: [{ output_image_url: link }] }));
    const log = new MemoryLog();
    const { api } = statusClient(`${scripted.url}/v1`, { onRequest: logRequests(log) });
    await api.page('lot', 300, never());
    await api.job('j', never());
    assert.match(
      log.lines[0] ?? '',
      /^debug: POST \/v1\/banners\/with-mask\/status page lot from 300 → 200 in \d+ ms, \d+ bytes$/,
    );
    assert.match(log.lines[1] ?? '', /^debug: POST \/v1\/banners\/with-mask\/status job j → 200 in \d+ ms, \d+ bytes$/);
    assert.doesNotMatch(log.lines.join('\n'), new RegExp(`${testKey}|signature|secret`));
  });

  it('keeps to itself the query of a link that somebody tracks as a label', () => {
    const log = new MemoryLog();
    const selector = 'https://i.example/1.png?X-Amz-Signature=secret';
    logRequests(log)({ kind: 'page', path: '/s', selector, start: 0, status: 400, ms: 1, bytes: 0 });
    assert.match(log.lines[0] ?? '', /^debug: POST \/s page https:\/\/i\.example\/1\.png\?… from 0 → 400 in 1 ms/);
    const pages = [{ label: 'https://i.ex/1.png?sig=secret', start: 100, kind: 'window' as const }];
    const plan = planLine('timer', { passes: [], pages, jobIds: [] });
    assert.match(plan, /; https:\/\/i\.ex\/1\.png\?… from 100$/);
  });

  it('keeps to itself what may be a query, however it is written, and what looks like a key, though it is tracked', () => {
    const odd = ['//x.ex/a?SECRET', 'x.ex/a#SECRET', 'https://x.ex/a b?t=SECRET', 'https://x.ex/a\n?t=SECRET'];
    const more = [
      'https://x.ex/a?q=1 t=SECRET',
      'https&#58;//x.ex/a?SECRET',
      'a%253fSECRET',
      'a\\u003fSECRET',
      'Api_SECRET',
    ];
    for (const selector of [...odd, ...more]) {
      const log = new MemoryLog();
      logRequests(log)({ kind: 'page', path: '/s', selector, start: 0, status: 200, ms: 1, bytes: 0 });
      const pages = [{ label: selector, start: 100, kind: 'window' as const }];
      const lines = [log.lines[0] ?? '', planLine('timer', { passes: [], pages, jobIds: [] })];
      for (const line of lines) assert.ok(!line.includes('SECRET') && line.includes('…'), line);
    }
  });

  it('says that no answer came, and keeps hostile labels on one line', () => {
    const log = new MemoryLog();
    const selector = `a\n\u202e${'b'.repeat(500)}`;
    logRequests(log)({ kind: 'page', path: '/s', selector, start: 0, status: undefined, ms: 1.6, bytes: 0 });
    assert.match(log.lines[0] ?? '', /^debug: POST \/s page a b+… from 0 → no answer in 2 ms, 0 bytes$/);
  });
});
