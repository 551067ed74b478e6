import * as vscode from 'vscode';
import { DetailFeed } from './core/jobs/detailFeed';
import { DetailQueue } from './core/jobs/detailQueue';
import { fetchDetails } from './core/jobs/fetchDetails';
import { JobGroups } from './core/jobs/jobGroups';
import { JobStore } from './core/jobs/jobStore';
import { Poller } from './core/jobs/poller';
import { KeyRing } from './core/keys/keyRing';
import { FilterState } from './vscode/filterState';
import { JobTree } from './vscode/jobTree';
import { lazyStatusClients } from './vscode/lazyStatusClients';
import { lazyTransport } from './vscode/lazyTransport';
import { registerNotices } from './vscode/notices';
import { Profiles } from './vscode/profiles';
import { realClock as clock } from './vscode/realClock';
import { registerCommands } from './vscode/registerCommands';
import { SampleHost } from './vscode/sampleHost';
import type { Services } from './vscode/services';
import { Session } from './vscode/session';
import { Settings } from './vscode/settings';
import { TrackedList } from './vscode/trackedList';
import { ViewerHost } from './vscode/viewerHost';
import { ViewStatus } from './vscode/viewStatus';
import { wire } from './vscode/wiring';

/** Makes every service, joins them, and owns them: what is owned ends with the window. */
export function activate(context: vscode.ExtensionContext): Services | undefined {
  const { secrets, globalState, workspaceState, extensionUri, extensionMode } = context;
  const own = <T extends vscode.Disposable>(service: T): T => (context.subscriptions.push(service), service);
  const log = own(vscode.window.createOutputChannel('Banner Jobs', { log: true }));
  const settings = own(new Settings());
  const profiles = own(new Profiles({ settings, workspaceState, log }));
  const keys = own(new KeyRing({ secrets, marks: globalState, clock, log }));
  const sample = own(new SampleHost(extensionUri));
  const tracked = own(new TrackedList({ profiles, settings, sample, globalState, workspaceState }));
  const filter = own(new FilterState(workspaceState));
  const store = own(new JobStore(() => clock.now()));
  const transport = lazyTransport();
  const makeApi = lazyStatusClients({ transport, clock, log });
  const session = own(new Session({ profiles, keys, tracked, sample, store, makeApi, log }));
  const poller = own(new Poller({ clock, log, store, api: () => session.api, random: Math.random }));
  const fetch = fetchDetails({ store, session });
  const isVisible = (): boolean => tree.view.visible;
  const queue = own(new DetailQueue({ fetch, clock, isVisible, setting: () => settings.details }));
  const details = new DetailFeed({ store, queue });
  const groups = new JobGroups(store, () => filter.current);
  const status = new ViewStatus({ store, filter, poller, session });
  const tree: JobTree = own(new JobTree({ store, groups, tracked, queue, profiles, status, log, t: vscode.l10n.t }));
  const viewing = { transport, clock, log, store, session, profiles, sample, memento: globalState };
  const viewer = own(new ViewerHost({ extensionUri, ...viewing }));
  const looking = { store, groups, filter, poller, tree, viewer };
  const services = { ...looking, session, profiles, keys, tracked, sample, makeApi, log };
  own(registerCommands(services));
  own(registerNotices({ poller, keys, session }));
  own(wire({ ...services, settings, status, details, queue }));
  void session.enter();
  // The tests look at the services from inside; nobody else gets them.
  return extensionMode === vscode.ExtensionMode.Test ? services : undefined;
}
