import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { SampleServer } from '../sample/index';

/** The embedded server, started the first time its profile is used and closed with the window. */
export class SampleHost implements vscode.Disposable {
  /** Made for this session: no other program on the machine can ask the embedded server. */
  readonly key = `sample_${randomBytes(18).toString('base64url')}`;
  private starting: Promise<SampleServer> | undefined;
  private started: SampleServer | undefined;

  constructor(private readonly extensionUri: vscode.Uri) {}

  /** The base URL once the server listens. */
  get baseUrl(): string | undefined {
    return this.started?.baseUrl;
  }

  /** The labels of its world; none before it runs. */
  get labels(): readonly string[] {
    return this.started?.labels ?? [];
  }

  /** Starts the server unless it runs. Rejects when no loopback port can be had. */
  async start(): Promise<SampleServer> {
    this.starting ??= this.load();
    try {
      this.started = await this.starting;
      return this.started;
    } catch (error) {
      this.starting = undefined;
      throw error;
    }
  }

  dispose(): void {
    void this.starting?.then((server) => server.close()).catch(() => undefined);
  }

  private async load(): Promise<SampleServer> {
    const { startSampleServer } = await import('../sample/index');
    const imagesDir = vscode.Uri.joinPath(this.extensionUri, 'dist', 'sample').fsPath;
    return startSampleServer({ key: this.key, keyOfSession: true, imagesDir });
  }
}
