import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { viewerType } from '../../src/vscode/contributions';
import { pageOptions } from '../../src/vscode/panelPage';
import { bytes, json, silence } from '../fakes/scriptedServer';
import { until } from './harness/inside';
import { enterScripted, leaveScripted, told, type ScriptedWorld } from './harness/scripted';

const gif = Buffer.from('R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==', 'base64');

/** The window of VS Code 1.100 may take half a minute to load a page a second time, in ms. */
const loading = 60_000;

interface Opened {
  readonly panel: vscode.WebviewPanel;
  /** What the page sent. */
  readonly heard: unknown[];
}

describe('a hostile page, and one that comes and goes, in the editor', () => {
  let world: ScriptedWorld;
  let rejections = 0;
  const count = (): void => {
    rejections++;
  };
  before(async function () {
    this.timeout(60_000);
    world = await enterScripted('Pages');
    process.on('unhandledRejection', count);
    world.server.otherwise((response, heard, socket) => {
      const link = `${world.server.url}/image.gif`;
      const answer = { jobs: [told('a', 'completed')], results: [{ output_image_url: link }], error_message: '' };
      (heard.method === 'GET' ? bytes(gif) : json(answer))(response, heard, socket);
    });
  });
  // A test that failed leaves no panel to the next one.
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));
  after(async () => {
    process.off('unhandledRejection', count);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await leaveScripted(world);
  });

  /** A panel of the last session that the extension takes up, with an ear at what its page sends. */
  const open = async (): Promise<Opened> => {
    const extension = vscode.extensions.getExtension('banner-jobs.banner-jobs');
    const root = vscode.Uri.joinPath(extension?.extensionUri ?? vscode.Uri.file('/'), 'dist', 'page');
    const panel = vscode.window.createWebviewPanel(viewerType, 'Fault', vscode.ViewColumn.Active, pageOptions(root));
    const heard: unknown[] = [];
    panel.webview.onDidReceiveMessage((message) => heard.push(message));
    const toggles = { overlay: 'dim', compare: 'source', all: false, grid: true, checkerboard: true, details: true };
    const kept = { profileId: 'Pages', jobId: 'a', resultIndex: 0, view: { mode: 'fit' }, toggles, pinned: false };
    await world.inside.viewer.revive(panel, kept);
    return { panel, heard };
  };
  const readies = ({ heard }: Opened): number =>
    heard.filter((message) => (message as { type?: unknown } | null)?.type === 'ready').length;
  const session = () => {
    const last = world.inside.viewer.panels?.last;
    assert.ok(last);
    return last.session;
  };

  it('fault 73: messages of a hostile page that are malformed or unknown are ignored, and the panel goes on', async () => {
    const opened = await open();
    const warn = world.inside.log.warn.bind(world.inside.log);
    let warned = 0;
    world.inside.log.warn = (message) => {
      if (message.includes('not known')) warned++;
      warn(message);
    };
    const messages = [null, 7, 'text', [], {}, { type: 'select', resultIndex: -1e9 }, { type: '__proto__' }];
    opened.panel.webview.html = `<script>
      const api = acquireVsCodeApi();
      for (const message of ${JSON.stringify(messages)}) api.postMessage(message);
      api.postMessage({ type: 'errand', errand: 'deleteEverything' });
      api.postMessage('end');
    </script>`;
    await until('all came', () => opened.heard.includes('end'));
    await until('all were counted', () => warned >= messages.length);
    assert.equal(session().shown?.jobId, 'a');
    assert.equal(rejections, 0);
    opened.panel.dispose();
  });

  it('fault 74: a panel that is closed while its picture is loading ends the request, and rejects nowhere', async () => {
    let asked = 0;
    let closed = 0;
    const link = `${world.server.url}/slow.gif`;
    const answer = { jobs: [told('slow', 'completed')], results: [{ output_image_url: link }], error_message: '' };
    world.server.queue(json(answer), (response, heard, socket) => {
      asked++;
      socket.once('close', () => closed++);
      silence(response, heard, socket);
    });
    await world.inside.viewer.show({ profileId: 'Pages', jobId: 'slow' });
    await until('the picture is asked for', () => asked === 1);
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await until('its request is ended', () => closed === 1);
    assert.equal(rejections, 0);
  });

  it('fault 75: a page that was hidden, shown again and loaded anew shows the same, without asking the server', async function () {
    this.timeout(4 * loading);
    const opened = await open();
    await until('the page is ready', () => readies(opened) === 1, loading);
    await until('its picture is there', async () => (await session().takeImage())?.kind === 'image');
    const before = world.server.heard.length;
    const document = await vscode.workspace.openTextDocument({ content: 'in front' });
    await vscode.window.showTextDocument(document, opened.panel.viewColumn);
    await until('the page is hidden', () => !opened.panel.visible);
    // VS Code 1.100 keeps a page that is shown again at once: it would have nothing to say.
    await new Promise((resolve) => setTimeout(resolve, 2000));
    opened.panel.reveal();
    await until('the page is back, and told all', () => readies(opened) === 2, loading);
    assert.deepEqual([session().shown?.jobId, world.server.heard.length], ['a', before]);
    const { html } = opened.panel.webview;
    opened.panel.webview.html = html.replace('</body>', '<p>again</p></body>');
    await until('it is loaded anew', () => readies(opened) === 3, loading);
    assert.deepEqual([session().shown?.jobId, world.server.heard.length], ['a', before]);
    opened.panel.dispose();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('fault 77: a script that is injected into the page does not run, the page itself does', async function () {
    this.timeout(4 * loading);
    const opened = await open();
    await until('the page is ready', () => readies(opened) === 1, loading);
    const evil =
      '<script>window.parent.postMessage("x"); acquireVsCodeApi().postMessage("injected")</script>' +
      '<img src="x" onerror="acquireVsCodeApi().postMessage(\'injected\')">' +
      `<script src="${world.server.url}/evil.js"></script><iframe src="${world.server.url}/frame"></iframe>`;
    const before = world.server.heard.length;
    // Before the page's own script: that takes the one handle to the host there is.
    opened.panel.webview.html = opened.panel.webview.html.replace('<body>', `<body>${evil}`);
    await until('the page is ready again', () => readies(opened) === 2, loading);
    await new Promise((resolve) => setTimeout(resolve, 300));
    assert.ok(!opened.heard.includes('injected'));
    const asked = world.server.heard.slice(before).map(({ path }) => path);
    assert.deepEqual(
      asked.filter((path) => /evil|frame/.test(path)),
      [],
    );
    opened.panel.dispose();
  });
});
