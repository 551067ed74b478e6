import * as vscode from 'vscode';
import type { Disposable } from '../../core/event';
import { commandIds } from '../contributions';
import type { CommandTable } from '../registerCommands';
import type { Services } from '../services';
import { clearFilter, editFilter } from '../commands/filterCommand';
import { openSetting, trySampleJobs } from '../commands/profileCommands';
import { selectProfile } from '../commands/selectProfile';
import { clearAllData } from '../commands/clearAllData';
import { clearSavedJobs } from '../commands/snapshotCommands';
import { sheetCommands } from '../commands/sheetCommands';
import { signIn, signOut } from '../commands/signIn';
import { shareWithWorkspace } from '../commands/shareCommand';
import { copyFailedIds, showFailed, sortBy } from '../commands/arrangeCommands';
import { trackFound, trackJob, trackLabels } from '../commands/trackCommands';
import { hideHere, showHidden, untrack, untrackFinished } from '../commands/untrackCommands';
import { PollingDocument } from '../commands/whyPolling';
import { copyCrop, runInViewer } from '../commands/viewerCommands';
import { copyJobId, copyLabel, goToJob, openImages, refresh, refreshItem } from '../commands/viewCommands';

// Tooltips are made of what commands say too, and not before the mouse rests on a row.
export { rowTooltip } from '../rowTooltip';

/** Commands that need a panel. */
type ViewerCommand = (typeof commandIds)['copyCrop' | 'saveImage' | 'copyLink' | 'chooseSource' | 'pinViewer'];

/** Commands that delete what is kept. */
type KeptCommand = (typeof commandIds)['clearSavedJobs' | 'clearAllData'];

/** What there is to read about balance and plans; the API's `not_enough_balance` ends here. */
const billingPage = 'https://help.crop.photo/en/articles/6805403-learn-about-crop-photo-subscription-plans';

/**
 * What each command of package.json does.
 *
 * @param own takes what has to end with the extension
 */
export function commandTable(services: Services, own: (service: Disposable) => void): CommandTable {
  const polling = new PollingDocument(services);
  own(polling);
  return {
    ...sheetCommands(services),
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
    [commandIds.sortBy]: () => sortBy(services),
    [commandIds.groupByLabel]: () => services.arrangement.set({ groupBy: 'label' }),
    [commandIds.groupByStatus]: () => services.arrangement.set({ groupBy: 'status' }),
    [commandIds.showFailed]: (...menu) => showFailed(services, ...menu),
    [commandIds.copyFailedIds]: (...menu) => copyFailedIds(services, ...menu),
    [commandIds.untrackFinished]: () => untrackFinished(services),
    [commandIds.trackFound]: (...menu) => trackFound(services, ...menu),
    [commandIds.whyPolling]: () => polling.show(),
    ...viewerTable(services),
    ...keptTable(services),
  };
}

/** What is done with the picture that a panel shows. */
function viewerTable(services: Services): Pick<CommandTable, ViewerCommand> {
  return {
    [commandIds.copyCrop]: () => copyCrop(services),
    [commandIds.saveImage]: () => runInViewer(services, 'save'),
    [commandIds.copyLink]: () => runInViewer(services, 'copyLink'),
    [commandIds.chooseSource]: () => runInViewer(services, 'chooseSource'),
    [commandIds.pinViewer]: () => runInViewer(services, 'pin'),
  };
}

/** What deletes that which is kept on this machine. */
function keptTable(services: Services): Pick<CommandTable, KeptCommand> {
  return {
    [commandIds.clearSavedJobs]: () => clearSavedJobs(services),
    [commandIds.clearAllData]: () => clearAllData(services),
  };
}
