import { failureWords } from '../../core/api/failureWords';
import * as vscode from 'vscode';
import { messageText } from '../../core/jobs/rowText';
import { checkLabelCrops } from '../../core/crop/labelCropChecks';
import { numberText } from '../../core/numberText';
import { checkAllCrops, mostChecked, uncheckedJobs, type CheckAllOutcome } from '../../core/sheet/checkAllCrops';
import { cropsOf } from '../../core/jobs/cropsOf';
import type { SheetTarget } from '../../core/sheetProtocol';
import { commandIds } from '../contributions';
import type { CommandTable } from '../registerCommands';
import type { Services } from '../services';
import type { TreeNode } from '../treeNode';
import { offer, warn } from './offer';
import { pickJob, pickLabels, targetNodes, type FromMenu } from './targets';

type SheetCommandId = (typeof commandIds)['openSheet' | 'openAsSheet' | 'checkAllCrops' | 'clearImageCache'];

/** The commands of contact sheets, of the checks of crops, and of the pictures on disk. */
export function sheetCommands(services: Services): Pick<CommandTable, SheetCommandId> {
  return {
    [commandIds.openSheet]: (...menu) => openSheet(services, menu),
    [commandIds.openAsSheet]: (...menu) => openAsSheet(services, menu),
    [commandIds.checkAllCrops]: (...menu) => checkCrops(services, menu),
    [commandIds.clearImageCache]: () => clearImageCache(services),
  };
}

/** "Open Contact Sheet": all outputs of a label, for each of the labels that are selected. */
async function openSheet(services: Services, menu: FromMenu): Promise<void> {
  const labels = await labelsMeant(services, menu, vscode.l10n.t('Open Contact Sheet'));
  const profileId = services.session.profile.name;
  for (const label of labels) await services.sheets.show({ kind: 'label', profileId, label });
}

/** "Open Images as Sheet": the outputs of all jobs that are selected, or under labels that are. */
async function openAsSheet(services: Services, menu: FromMenu): Promise<void> {
  const selected = namedJobs(menu[0]) ?? jobsOf(services, targetNodes(services, menu));
  const picked = selected.length > 0 ? undefined : await pickJob(services, vscode.l10n.t('Open Images as Sheet'));
  const jobIds = picked === undefined ? selected : [picked];
  if (jobIds.length === 0) return;
  const target: SheetTarget = { kind: 'jobs', profileId: services.session.profile.name, jobIds };
  await services.sheets.show(target);
}

/** "Check All Crops": asks for the results of all completed jobs that nobody asked for yet, after saying how many. */
async function checkCrops(services: Services, menu: FromMenu): Promise<void> {
  const jobIds = await checkedJobs(services, menu);
  if (jobIds.length === 0) return;
  const asked = uncheckedJobs(services.store, jobIds);
  const outcome = asked.length === 0 ? nothingAsked : await askThem(services, asked);
  if (outcome) tellOutcome(services, jobIds, outcome);
}

const nothingAsked: CheckAllOutcome = { known: 0, unread: 0 };

/** Undefined: the user did not want so many requests. */
async function askThem({ store, queue }: Services, jobIds: readonly string[]): Promise<CheckAllOutcome | undefined> {
  const { t } = vscode.l10n;
  const check = t('Check Crops');
  const count = jobIds.length;
  const question =
    count === 1
      ? t('Checking the crops takes 1 request.')
      : t('Checking the crops takes {0} requests, one for each job.', count);
  const more =
    count === mostChecked
      ? t('That is as many as are checked at a time; ask again for the rest.')
      : t('You can cancel at any time; what has come by then stays.');
  const choice = await vscode.window.showInformationMessage(question, { modal: true, detail: more }, check);
  if (choice !== check) return undefined;
  const options = { location: vscode.ProgressLocation.Notification, title: t('Checking crops'), cancellable: true };
  return vscode.window.withProgress(options, (progress, token) => {
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort());
    let before = 0;
    const onProgress = (done: number): void => {
      progress.report({ message: `${done}/${count}`, increment: (100 * (done - before)) / count });
      before = done;
    };
    return checkAllCrops({ store, queue }, jobIds, { signal: abort.signal, onProgress });
  });
}

function tellOutcome(
  { store, sheets }: Services,
  jobIds: readonly string[],
  { failure, unread }: CheckAllOutcome,
): void {
  const { t } = vscode.l10n;
  const completed = jobIds.filter((id) => store.job(id)?.status === 'completed');
  const checked = completed.filter((id) => store.details(id)).length;
  const crops = cropsOf(store, completed, (crop) => sheets.ratioOf(undefined, crop));
  const doubtful = checkLabelCrops(crops).size;
  const found =
    doubtful === 0 ? t('all as expected') : doubtful === 1 ? t('1 needs a look') : t('{0} need a look', doubtful);
  const text = t('Crops checked {0}/{1}: {2}.', checked, completed.length, found);
  const show = {
    [t('Show as Sheet')]: () => vscode.commands.executeCommand(commandIds.openAsSheet, { jobIds: completed }),
  };
  if (failure) warn(t('{0} It stopped: {1}', text, messageText(failureWords(t, failure.message))), show);
  else if (unread > 0) warn(t('{0} Jobs that could not be read: {1}.', text, unread), show);
  else offer(text, show);
}

/** "Clear Image Cache". */
async function clearImageCache({ pictures }: Services): Promise<void> {
  const freed = await (await pictures.load()).cache.clear();
  const megabytes = numberText(vscode.l10n.t, freed / 1e6, 1);
  vscode.window.setStatusBarMessage(vscode.l10n.t('$(check) Image cache cleared: {0} MB', megabytes), 4000);
}

async function labelsMeant(services: Services, menu: FromMenu, title: string): Promise<readonly string[]> {
  const labels = targetNodes(services, menu).flatMap((node) => (node.kind === 'label' ? [node.label] : []));
  if (labels.length > 0) return [...new Set(labels)];
  const tracked = services.store.labels.map((state) => state.label);
  if (tracked.length === 1) return tracked;
  return (await pickLabels(tracked, title)) ?? [];
}

/** The jobs that a sheet names, those that are selected, or those of labels that the user picks. */
async function checkedJobs(services: Services, menu: FromMenu): Promise<readonly string[]> {
  const selected = namedJobs(menu[0]) ?? jobsOf(services, targetNodes(services, menu));
  if (selected.length > 0) return selected;
  const labels = await labelsMeant(services, [], vscode.l10n.t('Check All Crops'));
  return jobsOf(
    services,
    labels.map((label) => ({ kind: 'label', label })),
  );
}

/** What our own page and notifications name, in place of a row of the tree. */
function namedJobs(argument: unknown): readonly string[] | undefined {
  const { jobIds } = (typeof argument === 'object' ? (argument ?? {}) : {}) as { jobIds?: unknown };
  return Array.isArray(jobIds) ? jobIds.filter((id) => typeof id === 'string') : undefined;
}

/** The jobs of these rows, each once. */
function jobsOf({ store }: Services, nodes: readonly TreeNode[]): readonly string[] {
  const ids = nodes.flatMap((node) => {
    if (node.kind === 'job' || node.kind === 'result') return [node.jobId];
    if (node.kind === 'singles') return store.singleIds;
    return node.kind === 'label' ? (store.label(node.label)?.jobIds ?? []) : [];
  });
  return [...new Set(ids)];
}
