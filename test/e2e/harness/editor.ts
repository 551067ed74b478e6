import type { BrowserContext, Page } from 'playwright-core';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { launchProfile } from '../../../scripts/browser.mjs';
import { makeTempFolder, removeTempFolder } from '../../../scripts/tempFolder.mjs';
import type { VscodeVersion } from '../../../scripts/vscodeDownload.mjs';
import { startServer, workbenchUrl, type VscodeServer } from '../../../scripts/vscodeServer.mjs';
import { themeSettings } from './themes';
import type { Settings } from './workbench';
import { Workbench } from './workbench';

export interface EditorOptions {
  /** The newest when left out, or what BANNER_JOBS_VSCODE asks for. */
  readonly version?: VscodeVersion;
  /** User settings, beside the harness's own that keep the workbench quiet. */
  readonly settings?: Settings;
  /** `.vscode/settings.json` of the folder that is opened. */
  readonly workspaceSettings?: Settings;
  /** px of the window; 1280 × 800 when left out. */
  readonly viewport?: { readonly width: number; readonly height: number };
  /** The folder is opened in Restricted Mode. */
  readonly isUntrusted?: boolean;
  /** Load the extension from this source folder in place of the packaged one. */
  readonly source?: string;
  /** Puts other extensions where the server will find them, before its start. */
  readonly install?: (dataFolder: string) => void;
  /** For the server and its extension host. */
  readonly env?: Readonly<Record<string, string>>;
  /** Runs in every page before the workbench does, to choose its language for instance. */
  readonly initScript?: string;
  /** The window takes touches, as a tablet's does. */
  readonly hasTouch?: boolean;
}

const defaultVersion = (process.env.BANNER_JOBS_VSCODE ?? '1.139') as VscodeVersion;

/** The web workbench saves by itself: then nobody could tell when a change of the settings is saved. */
const baseSettings: Settings = { ...themeSettings('dark'), 'files.autoSave': 'off' };

/** A VS Code of its own: server, throw-away folder, and one browser profile for each user. */
export class Editor {
  private readonly users = new Map<string, BrowserContext>();
  private server: VscodeServer | undefined;

  private constructor(
    private readonly options: EditorOptions,
    private readonly home: string,
  ) {}

  /** Starts the server with the packaged extension installed; no window is open yet. */
  static async start(options: EditorOptions = {}): Promise<Editor> {
    const editor = new Editor(options, makeTempFolder('e2e'));
    try {
      await mkdir(join(editor.folder, '.vscode'), { recursive: true });
      const { workspaceSettings } = options;
      if (workspaceSettings) await writeJson(editor.workspaceSettingsFile, workspaceSettings);
      options.install?.(editor.dataFolder);
      editor.server = await startServer(editor.serverOptions(options.source ? {} : { vsix: packaged() }));
      return editor;
    } catch (error) {
      await editor.close();
      throw error;
    }
  }

  /** The folder that is opened as the workspace. */
  get folder(): string {
    return join(this.home, 'workspace');
  }

  /** Where the server keeps its data and that of its extensions. */
  get dataFolder(): string {
    return join(this.home, 'server');
  }

  get workspaceSettingsFile(): string {
    return join(this.folder, '.vscode', 'settings.json');
  }

  /** Opens a window. The same user's windows share a browser profile: secrets live on in it, over `restart` too. */
  async open(user = 'first'): Promise<Workbench> {
    const context = this.users.get(user) ?? (await this.newUser(user));
    const blank = context.pages().find((page) => page.url() === 'about:blank');
    const page = blank ?? (await context.newPage());
    const workbench = new Workbench(page);
    await this.load(page);
    await workbench.untilReady();
    return workbench;
  }

  /** Changes User settings on disk: a window follows at its next load. `Workbench.changeSettings` is seen at once. */
  async changeSettings(changes: Settings): Promise<void> {
    await this.running().changeSettings(changes);
  }

  /** Stops the server and starts it at the same address with the same data. Windows are to be reloaded or reopened. */
  async restart(): Promise<void> {
    const { port } = this.running();
    await this.running().close();
    this.server = await startServer(this.serverOptions({ port, settings: {} }));
  }

  /** The end of what the server has said, for a failure's report. */
  log(): string {
    return this.server?.log() ?? '';
  }

  async close(): Promise<void> {
    await Promise.all([...this.users.values()].map((context) => context.close()));
    await this.server?.close();
    removeTempFolder(this.home);
  }

  private running(): VscodeServer {
    if (!this.server) throw new Error('The server does not run.');
    return this.server;
  }

  private serverOptions(more: { vsix?: string; port?: number; settings?: Settings }) {
    const { version = defaultVersion, env = {}, isUntrusted: asksForTrust = false } = this.options;
    const settings = { ...baseSettings, ...this.options.settings };
    return { version, env, settings, asksForTrust, dataDir: this.dataFolder, ...more };
  }

  private async load(page: Page): Promise<void> {
    const { source } = this.options;
    const what = { folder: this.folder, ...(source && { extension: resolve(source) }) };
    await page.goto(workbenchUrl(this.running().url, what), { timeout: 120_000 });
  }

  private async newUser(user: string): Promise<BrowserContext> {
    const { viewport = { width: 1280, height: 800 }, hasTouch = false, initScript } = this.options;
    const context = await launchProfile(join(this.home, `user-${user}`), { viewport, hasTouch });
    this.users.set(user, context);
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    // The key that seals secrets: without an answer they live in the memory of one page only.
    await context.route('**/mint-key', (route) => route.fulfill({ body: Buffer.alloc(32, 7) }));
    if (initScript) await context.addInitScript(initScript);
    return context;
  }
}

function packaged(): string {
  const vsix = resolve(process.env.BANNER_JOBS_VSIX ?? join('.build', 'banner-jobs.vsix'));
  if (!existsSync(vsix)) throw new Error(`${vsix} is not there: run \`npm run package\` first.`);
  return vsix;
}

const writeJson = (file: string, value: unknown) => writeFile(file, JSON.stringify(value, null, 2));
