import * as vscode from 'vscode';
import type { Failure } from './core/api/failure';
import { DetailFeed } from './core/jobs/detailFeed';
import { DetailQueue } from './core/jobs/detailQueue';
import { fetchDetails } from './core/jobs/fetchDetails';
import { JobGroups } from './core/jobs/jobGroups';
import { JobStore } from './core/jobs/jobStore';
import { Poller } from './core/jobs/poller';
import { KeyRing } from './core/keys/keyRing';
import { sampleProfile } from './core/profiles/profile';
import { FilterState } from './vscode/filterState';
import { ImagePanels } from './vscode/imagePanels';
import { JobTree } from './vscode/jobTree';
import { lazyTransport } from './vscode/lazyTransport';
import { lazyStatusClients } from './vscode/lazyStatusClients';
import { registerNotices } from './vscode/notices';
import { Profiles } from './vscode/profiles';
import { realClock as clock } from './vscode/realClock';
import { registerCommands } from './vscode/registerCommands';
import { SampleHost } from './vscode/sampleHost';
import { Session } from './vscode/session';
import type { Services } from './vscode/services';
import { Settings } from './vscode/settings';
import { TrackedList } from './vscode/trackedList';
import { ViewStatus } from './vscode/viewStatus';
import { wire } from './vscode/wiring';

/** Makes every service, joins them, and owns them: what is pushed here ends with the window. */
export function activate({
  subscriptions,
  secrets,
  globalState,
  workspaceState,
  extensionUri,
  extensionMode,
}: vscode.ExtensionContext): Services | undefined {
  const own = <T extends vscode.Disposable>(service: T): T => (subscriptions.push(service), service);
  const { t } = vscode.l10n;
  const log = own(vscode.window.createOutputChannel('Banner Jobs', { log: true }));
  const settings = own(new Settings());
  const profiles = own(new Profiles({ settings, workspaceState, log }));
  const keys = own(new KeyRing({ secrets, marks: globalState, clock, log }));
  const sample = own(new SampleHost(extensionUri));
  const firstLabels = (name: string): readonly string[] => (name === sampleProfile.name ? sample.labels : []);
  const tracked = own(new TrackedList({ profiles, settings, globalState, workspaceState, firstLabels }));
  const filter = own(new FilterState(workspaceState));
  const store = own(new JobStore(() => clock.now()));
  const transport = lazyTransport();
  const makeApi = lazyStatusClients({ transport, clock, log });
  const poller: Poller = own(new Poller({ clock, log, store, api: () => session.api }));
  const session = own(new Session({ profiles, keys, tracked, sample, store, poller: () => poller, makeApi, log }));
  const isVisible = (): boolean => tree.view.visible;
  const queue = own(
    new DetailQueue({
      fetch: fetchDetails({ store, api: () => session.api }),
      clock,
      setting: () => settings.details,
      isVisible,
    }),
  );
  const details = new DetailFeed({ store, queue });
  const groups = new JobGroups(store, () => filter.current);
  const status = new ViewStatus({ store, filter, poller, session, t });
  const detailFailure = (jobId: string): Failure | undefined => queue.failure(jobId);
  const rows = { store, groups, origin: (label: string) => tracked.origin(label), detailFailure, t };
  const tree = own(new JobTree({ ...rows, profile: () => profiles.active.name, isEmpty: () => status.isEmpty, log }));
  const panels = own(new ImagePanels({ extensionUri, transport, session, workspaceState, log }));
  const services = {
    session,
    profiles,
    keys,
    tracked,
    sample,
    store,
    groups,
    filter,
    poller,
    tree,
    panels,
    makeApi,
    log,
  };
  own(registerCommands(services));
  own(registerNotices({ poller, keys, session }));
  own(wire({ ...services, settings, status, details, queue }));
  void session.enter();
  // The tests look at the services from inside; nobody else gets them.
  return extensionMode === vscode.ExtensionMode.Test ? services : undefined;
}
