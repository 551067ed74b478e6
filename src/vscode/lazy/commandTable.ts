import * as vscode from 'vscode';
import type { Disposable } from '../../core/event';
import { commandIds } from '../contributions';
import type { CommandTable } from '../registerCommands';
import type { Services } from '../services';
import { clearFilter, editFilter } from '../commands/filterCommand';
import { openSetting, selectProfile, trySampleJobs } from '../commands/profileCommands';
import { sheetCommands } from '../commands/sheetCommands';
import { signIn, signOut } from '../commands/signIn';
import { shareWithWorkspace } from '../commands/shareCommand';
import { trackJob, trackLabels } from '../commands/trackCommands';
import { hideHere, showHidden, untrack } from '../commands/untrackCommands';
import { copyJobId, copyLabel, goToJob, openImages, refresh, refreshItem } from '../commands/viewCommands';

/** What there is to read about balance and plans; the API's `not_enough_balance` ends here. */
const billingPage = 'https://help.crop.photo/en/articles/6805403-learn-about-crop-photo-subscription-plans';

/**
 * What each command of package.json does.
 *
 * @param owned takes what ends with the window
 */
export function commandTable(services: Services, owned: Disposable[]): CommandTable {
  return {
    ...sheetCommands(services, owned),
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
    [commandIds.goToJob]: (id) => goToJob(services, id),
    [commandIds.openImages]: (...menu) => openImages(services, false, ...menu),
    [commandIds.openToSide]: (...menu) => openImages(services, true, ...menu),
    [commandIds.copyJobId]: (...menu) => copyJobId(services, ...menu),
    [commandIds.copyLabel]: (...menu) => copyLabel(services, ...menu),
    [commandIds.openBilling]: () => vscode.env.openExternal(vscode.Uri.parse(billingPage)),
    [commandIds.showLog]: () => services.log.show(),
    [commandIds.openSettings]: () => openSetting(),
  };
}
