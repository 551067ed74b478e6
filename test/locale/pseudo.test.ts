import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { languageNames } from '../../src/core/handoff/snippetLanguages';
import { commandIds, handOffIds } from '../../src/vscode/contributions';
import { useLabels } from '../../src/vscode/lazy/codeLens';
import { createNoticeBoard, makeStatusBarItem } from '../../src/vscode/lazy/noticeBoard';
import { realClock } from '../../src/vscode/realClock';
import type { Services } from '../../src/vscode/services';
import { enterWorld, services, until, type TestWorld } from '../integration/harness/inside';
import { setGlobal } from '../integration/harness/scripted';
import { textsOf, whatIsSaid, type Shown } from './harness';
import { unmarked } from './unmarked';

/** Names that are the same in every language: of formats, of programming languages, of profiles. */
const names = [
  ...['CSV', 'JSON', 'HTML', 'Crop.photo', 'Localhost', 'Sample jobs', 'CROP_PHOTO_API_KEY', 'api_…'],
  ...Object.values(languageNames),
];

describe('in a language of its own', () => {
  let inside: Services;
  let world: TestWorld;

  before(async () => {
    inside = await services();
    world = await enterWorld('Ploc');
    await inside.tracked.trackLabels(world.server.labels.slice(0, 3));
    await inside.tracked.trackJob('no-such-job');
    await until('the jobs are there', () => inside.store.size > 20);
    world.pass(60_000);
    await inside.poller.refresh({ kind: 'all' }, true);
    const finished = [...inside.store.jobs()].filter(({ status }) => status === 'failed' || status === 'completed');
    assert.ok(finished.some(({ status }) => status === 'failed'));
    const { signal } = new AbortController();
    for (const { id } of finished) await inside.viewer.openJob({ profile: 'Ploc', jobId: id, signal });
  });
  after(() => world.server.close());

  /** What a server or a user wrote, longest first, so that no part of a longer one stays. */
  function data(): string[] {
    const jobs = [...inside.store.jobs()];
    const texts = jobs.flatMap(({ id, labels, details }) => [id, ...labels, details?.errorMessage ?? '']);
    const own = ['no-such-job', 'Ploc', world.profile.baseUrl, world.profile.origin, ...world.server.labels];
    const links = [...own, ...texts, ...names].filter((text) => text !== '');
    return [...new Set(links)].sort((a, b) => b.length - a.length);
  }

  function leftOver(shown: Iterable<string>): string[] {
    const known = data();
    return [...shown].map((text) => `${text} → ${unmarked(text, known)}`).filter((line) => !line.endsWith('→ '));
  }

  it('speaks it: the editor and the bundle are there', () => {
    assert.equal(vscode.env.language, 'qps-ploc');
    assert.equal(vscode.l10n.t('Track Job'), '⟦Track Job⟧');
  });

  it('every row of the tree, its tooltip and what a screen reader says is translated', async () => {
    const { tree } = inside;
    const texts = new Set<string>();
    const read = async (element: string | undefined, depth: number): Promise<void> => {
      for (const child of (await tree.getChildren(element)).slice(0, 60)) {
        const item = tree.getTreeItem(child);
        for (const text of textsOf(await tree.resolveTreeItem(item, child))) texts.add(text);
        if (depth < 3) await read(child, depth + 1);
      }
    };
    await read(undefined, 0);
    inside.arrangement.set({ groupBy: 'status' });
    await read(undefined, 0);
    inside.arrangement.set({ groupBy: 'label' });
    assert.ok(texts.size > 60 && [...texts].some((text) => text.includes('⟦')));
    assert.deepEqual(leftOver(texts), []);
  });

  it('every question and word of the commands is translated', async () => {
    const shown: Shown = new Map();
    const away = new Set<string>([commandIds.openBilling, commandIds.openSettings, commandIds.showLog]);
    const all = [...Object.values(commandIds), ...Object.values(handOffIds)].filter((id) => !away.has(id));
    for (const id of all.filter((each) => each !== commandIds.signOut && each !== commandIds.trySampleJobs))
      await whatIsSaid(shown, () => run(id));
    assert.ok(shown.size > 40, [...shown.keys()].join('\n'));
    assert.deepEqual(leftOver(shown.keys()), []);
  }).timeout(120_000);

  it('every line above code, and its tooltip, is translated', async () => {
    const content = [...world.server.labels, 'not-tracked'].map((each) => JSON.stringify({ job_labels: [each] }));
    const document = await vscode.workspace.openTextDocument({ language: 'json', content: `[${content.join(',\n')}]` });
    await vscode.window.showTextDocument(document);
    const found = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      document.uri,
      100,
    );
    const texts = found.flatMap(({ command }) => (command?.command === useLabels ? textsOf(command) : []));
    assert.ok(texts.filter((text) => text.includes('⟦')).length >= 4, texts.join('\n'));
    assert.ok(
      texts.some((text) => / · .*, /.test(text)),
      texts.join('\n'),
    );
    assert.deepEqual(
      leftOver(texts).filter((line) => !line.startsWith('not-tracked')),
      [],
    );
  });

  it('the item of the status bar, its tooltip and what is spoken of it are translated', async () => {
    const { store, poller, log, session } = inside;
    const item = { show: () => undefined, hide: () => undefined, dispose: () => undefined };
    const board = createNoticeBoard({
      answeredRunAt: () => undefined,
      counts: () => ({ ...store.places.own }),
      ...{ store, poller, log, clock: realClock, startedAt: Date.now(), view: {} },
      ...{ mayNotify: () => false, claim: () => Promise.resolve(false) },
      onDidChangeSettings: new vscode.EventEmitter<void>().event,
      profile: () => session.profile.name,
      ...{
        open: () => undefined,
        showFailed: () => undefined,
        leaderNextAt: () => undefined,
        leaderFailure: () => undefined,
      },
      makeItem: () => item as unknown as vscode.StatusBarItem,
    });
    await until('it says something', () => textsOf(item).length > 0 && 'text' in item && 'tooltip' in item);
    board.dispose();
    const texts = [...textsOf(item), (item as { text?: string }).text ?? ''].map((text) =>
      text.replace(/\(command:.*?\)/g, ''),
    );
    const named = makeStatusBarItem();
    texts.push(named.name ?? '');
    named.dispose();
    assert.ok(texts.length >= 4 && texts.every((text) => text.includes('⟦')), texts.join('\n'));
    assert.deepEqual(leftOver(texts.map((text) => text.replace(/\$\([\w-]+\)/g, ''))), []);
  });

  it('the names of the tabs of pages are translated, and what the editor tells a page', async () => {
    const [job] = [...inside.store.jobs()].filter(({ status }) => status === 'completed');
    assert.ok(job);
    await inside.sheets.show({ kind: 'jobs', profileId: 'Ploc', jobIds: [job.id] });
    await inside.sheets.show({ kind: 'label', profileId: 'Ploc', label: job.labels[0] ?? '' });
    const labels = (): string[] =>
      vscode.window.tabGroups.all.flatMap(({ tabs }) =>
        tabs.flatMap(({ input, label }) => (input instanceof vscode.TabInputWebview ? [label] : [])),
      );
    await until('both sheets are open', () => labels().length >= 2);
    assert.ok(
      labels().every((text) => text.includes('⟦')),
      labels().join('\n'),
    );
    assert.deepEqual(leftOver(labels()), []);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('what is said of a server that is gone is translated, in the view and in a tooltip', async () => {
    await setGlobal('bannerJobs.polling.enabled', false);
    await world.server.close();
    await inside.poller.refresh({ kind: 'all' }, true);
    await until('it is said', () => (inside.tree.view.message ?? '') !== '');
    const message = inside.tree.view.message ?? '';
    assert.match(message, /⟦.*(connection|reach)/i);
    const host = new URL(world.profile.origin).host;
    assert.equal(unmarked(message, [host, ...data()]), '');
    await setGlobal('bannerJobs.polling.enabled', undefined);
  });
});

/** Runs a command for at most some seconds: what waits for a server or a page is not waited for. */
async function run(id: string): Promise<void> {
  const limit = new Promise((resolve) => setTimeout(resolve, 2500));
  await Promise.race([Promise.resolve(vscode.commands.executeCommand(id)).catch(() => undefined), limit]);
}
