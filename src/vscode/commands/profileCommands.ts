import * as vscode from 'vscode';
import { sampleProfile } from '../../core/profiles/profile';
import { viewId } from '../contributions';
import type { Services } from '../services';

/** "Try Sample Jobs": the embedded server, no account needed. */
export async function trySampleJobs({ profiles }: Services): Promise<void> {
  await profiles.choose(sampleProfile.name);
  await vscode.commands.executeCommand(`${viewId}.focus`);
}

/** Opens the settings at one of ours, or at all of them. */
export async function openSetting(id = '@ext:banner-jobs.banner-jobs'): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.openSettings', id);
}
