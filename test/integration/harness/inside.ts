import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { RemoteProfile } from '../../../src/core/profiles/profile';
import { startSampleServer, type SampleServer, type SampleServerOptions } from '../../../src/sample/index';
import type { Services } from '../../../src/vscode/services';

/** The key of the servers that these tests start. */
export const testKey = 'api_integration_0001';

/** The services of the running extension, which it hands out in a test host only. */
export async function services(): Promise<Services> {
  const extension = vscode.extensions.getExtension<Services | undefined>('banner-jobs.banner-jobs');
  const found = await extension?.activate();
  assert.ok(found, 'the extension gives its services to tests');
  return found;
}

/** Waits until the condition holds, looking often; fails with its name after `patience`, in ms. */
export async function until(name: string, holds: () => boolean | Promise<boolean>, patience = 10_000): Promise<void> {
  const end = Date.now() + patience;
  while (!(await holds())) {
    if (Date.now() > end) assert.fail(`waited too long until ${name}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** A sample server whose time only the test moves. */
export interface TestWorld {
  readonly server: SampleServer;
  /** Moves the world on by so many ms. */
  readonly pass: (ms: number) => void;
  readonly profile: RemoteProfile;
}

/** Starts a server and a profile for it, signed in, with nothing tracked. The window uses it from then on. */
export async function enterWorld(name: string, options: Partial<SampleServerOptions> = {}): Promise<TestWorld> {
  const inside = await services();
  const extension = vscode.extensions.getExtension('banner-jobs.banner-jobs');
  const imagesDir = vscode.Uri.joinPath(extension?.extensionUri ?? vscode.Uri.file('/'), 'dist', 'sample').fsPath;
  let time = 1_000_000;
  const server = await startSampleServer({ key: testKey, imagesDir, now: () => time, ...options });
  const profiles = [{ name, url: server.baseUrl }];
  await vscode.workspace.getConfiguration().update('bannerJobs.profiles', profiles, vscode.ConfigurationTarget.Global);
  await inside.profiles.choose(name);
  const { profile } = inside.session;
  assert.ok(profile.kind === 'remote' && profile.name === name, 'the profile is in use');
  await inside.keys.save(profile, testKey);
  await inside.tracked.replaceOwn({ labels: [], jobIds: [] });
  inside.filter.clear();
  return { server, profile, pass: (ms) => void (time += ms) };
}

/** A row as the tree draws it. */
export interface Row {
  readonly element: string;
  readonly label: string;
  readonly description: string;
  readonly icon: string;
  readonly contextValue: string;
}

/** The rows under an element, or at the top, drawn by the real provider. */
export function rows({ tree }: Services, element?: string): Row[] {
  // As VS Code does of a row that is opened: the first rows. It gets all once they are drawn.
  const read = tree.getChildren(element);
  const first = Array.isArray(read) ? read : [];
  const node = element === undefined ? undefined : tree.node(element);
  const all = node ? tree.rows.below(node).map((row) => tree.element(row)) : first;
  return all.map((child) => {
    const item = tree.getTreeItem(child);
    return {
      element: child,
      label: typeof item.label === 'string' ? item.label : (item.label?.label ?? ''),
      description: String(item.description),
      icon: item.iconPath instanceof vscode.ThemeIcon ? item.iconPath.id : '',
      contextValue: item.contextValue ?? '',
    };
  });
}
