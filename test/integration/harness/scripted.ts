import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { RemoteProfile } from '../../../src/core/profiles/profile';
import type { Services } from '../../../src/vscode/services';
import { json, startScriptedServer, type Behaviour, type ScriptedServer } from '../../fakes/scriptedServer';
import { services, until } from './inside';

/** The key of the scripted servers: a search of logs and files finds it nowhere. */
export const sentinelKey = 'api_SENTINEL_7f3e9d';

/** A window that is signed in to a server which answers as the test says. */
export interface ScriptedWorld {
  readonly inside: Services;
  readonly server: ScriptedServer;
  readonly profile: RemoteProfile;
  /** Refreshes by hand, once. */
  readonly refresh: () => Promise<void>;
  /** The jobs of a label, `id status` each. */
  readonly rows: (label: string) => string[];
}

/** A job as a server spells it. */
export const told = (id: string, status = 'processing', labels: readonly string[] = ['lot']): object => ({
  job_id: id,
  status,
  job_labels: labels,
});

/** An answer to any question, of these jobs. */
export const jobs = (...all: readonly object[]): Behaviour => json({ jobs: all, results: [], error_message: '' });

interface RecordedLog {
  recorded?: string[];
}

const logLevels = ['trace', 'debug', 'info', 'warn', 'error'] as const;

/** Every line of the extension's log, of all levels, since the first scripted world of the run. */
export function recordedLog({ log }: Services): readonly string[] {
  const kept = log as RecordedLog;
  if (kept.recorded) return kept.recorded;
  const lines: string[] = (kept.recorded = []);
  for (const level of logLevels) {
    const write = log[level].bind(log) as (text: string) => void;
    log[level] = (text: string | Error) => {
      lines.push(String(text));
      write(String(text));
    };
  }
  return lines;
}

/** Starts a scripted server and a profile for it, signed in, with nothing tracked; polling is by hand. */
export async function enterScripted(name: string): Promise<ScriptedWorld> {
  const inside = await services();
  recordedLog(inside);
  const server = await startScriptedServer();
  server.otherwise(jobs());
  await setGlobal('bannerJobs.polling.enabled', false);
  await setGlobal('bannerJobs.profiles', [{ name, url: `${server.url}/v1` }]);
  await inside.profiles.choose(name);
  const { profile } = inside.session;
  assert.ok(profile.kind === 'remote' && profile.name === name, 'the profile is in use');
  await inside.keys.save(profile, sentinelKey);
  await inside.tracked.replaceOwn({ labels: [], jobIds: [] });
  inside.filter.clear();
  await until('the client is there', () => inside.session.api !== undefined);
  return {
    ...{ inside, server, profile },
    refresh: () => inside.poller.refresh({ kind: 'all' }, true),
    rows: (label) =>
      inside.store
        .jobsOf(label)
        .map(({ id, status }) => `${id} ${status}`)
        .sort(),
  };
}

/** Ends it, and leaves polling to the settings again. */
export async function leaveScripted({ inside, server }: ScriptedWorld): Promise<void> {
  await inside.tracked.replaceOwn({ labels: [], jobIds: [] });
  await server.close();
  await setGlobal('bannerJobs.polling.enabled', undefined);
}

/** Changes a setting of the user. */
export function setGlobal(id: string, value: unknown): Thenable<void> {
  return vscode.workspace.getConfiguration().update(id, value, vscode.ConfigurationTarget.Global);
}
