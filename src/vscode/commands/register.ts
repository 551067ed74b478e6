import * as vscode from 'vscode';
import { commandIds, type CommandId } from '../contributions';
import type { Services } from '../services';
import { clearFilter, editFilter } from './filterCommand';
import { openSetting, selectProfile, trySampleJobs } from './profileCommands';
import { signIn, signOut } from './signIn';
import type { FromMenu } from './targets';
import { hideHere, shareWithWorkspace, showHidden, trackJob, trackLabels, untrack } from './trackCommands';
import { copyJobId, copyLabel, goToJob, openImages, refresh, refreshItem } from './viewCommands';

/** What there is to read about balance and plans; the API's `not_enough_balance` ends here. */
const billingPage = 'https://help.crop.photo/en/articles/6805403-learn-about-crop-photo-subscription-plans';

/** Registers every command of package.json. */
export function registerCommands(services: Services): vscode.Disposable {
  const entries = Object.entries(commandTable(services)) as [CommandId, (...menu: FromMenu) => unknown][];
  return vscode.Disposable.from(...entries.map(([id, run]) => vscode.commands.registerCommand(id, run)));
}

function commandTable(services: Services): Record<CommandId, (...menu: FromMenu) => unknown> {
  return {
    [commandIds.signIn]: () => signIn(services),
    [commandIds.signOut]: () => signOut(services),
    [commandIds.selectProfile]: () => selectProfile(services),
    [commandIds.trySampleJobs]: () => trySampleJobs(services),
    [commandIds.trackLabels]: () => trackLabels(services),
    [commandIds.trackJob]: () => trackJob(services),
    [commandIds.untrack]: (...menu) => untrack(services, ...menu),
    [commandIds.hideHere]: (...menu) => hideHere(services, ...menu),
    [commandIds.showHidden]: () => showHidden(services),
    [commandIds.shareWithWorkspace]: (...menu) => shareWithWorkspace(services, ...menu),
    [commandIds.refresh]: () => refresh(services),
    [commandIds.refreshItem]: (...menu) => refreshItem(services, ...menu),
    [commandIds.cancelRefresh]: () => services.poller.cancel(),
    [commandIds.filter]: () => editFilter(services),
    [commandIds.clearFilter]: () => clearFilter(services),
    [commandIds.goToJob]: () => goToJob(services),
    [commandIds.openImages]: (...menu) => openImages(services, false, ...menu),
    [commandIds.openToSide]: (...menu) => openImages(services, true, ...menu),
    [commandIds.copyJobId]: (...menu) => copyJobId(services, ...menu),
    [commandIds.copyLabel]: (...menu) => copyLabel(services, ...menu),
    [commandIds.openBilling]: () => vscode.env.openExternal(vscode.Uri.parse(billingPage)),
    [commandIds.showLog]: () => services.log.show(),
    [commandIds.openSettings]: () => openSetting(),
  };
}
